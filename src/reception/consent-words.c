#include "reception/consent-words.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *name;
  const char *purpose;
} ItemWords;

/* clang-format off */
static const ItemWords items[UKE_N_CONSENT_ITEMS] = {
  [UKE_CONSENT_ITEM_MEDICINES] = {
    /* Translators: A kind of health record: 薬剤情報 */
    NC_ ("health record", "Medicines"),
    /* Translators: Help: what the record of medicines is used for. */
    N_ ("To see which medicines you have had, and to avoid the same one twice or two that do not go together."),
  },
  [UKE_CONSENT_ITEM_VISITS] = {
    /* Translators: A kind of health record: 診療情報 */
    NC_ ("health record", "Past visits"),
    /* Translators: Help: what the record of past visits is used for. */
    N_ ("To see where and for what you have been treated before."),
  },
  [UKE_CONSENT_ITEM_CHECKUPS] = {
    /* Translators: A kind of health record: 特定健診情報 */
    NC_ ("health record", "Check-ups"),
    /* Translators: Help: what the record of specific health check-ups is used for. */
    N_ ("To see the results of your health check-ups."),
  },
  [UKE_CONSENT_ITEM_OPERATIONS] = {
    /* Translators: A kind of health record: 手術情報 */
    NC_ ("health record", "Operations"),
    /* Translators: Help: what the record of operations is used for. */
    N_ ("To see which operations you have had. It is asked by itself."),
  },
  [UKE_CONSENT_ITEM_DIAGNOSES] = {
    /* Translators: A kind of health record: 傷病名 */
    NC_ ("health record", "Diagnoses"),
    /* Translators: Help: what the record of diagnoses is used for. */
    N_ ("To see the illnesses that other institutions have found."),
  },
  [UKE_CONSENT_ITEM_INFECTIONS] = {
    /* Translators: A kind of health record: 感染症 */
    NC_ ("health record", "Infectious diseases"),
    /* Translators: Help: what the record of infectious diseases is used for. */
    N_ ("To treat you safely where an infection matters."),
  },
  [UKE_CONSENT_ITEM_ALLERGIES] = {
    /* Translators: A kind of health record: アレルギー */
    NC_ ("health record", "Allergies"),
    /* Translators: Help: what the record of allergies is used for. */
    N_ ("To avoid what your body does not tolerate."),
  },
  [UKE_CONSENT_ITEM_CONTRAINDICATIONS] = {
    /* Translators: A kind of health record: 薬剤禁忌 */
    NC_ ("health record", "Medicines to avoid"),
    /* Translators: Help: what the record of contraindicated medicines is used for. */
    N_ ("To avoid medicines that you must not be given."),
  },
  [UKE_CONSENT_ITEM_TESTS] = {
    /* Translators: A kind of health record: 検査 */
    NC_ ("health record", "Test results"),
    /* Translators: Help: what the record of tests is used for. */
    N_ ("To see results of tests, such as of blood, that were made elsewhere."),
  },
  [UKE_CONSENT_ITEM_PRESCRIPTIONS] = {
    /* Translators: A kind of health record: 処方 */
    NC_ ("health record", "Prescriptions"),
    /* Translators: Help: what the record of prescriptions is used for. */
    N_ ("To see what other institutions have prescribed."),
  },
};
/* clang-format on */

const char *
uke_consent_words_item (UkeConsentItem item)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "health record", items[item].name);
}

const char *
uke_consent_words_purpose (UkeConsentItem item)
{
  return _ (items[item].purpose);
}

char *
uke_consent_words_asked (const UkeOffers *offers)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++) {
    if (!offers->consents[i])
      continue;
    if (list->len > 0)
      /* Translators: Between two kinds of health record in a list. */
      g_string_append (list, C_ ("list", ", "));
    g_string_append (list, uke_consent_words_item ((UkeConsentItem) i));
  }
  /* Translators: Which health records are asked for. %s is a list such as “Medicines, Check-ups”.
   */
  return g_strdup_printf (_ ("Asked for: %s"), list->str);
}

const char *
uke_consent_words_window (void)
{
  /* Translators: Below the questions about health records: a consent ends by itself (24時間). */
  return _ ("Records can be seen for 24 hours after your answer.");
}
