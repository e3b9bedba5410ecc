#include "store-place.h"

#include "reception/visit-keeping.h"

#include <glib/gstdio.h>

/**
 * uke_store_place_open:
 * @training: whether to make one that is thrown away
 *
 * Opens the store; nothing of a rehearsal is left behind.
 *
 * Errors: UKE_STORE_ERROR, G_FILE_ERROR.
 */
gboolean
uke_store_place_open (UkeStorePlace *self, gboolean training, GError **error)
{
  g_autofree char *folder = NULL;

  if (training) {
    self->throw_away = g_dir_make_tmp ("uketsuke-training-XXXXXX", error);
    if (self->throw_away == NULL)
      return FALSE;
  }
  folder = training ? g_strdup (self->throw_away) : uke_store_get_default_folder ();
  self->store = uke_store_open_folder (folder, error);
  return self->store != NULL;
}

/**
 * uke_store_place_restore:
 *
 * Enters today's visits, and the latest arrival of any day, into a book.
 */
gboolean
uke_store_place_restore (UkeStorePlace *self, UkeVisitBook *book, GError **error)
{
  const GDate *today = uke_visit_book_get_today (book);
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) records = uke_store_read_visits (self->store, today, today, error);
  g_autoptr (GDateTime) latest = NULL;
  gint64 arrival;

  if (records == NULL)
    return FALSE;
  arrival = uke_store_read_latest_arrival (self->store, error);
  if (arrival < 0)
    return FALSE;

  for (guint i = 0; i < records->len; i++) {
    UkeVisit *visit = uke_visit_from_record (records->pdata[i], today);

    if (visit != NULL)
      g_ptr_array_add (visits, visit);
  }
  latest = arrival > 0 ? g_date_time_new_from_unix_utc_usec (arrival) : NULL;
  uke_visit_book_restore (book, visits, latest);
  return TRUE;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

void
uke_store_place_close (UkeStorePlace *self)
{
  if (self->store != NULL)
    uke_store_close (self->store);
  g_clear_object (&self->store);
  if (self->throw_away != NULL)
    remove_folder (self->throw_away);
  g_clear_pointer (&self->throw_away, g_free);
}
