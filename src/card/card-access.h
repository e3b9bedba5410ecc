#pragma once

#include "card/mynumber-card.h"
#include "card/secret.h"

G_BEGIN_DECLS

/* What every application of the card is asked in the same way; for card/ alone. */
gboolean
uke_card_access_select (UkeMynumberCard *self, UkeApplication application, GError **error);
gboolean
uke_card_access_query_tries (UkeMynumberCard *self, guint8 sfi, int *ret_tries, GError **error);
gboolean
uke_card_access_verify (UkeMynumberCard *self, guint8 sfi, UkeSecret *secret, GError **error);
void
uke_card_access_log_out (UkeMynumberCard *self);

G_END_DECLS
