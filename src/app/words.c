#include "words.h"

#include <glib/gi18n.h>
#include <locale.h>

/* gettext translates nothing in these locales, whatever LANGUAGE says. */
static gboolean
is_mute (const char *locale)
{
  return locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")
         || g_str_has_prefix (locale, "C.");
}

/* Any spoken locale will do, since LANGUAGE chooses the words; a machine without one shows the
 * source strings. */
static void
open_locale (void)
{
  const char *candidates[] = { "", "ja_JP.UTF-8", "en_US.UTF-8" };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (setlocale (LC_ALL, candidates[i]) != NULL && !is_mute (setlocale (LC_MESSAGES, NULL)))
      return;
  setlocale (LC_ALL, "C.UTF-8");
}

void
uke_words_open (void)
{
  const char *folder = g_getenv ("TEXTDOMAINDIR");

  open_locale ();
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
