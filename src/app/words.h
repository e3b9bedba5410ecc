#pragma once

/* Makes gettext ready: the catalogue's folder (TEXTDOMAINDIR while not installed) and a locale in
 * which it answers. Before anything else in main(). */
void uke_words_open (void);
