#include "offers-settings.h"

/**
 * uke_offers_settings_load:
 * @settings: the application's settings
 * @ret_offers: (out): what this institution asks its patients and offers them
 *
 * Reads what the institution has switched on. A word that means nothing is told on standard error
 * and asks for nothing.
 */
void
uke_offers_settings_load (GSettings *settings, UkeOffers *ret_offers)
{
  g_auto (GStrv) items = g_settings_get_strv (settings, "consent-items");
  const char *unknown;

  uke_offers_init (ret_offers);
  if (!uke_offers_set_consents (ret_offers, (const char *const *) items, &unknown))
    g_printerr ("uketsuke: consent-items: there is no “%s”\n", unknown);
  ret_offers->subsidies = g_settings_get_boolean (settings, "offer-subsidies");
  ret_offers->prescriptions = g_settings_get_boolean (settings, "offer-prescriptions");
}
