#pragma once

#include "emulator/card-application.h"

G_BEGIN_DECLS

/* A number that no person can have: the official check digit of eleven nines is not 9. */
#define UKE_TRAINING_NUMBER "999999999999"

/* What is printed on a card, in the forms in which the chip holds it. */
typedef struct {
  char birth_date[9]; /* "19800217" */
  char expiry[9];     /* "20321227" */
  char *birth_code;   /* "550217": opens the age record */
  char *number_b;     /* "55021720323141" */
  EVP_PKEY *chip_key; /* both of the training authority */
  EVP_PKEY *record_key;
  GBytes *public_key; /* of the chip */
} UkeFace;

char *uke_face_write_number_b (const UkeCardOrder *order);
void uke_face_fill (UkeFace *self, const UkeCardOrder *order);
void uke_face_clear (UkeFace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeFace, uke_face_clear)

/* "name.png" among those of data/card-face. */
GBytes *uke_face_get_picture (const char *name);

GBytes *uke_face_write_signed (const UkeFace *self,
                               guint16 tag,
                               GByteArray *objects,
                               guint16 signature_tag);
GBytes *uke_face_write_with_offsets (guint16 tag, guint16 table_tag, GPtrArray *objects);

G_END_DECLS
