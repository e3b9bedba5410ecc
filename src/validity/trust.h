#pragma once

#include "validity/certificate.h"

G_BEGIN_DECLS

/* The organisation in the name of every training CA. No production CA has it. */
#define UKE_TRAINING_ORGANIZATION "UKETSUKE TRAINING"

/* The organisation of J-LIS's own test hierarchy, whose cards are nobody's proof either. */
#define UKE_TEST_ORGANIZATION "JPKI-TEST"

/* The policy in the certificates of a training CA, below a UUID of our own (ITU-T X.667). */
#define UKE_TRAINING_POLICY "2.25.113029845713201877453202651870924811233"

/* Nicks: trusted, training, unknown-issuer, bad-signature, wrong-profile. */
#define UKE_TYPE_TRUST (uke_trust_get_type ())
GType uke_trust_get_type (void);

typedef enum {
  UKE_TRUST_TRUSTED,
  UKE_TRUST_TRAINING,
  UKE_TRUST_UNKNOWN_ISSUER,
  UKE_TRUST_BAD_SIGNATURE,
  UKE_TRUST_WRONG_PROFILE,
} UkeTrust;

const char *uke_trust_get_nick (UkeTrust trust);

gboolean uke_certificate_is_for_practice (UkeCertificate *self);

/* The CA certificates that this institution believes. */
#define UKE_TYPE_ANCHORS (uke_anchors_get_type ())
G_DECLARE_FINAL_TYPE (UkeAnchors, uke_anchors, UKE, ANCHORS, GObject)

UkeAnchors *uke_anchors_new (void);
gboolean uke_anchors_add (UkeAnchors *self, GBytes *data, GError **error);
guint uke_anchors_get_size (UkeAnchors *self);
UkeCertificate *uke_anchors_get_nth (UkeAnchors *self, guint n);
UkeTrust uke_anchors_judge (UkeAnchors *self, UkeCertificate *certificate);
gboolean uke_anchors_may_train (UkeAnchors *self, UkeCertificate *certificate);

G_END_DECLS
