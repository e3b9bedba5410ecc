#include "emulator/emulated-card.h"
#include "reception/reception.h"
#include "reception/training-slot.h"
#include "reception/words.h"
#include "store/store.h"
#include "validity/date.h"

#include <glib/gstdio.h>
#include <string.h>

/* Whole visits over a real (emulated) card, with the clock as an argument. */

typedef struct {
  UkeTrainingSlot *slot;
  UkeReception *reception;
  GDateTime *now;
  guint calls;
  UkeStore *store; /* of those that keep something */
  char *folder;
} Fixture;

static UkeTrainingAuthority *authority;

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

static GDateTime *
get_now (gpointer data)
{
  Fixture *f = data;

  return g_date_time_ref (f->now);
}

static void
on_desk_called (Fixture *f)
{
  f->calls++;
}

static void
open_reception_with (Fixture *f, gboolean training, gboolean with_anchor, const UkeOffers *offers)
{
  g_autoptr (UkeAnchors) anchors = uke_anchors_new ();
  g_autoptr (GError) error = NULL;
  GDate built_on;

  g_date_set_dmy (&built_on, 1, G_DATE_NOVEMBER, 2026);
  if (with_anchor) {
    uke_anchors_add (anchors, uke_training_authority_get_anchor (authority), &error);
    g_assert_no_error (error);
  }
  f->reception = uke_reception_new (&(UkeReceptionSetup) {
      .slot = UKE_SLOT (f->slot),
      .anchors = anchors,
      .training = training,
      .now = get_now,
      .now_data = f,
      .built_on = &built_on,
      .offers = offers,
      .store = f->store,
      .card_left_behind_seconds = 1,
  });
  g_signal_connect_swapped (f->reception, "desk-called", G_CALLBACK (on_desk_called), f);
}

static void
open_reception (Fixture *f, gboolean training, gboolean with_anchor)
{
  open_reception_with (f, training, with_anchor, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->slot = uke_training_slot_new ();
  f->now = g_date_time_new_from_iso8601 ("2026-11-22T10:42:00+09:00", NULL);
  open_reception (f, TRUE, TRUE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  uke_training_slot_lift (f->slot);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->reception);
  g_assert_finalize_object (f->slot);
  g_date_time_unref (f->now);
}

static void
set_up_with_store (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("uketsuke-reception-XXXXXX", NULL);
  f->store = uke_store_open_folder (f->folder, &error);
  g_assert_no_error (error);
  set_up (f, data);
}

static void
tear_down_with_store (Fixture *f, gconstpointer data)
{
  uke_training_slot_lift (f->slot);
  uke_store_close (f->store); /* what is being written still holds the reception */
  tear_down (f, data);
  g_assert_finalize_object (f->store);
  remove_folder (f->folder);
  g_free (f->folder);
}

static void
place_card_of (Fixture *f, UkeTrainingAuthority *issuer, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UkePersona) persona = uke_persona_find (name, &error);
  g_autoptr (UkeEmulatedCard) card = NULL;
  GDate today;

  g_assert_no_error (error);
  uke_date_from_instant (f->now, &today);
  card = uke_emulated_card_new (persona, issuer, &today, NULL, &error);
  g_assert_no_error (error);
  uke_training_slot_place (f->slot, card);
}

static void
place (Fixture *f, const char *name)
{
  place_card_of (f, authority, name);
}

static void
wait_for (Fixture *f, UkeStep step)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (uke_reception_get_step (f->reception) != step && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (uke_step_get_nick (uke_reception_get_step (f->reception)), ==,
                   uke_step_get_nick (step));
}

static void
enter_pin (Fixture *f, const char *digits)
{
  UkePin *pin = uke_pin_new ();

  for (; *digits != '\0'; digits++)
    g_assert_true (uke_pin_append (pin, *digits));
  uke_reception_enter_pin (f->reception, pin);
}

static const char *
pin_of (const char *name)
{
  g_autoptr (UkePersona) persona = uke_persona_find (name, NULL);

  return g_intern_string (uke_persona_get_pin (persona));
}

static const char *
wrong_pin_of (const char *name)
{
  return strcmp (pin_of (name), "9999") == 0 ? "0000" : "9999";
}

static void
go_to_pin (Fixture *f, const char *name)
{
  place (f, name);
  wait_for (f, UKE_STEP_CHOOSE_IDENTITY);
  uke_reception_choose (f->reception, UKE_EVENT_CHOSE_PIN);
  wait_for (f, UKE_STEP_PIN);
}

static UkeVisit *
last_visit (Fixture *f)
{
  GListModel *visits = uke_visit_book_get_visits (uke_reception_get_book (f->reception));
  g_autoptr (UkeVisit) visit =
      g_list_model_get_item (visits, g_list_model_get_n_items (visits) - 1);

  return visit; /* the list keeps it */
}

static void
test_valid_card (Fixture *f, gconstpointer data)
{
  UkeConsents consents = { { UKE_CONSENT_AGREED, UKE_CONSENT_REFUSED, UKE_CONSENT_AGREED } };
  UkeVisit *visit;

  go_to_pin (f, "normal");
  enter_pin (f, pin_of ("normal"));
  g_assert_cmpint (uke_reception_get_step (f->reception), ==, UKE_STEP_PIN_CHECKING);
  wait_for (f, UKE_STEP_CONSENT);
  uke_reception_answer_consent (f->reception, &consents);
  wait_for (f, UKE_STEP_COMPLETE);

  visit = last_visit (f);
  g_assert_cmpint (uke_visit_get_method (visit), ==, UKE_METHOD_PIN);
  g_assert_cmpint (uke_visit_get_standing (visit)->stage, ==, UKE_STAGE_NORMAL);
  g_assert_cmpint (uke_visit_get_consents (visit)->items[UKE_CONSENT_ITEM_VISITS], ==,
                   UKE_CONSENT_REFUSED);
  g_assert_false (uke_visit_get_ended (visit));

  uke_training_slot_lift (f->slot);
  wait_for (f, UKE_STEP_IDLE);
  g_assert_null (uke_reception_get_visit (f->reception));
  g_assert_true (uke_visit_get_ended (visit));
  g_assert_true (uke_visit_is_complete (visit));
  g_assert_cmpuint (f->calls, ==, 0);
}

static void
test_notice_then_consent (Fixture *f, gconstpointer data)
{
  go_to_pin (f, "notice");
  enter_pin (f, pin_of ("notice"));
  wait_for (f, UKE_STEP_EXPIRY_NOTICE);
  uke_reception_choose (f->reception, UKE_EVENT_NEXT);
  wait_for (f, UKE_STEP_CONSENT);
}

static void
answer (Fixture *f, UkeConsent medicines, UkeConsent visits, UkeConsent checkups)
{
  UkeConsents consents = { { medicines, visits, checkups } };

  uke_reception_answer_consent (f->reception, &consents);
}

/* Two visits of one card, with the second one stopped at the consents. */
static UkeVisit *
come_again (Fixture *f)
{
  go_to_pin (f, "normal");
  enter_pin (f, pin_of ("normal"));
  wait_for (f, UKE_STEP_CONSENT);
  g_assert_null (uke_visit_get_carried (last_visit (f)));
  answer (f, UKE_CONSENT_AGREED, UKE_CONSENT_REFUSED, UKE_CONSENT_NOT_ASKED);
  wait_for (f, UKE_STEP_COMPLETE);
  uke_training_slot_lift (f->slot);
  wait_for (f, UKE_STEP_IDLE);

  go_to_pin (f, "normal");
  enter_pin (f, pin_of ("normal"));
  wait_for (f, UKE_STEP_CONSENT);
  while (uke_visit_get_carried (last_visit (f)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return last_visit (f);
}

static void
test_answers_are_carried_over (Fixture *f, gconstpointer data)
{
  UkeVisit *visit = come_again (f);
  const UkeCarriedConsents *carried = uke_visit_get_carried (visit);

  g_assert_nonnull (carried);
  g_assert_true (g_date_time_equal (carried->answered, f->now));
  g_assert_cmpint (carried->consents.items[UKE_CONSENT_ITEM_MEDICINES], ==, UKE_CONSENT_AGREED);
  g_assert_cmpint (carried->consents.items[UKE_CONSENT_ITEM_VISITS], ==, UKE_CONSENT_REFUSED);
  g_assert_cmpint (carried->consents.items[UKE_CONSENT_ITEM_CHECKUPS], ==, UKE_CONSENT_NOT_ASKED);
  /* They are shown, and count only once the person has said so. */
  g_assert_cmpint (uke_visit_get_consents (visit)->items[UKE_CONSENT_ITEM_MEDICINES], ==,
                   UKE_CONSENT_NOT_ASKED);
}

static void
test_what_was_carried_goes_with_the_patient (Fixture *f, gconstpointer data)
{
  UkeVisit *visit = come_again (f);

  uke_training_slot_lift (f->slot);
  wait_for (f, UKE_STEP_IDLE);
  g_assert_null (uke_visit_get_carried (visit));
}

static void
test_nothing_is_carried_to_another_visit (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) before = g_date_time_add_days (f->now, -10);
  UkeCarriedConsents carried = { { { UKE_CONSENT_AGREED } }, before };
  UkeVisit *first;

  go_to_pin (f, "normal");
  first = last_visit (f);
  uke_training_slot_lift (f->slot);
  wait_for (f, UKE_STEP_IDLE);
  go_to_pin (f, "notice");
  uke_reception_carry_consents (f->reception, first, &carried);
  g_assert_null (uke_visit_get_carried (first));
  g_assert_null (uke_visit_get_carried (last_visit (f)));
  uke_reception_carry_consents (f->reception, last_visit (f), &carried);
  g_assert_nonnull (uke_visit_get_carried (last_visit (f)));
}

static void
test_nothing_is_carried_in_grace (Fixture *f, gconstpointer data)
{
  UkeCarriedConsents carried = { { { UKE_CONSENT_AGREED } }, f->now };

  go_to_pin (f, "grace");
  uke_reception_carry_consents (f->reception, last_visit (f), &carried);
  g_assert_null (uke_visit_get_carried (last_visit (f)));
}

static void
test_an_institution_that_asks_nothing (Fixture *f, gconstpointer data)
{
  UkeOffers offers = { 0 };

  g_assert_finalize_object (f->reception);
  open_reception_with (f, TRUE, TRUE, &offers);
  go_to_pin (f, "normal");
  enter_pin (f, pin_of ("normal"));
  wait_for (f, UKE_STEP_COMPLETE);
  g_assert_null (uke_visit_get_answered (last_visit (f)));
}

static void
open_with_everything (Fixture *f)
{
  UkeOffers offers;

  uke_offers_init (&offers);
  offers.subsidies = TRUE;
  offers.prescriptions = TRUE;
  g_assert_finalize_object (f->reception);
  open_reception_with (f, TRUE, TRUE, &offers);
}

static void
test_subsidies_and_prescription_are_asked_where_offered (Fixture *f, gconstpointer data)
{
  open_with_everything (f);
  go_to_pin (f, "normal");
  enter_pin (f, pin_of ("normal"));
  wait_for (f, UKE_STEP_CONSENT);
  answer (f, UKE_CONSENT_AGREED, UKE_CONSENT_AGREED, UKE_CONSENT_AGREED);
  wait_for (f, UKE_STEP_SUBSIDY);
  /* An answer to another question is none. */
  uke_reception_answer_prescription (f->reception, UKE_PRESCRIPTION_PAPER);
  g_assert_cmpint (uke_reception_get_step (f->reception), ==, UKE_STEP_SUBSIDY);
  uke_reception_answer_subsidies (f->reception, TRUE);
  wait_for (f, UKE_STEP_PRESCRIPTION);
  uke_reception_answer_prescription (f->reception, UKE_PRESCRIPTION_ELECTRONIC);
  wait_for (f, UKE_STEP_COMPLETE);
  g_assert_cmpint (uke_visit_get_subsidies (last_visit (f)), ==, UKE_CONSENT_AGREED);
  g_assert_cmpint (uke_visit_get_prescription (last_visit (f)), ==, UKE_PRESCRIPTION_ELECTRONIC);
}

static void
test_consents_can_be_changed_until_the_end (Fixture *f, gconstpointer data)
{
  open_with_everything (f);
  go_to_pin (f, "normal");
  enter_pin (f, pin_of ("normal"));
  wait_for (f, UKE_STEP_CONSENT);
  answer (f, UKE_CONSENT_AGREED, UKE_CONSENT_AGREED, UKE_CONSENT_AGREED);
  uke_reception_answer_subsidies (f->reception, FALSE);
  wait_for (f, UKE_STEP_PRESCRIPTION);
  uke_reception_choose (f->reception, UKE_EVENT_BACK);
  wait_for (f, UKE_STEP_CONSENT);
  answer (f, UKE_CONSENT_REFUSED, UKE_CONSENT_AGREED, UKE_CONSENT_AGREED);
  wait_for (f, UKE_STEP_SUBSIDY);
  g_assert_cmpint (uke_visit_get_consents (last_visit (f))->items[UKE_CONSENT_ITEM_MEDICINES], ==,
                   UKE_CONSENT_REFUSED);
}

static void
test_grace_has_no_way_back_to_consents (Fixture *f, gconstpointer data)
{
  open_with_everything (f);
  go_to_pin (f, "grace");
  enter_pin (f, pin_of ("grace"));
  wait_for (f, UKE_STEP_GRACE_NOTICE);
  uke_reception_choose (f->reception, UKE_EVENT_NEXT);
  wait_for (f, UKE_STEP_PRESCRIPTION);
  uke_reception_choose (f->reception, UKE_EVENT_BACK);
  g_assert_cmpint (uke_reception_get_step (f->reception), ==, UKE_STEP_PRESCRIPTION);
}

static void
on_card_left (guint *levels, guint level)
{
  *levels = *levels * 10 + level;
}

static void
test_a_card_left_behind_is_heard_twice (Fixture *f, gconstpointer data)
{
  guint levels = 0;

  g_signal_connect_swapped (f->reception, "card-left", G_CALLBACK (on_card_left), &levels);
  go_to_pin (f, "normal");
  enter_pin (f, pin_of ("normal"));
  wait_for (f, UKE_STEP_CONSENT);
  answer (f, UKE_CONSENT_AGREED, UKE_CONSENT_AGREED, UKE_CONSENT_AGREED);
  wait_for (f, UKE_STEP_CARD_LEFT_BEHIND);
  g_assert_cmpuint (levels, ==, 12); /* a reminder, then the alarm */
}

static void
test_grace_completes_without_consent (Fixture *f, gconstpointer data)
{
  go_to_pin (f, "grace");
  enter_pin (f, pin_of ("grace"));
  wait_for (f, UKE_STEP_GRACE_NOTICE);
  uke_reception_choose (f->reception, UKE_EVENT_NEXT);
  wait_for (f, UKE_STEP_COMPLETE);
  g_assert_cmpint (uke_visit_get_consents (last_visit (f))->items[0], ==, UKE_CONSENT_NOT_ASKED);
}

static void
test_lapsed_calls_the_desk (Fixture *f, gconstpointer data)
{
  place (f, "lapsed");
  wait_for (f, UKE_STEP_LAPSED);
  g_assert_cmpuint (f->calls, ==, 1);
  g_assert_true (uke_visit_get_needs_help (last_visit (f)));
}

static void
test_wrong_pin_says_how_many_tries_are_left (Fixture *f, gconstpointer data)
{
  go_to_pin (f, "normal");
  enter_pin (f, wrong_pin_of ("normal"));
  wait_for (f, UKE_STEP_PIN_WRONG);
  g_assert_cmpint (uke_visit_get_tries_left (last_visit (f)), ==, 2);

  enter_pin (f, pin_of ("normal"));
  wait_for (f, UKE_STEP_CONSENT);
}

static void
test_last_try_spent_blocks_the_pin (Fixture *f, gconstpointer data)
{
  go_to_pin (f, "pin-last-try");
  g_assert_cmpint (uke_visit_get_tries_left (last_visit (f)), ==, 1);
  enter_pin (f, wrong_pin_of ("pin-last-try"));
  wait_for (f, UKE_STEP_PIN_BLOCKED);
}

static void
test_blocked_pin_goes_to_the_staff (Fixture *f, gconstpointer data)
{
  UkeVisit *visit;

  place (f, "pin-blocked");
  wait_for (f, UKE_STEP_PIN_BLOCKED);
  uke_reception_choose (f->reception, UKE_EVENT_CHOSE_STAFF);
  g_assert_cmpuint (f->calls, ==, 1);

  visit = last_visit (f);
  uke_reception_confirm_identity (f->reception, visit, TRUE);
  wait_for (f, UKE_STEP_CONSENT);
  g_assert_cmpint (uke_visit_get_method (visit), ==, UKE_METHOD_STAFF);
  g_assert_false (uke_visit_get_needs_help (visit));
}

static void
test_staff_check_is_for_one_visit_alone (Fixture *f, gconstpointer data)
{
  g_autoptr (UkeVisit) before = NULL;

  place (f, "pin-blocked");
  wait_for (f, UKE_STEP_PIN_BLOCKED);
  uke_reception_choose (f->reception, UKE_EVENT_CHOSE_STAFF);
  before = g_object_ref (last_visit (f));

  place (f, "pin-blocked");
  wait_for (f, UKE_STEP_PIN_BLOCKED);
  uke_reception_choose (f->reception, UKE_EVENT_CHOSE_STAFF);
  uke_reception_confirm_identity (f->reception, before, TRUE);
  g_assert_cmpint (uke_reception_get_step (f->reception), ==, UKE_STEP_STAFF_CHECK);
}

static void
test_other_card (Fixture *f, gconstpointer data)
{
  place (f, "other-card");
  wait_for (f, UKE_STEP_WRONG_CARD);
}

static void
test_truncated_certificate (Fixture *f, gconstpointer data)
{
  place (f, "truncated");
  wait_for (f, UKE_STEP_UNREADABLE);
}

static void
test_forged_card (Fixture *f, gconstpointer data)
{
  place (f, "forged");
  wait_for (f, UKE_STEP_TROUBLE);
  g_assert_cmpstr (uke_reason_get_nick (uke_reception_get_reason (f->reception)), ==, "forged");
}

static void
test_clock_before_the_program_was_made (Fixture *f, gconstpointer data)
{
  g_date_time_unref (f->now);
  f->now = g_date_time_new_from_iso8601 ("2026-10-31T23:59:59+09:00", NULL);
  place (f, "normal");
  wait_for (f, UKE_STEP_TROUBLE);
  g_assert_cmpstr (uke_reason_get_nick (uke_reception_get_reason (f->reception)), ==,
                   "clock-wrong");
}

/* Midnight comes twice over while the card lies there, and the card is read once more: what may be
 * provided was decided when it was placed. */
static void
test_visit_that_crosses_midnight (Fixture *f, gconstpointer data)
{
  UkeVisit *visit;

  place (f, "notice");
  wait_for (f, UKE_STEP_CHOOSE_IDENTITY);
  uke_reception_choose (f->reception, UKE_EVENT_CHOSE_STAFF);
  wait_for (f, UKE_STEP_STAFF_CHECK);

  g_date_time_unref (f->now);
  f->now = g_date_time_new_from_iso8601 ("2026-12-23T00:00:00+09:00", NULL);
  uke_visit_book_look (uke_reception_get_book (f->reception));
  visit = last_visit (f);
  g_assert_cmpint (uke_visit_get_standing_today (visit)->stage, ==, UKE_STAGE_GRACE);

  uke_reception_choose (f->reception, UKE_EVENT_BACK);
  wait_for (f, UKE_STEP_CHOOSE_IDENTITY);
  uke_reception_choose (f->reception, UKE_EVENT_CHOSE_PIN);
  enter_pin (f, pin_of ("notice"));
  wait_for (f, UKE_STEP_EXPIRY_NOTICE);
  g_assert_cmpint (uke_visit_get_standing (visit)->stage, ==, UKE_STAGE_NOTICE);
  g_assert_true (uke_visit_get_standing (visit)->provision.health_information);
  uke_reception_choose (f->reception, UKE_EVENT_NEXT);
  wait_for (f, UKE_STEP_CONSENT);

  /* The next one is judged on the new day. */
  uke_training_slot_lift (f->slot);
  wait_for (f, UKE_STEP_IDLE);
}

/* Received all the same, and marked: nobody can tell which of the two times was wrong. */
static void
test_clock_that_went_back (Fixture *f, gconstpointer data)
{
  place (f, "normal");
  wait_for (f, UKE_STEP_CHOOSE_IDENTITY);
  uke_training_slot_lift (f->slot);
  wait_for (f, UKE_STEP_IDLE);

  g_date_time_unref (f->now);
  f->now = g_date_time_new_from_iso8601 ("2026-11-22T10:00:00+09:00", NULL);
  place (f, "normal");
  wait_for (f, UKE_STEP_CHOOSE_IDENTITY);
  g_assert_cmpint (uke_visit_get_clock_doubt (last_visit (f)), ==, UKE_REASON_CLOCK_WENT_BACK);
}

static void
test_training_card_never_counts_in_production (Fixture *f, gconstpointer data)
{
  g_object_unref (f->reception);
  open_reception (f, FALSE, GPOINTER_TO_INT (data));
  place (f, "normal");
  wait_for (f, UKE_STEP_TROUBLE);
  g_assert_cmpstr (uke_reason_get_nick (uke_reception_get_reason (f->reception)), ==,
                   "training-card");
}

/* Every installation has a training CA of its own, all under one name. */
static void
test_training_card_of_another_ca (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("uketsuke-training-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeTrainingAuthority) other = uke_training_authority_open (folder, &error);

  g_assert_no_error (error);
  place_card_of (f, other, "normal");
  remove_folder (folder);
  wait_for (f, UKE_STEP_TROUBLE);
  g_assert_cmpstr (uke_reason_get_nick (uke_reception_get_reason (f->reception)), ==,
                   "unknown-issuer");
}

static void
test_lifted_at (Fixture *f, gconstpointer data)
{
  UkeStep at = (UkeStep) GPOINTER_TO_INT (data);
  UkeVisit *visit;

  place (f, at == UKE_STEP_LAPSED ? "lapsed" : "notice");
  if (at != UKE_STEP_READING && at != UKE_STEP_LAPSED) {
    wait_for (f, UKE_STEP_CHOOSE_IDENTITY);
    if (at != UKE_STEP_CHOOSE_IDENTITY)
      uke_reception_choose (f->reception, UKE_EVENT_CHOSE_PIN);
    if (at != UKE_STEP_CHOOSE_IDENTITY && at != UKE_STEP_PIN)
      enter_pin (f, pin_of ("notice"));
  }
  wait_for (f, at);

  visit = last_visit (f);
  uke_training_slot_lift (f->slot);
  g_assert_cmpint (uke_reception_get_step (f->reception), ==, UKE_STEP_IDLE);
  g_assert_null (uke_reception_get_visit (f->reception));
  g_assert_true (uke_visit_get_ended (visit));
  g_assert_cmpint (uke_visit_get_step (visit), ==, at);

  /* What the old card still answers changes nothing for the next one. */
  place (f, "normal");
  wait_for (f, UKE_STEP_CHOOSE_IDENTITY);
  g_assert_cmpint (uke_visit_get_step (visit), ==, at);
  g_assert_cmpint (uke_visit_get_number (last_visit (f)), ==, 2);
}

static void
test_card_exchanged_at_once (Fixture *f, gconstpointer data)
{
  go_to_pin (f, "normal");
  place (f, "lapsed");
  wait_for (f, UKE_STEP_LAPSED);
  g_assert_cmpuint (g_list_model_get_n_items (
                        uke_visit_book_get_visits (uke_reception_get_book (f->reception))),
                    ==, 2);
}

static void
test_card_left_behind (Fixture *f, gconstpointer data)
{
  go_to_pin (f, "grace");
  enter_pin (f, pin_of ("grace"));
  wait_for (f, UKE_STEP_GRACE_NOTICE);
  uke_reception_choose (f->reception, UKE_EVENT_NEXT);
  wait_for (f, UKE_STEP_CARD_LEFT_BEHIND);
  g_assert_true (uke_visit_get_needs_help (last_visit (f)));
}

static void
test_pin_at_the_wrong_step_is_wiped (Fixture *f, gconstpointer data)
{
  enter_pin (f, "1234");
  g_assert_cmpint (uke_reception_get_step (f->reception), ==, UKE_STEP_IDLE);
  place (f, "normal");
  wait_for (f, UKE_STEP_CHOOSE_IDENTITY);
}

static void
test_every_step_has_words (void)
{
  for (int step = 0; step < UKE_N_STEPS; step++) {
    g_auto (UkeWords) words = { 0 };

    uke_words_init (&words, (UkeStep) step, UKE_REASON_NONE, NULL);
    g_assert_nonnull (words.illustration);
    g_assert_cmpstr (words.headline, !=, "");
    g_assert_cmpstr (words.detail, !=, "");
  }
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/reception/" name, Fixture, data, set_up, func, tear_down)

#define ADD_WITH_STORE(name, func)                                                                 \
  g_test_add ("/reception/" name, Fixture, NULL, set_up_with_store, func, tear_down_with_store)

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("uketsuke-training-XXXXXX", &error);
  g_assert_no_error (error);
  authority = uke_training_authority_open (folder, &error);
  g_assert_no_error (error);

  ADD ("valid-card", NULL, test_valid_card);
  ADD ("notice-then-consent", NULL, test_notice_then_consent);
  ADD_WITH_STORE ("answers-are-carried-over", test_answers_are_carried_over);
  ADD_WITH_STORE ("what-was-carried-goes-with-the-patient", test_what_was_carried_goes_with_the_patient);
  ADD ("nothing-is-carried-to-another-visit", NULL, test_nothing_is_carried_to_another_visit);
  ADD ("nothing-is-carried-in-grace", NULL, test_nothing_is_carried_in_grace);
  ADD ("an-institution-that-asks-nothing", NULL, test_an_institution_that_asks_nothing);
  ADD ("subsidies-and-prescription-are-asked-where-offered", NULL,
       test_subsidies_and_prescription_are_asked_where_offered);
  ADD ("consents-can-be-changed-until-the-end", NULL, test_consents_can_be_changed_until_the_end);
  ADD ("grace-has-no-way-back-to-consents", NULL, test_grace_has_no_way_back_to_consents);
  ADD ("a-card-left-behind-is-heard-twice", NULL, test_a_card_left_behind_is_heard_twice);
  ADD ("grace-completes-without-consent", NULL, test_grace_completes_without_consent);
  ADD ("lapsed-calls-the-desk", NULL, test_lapsed_calls_the_desk);
  ADD ("wrong-pin-says-how-many-tries-are-left", NULL, test_wrong_pin_says_how_many_tries_are_left);
  ADD ("last-try-spent-blocks-the-pin", NULL, test_last_try_spent_blocks_the_pin);
  ADD ("blocked-pin-goes-to-the-staff", NULL, test_blocked_pin_goes_to_the_staff);
  ADD ("staff-check-is-for-one-visit-alone", NULL, test_staff_check_is_for_one_visit_alone);
  ADD ("other-card", NULL, test_other_card);
  ADD ("truncated-certificate", NULL, test_truncated_certificate);
  ADD ("forged-card", NULL, test_forged_card);
  ADD ("clock-before-the-program-was-made", NULL, test_clock_before_the_program_was_made);
  ADD ("visit-that-crosses-midnight", NULL, test_visit_that_crosses_midnight);
  ADD ("clock-that-went-back", NULL, test_clock_that_went_back);
  ADD ("training-card-of-another-ca", NULL, test_training_card_of_another_ca);
  ADD ("production/training-card-with-anchor", GINT_TO_POINTER (TRUE),
       test_training_card_never_counts_in_production);
  ADD ("production/training-card", GINT_TO_POINTER (FALSE),
       test_training_card_never_counts_in_production);
  ADD ("lifted-while/reading", GINT_TO_POINTER (UKE_STEP_READING), test_lifted_at);
  ADD ("lifted-while/choosing", GINT_TO_POINTER (UKE_STEP_CHOOSE_IDENTITY), test_lifted_at);
  ADD ("lifted-while/entering-the-pin", GINT_TO_POINTER (UKE_STEP_PIN), test_lifted_at);
  ADD ("lifted-while/checking-the-pin", GINT_TO_POINTER (UKE_STEP_PIN_CHECKING), test_lifted_at);
  ADD ("lifted-while/reading-the-notice", GINT_TO_POINTER (UKE_STEP_EXPIRY_NOTICE), test_lifted_at);
  ADD ("lifted-while/lapsed", GINT_TO_POINTER (UKE_STEP_LAPSED), test_lifted_at);
  ADD ("card-exchanged-at-once", NULL, test_card_exchanged_at_once);
  ADD ("card-left-behind", NULL, test_card_left_behind);
  ADD ("pin-at-the-wrong-step-is-wiped", NULL, test_pin_at_the_wrong_step_is_wiped);
  g_test_add_func ("/words/every-step", test_every_step_has_words);

  status = g_test_run ();
  g_object_unref (authority);
  remove_folder (folder);
  return status;
}
