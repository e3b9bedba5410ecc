#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A language that a patient may choose. */
typedef struct {
  const char *code; /* as in LANGUAGE */
  const char *name; /* in that language, so that each reader finds their own; never translated */
} UkeLanguage;

/* Ended by an entry without code. Static. */
const UkeLanguage *uke_languages_get (void);
/* What a language calls itself; the code of one that is not in the list. */
const char *uke_languages_get_name (const char *code);

G_END_DECLS
