#include "reception/self-test-words.h"
#include "reader/reader-list.h"
#include "store/store-error.h"

#include "forge.h"

#include <gio/gio.h>
#include <string.h>

static void
assert_found (UkeCheck *check, UkeFinding finding)
{
  g_assert_cmpstr (uke_finding_get_nick (check->finding), ==, uke_finding_get_nick (finding));
  uke_check_free (check);
}

static void
free_reader (gpointer data)
{
  uke_reader_info_free (data);
}

static void
add_reader (GPtrArray *readers, const char *name, const char *state)
{
  UkeReaderInfo *info = g_new0 (UkeReaderInfo, 1);

  info->name = g_strdup (name);
  info->state = state;
  g_ptr_array_add (readers, info);
}

static void
test_no_reader (void)
{
  static const struct {
    UkeSlotState absent;
    UkeFinding finding;
  } rows[] = {
    { UKE_SLOT_NO_SERVICE, UKE_FINDING_READER_NO_SERVICE },
    { UKE_SLOT_SERVICE_MISMATCH, UKE_FINDING_READER_SERVICE_MISMATCH },
    { UKE_SLOT_NO_DRIVER, UKE_FINDING_READER_NO_DRIVER },
    { UKE_SLOT_NO_READER, UKE_FINDING_READER_ABSENT },
  };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    assert_found (uke_check_reader (none, rows[i].absent, ""), rows[i].finding);
    assert_found (uke_check_reader (none, rows[i].absent, "Chosen"), rows[i].finding);
    g_assert_cmpint (uke_finding_get_state (rows[i].finding), ==, UKE_CHECK_FAILED);
  }
}

static void
test_readers (void)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func (free_reader);

  add_reader (readers, "First", "in-use");
  assert_found (uke_check_reader (readers, UKE_SLOT_NO_READER, ""), UKE_FINDING_READER_BUSY);
  assert_found (uke_check_reader (readers, UKE_SLOT_NO_READER, "Second"),
                UKE_FINDING_READER_NOT_CHOSEN);

  /* a card may lie there already, and it may be no card */
  add_reader (readers, "Second", "mute");
  assert_found (uke_check_reader (readers, UKE_SLOT_NO_READER, ""), UKE_FINDING_READER);
  assert_found (uke_check_reader (readers, UKE_SLOT_NO_READER, "Second"), UKE_FINDING_READER);
  assert_found (uke_check_reader (readers, UKE_SLOT_NO_READER, "First"), UKE_FINDING_READER_BUSY);
  assert_found (uke_check_reader (readers, UKE_SLOT_NO_READER, "Secon"),
                UKE_FINDING_READER_NOT_CHOSEN);
}

static void
check_clock (const char *now, const char *latest, UkeFinding finding)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (now, NULL);
  g_autoptr (GDateTime) arrival =
      latest != NULL ? g_date_time_new_from_iso8601 (latest, NULL) : NULL;
  GDate built_on;

  g_date_set_dmy (&built_on, 22, G_DATE_NOVEMBER, 2026);
  assert_found (uke_check_clock (moment, &built_on, arrival), finding);
}

static void
test_clock (void)
{
  check_clock ("2026-11-25T08:30:00+09", NULL, UKE_FINDING_CLOCK);
  check_clock ("2026-11-22T00:00:00+09", NULL, UKE_FINDING_CLOCK);
  check_clock ("2026-11-21T15:00:00Z", NULL, UKE_FINDING_CLOCK); /* the 22nd in Japan */
  check_clock ("2026-11-21T23:59:59+09", NULL, UKE_FINDING_CLOCK_BEFORE_RELEASE);
  check_clock ("1970-01-01T00:00:00Z", "2026-11-24T17:00:00+09", UKE_FINDING_CLOCK_BEFORE_RELEASE);
  check_clock ("2026-11-25T08:30:00+09", "2026-11-24T17:00:00+09", UKE_FINDING_CLOCK);
  check_clock ("2026-11-24T16:59:59+09", "2026-11-24T17:00:00+09", UKE_FINDING_CLOCK_WENT_BACK);
}

static void
test_store (void)
{
  static const struct {
    UkeStoreError code;
    UkeFinding finding;
  } rows[] = {
    { UKE_STORE_ERROR_UNREACHABLE, UKE_FINDING_STORE_UNREACHABLE },
    { UKE_STORE_ERROR_FULL, UKE_FINDING_STORE_FULL },
    { UKE_STORE_ERROR_READ_ONLY, UKE_FINDING_STORE_READ_ONLY },
    { UKE_STORE_ERROR_WRONG_KEY, UKE_FINDING_STORE_LOST },
    { UKE_STORE_ERROR_DAMAGED, UKE_FINDING_STORE_LOST },
    { UKE_STORE_ERROR_NEWER, UKE_FINDING_STORE_NEWER },
    { UKE_STORE_ERROR_BUSY, UKE_FINDING_STORE_BUSY },
    { UKE_STORE_ERROR_FAILED, UKE_FINDING_STORE_UNREACHABLE },
  };
  g_autoptr (GError) absent = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "none");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = g_error_new_literal (UKE_STORE_ERROR, (int) rows[i].code, "why");
    g_autoptr (UkeCheck) check = uke_check_store (error, 0);

    g_assert_cmpint (check->finding, ==, rows[i].finding);
    g_assert_cmpstr (check->detail, ==, "why");
    g_assert_cmpint (uke_finding_get_state (check->finding), ==, UKE_CHECK_FAILED);
  }
  assert_found (uke_check_store (absent, 0), UKE_FINDING_STORE_ABSENT);
  assert_found (uke_check_store (NULL, (guint64) 1 << 30), UKE_FINDING_STORE);
  assert_found (uke_check_store (NULL, ((guint64) 1 << 30) - 1), UKE_FINDING_STORE_NEARLY_FULL);
  assert_found (uke_check_store (NULL, G_MAXUINT64), UKE_FINDING_STORE);
}

static void
test_anchors (void)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autoptr (GBytes) authority = forge_authority ("JPKI", FORGE_KEY_CA);
  g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_ACCES, "why");
  GDate last, after;

  g_date_set_dmy (&last, 1, G_DATE_JANUARY, 2025);
  assert_found (uke_check_anchors (NULL, error, &last), UKE_FINDING_ANCHORS_UNREADABLE);
  assert_found (uke_check_anchors (anchors, NULL, &last), UKE_FINDING_ANCHORS_NONE);

  g_assert_true (uke_anchors_add (anchors, authority, NULL));
  last = *uke_certificate_get_expires (uke_anchors_get_nth (anchors, 0));
  after = last;
  g_date_add_days (&after, 1);
  assert_found (uke_check_anchors (anchors, NULL, &last), UKE_FINDING_ANCHORS);
  assert_found (uke_check_anchors (anchors, NULL, &after), UKE_FINDING_ANCHORS_EXPIRED);
}

static void
test_rules (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "why");

  assert_found (uke_check_rules (NULL), UKE_FINDING_RULES);
  assert_found (uke_check_rules (error), UKE_FINDING_RULES_UNUSABLE);
}

/* Whoever reads that something is wrong also reads what to do. */
static void
test_every_finding_has_its_words (void)
{
  for (int i = 0; i < UKE_N_FINDINGS; i++) {
    UkeFinding finding = (UkeFinding) i;
    const char *nick = uke_finding_get_nick (finding);
    const char *remedy = uke_self_test_words_remedy (finding);
    gboolean is_trouble = uke_finding_get_state (finding) >= UKE_CHECK_WARNING;

    g_assert_true (
        g_str_has_prefix (nick, uke_check_part_get_nick (uke_finding_get_part (finding))));
    g_assert_true (g_str_has_suffix (uke_self_test_words_finding (finding), "."));
    g_assert_true (is_trouble == (remedy != NULL));
  }
}

static UkeCheckState
get_worst (UkeFinding first, UkeFinding second)
{
  UkeCheck checks[] = { { first, NULL },
                        { UKE_FINDING_CAMERA_NOT_SET_UP, NULL },
                        { second, NULL } };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_ptr_array_add (list, &checks[i]);
  return uke_self_test_get_state (list);
}

static void
test_worst_of_all (void)
{
  g_assert_cmpint (get_worst (UKE_FINDING_READER, UKE_FINDING_CLOCK), ==, UKE_CHECK_OK);
  g_assert_cmpint (get_worst (UKE_FINDING_STORE_ABSENT, UKE_FINDING_CLOCK), ==, UKE_CHECK_WARNING);
  g_assert_cmpint (get_worst (UKE_FINDING_STORE_FULL, UKE_FINDING_ANCHORS_NONE), ==,
                   UKE_CHECK_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/self-test/no-reader", test_no_reader);
  g_test_add_func ("/self-test/readers", test_readers);
  g_test_add_func ("/self-test/clock", test_clock);
  g_test_add_func ("/self-test/store", test_store);
  g_test_add_func ("/self-test/anchors", test_anchors);
  g_test_add_func ("/self-test/rules", test_rules);
  g_test_add_func ("/self-test/every-finding-has-its-words", test_every_finding_has_its_words);
  g_test_add_func ("/self-test/worst-of-all", test_worst_of_all);

  return g_test_run ();
}
