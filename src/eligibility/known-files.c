#include "eligibility/known-files.h"

#include <string.h>

/* After so many scans an unreadable file is tried again though it seems not to have changed. */
#define SLOW_SCANS 10

/* What is known of one file. */
typedef struct {
  char *name;
  char *key;
  UkeFileStamp stamp; /* when it was last listed */
  char *seen;         /* (nullable): its fingerprint at the last read */
  char *taken;        /* (nullable): the one under which it was taken */
  char *told;         /* (nullable): the one of which a conflict or trouble was told */
  gint64 due;         /* of the next read */
  guint same;         /* reads in a row that found the same, and it was not good */
  guint rest;         /* scans until it is tried again, once it was given up; 0: not given up */
  guint scan;         /* the last in which it was there */
  gboolean waits;     /* it stands in one of the queues, or is being read */
} Entry;

struct _UkeKnownFiles {
  GHashTable *entries; /* key to Entry */
  GQueue fresh;        /* to be read as soon as may be; not owned */
  GQueue settling;     /* to be read again when due, the first one first; not owned */
  guint n_reading;     /* picked, and not yet taken or put back */
  guint scan;          /* counts them */
  UkeKnownLookup lookup;
  gpointer lookup_data;
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->name);
  g_free (self->key);
  g_free (self->seen);
  g_free (self->taken);
  g_free (self->told);
  g_free (self);
}

UkeKnownFiles *
uke_known_files_new (void)
{
  UkeKnownFiles *self = g_new0 (UkeKnownFiles, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  return self;
}

void
uke_known_files_free (UkeKnownFiles *self)
{
  g_queue_clear (&self->fresh);
  g_queue_clear (&self->settling);
  g_hash_table_unref (self->entries);
  g_free (self);
}

/* With a lookup, what is gone is forgotten: should it come back, the lookup knows it. */
void
uke_known_files_set_lookup (UkeKnownFiles *self, UkeKnownLookup lookup, gpointer user_data)
{
  self->lookup = lookup;
  self->lookup_data = user_data;
}

static void
set_text (char **slot, const char *text)
{
  g_free (*slot);
  *slot = g_strdup (text);
}

static gboolean
is_same_stamp (const UkeFileStamp *a, const UkeFileStamp *b)
{
  return a->size == b->size && a->modified == b->modified && a->inode == b->inode;
}

/* --- Scans ------------------------------------------------------------------------------- */

/* From its first read on. */
static void
begin_reading (UkeKnownFiles *self, Entry *entry)
{
  if (entry->waits)
    return;
  entry->waits = TRUE;
  entry->same = 0;
  entry->rest = 0;
  g_queue_push_tail (&self->fresh, entry);
}

void
uke_known_files_begin_scan (UkeKnownFiles *self)
{
  self->scan++;
}

/* Whether the file is known, so that nobody needs to be asked whether it is wanted. */
gboolean
uke_known_files_meet (UkeKnownFiles *self, const UkeListedFile *file)
{
  g_autofree char *key = uke_file_name_dup_key (file->name);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return FALSE;
  if (entry->scan == self->scan)
    return TRUE; /* in the folder and in the trash */
  entry->scan = self->scan;

  if (!is_same_stamp (&entry->stamp, &file->stamp) || (entry->rest > 0 && --entry->rest == 0))
    begin_reading (self, entry);
  entry->stamp = file->stamp;
  return TRUE;
}

/* A file that is wanted and was not known. */
void
uke_known_files_add (UkeKnownFiles *self, const UkeListedFile *file)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->name = g_strdup (file->name);
  entry->key = uke_file_name_dup_key (file->name);
  entry->stamp = file->stamp;
  entry->scan = self->scan;
  if (self->lookup != NULL)
    entry->taken = self->lookup (entry->key, self->lookup_data);
  g_hash_table_insert (self->entries, entry->key, entry);
  begin_reading (self, entry);
}

/* Those that were to be read again later and are not there: reading them tells where they are. */
static void
hurry_absent (UkeKnownFiles *self)
{
  GList *next;

  for (GList *link = self->settling.head; link != NULL; link = next) {
    Entry *entry = link->data;

    next = link->next;
    if (entry->scan == self->scan)
      continue;
    g_queue_delete_link (&self->settling, link);
    g_queue_push_tail (&self->fresh, entry);
  }
}

/* What was not met and waits for nothing is gone. */
void
uke_known_files_end_scan (UkeKnownFiles *self)
{
  GHashTableIter iter;
  Entry *entry;

  hurry_absent (self);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry)) {
    if (entry->scan == self->scan || entry->waits)
      continue;
    if (entry->taken == NULL || self->lookup != NULL)
      g_hash_table_iter_remove (&iter);
  }
}

/* --- Reads --------------------------------------------------------------------------------- */

/* When there is something to read: @now or before, later, or G_MAXINT64 for nothing at all. */
gint64
uke_known_files_get_due (const UkeKnownFiles *self, gint64 now)
{
  const Entry *next = g_queue_peek_head ((GQueue *) &self->settling);

  if (self->fresh.length > 0)
    return now;
  return next != NULL ? next->due : G_MAXINT64;
}

/* Adds to @job what is to be read: first what is due again, so that nothing waits for ever behind a
 * crowd. Returns how many there are. */
guint
uke_known_files_pick (UkeKnownFiles *self, UkeFolderJob *job, guint most, gint64 now)
{
  guint picked = 0;
  Entry *entry;

  while (picked < most && (entry = g_queue_peek_head (&self->settling)) != NULL
         && entry->due <= now) {
    g_queue_pop_head (&self->settling);
    uke_folder_job_add (job, entry->name, entry->key, entry->seen);
    picked++;
  }
  while (picked < most && (entry = g_queue_pop_head (&self->fresh)) != NULL) {
    uke_folder_job_add (job, entry->name, entry->key, NULL);
    picked++;
  }
  self->n_reading += picked;
  return picked;
}

static UkeFinding
read_again (UkeKnownFiles *self, Entry *entry, gint64 due)
{
  entry->waits = TRUE;
  entry->due = due;
  g_queue_push_tail (&self->settling, entry);
  return UKE_FINDING_NONE;
}

static gboolean
is_hopeless (const GError *error)
{
  return g_error_matches (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_TOO_LARGE)
         || g_error_matches (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_FORBIDDEN);
}

/* Not good yet: it may still be written. */
static UkeFinding
wait_or_give_up (UkeKnownFiles *self, Entry *entry, const GError *error, guint tries, gint64 due)
{
  const char *what = entry->seen != NULL ? entry->seen : "";

  if (++entry->same < tries && !is_hopeless (error))
    return read_again (self, entry, due);

  entry->rest = SLOW_SCANS;
  if (g_strcmp0 (entry->told, what) == 0)
    return UKE_FINDING_NONE;
  set_text (&entry->told, what);
  return UKE_FINDING_TROUBLE;
}

static UkeFinding
take_file (Entry *entry, const UkeResultFile *file)
{
  if (entry->taken == NULL) {
    set_text (&entry->taken, file->fingerprint);
    return UKE_FINDING_RESULT;
  }
  if (g_strcmp0 (entry->told, file->fingerprint) == 0)
    return UKE_FINDING_NONE;
  set_text (&entry->told, file->fingerprint);
  return UKE_FINDING_CONFLICT;
}

static UkeFinding
lose_file (UkeKnownFiles *self, Entry *entry)
{
  gboolean was_taken = entry->taken != NULL;

  if (was_taken && self->lookup == NULL)
    return UKE_FINDING_NONE; /* nobody remembers in our place */
  g_hash_table_remove (self->entries, entry->key);
  return was_taken ? UKE_FINDING_NONE : UKE_FINDING_VANISHED;
}

/* What was picked, when it was read. @tries: how often a file may be bad in a row; @due: when it is
 * to be read again, if it is; the same for all of a job, and never before that of an earlier one.
 */
UkeFinding
uke_known_files_take (UkeKnownFiles *self, const UkeWantedFile *wanted, guint tries, gint64 due)
{
  Entry *entry = g_hash_table_lookup (self->entries, wanted->key);

  if (entry == NULL || !entry->waits)
    return UKE_FINDING_NONE;
  entry->waits = FALSE;
  self->n_reading--;

  if (g_error_matches (wanted->error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return lose_file (self, entry);
  if (wanted->fingerprint == NULL)
    return wait_or_give_up (self, entry, wanted->error, tries, due);
  if (g_strcmp0 (entry->taken, wanted->fingerprint) == 0)
    return UKE_FINDING_NONE; /* touched, and still what it was */
  if (wanted->file != NULL)
    return take_file (entry, wanted->file);
  if (wanted->error != NULL)
    return wait_or_give_up (self, entry, wanted->error, tries, due);

  /* The first time that it is so. */
  set_text (&entry->seen, wanted->fingerprint);
  entry->same = 0;
  return read_again (self, entry, due);
}

/* What was picked, when it was not read: it begins anew. */
void
uke_known_files_put_back (UkeKnownFiles *self, const UkeWantedFile *wanted)
{
  Entry *entry = g_hash_table_lookup (self->entries, wanted->key);

  if (entry == NULL || !entry->waits)
    return;
  self->n_reading--;
  g_queue_push_tail (&self->fresh, entry);
}

/* One that was taken is unknown again, and met as new at the next scan; one that waits goes on. */
void
uke_known_files_forget (UkeKnownFiles *self, const char *name)
{
  g_autofree char *key = uke_file_name_dup_key (name);
  const Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry != NULL && !entry->waits)
    g_hash_table_remove (self->entries, key);
}

/* Those that wait and those that are being read are unknown again; those that were taken stay so.
 */
void
uke_known_files_forget_waiting (UkeKnownFiles *self)
{
  GHashTableIter iter;
  Entry *entry;

  g_queue_clear (&self->fresh);
  g_queue_clear (&self->settling);
  self->n_reading = 0;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry)) {
    if (entry->taken == NULL)
      g_hash_table_iter_remove (&iter);
    else if (entry->waits) {
      entry->waits = FALSE;
      entry->stamp.size = -1; /* to be looked at again */
    }
  }
}

guint
uke_known_files_get_n_waiting (const UkeKnownFiles *self)
{
  return self->fresh.length + self->settling.length + self->n_reading;
}
