#pragma once

#include "card/read-plan.h"
#include "card/cv-certificate.h"
#include "card/secret.h"
#include "card/tlv.h"

G_BEGIN_DECLS

/* What the two applications of the card's visible side have in common; for card/ alone. */

#define UKE_VISIBLE_FILES_MAX 2

/* What to open, and the files to read then. */
typedef struct {
  UkeApplication application;
  guint8 sfi_secret;
  UkeReadPlan files[UKE_VISIBLE_FILES_MAX];
  gsize n_files;
} UkeVisiblePlan;

/* What was read; cleared by whoever asked. */
typedef struct {
  GBytes *files[UKE_VISIBLE_FILES_MAX];
  UkeCvCertificate certificate;
} UkeVisibleSide;

gboolean
uke_visible_side_read (UkeVisibleSide *self,
                       UkeMynumberCard *card,
                       const UkeVisiblePlan *plan,
                       UkeSecret *secret,
                       GError **error);
void
uke_visible_side_clear (UkeVisibleSide *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeVisibleSide, uke_visible_side_clear)

gboolean
uke_visible_side_is_training (const UkeVisibleSide *self);

gboolean
uke_visible_open (GBytes *file, guint32 tag, const guint8 **ret_data, gsize *ret_length);
gboolean
uke_visible_find_date (const guint8 *data, gsize length, guint32 tag, GDate *ret_date);
gboolean
uke_visible_hash (const guint8 *data,
                  gsize length,
                  const guint32 *tags,
                  guint8 digest[static UKE_DIGEST_LENGTH]);

G_END_DECLS
