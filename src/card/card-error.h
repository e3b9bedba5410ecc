#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define UKE_CARD_ERROR (uke_card_error_quark ())
GQuark
uke_card_error_quark (void);

/* Each code is a decision that someone will make. */
typedef enum {
  UKE_CARD_ERROR_NO_SERVICE,  /* no PC/SC daemon: staff start it */
  UKE_CARD_ERROR_NO_READER,   /* staff plug one in */
  UKE_CARD_ERROR_REMOVED,     /* the visit's card is not there any more: the visit ends */
  UKE_CARD_ERROR_UNREADABLE,  /* mute, or answers that make no sense: place it again */
  UKE_CARD_ERROR_WRONG_CARD,  /* no JPKI application: place a My Number Card */
  UKE_CARD_ERROR_PIN_FORMAT,  /* not four digits; nothing was sent */
  UKE_CARD_ERROR_PIN_WRONG,   /* tries_left says how often one may try again */
  UKE_CARD_ERROR_PIN_BLOCKED, /* another way of identification */
  UKE_CARD_ERROR_PIN_UNSURE,  /* cut off while verifying: a try may be spent, ask the card */
  UKE_CARD_ERROR_FORGED,      /* its signature does not fit its certificate: call staff */
} UkeCardError;

/* tries_left: tries that are left, or -1 when the error does not tell. */
GError *
uke_card_error_new (UkeCardError code, int tries_left, const char *message);
int
uke_card_error_get_tries_left (const GError *error);
void uke_card_error_set_tries_left (GError *error, int tries_left);

G_END_DECLS
