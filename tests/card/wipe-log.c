#include "wipe-log.h"

#include <string.h>

typedef struct {
  const guint8 *start;
  gsize length;
} Wipe;

static GMutex lock;
static GArray *wipes;

/* Found before libc's by the static libraries under test. */
void
explicit_bzero (void *start, size_t length)
{
  volatile guint8 *bytes = start;
  Wipe wipe = { start, length };

  for (gsize i = 0; i < length; i++)
    bytes[i] = 0;

  g_mutex_lock (&lock);
  if (wipes != NULL)
    g_array_append_val (wipes, wipe);
  g_mutex_unlock (&lock);
}

void
wipe_log_forget (void)
{
  g_mutex_lock (&lock);
  g_clear_pointer (&wipes, g_array_unref);
  wipes = g_array_new (FALSE, FALSE, sizeof (Wipe));
  g_mutex_unlock (&lock);
}

gboolean
wipe_log_covers (gconstpointer start, gsize length)
{
  const guint8 *from = start;
  gboolean covered = FALSE;

  g_mutex_lock (&lock);
  for (guint i = 0; wipes != NULL && i < wipes->len; i++) {
    const Wipe *wipe = &g_array_index (wipes, Wipe, i);

    covered |= wipe->start <= from && from + length <= wipe->start + wipe->length;
  }
  g_mutex_unlock (&lock);
  return covered;
}
