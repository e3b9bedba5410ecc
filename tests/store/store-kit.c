#include "store-kit.h"

void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

gboolean
write_visit (UkeStore *store, const UkeVisitRecord *record, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  uke_store_write_visit_async (store, record, keep_result, &result);
  return uke_store_write_visit_finish (store, wait_for (&result), NULL, error);
}

GPtrArray *
read_visits (UkeStore *store, const GDate *from, const GDate *to)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = uke_store_read_visits (store, from, to, &error);

  g_assert_no_error (error);
  return records;
}

UkeVisitRecord *
new_record (const char *id, GDateDay day, guint number)
{
  UkeVisitRecord *record = uke_visit_record_new (id);

  g_date_set_dmy (&record->day, day, G_DATE_NOVEMBER, 2026);
  record->number = number;
  record->arrived = G_GINT64_CONSTANT (1795000000000000) + number;
  record->step = "consent";
  record->method = "pin";
  record->reason = "none";
  record->clock_doubt = "none";
  record->credential = "card";
  g_date_set_dmy (&record->issued, 1, G_DATE_DECEMBER, 2021);
  g_date_set_dmy (&record->expires, 30, G_DATE_NOVEMBER, 2026);
  return record;
}
