#include "reception/offers.h"

/**
 * uke_offers_init:
 * @self: (out): offers
 *
 * Sets what a clinic asks that has decided nothing yet: medicines, past visits and check-ups, and
 * neither subsidy certificates nor a kind of prescription.
 */
void
uke_offers_init (UkeOffers *self)
{
  *self = (UkeOffers) { 0 };
  self->consents[UKE_CONSENT_ITEM_MEDICINES] = TRUE;
  self->consents[UKE_CONSENT_ITEM_VISITS] = TRUE;
  self->consents[UKE_CONSENT_ITEM_CHECKUPS] = TRUE;
}

/**
 * uke_offers_set_consents:
 * @self: offers
 * @nicks: (array zero-terminated=1): nicks of UkeConsentItem, in any order
 * @ret_unknown: (out) (optional): the first word that is none
 *
 * Switches on exactly the named items. A word that is none is left out, so that a slip of the pen
 * asks for less and never for more.
 *
 * Returns: whether all words were nicks
 */
gboolean
uke_offers_set_consents (UkeOffers *self, const char *const *nicks, const char **ret_unknown)
{
  g_autoptr (GEnumClass) items = g_type_class_ref (UKE_TYPE_CONSENT_ITEM);
  const char *unknown = NULL;

  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    self->consents[i] = FALSE;
  for (; *nicks != NULL; nicks++) {
    const GEnumValue *item = g_enum_get_value_by_nick (items, *nicks);

    if (item != NULL)
      self->consents[item->value] = TRUE;
    else if (unknown == NULL)
      unknown = *nicks;
  }
  if (ret_unknown != NULL)
    *ret_unknown = unknown;
  return unknown == NULL;
}

gboolean
uke_offers_any_consent (const UkeOffers *self)
{
  for (int i = 0; i < UKE_N_CONSENT_ITEMS; i++)
    if (self->consents[i])
      return TRUE;
  return FALSE;
}
