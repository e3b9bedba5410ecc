#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The language in which gettext answers from now on, as in LANGUAGE: "ja", "en". Main thread only;
 * needs a locale other than C, see uke_language_init(). */
void uke_language_use (const char *language);

/* For a while: the patient's words are in the patient's language, the desk's stay in the desk's. */
typedef char UkeLanguageScope;
UkeLanguageScope *uke_language_begin (const char *language);
void uke_language_end (UkeLanguageScope *before);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeLanguageScope, uke_language_end)

G_END_DECLS
