#include "kiosk/languages.h"

#include <libintl.h>

/* clang-format off */
static const UkeLanguage languages[] = {
  { "ja", "日本語" },
  { "ja@easy", "やさしい日本語" },
  { "en", "English" },
  { "zh_CN", "简体中文" },
  { "zh_TW", "繁體中文" },
  { "ko", "한국어" },
  { "vi", "Tiếng Việt" },
  { "fil", "Tagalog" },
  { "pt", "Português" },
  { "es", "Español" },
  { "id", "Bahasa Indonesia" },
  { "ne", "नेपाली" },
  { "th", "ภาษาไทย" },
  { "my", "မြန်မာဘာသာ" },
  { "km", "ខ្មែរ" },
  { "mn", "Монгол" },
  { NULL },
};
/* clang-format on */

const UkeLanguage *
uke_languages_get (void)
{
  return languages;
}

/**
 * uke_languages_is_there:
 * @code: a language
 *
 * Looks whether gettext would find a catalogue: a language is offered as soon as its file is put
 * where the others are.
 *
 * Returns: whether its words are there
 */
gboolean
uke_languages_is_there (const char *code)
{
  const char *folder = bindtextdomain (GETTEXT_PACKAGE, NULL);
  g_autofree char *path = NULL;

  if (g_str_equal (code, "en"))
    return TRUE; /* the source strings */
  path = g_build_filename (folder != NULL ? folder : "", code, "LC_MESSAGES", GETTEXT_PACKAGE ".mo",
                           NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

const char *
uke_languages_get_name (const char *code)
{
  for (const UkeLanguage *language = languages; language->code != NULL; language++)
    if (g_str_equal (language->code, code))
      return language->name;

  return code;
}
