/* Whom the desk knows, on both databases. */

#include "store-kit.h"

#include "store/postgres.h"
#include "store/search-key.h"
#include "store/sqlcipher.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *path;
  UkeStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer kind)
{
  static const guint8 key[UKE_SQLCIPHER_KEY_SIZE] = { 1, 2, 3 };
  const char *server = g_getenv ("UKE_TEST_POSTGRES");
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("uketsuke-patients-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "store.db", NULL);
  if (g_str_equal (kind, "postgres")) {
    g_autoptr (UkeDatabase) database = uke_postgres_new (server, "uketsuke", NULL);

    uke_database_run (database, "DROP SCHEMA IF EXISTS uketsuke CASCADE", NULL, 0, &error);
    f->store = uke_store_open_server (server, FALSE, NULL);
  } else {
    f->store = uke_store_open_file (f->path, key, &error);
  }
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer kind)
{
  uke_store_close (f->store);
  g_object_unref (f->store);
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static void
arrive (Fixture *f, const char *id, const char *certificate, gint64 arrived)
{
  g_autoptr (UkeVisitRecord) record = new_record (id, 25, 1);
  g_autoptr (GError) error = NULL;

  record->certificate = g_strdup (certificate);
  record->arrived = arrived;
  write_visit (f->store, record, &error);
  g_assert_no_error (error);
}

static UkePatientRecord *
new_patient (const char *chart, const char *name, const char *kana, const char *birth)
{
  UkePatientRecord *patient = uke_patient_record_new (NULL);

  g_set_str (&patient->chart, chart);
  g_set_str (&patient->name, name);
  g_set_str (&patient->kana, kana);
  if (birth != NULL)
    g_date_set_parse (&patient->birth, birth);
  return patient;
}

static void
enter (Fixture *f, const char *visit, const UkePatientRecord *patient)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  uke_store_link_patient_async (f->store, visit, patient, keep_result, &result);
  uke_store_link_patient_finish (f->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static UkeVisitRecord *
read_one (Fixture *f, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  uke_store_read_visit_async (f->store, id, keep_result, &result);
  return uke_store_read_visit_finish (f->store, wait_for (&result), NULL);
}

static void
assert_patient (Fixture *f, const char *visit, const char *name)
{
  g_autoptr (UkeVisitRecord) record = read_one (f, visit);

  g_assert_nonnull (record);
  g_assert_cmpstr (record->patient != NULL ? record->patient->name : NULL, ==, name);
}

static void
test_the_card_is_recognized (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkePatientRecord) hanako =
      new_patient ("17", "山田 花子", "ヤマダ ハナコ", "1950-01-02");

  arrive (f, "first", "card-a", 1);
  arrive (f, "second", "card-a", 2);
  arrive (f, "other", "card-b", 3);
  arrive (f, "without", NULL, 4);
  enter (f, "second", hanako);
  arrive (f, "third", "card-a", 5);
  arrive (f, "another-without", NULL, 6);

  assert_patient (f, "first", "山田 花子");
  assert_patient (f, "second", "山田 花子");
  assert_patient (f, "third", "山田 花子");
  assert_patient (f, "other", NULL);
  assert_patient (f, "without", NULL);
  assert_patient (f, "another-without", NULL);
}

/* The card was renewed; the number in the charts says that it is the same person. */
static void
test_the_chart_decides (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkePatientRecord) before =
      new_patient ("17", "山田 花子", "ヤマダ ハナコ", "1950-01-02");
  g_autoptr (UkePatientRecord) after =
      new_patient ("17", "佐藤 花子", "サトウ ハナコ", "1950-01-02");
  g_autoptr (UkeVisitRecord) old = NULL;
  g_autoptr (UkeVisitRecord) new = NULL;

  arrive (f, "with-the-old-card", "card-a", 1);
  enter (f, "with-the-old-card", before);
  arrive (f, "with-the-new-card", "card-b", 2);
  enter (f, "with-the-new-card", after);
  old = read_one (f, "with-the-old-card");
  new = read_one (f, "with-the-new-card");
  g_assert_cmpstr (old->patient->id, ==, new->patient->id);
  g_assert_cmpstr (old->patient->name, ==, "佐藤 花子");
}

static void
test_a_mistake_is_corrected (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkePatientRecord) wrong = new_patient ("17", "山田 花子", "ヤマダ ハナコ", NULL);
  g_autoptr (UkePatientRecord) right = new_patient ("18", "鈴木 一郎", "スズキ イチロウ", NULL);

  arrive (f, "first", "card-a", 1);
  enter (f, "first", wrong);
  enter (f, "first", right);
  assert_patient (f, "first", "鈴木 一郎");
  arrive (f, "second", "card-a", 2);
  assert_patient (f, "second", "鈴木 一郎");
}

static char *
find (Fixture *f, const char *words, const char *chart, const char *birth)
{
  UkePatientSearch *search = g_new0 (UkePatientSearch, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GString *names = g_string_new (NULL);

  search->words = words != NULL ? uke_search_key_fold (words) : NULL;
  search->chart = g_strdup (chart);
  search->birth = g_strdup (birth);
  uke_store_search_patients_async (f->store, search, 10, keep_result, &result);
  found = uke_store_search_patients_finish (f->store, wait_for (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            ((UkePatientFound *) found->pdata[i])->patient->name);
  return g_string_free_and_steal (names);
}

static void
assert_found (
    Fixture *f, const char *words, const char *chart, const char *birth, const char *names)
{
  g_autofree char *found = find (f, words, chart, birth);

  g_assert_cmpstr (found, ==, names);
}

static void
test_search (Fixture *f, gconstpointer kind)
{
  const struct {
    const char *chart, *name, *kana, *birth;
  } people[] = {
    { "100", "山田花子", "ヤマダハナコ", "1950-01-02" },
    { "101", "山本次郎", "ヤマモトジロウ", "1950-01-02" },
    { "20", "京子", "キヨウコ", "1980-12-31" },
    { NULL, "smith", "スミス", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autoptr (UkePatientRecord) patient =
        new_patient (people[i].chart, people[i].name, people[i].kana, people[i].birth);

    arrive (f, people[i].name, NULL, i + 1);
    enter (f, people[i].name, patient);
  }

  assert_found (f, "やま", NULL, NULL, "山田花子 山本次郎");
  assert_found (f, "ﾔﾏﾀﾞ", NULL, NULL, "山田花子");
  assert_found (f, "やまだ は", NULL, NULL, "山田花子");
  assert_found (f, "きょうこ", NULL, NULL, "京子");
  assert_found (f, "山", NULL, NULL, "山本次郎 山田花子");
  assert_found (f, "ＳＭＩＴＨ", NULL, NULL, "smith");
  assert_found (f, "まだ", NULL, NULL, "");
  assert_found (f, NULL, "10", NULL, "山田花子 山本次郎");
  assert_found (f, NULL, "101", NULL, "山本次郎");
  assert_found (f, NULL, NULL, "1980-12-31", "京子");
  assert_found (f, "やま", NULL, "1980-12-31", "京子 山田花子 山本次郎");
  assert_found (f, "", NULL, NULL, "");
  assert_found (f, "'; DROP TABLE patient; --", NULL, NULL, "");
  assert_found (f, "%", NULL, NULL, "");
}

static void
test_history (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkePatientRecord) hanako =
      new_patient ("17", "山田 花子", "ヤマダ ハナコ", "1950-01-02");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 5; i++) {
    g_autofree char *id = g_strdup_printf ("visit-%u", i);

    arrive (f, id, "card-a", i);
    arrive (f, id + 1, "card-b", i);
  }
  enter (f, "visit-1", hanako);
  uke_store_read_history_async (f->store, hanako->id, 3, keep_result, &result);
  history = uke_store_read_history_finish (f->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((UkeVisitRecord *) history->pdata[i])->arrived, ==, 5 - (gint64) i);
}

/* The fingerprint itself is never written, and another store has another word for it. */
static void
test_the_card_is_not_kept (Fixture *f, gconstpointer kind)
{
  static const guint8 key[UKE_SQLCIPHER_KEY_SIZE] = { 1, 2, 3 };
  g_autofree char *holder = NULL;

  if (!g_str_equal (kind, "sqlcipher"))
    return;
  for (guint i = 0; i < 2; i++) {
    g_autoptr (UkeDatabase) database = NULL;
    g_autoptr (UkeRows) rows = NULL;

    arrive (f, "first", "card-a", 1);
    database = uke_sqlcipher_open (f->path, key, NULL);
    rows = uke_database_ask (database, "SELECT holder FROM visit", NULL, 0, NULL);
    g_assert_cmpuint (strlen (uke_rows_get_text (rows, 0, 0)), ==, 64);
    g_assert_cmpstr (uke_rows_get_text (rows, 0, 0), !=, holder);
    g_set_str (&holder, uke_rows_get_text (rows, 0, 0));
    g_clear_pointer (&rows, uke_rows_free);
    g_clear_object (&database);
    tear_down (f, kind);
    set_up (f, kind);
  }
}

static gint64
count (Fixture *f, gconstpointer kind, const char *table)
{
  static const guint8 key[UKE_SQLCIPHER_KEY_SIZE] = { 1, 2, 3 };
  g_autoptr (UkeDatabase) database =
      g_str_equal (kind, "postgres")
          ? uke_postgres_new (g_getenv ("UKE_TEST_POSTGRES"), "uketsuke", NULL)
          : uke_sqlcipher_open (f->path, key, NULL);
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", table, NULL);
  g_autoptr (UkeRows) rows = uke_database_ask (database, sql, NULL, 0, NULL);

  return uke_rows_get_int (rows, 0, 0);
}

/* What is old is gone with its answers, and whoever has not been here since; the rest stays. */
static void
test_forgetting (Fixture *f, gconstpointer kind)
{
  g_autoptr (UkePatientRecord) hanako = new_patient ("17", "山田 花子", "ヤマダ ハナコ", NULL);
  g_autoptr (UkePatientRecord) ichiro = new_patient ("18", "鈴木 一郎", "スズキ イチロウ", NULL);
  GDate day;

  for (GDateDay i = 20; i <= 25; i++) {
    g_autofree char *id = g_strdup_printf ("visit-%u", i);
    g_autoptr (UkeVisitRecord) record = new_record (id, i, 1);

    record->arrived = i;
    record->consents[0] = (UkeConsentRecord) { "medicines", "agreed" };
    record->n_consents = 1;
    record->answered = i;
    g_assert_true (write_visit (f->store, record, NULL));
    enter (f, id, i <= 22 ? hanako : ichiro);
  }

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;

    g_date_set_dmy (&day, 23, G_DATE_NOVEMBER, 2026);
    uke_store_forget_before_async (f->store, &day, keep_result, &result);
    g_assert_cmpint (uke_store_forget_before_finish (f->store, wait_for (&result), &error), ==,
                     i == 0 ? 3 : 0);
    g_assert_no_error (error);
  }
  g_assert_cmpint (count (f, kind, "visit"), ==, 3);
  g_assert_cmpint (count (f, kind, "consent"), ==, 3);
  g_assert_cmpint (count (f, kind, "patient"), ==, 1);
  assert_found (f, "やまだ", NULL, NULL, "");
  assert_found (f, "すずき", NULL, NULL, "鈴木 一郎");
}

static void
test_fold (void)
{
  static const char *const pairs[][2] = {
    { "ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダハナコ" },
    { "やまだ・はなこ", "ヤマダハナコ" },
    { "キョウコ", "キヨウコ" },
    { "ヴァン", "ヴアン" },
    { "ＡＢＣ　ｄ", "abcd" },
    { "０１２", "012" },
    { "\xff", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *key = uke_search_key_fold (pairs[i][0]);

    g_assert_cmpstr (key, ==, pairs[i][1]);
  }
}

#define ADD_TO(kind, name, function)                                                               \
  g_test_add ("/patients/" kind "/" name, Fixture, kind, set_up, function, tear_down)
#define ADD(name, function)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    ADD_TO ("sqlcipher", name, function);                                                          \
    ADD_TO ("postgres", name, function);                                                           \
  }                                                                                                \
  G_STMT_END

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("the-card-is-recognized", test_the_card_is_recognized);
  ADD ("the-chart-decides", test_the_chart_decides);
  ADD ("a-mistake-is-corrected", test_a_mistake_is_corrected);
  ADD ("search", test_search);
  ADD ("history", test_history);
  ADD ("forgetting", test_forgetting);
  ADD_TO ("sqlcipher", "the-card-is-not-kept", test_the_card_is_not_kept);
  g_test_add_func ("/patients/fold", test_fold);

  return g_test_run ();
}
