#include "kiosk/languages.h"

static const UkeLanguage languages[] = {
  { "ja", "日本語" },
  { "en", "English" },
  { NULL },
};

const UkeLanguage *
uke_languages_get (void)
{
  return languages;
}

const char *
uke_languages_get_name (const char *code)
{
  for (const UkeLanguage *language = languages; language->code != NULL; language++)
    if (g_str_equal (language->code, code))
      return language->name;

  return code;
}
