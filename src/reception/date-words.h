#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A calendar day as a person reads it in the language of the moment: in Japanese with its era,
 * 令和8年11月22日（2026年11月22日）; in English 22 November 2026. (transfer full) */
char *uke_date_words (const GDate *date);
/* Month and day alone, for a narrow place. (transfer full) */
char *uke_date_words_short (const GDate *date);
/* With its year in as few characters as can be, below a picture. (transfer full) */
char *uke_date_words_numeric (const GDate *date);

G_END_DECLS
