#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Why a card or a certificate ends on the day that it does: to explain a date to its holder, and to
 * make test cards. Production never computes an expiry from a birthday. What is judged is the date
 * in the certificate (certificate.h) and what the terminal says (provision.h); no room that
 * receives patients may ask here. */

/* Nicks: fifth-birthday, sixth-birthday, tenth-birthday, card-expiry, period-of-stay,
 * extended-stay. */
#define UKE_TYPE_ISSUANCE_REASON (uke_issuance_reason_get_type ())
GType uke_issuance_reason_get_type (void);

typedef enum {
  UKE_ISSUANCE_REASON_FIFTH_BIRTHDAY,
  UKE_ISSUANCE_REASON_SIXTH_BIRTHDAY, /* renewed while less than three months were left */
  UKE_ISSUANCE_REASON_TENTH_BIRTHDAY,
  UKE_ISSUANCE_REASON_CARD_EXPIRY,
  UKE_ISSUANCE_REASON_PERIOD_OF_STAY,
  UKE_ISSUANCE_REASON_EXTENDED_STAY, /* two months, while a longer stay is decided upon */
} UkeIssuanceReason;

const char *uke_issuance_reason_get_nick (UkeIssuanceReason reason);

/* How long something lasts, and what ends it. */
typedef struct {
  GDate last_day; /* in Japan, still valid */
  UkeIssuanceReason reason;
} UkeIssuance;

UkeIssuance uke_issuance_of_card (const GDate *made, const GDate *applied, const GDate *birth);
UkeIssuance uke_issuance_of_certificate (const GDate *issued, const GDate *birth);
UkeIssuance uke_issuance_of_renewal (const GDate *renewed, const GDate *expires, const GDate *birth);

/* In this order: stay, then card. */
void uke_issuance_cut_to_stay (UkeIssuance *self, const GDate *stay_until);
void uke_issuance_cut_to_extended_stay (UkeIssuance *self, const GDate *stay_until);
void uke_issuance_cut_to_card (UkeIssuance *self, const GDate *card_expires);

G_END_DECLS
