#pragma once

#include "validity/standing.h"

G_BEGIN_DECLS

/* What is told of a certificate's days, to patient and staff alike; in the language of the moment.
 * @kept is how it stood when the card was placed, which decides what may be provided; @today is how
 * it stands now, by which days are counted. Outside of a visit the two are the same. */

/* The days that matter, one a line, with both calendars; NULL when there is nothing to warn of.
 * (transfer full) */
char *uke_certificate_words_dates (const UkeStanding *kept, const UkeStanding *today);
/* One line for a banner; NULL when there is nothing to warn of. (transfer full) */
char *uke_certificate_words_banner (const UkeStanding *kept, const UkeStanding *today);
/* "Ends soon, 8 days left": the stage in the staff's words. (transfer full) */
char *uke_certificate_words_stage (const UkeStanding *kept, const UkeStanding *today);
/* The whole life of the certificate in one sentence, for ears. (transfer full) */
char *uke_certificate_words_life (const UkeStanding *today);

G_END_DECLS
