#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define UKE_PERSONA_ERROR (uke_persona_error_quark ())
GQuark uke_persona_error_quark (void);

typedef enum {
  UKE_PERSONA_ERROR_MALFORMED, /* the message names the key and what was expected */
  UKE_PERSONA_ERROR_UNKNOWN,   /* no built-in persona of that name */
} UkePersonaError;

/* Somebody who does not exist, and the card this somebody carries. Immutable. */
#define UKE_TYPE_PERSONA (uke_persona_get_type ())
G_DECLARE_FINAL_TYPE (UkePersona, uke_persona, UKE, PERSONA, GObject)

UkePersona *uke_persona_new_from_json (const char *json, gssize length, GError **error);
/* A built-in persona's name, or else the path of a file. */
UkePersona *uke_persona_find (const char *name_or_path, GError **error);
/* The built-in ones, in the order in which a tray shows them. (transfer full), NULL-terminated. */
char **uke_persona_list_names (void);

const char *uke_persona_get_name (UkePersona *self);  /* "pin-last-try" */
const char *uke_persona_get_title (UkePersona *self); /* English, for gettext: "One PIN try left" */
const char *uke_persona_get_pin (UkePersona *self);   /* invented; printed in training, where nobody owns it */
guint uke_persona_get_tries_left (UkePersona *self);

G_END_DECLS
