#include "kiosk/language.h"

/* glibc's gettext remembers what it found until this number changes (gettext manual, 11.2.9). */
extern int _nl_msg_cat_cntr;

/**
 * uke_language_use:
 * @language: a language of po/LINGUAS, or "en" for the source strings
 *
 * Has gettext answer in @language from now on.
 */
void
uke_language_use (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  _nl_msg_cat_cntr++;
}

/**
 * uke_language_begin:
 * @language: a language
 *
 * Has gettext answer in @language until uke_language_end().
 *
 * Returns: (transfer full): what to hand to uke_language_end()
 */
UkeLanguageScope *
uke_language_begin (const char *language)
{
  char *before = g_strdup (g_getenv ("LANGUAGE"));

  uke_language_use (language);
  return before != NULL ? before : g_strdup ("");
}

/**
 * uke_language_end:
 * @before: (transfer full): what uke_language_begin() returned
 *
 * Goes back to the language before.
 */
void
uke_language_end (UkeLanguageScope *before)
{
  uke_language_use (before);
  g_free (before);
}
