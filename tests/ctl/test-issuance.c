#include "answer.h"

#include "command.h"

static void
assert_answer (Answer *answer,
               const char *card_expires,
               const char *card_reason,
               const char *certificate_expires,
               const char *certificate_reason)
{
  g_autoptr (JsonObject) object = answer_get_object (answer);

  g_assert_cmpint (answer->status, ==, UKE_EXIT_DONE);
  g_assert_cmpuint (json_object_get_size (object), ==, 4);
  answer_assert_string (object, "card_expires", card_expires);
  answer_assert_string (object, "card_reason", card_reason);
  answer_assert_string (object, "certificate_expires", certificate_expires);
  answer_assert_string (object, "certificate_reason", certificate_reason);
}

static void
test_first_certificate (void)
{
  g_autoptr (Answer) grown = ASK ("issuance", "--made", "2020-05-15", "--birthday", "1980-10-10");
  g_autoptr (Answer) child = ASK ("issuance", "--made", "2022-05-01", "--birthday", "2004-12-03");

  assert_answer (grown, "2029-10-10", "tenth-birthday", "2024-10-10", "fifth-birthday");
  assert_answer (child, "2026-12-03", "fifth-birthday", "2026-12-03", "fifth-birthday");
}

static void
test_age_is_that_of_the_application (void)
{
  g_autoptr (Answer) before = ASK ("issuance", "--made", "2022-04-20", "--birthday", "2002-12-03",
                                   "--applied", "2022-03-31");
  g_autoptr (Answer) after = ASK ("issuance", "--made", "2022-04-20", "--birthday", "2002-12-03",
                                  "--applied", "2022-04-01");

  assert_answer (before, "2026-12-03", "fifth-birthday", "2026-12-03", "fifth-birthday");
  assert_answer (after, "2031-12-03", "tenth-birthday", "2026-12-03", "fifth-birthday");
}

static void
test_renewal (void)
{
  g_autoptr (Answer) early = ASK ("issuance", "--made", "2022-05-15", "--birthday", "1980-10-10",
                                  "--renewed", "2026-08-01", "--expires", "2026-10-10");
  g_autoptr (Answer) cut = ASK ("issuance", "--made", "2018-06-01", "--birthday", "1975-09-15",
                                "--renewed", "2026-01-10", "--expires", "2022-09-15");
  g_autoptr (Answer) too_late = ASK ("issuance", "--made", "2018-06-01", "--birthday", "1975-09-15",
                                     "--renewed", "2027-09-16", "--expires", "2022-09-15");

  assert_answer (early, "2031-10-10", "tenth-birthday", "2031-10-10", "sixth-birthday");
  assert_answer (cut, "2027-09-15", "tenth-birthday", "2027-09-15", "card-expiry");
  answer_assert_refused (too_late, UKE_EXIT_REFUSED, "the card ends on 2027-09-15");
}

static void
test_period_of_stay (void)
{
  g_autoptr (Answer) plain = ASK ("issuance", "--made", "2024-04-10", "--birthday", "1990-10-10",
                                  "--stay-until", "2026-03-31");
  g_autoptr (Answer) extended = ASK ("issuance", "--made", "2024-04-10", "--birthday", "1990-10-10",
                                     "--stay-until", "2026-03-31", "--extended");
  g_autoptr (Answer) of_card = ASK ("issuance", "--made", "2024-04-10", "--birthday", "1990-10-10",
                                    "--stay-until", "2030-01-15");

  assert_answer (plain, "2026-03-31", "period-of-stay", "2026-03-31", "period-of-stay");
  assert_answer (extended, "2026-05-31", "extended-stay", "2026-05-31", "extended-stay");
  assert_answer (of_card, "2030-01-15", "period-of-stay", "2028-10-10", "fifth-birthday");
}

/* What the shell is told is what "validity" takes. */
static void
test_leads_to_a_judgement (void)
{
  g_autoptr (Answer) made = ASK ("issuance", "--made", "2021-06-01", "--birthday", "1980-02-29");
  g_autoptr (JsonObject) issuance = answer_get_object (made);
  g_autoptr (Answer) judged =
      ASK ("validity", "--expires", json_object_get_string_member (issuance, "certificate_expires"),
           "--on", "2026-03-01");
  g_autoptr (JsonObject) validity = answer_get_object (judged);

  answer_assert_string (validity, "expires", "2026-02-28");
  answer_assert_string (validity, "stage", "grace");
}

static void
test_wrong_usage (void)
{
  static const struct {
    const char *words[10];
    const char *told;
  } rows[] = {
    { { "issuance" }, "--made and --birthday" },
    { { "issuance", "--made", "2020-05-15" }, "--made and --birthday" },
    { { "issuance", "--made", "2020-05-15", "--birthday", "10-10" }, "--birthday: “10-10”" },
    { { "issuance", "--made", "2021-02-29", "--birthday", "1980-10-10" }, "--made: “2021-02-29”" },
    { { "issuance", "--made", "1980-10-09", "--birthday", "1980-10-10" }, "--made cannot be" },
    { { "issuance", "--made", "2020-05-15", "--birthday", "1980-10-10", "--applied", "2020-05-16" },
      "--made cannot be before --applied" },
    { { "issuance", "--made", "2020-05-15", "--birthday", "1980-10-10", "--renewed", "2024-05-16" },
      "--renewed and --expires" },
    { { "issuance", "--made", "2020-05-15", "--birthday", "1980-10-10", "--expires", "2024-05-16" },
      "--renewed and --expires" },
    { { "issuance", "--made", "2020-05-15", "--birthday", "1980-10-10", "--renewed", "2020-05-14",
        "--expires", "2024-10-10" },
      "--renewed cannot be before --made" },
    { { "issuance", "--made", "2020-05-15", "--birthday", "1980-10-10", "--stay-until",
        "2020-05-14" },
      "--stay-until cannot be before --made" },
    { { "issuance", "--made", "2020-05-15", "--birthday", "1980-10-10", "--extended" },
      "--stay-until" },
    { { "issuance", "--made", "2020-05-15", "--birthday", "1980-10-10", "extra" }, "extra" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Answer) answer = answer_ask (NULL, NULL, rows[i].words);

    answer_assert_refused (answer, UKE_EXIT_USAGE, rows[i].told);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  answer_init (argc, argv);

  g_test_add_func ("/ctl-issuance/wrong-usage", test_wrong_usage);
  g_test_add_func ("/ctl-issuance/first-certificate", test_first_certificate);
  g_test_add_func ("/ctl-issuance/age-is-that-of-the-application",
                   test_age_is_that_of_the_application);
  g_test_add_func ("/ctl-issuance/renewal", test_renewal);
  g_test_add_func ("/ctl-issuance/period-of-stay", test_period_of_stay);
  g_test_add_func ("/ctl-issuance/leads-to-a-judgement", test_leads_to_a_judgement);

  return g_test_run ();
}
