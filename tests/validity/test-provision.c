#include "validity/provision.h"

/* What a person would write on the wall of the reception: for each date and each answer of the
 * terminal, the reason; "!" where the two contradict each other. In the order of the answers:
 * silent, valid, ending, lapsed, held, revoked. */
typedef struct {
  const char *date; /* a stage's nick, or "unknown" */
  UkeCredential credential;
  const char *reasons[UKE_N_TERMINAL_ANSWERS];
} Row;

/* clang-format off */
static const Row rows[] = {
  { "normal",  UKE_CREDENTIAL_CARD,  { "none",   "none",    "notice!", "lapsed!", "held", "revoked" } },
  { "normal",  UKE_CREDENTIAL_PHONE, { "none",   "none",    "notice!", "lapsed!", "held", "revoked" } },
  { "notice",  UKE_CREDENTIAL_CARD,  { "notice", "notice!", "notice",  "lapsed!", "held", "revoked" } },
  { "notice",  UKE_CREDENTIAL_PHONE, { "notice", "notice!", "notice",  "lapsed!", "held", "revoked" } },
  { "grace",   UKE_CREDENTIAL_CARD,  { "grace",  "notice!", "notice!", "lapsed!", "held", "revoked" } },
  { "grace",   UKE_CREDENTIAL_PHONE, { "lapsed", "notice!", "notice!", "lapsed",  "held", "revoked" } },
  { "lapsed",  UKE_CREDENTIAL_CARD,  { "lapsed", "notice!", "notice!", "lapsed",  "held", "revoked" } },
  { "lapsed",  UKE_CREDENTIAL_PHONE, { "lapsed", "notice!", "notice!", "lapsed",  "held", "revoked" } },
  { "unknown", UKE_CREDENTIAL_CARD,  { "unknown-date", "none", "notice", "lapsed", "held", "revoked" } },
  { "unknown", UKE_CREDENTIAL_PHONE, { "unknown-date", "none", "notice", "lapsed", "held", "revoked" } },
};
/* clang-format on */

static const UkeStage *
find_stage (const char *nick)
{
  static UkeStage stage;

  for (stage = UKE_STAGE_NORMAL; stage <= UKE_STAGE_LAPSED; stage++)
    if (g_strcmp0 (uke_stage_get_nick (stage), nick) == 0)
      return &stage;
  return NULL;
}

static UkeProvision
decide (const Row *row, UkeTerminalAnswer answer)
{
  return uke_provision_decide (find_stage (row->date), row->credential, answer);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;

  for (UkeTerminalAnswer answer = UKE_TERMINAL_SILENT; answer < UKE_N_TERMINAL_ANSWERS; answer++) {
    UkeProvision provision = decide (row, answer);
    g_autofree char *said = g_strconcat (uke_provision_reason_get_nick (provision.reason),
                                         provision.differs ? "!" : "", NULL);

    g_assert_cmpstr (said, ==, row->reasons[answer]);
  }
}

/* Grace: eligibility and nothing else. Without eligibility, nothing at all, and the desk. */
static void
test_what_follows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    for (UkeTerminalAnswer answer = UKE_TERMINAL_SILENT; answer < UKE_N_TERMINAL_ANSWERS;
         answer++) {
      UkeProvision provision = decide (&rows[i], answer);
      const char *reason = uke_provision_reason_get_nick (provision.reason);
      const char *step = uke_provision_step_get_nick (provision.step);
      gboolean refused =
          g_strv_contains ((const char *[]) { "lapsed", "held", "revoked", NULL }, reason);
      gboolean warned = g_strv_contains ((const char *[]) { "notice", "grace", NULL }, reason);

      g_assert_cmpint (provision.eligibility, ==, !refused);
      g_assert_cmpint (provision.health_information, ==,
                       !refused && g_strcmp0 (reason, "grace") != 0);
      g_assert_cmpstr (step, ==, refused ? "go-to-desk" : warned ? "renew" : "go-on");
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path =
        g_strdup_printf ("/provision/%s-%s", rows[i].date,
                         rows[i].credential == UKE_CREDENTIAL_CARD ? "card" : "phone");

    g_test_add_data_func (path, &rows[i], test_row);
  }
  g_test_add_func ("/provision/what-follows", test_what_follows);
  return g_test_run ();
}
