#pragma once

#include "reception/visit.h"

G_BEGIN_DECLS

/* The desk's words for a visit; all (transfer full) in the language of the moment. */

char *uke_desk_words_step (UkeVisit *visit); /* "Entering the PIN"; where it ended, once it has */
char *uke_desk_words_stage (UkeVisit *visit); /* "Ends in 30 days"; NULL before it is known */
char *uke_desk_words_expiry (UkeVisit *visit); /* dates in full; NULL before they are known */
char *uke_desk_words_method (UkeVisit *visit); /* "PIN"; NULL before anybody was identified */
char *uke_desk_words_consents (UkeVisit *visit); /* item by item; NULL when none was asked */
char *uke_desk_words_code (UkeVisit *visit); /* "U22", as the patient sees it; NULL for none */
char *uke_desk_words_next (UkeVisit *visit); /* what the receptionist does next */
char *uke_desk_words_number (UkeVisit *visit); /* "No. 3" */
char *uke_desk_words_row (UkeVisit *visit); /* its row of the list in one breath */
/* normal, notice, grace, lapsed or held: the shape and the colour of the stage, static; NULL before
 * it is known. */
const char *uke_desk_words_stage_nick (UkeVisit *visit);

G_END_DECLS
