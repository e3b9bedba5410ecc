#include "reception/retention.h"

#include "reception/audit.h"

typedef struct {
  UkeVisitKeeper *keeper;
  guint n_days;
} Retention;

static void
free_retention (gpointer data, GClosure *closure)
{
  Retention *retention = data;

  g_object_unref (retention->keeper);
  g_free (retention);
}

typedef struct {
  UkeVisitKeeper *keeper;
  GDateTime *now;
} Forgetting;

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Forgetting *forgetting = user_data;
  g_autoptr (UkeVisitKeeper) keeper = forgetting->keeper;
  g_autoptr (GDateTime) now = forgetting->now;
  g_autoptr (GError) error = NULL;
  gint64 n_visits = uke_store_forget_before_finish (UKE_STORE (source), result, &error);
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, n_visits);

  if (n_visits < 0)
    g_message ("store: nothing forgotten: %s", error->message);
  else if (n_visits > 0)
    uke_audit_note (keeper, now, UKE_AUDIT_VISITS_FORGOTTEN, count);
}

/* A clock that is in doubt decides nothing of this kind. */
static void
forget (UkeVisitBook *book, GParamSpec *pspec, Retention *retention)
{
  UkeStore *store = uke_visit_keeper_get_store (retention->keeper);
  GDate day = *uke_visit_book_get_today (book);
  Forgetting *forgetting;

  if (store == NULL || uke_visit_book_get_clock_doubt (book) != UKE_REASON_NONE)
    return;
  g_date_subtract_days (&day, retention->n_days);
  forgetting = g_new0 (Forgetting, 1);
  *forgetting = (Forgetting) { g_object_ref (retention->keeper), uke_visit_book_get_now (book) };
  uke_store_forget_before_async (store, &day, on_forgotten, forgetting);
}

void
uke_retention_watch (UkeVisitKeeper *keeper, UkeVisitBook *book, guint n_days)
{
  Retention *retention;

  if (n_days == 0)
    return;
  retention = g_new0 (Retention, 1);
  *retention = (Retention) { g_object_ref (keeper), n_days };
  g_signal_connect_data (book, "notify::today", G_CALLBACK (forget), retention, free_retention,
                         G_CONNECT_DEFAULT);
  forget (book, NULL, retention);
}
