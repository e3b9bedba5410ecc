#pragma once

#include "emulator/card-files.h"
#include "emulator/card-memory.h"
#include "emulator/persona-private.h"
#include "emulator/training-authority-private.h"

G_BEGIN_DECLS

#define UKE_APPLICATION_LONGEST_NAME 16

/* One application of a card, by ISO/IEC 7816-4 a dedicated file with a name. */
typedef struct {
  const char *nick; /* "authentication" */
  guint8 name[UKE_APPLICATION_LONGEST_NAME];
  gsize n_name;
  GPtrArray *files;
  UkeCardFile *default_key; /* what P2 00 of COMPUTE DIGITAL SIGNATURE means; nullable */
} UkeCardApplication;

/* What all applications of one card are made from. */
typedef struct {
  UkePersona *persona;
  UkeTrainingAuthority *authority;
  const UkePersonaFacts *facts;
  GDate first_day; /* of the certificates */
  GDate last_day;
  GDate expiry; /* of the card itself */
} UkeCardOrder;

gboolean uke_card_order_fill (UkeCardOrder *self,
                              UkePersona *persona,
                              UkeTrainingAuthority *authority,
                              const GDate *today,
                              GError **error);

/* @name in hexadecimal. */
UkeCardApplication *uke_card_application_new (const char *nick, const char *name);
void uke_card_application_free (UkeCardApplication *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeCardApplication, uke_card_application_free)

/* (element-type UkeCardApplication): in the order in which the beginning of a name finds them. */
GPtrArray *uke_card_applications_new (const UkeCardOrder *order, GError **error);
gboolean
uke_card_applications_remember (GPtrArray *applications, UkeCardMemory *memory, GError **error);

G_END_DECLS
