#pragma once

#include "emulator/persona-private.h"
#include "emulator/training-authority.h"

#include <openssl/evp.h>

G_BEGIN_DECLS

enum {
  UKE_FILE_SIGN_CERTIFICATE = 0x0001,
  UKE_FILE_SIGN_AUTHORITY = 0x0002,
  UKE_FILE_TOKEN = 0x0006,
  UKE_FILE_PRESENT = 0x0008,
  UKE_FILE_SEALED = 0x0009,
  UKE_FILE_AUTH_CERTIFICATE = 0x000a,
  UKE_FILE_AUTH_AUTHORITY = 0x000b,
  UKE_FILE_TERMINAL_KEY = 0x0016,
  UKE_FILE_AUTH_KEY = 0x0017,
  UKE_FILE_AUTH_PIN = 0x0018,
  UKE_FILE_SIGN_KEY = 0x001a,
  UKE_FILE_SIGN_PIN = 0x001b,
};

typedef enum {
  UKE_CARD_FILE_DATA,
  UKE_CARD_FILE_PIN,
  UKE_CARD_FILE_KEY,
} UkeCardFileKind;

/* One elementary file of the application for authentication. */
typedef struct _UkeCardFile UkeCardFile;
struct _UkeCardFile {
  guint16 id;
  UkeCardFileKind kind;
  UkeCardFile *opened_by; /* the PIN to verify before use; itself: nobody can open it */
  GBytes *content;        /* of data */
  EVP_PKEY *key;          /* of a key; NULL where it signs nothing */
  char *secret;           /* of a PIN, ASCII */
  guint max_tries;
  guint tries_left;
  gboolean verified;
};

/* Returns: (transfer full) (element-type UkeCardFile): errors are UKE_PERSONA_ERROR */
GPtrArray *uke_card_files_new (UkePersona *persona,
                               UkeTrainingAuthority *authority,
                               const GDate *today,
                               GError **error);
UkeCardFile *uke_card_files_find (GPtrArray *files, guint16 id);
void uke_card_files_forget_verified (GPtrArray *files);
gboolean uke_card_file_is_open (const UkeCardFile *self);

G_END_DECLS
