#pragma once

#include "emulator/persona-private.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  UKE_PERSONA_BOOLEAN,
  UKE_PERSONA_NUMBER, /* whole, from minimum to maximum */
  UKE_PERSONA_WORD,   /* one of a few; into a guint or an enum */
  UKE_PERSONA_TEXT,   /* one line of minimum to maximum letters */
  UKE_PERSONA_DATE,   /* YYYY-MM-DD, in the years minimum to maximum */
  UKE_PERSONA_OBJECT,
} UkePersonaKind;

/* One key of an object in a persona's file. */
typedef struct _UkePersonaMember UkePersonaMember;
struct _UkePersonaMember {
  const char *key;
  UkePersonaKind kind;
  gsize offset; /* in UkePersonaFacts */
  const char *expected;
  gboolean needed;
  int minimum, maximum;
  const char *pattern;             /* of a text; NULL for any */
  const char *const *words;        /* NULL-terminated */
  const guint *values;             /* of the words; NULL: their numbers */
  const UkePersonaMember *members; /* of an object, up to one without a key */
};

/* Of the object "quirks". */
extern const UkePersonaMember uke_persona_quirk_members[];
void uke_persona_quirks_set_defaults (UkePersonaQuirks *quirks);

gboolean uke_persona_members_read (const UkePersonaMember *members,
                                   JsonObject *object,
                                   const char *prefix,
                                   UkePersonaFacts *facts,
                                   GError **error);
void uke_persona_set_malformed (GError **error,
                                const char *prefix,
                                const char *key,
                                const char *format,
                                ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
