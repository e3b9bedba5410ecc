#include "reception/visit-table.h"

/* The table as a whole: what must hold for every pair, whoever edits it. */

static void
for_every_pair (void (*check) (UkeStep from, UkeEvent event, UkeTransition next))
{
  for (int from = 0; from < UKE_N_STEPS; from++)
    for (int event = 0; event < UKE_N_EVENTS; event++)
      check ((UkeStep) from, (UkeEvent) event,
             uke_visit_table_next ((UkeStep) from, (UkeEvent) event));
}

static void
check_leads_somewhere (UkeStep from, UkeEvent event, UkeTransition next)
{
  g_assert_cmpint (next.to, >=, 0);
  g_assert_cmpint (next.to, <, UKE_N_STEPS);
}

static void
test_every_pair_leads_to_a_step (void)
{
  for_every_pair (check_leads_somewhere);
}

/* An event left out of the table would fall to the first step by accident. */
static void
check_only_a_lifted_card_or_a_reader_leads_home (UkeStep from, UkeEvent event, UkeTransition next)
{
  if (next.to != UKE_STEP_IDLE || from == UKE_STEP_IDLE)
    return;
  g_assert_true (event == UKE_EVENT_CARD_LIFTED || event == UKE_EVENT_READER_READY);
  g_assert_true (next.effects & UKE_EFFECT_WIPE);
}

static void
test_no_event_is_forgotten (void)
{
  for_every_pair (check_only_a_lifted_card_or_a_reader_leads_home);
}

static void
test_lifting_the_card_ends_the_visit_from_every_step (void)
{
  for (int from = 0; from < UKE_N_STEPS; from++) {
    UkeTransition next = uke_visit_table_next ((UkeStep) from, UKE_EVENT_CARD_LIFTED);

    g_assert_cmpint (next.to, ==, UKE_STEP_IDLE);
    if (from != UKE_STEP_IDLE)
      g_assert_true (next.effects & UKE_EFFECT_WIPE);
  }
}

static void
test_losing_the_reader_ends_the_visit_from_every_step (void)
{
  for (int from = 0; from < UKE_N_STEPS; from++) {
    UkeTransition next = uke_visit_table_next ((UkeStep) from, UKE_EVENT_READER_LOST);

    g_assert_cmpint (next.to, ==, UKE_STEP_TROUBLE);
    if (from != UKE_STEP_IDLE && from != UKE_STEP_TROUBLE)
      g_assert_true (next.effects & UKE_EFFECT_WIPE);
  }
}

static void
test_staff_can_be_called_from_every_step (void)
{
  for (int from = 0; from < UKE_N_STEPS; from++) {
    UkeTransition next = uke_visit_table_next ((UkeStep) from, UKE_EVENT_CALL_STAFF);

    g_assert_cmpint (next.to, ==, from);
    g_assert_true (next.effects & UKE_EFFECT_RING_DESK);
  }
}

static void
check_complete_comes_after_stored (UkeStep from, UkeEvent event, UkeTransition next)
{
  if (next.to != UKE_STEP_COMPLETE || from == UKE_STEP_COMPLETE)
    return;
  g_assert_cmpint (from, ==, UKE_STEP_RECORDING);
  g_assert_cmpint (event, ==, UKE_EVENT_STORED);
}

static void
test_nobody_is_told_complete_before_it_is_stored (void)
{
  for_every_pair (check_complete_comes_after_stored);
}

static void
check_consent_comes_after_identity (UkeStep from, UkeEvent event, UkeTransition next)
{
  if (next.to != UKE_STEP_ELIGIBILITY_PENDING || from == UKE_STEP_ELIGIBILITY_PENDING)
    return;
  g_assert_true (event == UKE_EVENT_PIN_VERIFIED || event == UKE_EVENT_FACE_MATCHED
                 || event == UKE_EVENT_STAFF_CONFIRMED || from == UKE_STEP_NOT_REGISTERED);
}

static void
test_nobody_goes_on_without_proof (void)
{
  for_every_pair (check_consent_comes_after_identity);
}

static void
check_grace_never_asks (UkeStep from, UkeEvent event, UkeTransition next)
{
  if (from == UKE_STEP_GRACE_NOTICE)
    g_assert_cmpint (next.to, !=, UKE_STEP_CONSENT);
}

static void
test_grace_asks_for_no_consent (void)
{
  for_every_pair (check_grace_never_asks);
}

static void
check_pin_is_sent_by_the_person_alone (UkeStep from, UkeEvent event, UkeTransition next)
{
  if (next.effects & UKE_EFFECT_VERIFY_PIN)
    g_assert_cmpint (event, ==, UKE_EVENT_PIN_ENTERED);
}

static void
test_a_pin_is_never_sent_by_itself (void)
{
  for_every_pair (check_pin_is_sent_by_the_person_alone);
}

/* Answers count at the step that asked, and nowhere else. */
static void
check_late_answers_change_nothing (UkeStep from, UkeEvent event, UkeTransition next)
{
  if (event < UKE_EVENT_READ_USABLE || uke_visit_table_has_row (from, event)
      || event == UKE_EVENT_CALL_STAFF || event == UKE_EVENT_CANCEL)
    return;
  g_assert_cmpint (next.to, ==, from);
  g_assert_cmpint (next.effects, ==, UKE_EFFECT_NONE);
}

static void
test_late_answers_change_nothing (void)
{
  for_every_pair (check_late_answers_change_nothing);
}

/* Every step has a way on that does not ask the patient to lift the card, or says to lift it. */
static void
test_no_step_is_a_dead_end (void)
{
  for (int from = 0; from < UKE_N_STEPS; from++) {
    guint ways = 0;

    for (int event = 0; event < UKE_N_EVENTS; event++)
      if (uke_visit_table_next ((UkeStep) from, (UkeEvent) event).to != (UkeStep) from)
        ways++;
    g_assert_cmpuint (ways, >, 0);
  }
}

typedef struct {
  const char *name;
  UkeEvent events[10];
  UkeStep steps[10];
  guint n;
} Story;

/* clang-format off */
static const Story stories[] = {
  { "/table/story/valid-card",
    { UKE_EVENT_CARD_PLACED, UKE_EVENT_READ_USABLE, UKE_EVENT_CHOSE_PIN, UKE_EVENT_PIN_ENTERED,
      UKE_EVENT_PIN_VERIFIED, UKE_EVENT_ELIGIBLE, UKE_EVENT_CONSENT_ANSWERED, UKE_EVENT_NOT_OFFERED,
      UKE_EVENT_NOT_OFFERED, UKE_EVENT_STORED },
    { UKE_STEP_READING, UKE_STEP_CHOOSE_IDENTITY, UKE_STEP_PIN, UKE_STEP_PIN_CHECKING,
      UKE_STEP_ELIGIBILITY_PENDING, UKE_STEP_CONSENT, UKE_STEP_SUBSIDY, UKE_STEP_PRESCRIPTION,
      UKE_STEP_RECORDING, UKE_STEP_COMPLETE }, 10 },
  { "/table/story/grace",
    { UKE_EVENT_CARD_PLACED, UKE_EVENT_READ_USABLE, UKE_EVENT_CHOSE_PIN, UKE_EVENT_PIN_ENTERED,
      UKE_EVENT_PIN_VERIFIED, UKE_EVENT_ELIGIBLE_GRACE, UKE_EVENT_NEXT, UKE_EVENT_NOT_OFFERED,
      UKE_EVENT_STORED },
    { UKE_STEP_READING, UKE_STEP_CHOOSE_IDENTITY, UKE_STEP_PIN, UKE_STEP_PIN_CHECKING,
      UKE_STEP_ELIGIBILITY_PENDING, UKE_STEP_GRACE_NOTICE, UKE_STEP_PRESCRIPTION,
      UKE_STEP_RECORDING, UKE_STEP_COMPLETE }, 9 },
  { "/table/story/lapsed",
    { UKE_EVENT_CARD_PLACED, UKE_EVENT_READ_LAPSED, UKE_EVENT_NEXT, UKE_EVENT_CARD_LIFTED },
    { UKE_STEP_READING, UKE_STEP_LAPSED, UKE_STEP_LAPSED, UKE_STEP_IDLE }, 4 },
  { "/table/story/pin-wrong-then-staff",
    { UKE_EVENT_CARD_PLACED, UKE_EVENT_READ_USABLE, UKE_EVENT_CHOSE_PIN, UKE_EVENT_PIN_ENTERED,
      UKE_EVENT_PIN_WRONG, UKE_EVENT_CHOSE_STAFF, UKE_EVENT_STAFF_CONFIRMED, UKE_EVENT_ELIGIBLE },
    { UKE_STEP_READING, UKE_STEP_CHOOSE_IDENTITY, UKE_STEP_PIN, UKE_STEP_PIN_CHECKING,
      UKE_STEP_PIN_WRONG, UKE_STEP_STAFF_CHECK, UKE_STEP_ELIGIBILITY_PENDING, UKE_STEP_CONSENT }, 8 },
  { "/table/story/card-forgotten",
    { UKE_EVENT_CARD_PLACED, UKE_EVENT_READ_USABLE, UKE_EVENT_CANCEL, UKE_EVENT_NEXT, UKE_EVENT_CARD_LIFTED },
    { UKE_STEP_READING, UKE_STEP_CHOOSE_IDENTITY, UKE_STEP_CANCELLED, UKE_STEP_CANCELLED, UKE_STEP_IDLE }, 5 },
};
/* clang-format on */

static void
test_story (gconstpointer data)
{
  const Story *story = data;
  UkeStep step = UKE_STEP_IDLE;

  for (guint i = 0; i < story->n; i++) {
    step = uke_visit_table_next (step, story->events[i]).to;
    g_assert_cmpstr (uke_step_get_nick (step), ==, uke_step_get_nick (story->steps[i]));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/every-pair-leads-to-a-step", test_every_pair_leads_to_a_step);
  g_test_add_func ("/table/no-event-is-forgotten", test_no_event_is_forgotten);
  g_test_add_func ("/table/lifting-the-card-ends-the-visit",
                   test_lifting_the_card_ends_the_visit_from_every_step);
  g_test_add_func ("/table/losing-the-reader-ends-the-visit",
                   test_losing_the_reader_ends_the_visit_from_every_step);
  g_test_add_func ("/table/staff-can-be-called", test_staff_can_be_called_from_every_step);
  g_test_add_func ("/table/stored-before-complete",
                   test_nobody_is_told_complete_before_it_is_stored);
  g_test_add_func ("/table/nobody-goes-on-without-proof", test_nobody_goes_on_without_proof);
  g_test_add_func ("/table/grace-asks-for-no-consent", test_grace_asks_for_no_consent);
  g_test_add_func ("/table/a-pin-is-never-sent-by-itself", test_a_pin_is_never_sent_by_itself);
  g_test_add_func ("/table/late-answers-change-nothing", test_late_answers_change_nothing);
  g_test_add_func ("/table/no-dead-end", test_no_step_is_a_dead_end);
  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    g_test_add_data_func (stories[i].name, &stories[i], test_story);

  return g_test_run ();
}
