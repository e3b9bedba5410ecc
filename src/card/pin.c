#include "card/pin.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Alone on its page: locking and unlocking work by page, and nothing else shares its fate. */
struct _UkePin {
  guint8 digits[UKE_PIN_LENGTH];
  guint length;
};

/**
 * uke_pin_new:
 *
 * Makes an empty PIN in memory that is neither swapped out nor dumped.
 *
 * Where the system refuses to lock memory (RLIMIT_MEMLOCK), the PIN works
 * just the same, and is wiped just the same.
 *
 * Returns: (transfer full): an empty PIN
 */
UkePin *
uke_pin_new (void)
{
  gsize size = (gsize) sysconf (_SC_PAGESIZE);
  void *page = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (page == MAP_FAILED)
    g_error ("No memory for a PIN");

  if (mlock (page, size) != 0)
    g_debug ("PIN memory is not locked");
  madvise (page, size, MADV_DONTDUMP);
  madvise (page, size, MADV_WIPEONFORK);

  return page;
}

/**
 * uke_pin_free:
 * @self: (transfer full) (nullable): a PIN
 *
 * Wipes a PIN and gives its memory back.
 */
void
uke_pin_free (UkePin *self)
{
  if (self == NULL)
    return;

  uke_pin_clear (self);
  munmap (self, (gsize) sysconf (_SC_PAGESIZE)); /* unlocks, too */
}

gboolean
uke_pin_append (UkePin *self, char digit)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->length == UKE_PIN_LENGTH || !g_ascii_isdigit (digit))
    return FALSE;

  self->digits[self->length++] = (guint8) digit;
  return TRUE;
}

void
uke_pin_remove_last (UkePin *self)
{
  g_return_if_fail (self != NULL);

  if (self->length > 0)
    explicit_bzero (&self->digits[--self->length], 1);
}

void
uke_pin_clear (UkePin *self)
{
  g_return_if_fail (self != NULL);

  explicit_bzero (self, sizeof *self); /* memset could be optimised away */
}

guint
uke_pin_get_length (UkePin *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

gboolean
uke_pin_is_complete (UkePin *self)
{
  return uke_pin_get_length (self) == UKE_PIN_LENGTH;
}

/**
 * uke_pin_peek:
 *
 * Lends the digits to the one function that puts them into a command.
 *
 * Returns: (transfer none): UKE_PIN_LENGTH ASCII bytes, zero from the length on
 */
const guint8 *
uke_pin_peek (UkePin *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->digits;
}
