#pragma once

#include "reception/offers.h"

G_BEGIN_DECLS

void uke_offers_settings_load (GSettings *settings, UkeOffers *ret_offers);

G_END_DECLS
