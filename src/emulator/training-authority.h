#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A CA whose name says training, with throw-away keys made on first use and kept in a folder. */
#define UKE_TYPE_TRAINING_AUTHORITY (uke_training_authority_get_type ())
G_DECLARE_FINAL_TYPE (UkeTrainingAuthority, uke_training_authority, UKE, TRAINING_AUTHORITY, GObject)

/* Loads the keys from @folder, making them first where there are none (two processes may race).
 * Errors: G_FILE_ERROR, G_IO_ERROR. */
UkeTrainingAuthority *uke_training_authority_open (const char *folder, GError **error);
/* $XDG_DATA_HOME/uketsuke/training, shared by the application and the shell. */
char *uke_training_authority_get_default_folder (void);
/* The CA certificate, DER. (transfer none) */
GBytes *uke_training_authority_get_anchor (UkeTrainingAuthority *self);

G_END_DECLS
