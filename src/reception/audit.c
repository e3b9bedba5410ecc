#include "reception/audit.h"

static const char *const nicks[UKE_N_AUDIT_ACTIONS] = {
  [UKE_AUDIT_STARTED] = "started",
  [UKE_AUDIT_IDENTITY_CONFIRMED] = "identity-confirmed",
  [UKE_AUDIT_IDENTITY_REFUSED] = "identity-refused",
  [UKE_AUDIT_PATIENT_ENTERED] = "patient-entered",
  [UKE_AUDIT_HISTORY_READ] = "history-read",
  [UKE_AUDIT_CALL_SEEN] = "call-seen",
  [UKE_AUDIT_VISITS_FORGOTTEN] = "visits-forgotten",
};

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!uke_store_audit_finish (UKE_STORE (source), result, &error))
    g_message ("record of accesses: %s", error->message);
}

void
uke_audit_note (UkeVisitKeeper *keeper, GDateTime *now, UkeAuditAction action, const char *subject)
{
  UkeStore *store = uke_visit_keeper_get_store (keeper);
  g_autoptr (UkeAuditEntry) entry = NULL;

  if (store == NULL)
    return;
  /* Accounts come with the desk's lock; until then the user of the machine stands for whoever sits
   * there. */
  entry = uke_audit_entry_new (g_date_time_to_unix_usec (now), uke_visit_keeper_get_place (keeper),
                               g_get_user_name (), nicks[action], subject);
  uke_store_audit_async (store, entry, on_noted, NULL);
}
