#include "card/secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/**
 * uke_secret_new:
 * @capacity: digits that make it complete, at most UKE_SECRET_MAX
 *
 * Makes an empty secret in memory that is neither swapped out nor dumped.
 *
 * It is alone on its page: locking and unlocking work by page, and nothing
 * else shares its fate. Where the system refuses to lock memory
 * (RLIMIT_MEMLOCK), it works just the same, and is wiped just the same.
 *
 * Returns: (transfer full): an empty secret
 */
UkeSecret *
uke_secret_new (guint capacity)
{
  gsize size = (gsize) sysconf (_SC_PAGESIZE);
  void *page = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  UkeSecret *self = page;

  g_assert (capacity <= UKE_SECRET_MAX);
  if (page == MAP_FAILED)
    g_error ("No memory for a secret");

  if (mlock (page, size) != 0)
    g_debug ("The secret's memory is not locked");
  madvise (page, size, MADV_DONTDUMP);
  madvise (page, size, MADV_WIPEONFORK);

  self->capacity = capacity;
  return self;
}

/**
 * uke_secret_free:
 * @self: (transfer full) (nullable): a secret
 *
 * Wipes a secret and gives its memory back.
 */
void
uke_secret_free (UkeSecret *self)
{
  if (self == NULL)
    return;

  uke_secret_clear (self);
  munmap (self, (gsize) sysconf (_SC_PAGESIZE)); /* unlocks, too */
}

/* FALSE, and no change, when full or when @digit is not '0'…'9'. */
gboolean
uke_secret_append (UkeSecret *self, char digit)
{
  if (self->length >= self->capacity || !g_ascii_isdigit (digit))
    return FALSE;

  self->digits[self->length++] = (guint8) digit;
  return TRUE;
}

void
uke_secret_remove_last (UkeSecret *self)
{
  if (self->length > 0)
    explicit_bzero (&self->digits[--self->length], 1);
}

void
uke_secret_clear (UkeSecret *self)
{
  explicit_bzero (self->digits, sizeof self->digits); /* memset could be optimised away */
  self->length = 0;
}

gboolean
uke_secret_is_complete (const UkeSecret *self)
{
  return self->length == self->capacity;
}
