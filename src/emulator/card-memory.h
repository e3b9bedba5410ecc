#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What one persona's card keeps without power: the tries left, in a file. For one card at a time. */
#define UKE_TYPE_CARD_MEMORY (uke_card_memory_get_type ())
G_DECLARE_FINAL_TYPE (UkeCardMemory, uke_card_memory, UKE, CARD_MEMORY, GObject)

/* $XDG_DATA_HOME/uketsuke/training/cards */
char *uke_card_memory_get_default_folder (void);

/* Makes @folder where it does not exist. Errors: G_FILE_ERROR; G_IO_ERROR_INVALID_DATA. */
UkeCardMemory *uke_card_memory_open (const char *folder, const char *persona, GError **error);
/* Forgets a persona's card, so that the next one is new. Errors: G_FILE_ERROR. */
gboolean uke_card_memory_forget (const char *folder, const char *persona, GError **error);

const char *uke_card_memory_get_path (UkeCardMemory *self);
/* @application is its nick, as "authentication"; -1 where nothing is remembered. */
int uke_card_memory_get_tries_left (UkeCardMemory *self, const char *application, guint16 pin);
/* Written when it returns. Errors: G_FILE_ERROR. */
gboolean uke_card_memory_set_tries_left (
    UkeCardMemory *self, const char *application, guint16 pin, guint tries_left, GError **error);

G_END_DECLS
