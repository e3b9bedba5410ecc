#include "reader/pcsc-error.h"

typedef struct {
  const char *name;
  LONG result;
  UkeCardError decision;
} ResultCase;

#define ROW(result, decision) { #result, (LONG) (result), UKE_CARD_ERROR_##decision }

/* clang-format off */
static const ResultCase results[] = {
  ROW (SCARD_E_NO_SERVICE,            NO_SERVICE),
  ROW (SCARD_E_SERVICE_STOPPED,       NO_SERVICE),
  ROW (SCARD_E_SYSTEM_CANCELLED,      NO_SERVICE),
  ROW (SCARD_E_INVALID_HANDLE,        NO_SERVICE), /* the daemon was restarted and knows ours no more */
  ROW (SCARD_F_COMM_ERROR,            NO_SERVICE), /* it died in the middle of a word */
  ROW (SCARD_F_INTERNAL_ERROR,        NO_SERVICE),
  ROW (SCARD_W_REMOVED_CARD,          REMOVED),
  ROW (SCARD_E_NO_SMARTCARD,          REMOVED),
  ROW (SCARD_E_READER_UNAVAILABLE,    REMOVED),
  ROW (SCARD_E_UNKNOWN_READER,        REMOVED),
  ROW (SCARD_E_NO_READERS_AVAILABLE,  REMOVED),
  ROW (SCARD_W_UNRESPONSIVE_CARD,     UNREADABLE), /* mute */
  ROW (SCARD_W_UNPOWERED_CARD,        UNREADABLE),
  ROW (SCARD_W_UNSUPPORTED_CARD,      UNREADABLE),
  ROW (SCARD_W_RESET_CARD,            UNREADABLE),
  ROW (SCARD_E_PROTO_MISMATCH,        UNREADABLE), /* neither T=0 nor T=1 */
  ROW (SCARD_E_NOT_TRANSACTED,        UNREADABLE),
  ROW (SCARD_E_SHARING_VIOLATION,     UNREADABLE),
  ROW (SCARD_E_TIMEOUT,               UNREADABLE),
  ROW (SCARD_E_INSUFFICIENT_BUFFER,   UNREADABLE),
  ROW (SCARD_F_UNKNOWN_ERROR,         UNREADABLE),
};
/* clang-format on */

static void
test_result (gconstpointer data)
{
  const ResultCase *row = data;
  g_autoptr (GError) error = uke_pcsc_error_new ("SCardConnect", row->result);

  g_assert_cmpint (uke_pcsc_error_decide (row->result), ==, row->decision);
  g_assert_error (error, UKE_CARD_ERROR, (int) row->decision);
  g_assert_true (g_str_has_prefix (error->message, "SCardConnect: "));
  g_assert_cmpint (uke_card_error_get_tries_left (error), ==, -1);
}

/* Results are 32 bits wide, and LONG is 64: no sign may get in between. */
static void
test_wide (void)
{
  g_assert_cmpint (uke_pcsc_error_decide ((LONG) 0x80100069), ==, UKE_CARD_ERROR_REMOVED);
  g_assert_cmpint (uke_pcsc_error_decide ((LONG) (gint32) 0x80100069), ==, UKE_CARD_ERROR_REMOVED);
}

static void
test_service (void)
{
  g_assert_cmpint (uke_pcsc_error_judge_service (SCARD_E_SERVICE_STOPPED), ==,
                   UKE_SLOT_SERVICE_MISMATCH);
  g_assert_cmpint (uke_pcsc_error_judge_service (SCARD_E_NO_SERVICE), ==, UKE_SLOT_NO_SERVICE);
  g_assert_cmpint (uke_pcsc_error_judge_service (SCARD_F_COMM_ERROR), ==, UKE_SLOT_NO_SERVICE);
  g_assert_cmpint (uke_pcsc_error_judge_service (SCARD_W_SECURITY_VIOLATION), ==,
                   UKE_SLOT_NO_SERVICE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++) {
    g_autofree char *path = g_strconcat ("/pcsc-error/", results[i].name, NULL);

    g_test_add_data_func (path, &results[i], test_result);
  }
  g_test_add_func ("/pcsc-error/wide", test_wide);
  g_test_add_func ("/pcsc-error/service", test_service);

  return g_test_run ();
}
