#pragma once

#include "emulator/persona-private.h"
#include "emulator/training-authority-private.h"

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

gboolean uke_card_issue (UkePersona *persona,
                         UkeTrainingAuthority *authority,
                         const GDate *today,
                         UkeCardCertificates *ret_certificates,
                         GError **error);

G_END_DECLS
