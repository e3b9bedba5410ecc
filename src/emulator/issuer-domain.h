#pragma once

#include "emulator/card-application.h"

G_BEGIN_DECLS

/* (element-type GBytes): what GET DATA finds while no application is selected, by tag. */
GHashTable *uke_issuer_domain_new (const UkeCardOrder *order, GBytes *atr);

G_END_DECLS
