#include "store/search-key.h"

/* Hiragana lie below katakana by so much (U+3041 … U+3096 and U+30A1 … U+30F6). */
#define TO_KATAKANA 0x60

/* Insurers write ョ as ヨ, in records and on cards, so that either must find the other. */
static gunichar
enlarge (gunichar c)
{
  static const gunichar small[] = { 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9,
                                    0x30c3, 0x30e3, 0x30e5, 0x30e7, 0x30ee };

  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    if (c == small[i])
      return c + 1;
  if (c == 0x30f5)
    return 0x30ab;
  if (c == 0x30f6)
    return 0x30b1;
  return c;
}

static gboolean
is_left_out (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x30fb /* middle dot */ || c == '-' || c == '.' || c == ',';
}

/**
 * uke_search_key_fold:
 * @text: UTF-8, as somebody typed or wrote it
 *
 * Brings a text to the form in which texts are compared: full-width and half-width letters,
 * hiragana and katakana, large and small kana, capitals and spaces make no difference.
 *
 * Returns: (transfer full): UTF-8; empty for what is not UTF-8
 */
char *
uke_search_key_fold (const char *text)
{
  g_autofree char *compatible = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = compatible != NULL ? g_utf8_casefold (compatible, -1) : g_strdup ("");
  GString *key = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (is_left_out (c))
      continue;
    if (c >= 0x3041 && c <= 0x3096)
      c += TO_KATAKANA;
    g_string_append_unichar (key, enlarge (c));
  }
  return g_string_free_and_steal (key);
}
