#include "reception/offers.h"

/* A slip of the pen asks for less, never for more. */

static guint
count (const UkeOffers *offers)
{
  guint n = 0;

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    n += offers->consents[i] ? 1 : 0;
  return n;
}

static void
test_unknown_words_ask_for_nothing (void)
{
  const char *nicks[] = { "medicines", "everything", "tests", "all", NULL };
  const char *unknown = NULL;
  UkeOffers offers;

  uke_offers_init (&offers);
  g_assert_false (uke_offers_set_consents (&offers, nicks, &unknown));
  g_assert_cmpstr (unknown, ==, "everything");
  g_assert_cmpuint (count (&offers), ==, 2);
  g_assert_true (offers.consents[UKE_CONSENT_ITEM_TESTS]);
}

static void
test_an_empty_list_asks_for_nothing (void)
{
  const char *nicks[] = { NULL };
  UkeOffers offers;

  uke_offers_init (&offers);
  g_assert_true (uke_offers_any_consent (&offers));
  g_assert_true (uke_offers_set_consents (&offers, nicks, NULL));
  g_assert_false (uke_offers_any_consent (&offers));
}

static void
test_each_item_has_a_nick (void)
{
  g_autoptr (GEnumClass) items = g_type_class_ref (UKE_TYPE_CONSENT_ITEM);

  g_assert_cmpuint (items->n_values, ==, UKE_N_CONSENT_ITEMS);
}

static void
test_beforehand (void)
{
  UkeOffers offers;

  uke_offers_init (&offers);
  g_assert_cmpuint (count (&offers), ==, 3);
  g_assert_false (offers.consents[UKE_CONSENT_ITEM_OPERATIONS]);
  g_assert_false (offers.subsidies);
  g_assert_false (offers.prescriptions);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offers/unknown-words-ask-for-nothing", test_unknown_words_ask_for_nothing);
  g_test_add_func ("/offers/an-empty-list-asks-for-nothing", test_an_empty_list_asks_for_nothing);
  g_test_add_func ("/offers/each-item-has-a-nick", test_each_item_has_a_nick);
  g_test_add_func ("/offers/beforehand", test_beforehand);

  return g_test_run ();
}
