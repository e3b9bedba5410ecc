#include "store/audit-rows.h"

#include <string.h>

/* Entries at a time. */
#define CHUNK 2000
/* What the first entry follows. */
#define BEGINNING ""

UkeAuditEntry *
uke_audit_entry_new (
    gint64 moment, const char *place, const char *who, const char *action, const char *subject)
{
  UkeAuditEntry *self = g_new0 (UkeAuditEntry, 1);

  self->moment = moment;
  self->place = g_strdup (place);
  self->who = g_strdup (who);
  self->action = g_strdup (action);
  self->subject = g_strdup (subject);
  return self;
}

void
uke_audit_entry_free (UkeAuditEntry *self)
{
  g_free (self->place);
  g_free (self->who);
  g_free (self->action);
  g_free (self->subject);
  g_free (self->seal);
  g_free (self);
}

void
uke_audit_verdict_clear (UkeAuditVerdict *self)
{
  g_clear_pointer (&self->last_seal, g_free);
}

/* Each part with its length before it, so that no two entries are the same text. */
static char *
make_seal (const UkeAuditEntry *entry, const char *previous)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, entry->moment);
  const char *parts[] = { previous,   number,        moment,        entry->place,
                          entry->who, entry->action, entry->subject };
  GString *text = g_string_new (NULL);
  char *seal;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (text, "%zu:%s", strlen (parts[i]), parts[i]);
  seal = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
  g_string_free (text, TRUE);
  return seal;
}

static gboolean
add (UkeDatabase *database, gpointer data, GError **error)
{
  const UkeAuditEntry *given = data;
  g_autoptr (UkeRows) last = NULL;
  g_autoptr (UkeAuditEntry) entry =
      uke_audit_entry_new (given->moment, given->place, given->who, given->action, given->subject);
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, entry->moment);
  g_autofree char *number = NULL;
  const char *previous = BEGINNING;

  if (!uke_database_exclude (database, error))
    return FALSE;
  last = uke_database_ask (database, "SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1",
                           NULL, 0, error);
  if (last == NULL)
    return FALSE;

  entry->number = 1;
  if (uke_rows_get_n_rows (last) > 0) {
    entry->number = uke_rows_get_int (last, 0, 0) + 1;
    previous = uke_rows_get_text (last, 0, 1);
  }
  entry->seal = make_seal (entry, previous);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
  return UKE_DATABASE_RUN (
      database, error,
      "INSERT INTO audit (number, moment, place, who, action, subject, previous, seal)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      number, moment, entry->place, entry->who, entry->action, entry->subject, previous,
      entry->seal);
}

/**
 * uke_audit_rows_add:
 * @entry: its number and seal are found here
 *
 * Adds an entry at the end of the chain.
 */
gboolean
uke_audit_rows_add (UkeDatabase *database, const UkeAuditEntry *entry, GError **error)
{
  return uke_database_change (database, add, (gpointer) entry, error);
}

/**
 * uke_audit_rows_read:
 * @after: a number; 0: from the beginning
 * @limit: entries at most
 *
 * Returns: (element-type UkeAuditEntry) (transfer full): in their order
 */
GPtrArray *
uke_audit_rows_read (UkeDatabase *database, gint64 after, guint limit, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, after);
  g_autofree char *sql =
      g_strdup_printf ("SELECT number, moment, place, who, action, subject, seal FROM audit"
                       " WHERE number > $1 ORDER BY number LIMIT %u",
                       limit);
  g_autoptr (UkeRows) rows = UKE_DATABASE_ASK (database, error, sql, number);
  GPtrArray *entries;

  if (rows == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) uke_audit_entry_free);
  for (guint i = 0; i < uke_rows_get_n_rows (rows); i++) {
    UkeAuditEntry *entry =
        uke_audit_entry_new (uke_rows_get_int (rows, i, 1), uke_rows_get_text (rows, i, 2),
                             uke_rows_get_text (rows, i, 3), uke_rows_get_text (rows, i, 4),
                             uke_rows_get_text (rows, i, 5));

    entry->number = uke_rows_get_int (rows, i, 0);
    entry->seal = g_strdup (uke_rows_get_text (rows, i, 6));
    g_ptr_array_add (entries, entry);
  }
  return entries;
}

static void
verify_entry (const UkeAuditEntry *entry, const char *wanted, UkeAuditVerdict *verdict)
{
  g_autofree char *seal = make_seal (entry, verdict->last_seal);

  verdict->n_entries++;
  if (verdict->broken_at == 0
      && (entry->number != verdict->n_entries || g_strcmp0 (entry->seal, seal) != 0))
    verdict->broken_at = verdict->n_entries;
  g_set_str (&verdict->last_seal, entry->seal);
  verdict->knows |= g_strcmp0 (wanted, entry->seal) == 0;
}

/**
 * uke_audit_rows_verify:
 * @seal: (nullable): one that was noted down elsewhere: it must still be there
 * @ret_verdict: (out): for uke_audit_verdict_clear()
 *
 * Goes through the whole chain. What was cut off at its end is only found with a seal that was
 * noted down.
 */
gboolean
uke_audit_rows_verify (UkeDatabase *database,
                       const char *seal,
                       UkeAuditVerdict *ret_verdict,
                       GError **error)
{
  gint64 after = 0;

  *ret_verdict = (UkeAuditVerdict) { .last_seal = g_strdup (BEGINNING) };
  for (;;) {
    g_autoptr (GPtrArray) entries = uke_audit_rows_read (database, after, CHUNK, error);

    if (entries == NULL)
      return FALSE;
    if (entries->len == 0)
      return TRUE;
    for (guint i = 0; i < entries->len; i++)
      verify_entry (entries->pdata[i], seal, ret_verdict);
    after = ((UkeAuditEntry *) entries->pdata[entries->len - 1])->number;
  }
}
