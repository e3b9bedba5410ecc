#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

typedef enum {
  UKE_CARD_FILE_DATA,
  UKE_CARD_FILE_RECORD,
  UKE_CARD_FILE_PIN,
  UKE_CARD_FILE_KEY,
} UkeCardFileKind;

/* One elementary file of an application. */
typedef struct _UkeCardFile UkeCardFile;
struct _UkeCardFile {
  guint16 id;
  UkeCardFileKind kind;
  UkeCardFile *openers[3]; /* the PINs of which any one opens it, then NULL; none: it lies open */
  gboolean sealed;         /* nobody can open it */
  GBytes *content;         /* of data, and of a record */
  EVP_PKEY *key;           /* of a key; NULL where it signs nothing */
  gboolean signs_without_pin; /* of a key; never one for authentication or signatures */
  char *secret;               /* of a PIN, ASCII */
  guint shortest, longest;    /* letters that a PIN may have */
  gboolean capitals;          /* besides digits */
  guint max_tries;
  guint tries_left;
  gboolean verified;
};

/* (element-type UkeCardFile) */
GPtrArray *uke_card_files_new (void);
/* Each returns the new file, which @files owns. */
UkeCardFile *uke_card_files_add_data (GPtrArray *files, guint16 id, GBytes *content);
UkeCardFile *uke_card_files_add_record (GPtrArray *files, guint16 id, GBytes *content);
UkeCardFile *
uke_card_files_add_pin (
    GPtrArray *files, guint16 id, const char *secret, guint max_tries, guint tries_left);
UkeCardFile *uke_card_files_add_key (GPtrArray *files, guint16 id, EVP_PKEY *key);

UkeCardFile *uke_card_files_find (GPtrArray *files, guint16 id);
void uke_card_files_forget_verified (GPtrArray *files);

void uke_card_file_let_open (UkeCardFile *self, UkeCardFile *pin);
gboolean uke_card_file_is_open (const UkeCardFile *self);

G_END_DECLS
