#pragma once

#include "reception/rules.h"

G_BEGIN_DECLS

/* What patients are told of the hotline; all (transfer full) in the language of the moment. */

char *uke_hotline_words_number (const UkeHotline *hotline);
/* Both lines of opening hours, and that it rests around New Year; one line where it never rests. */
char *uke_hotline_words_hours (const UkeHotline *hotline);
/* Whether somebody answers now, and from or until when; NULL when that is not known. */
char *uke_hotline_words_state (UkeRules *rules, const UkeHotline *hotline, GDateTime *now);

G_END_DECLS
