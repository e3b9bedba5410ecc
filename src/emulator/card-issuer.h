#pragma once

#include "emulator/card-application.h"

G_BEGIN_DECLS

/* The certificates on one card, each in DER. */
typedef struct {
  GBytes *auth;
  GBytes *auth_authority;
  GBytes *sign;
  GBytes *sign_authority;
} UkeCardCertificates;

void uke_card_certificates_clear (UkeCardCertificates *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeCardCertificates, uke_card_certificates_clear)

gboolean uke_card_compute_days (const UkePersonaFacts *facts,
                                const GDate *today,
                                GDate *ret_first,
                                GDate *ret_last,
                                GError **error);
gboolean
uke_card_issue (const UkeCardOrder *order, UkeCardCertificates *ret_certificates, GError **error);

G_END_DECLS
