#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A language that a patient may choose. */
typedef struct {
  const char *code; /* as in LANGUAGE */
  const char *name; /* in that language, so that each reader finds their own; never translated */
} UkeLanguage;

/* Ended by an entry without code: Japanese, easy Japanese (やさしい日本語) and those in which the
 * ministry has its leaflet. Static. */
const UkeLanguage *uke_languages_get (void);
/* Whether its words are there: English always, any other with its catalogue. */
gboolean uke_languages_is_there (const char *code);
/* What a language calls itself; the code of one that is not in the list. */
const char *uke_languages_get_name (const char *code);

G_END_DECLS
