#pragma once

#include "reception/reason.h"

G_BEGIN_DECLS

/* What is said of each reason, in one catalogue: the patient's screen, the desk, a printed slip and
 * the shell take their words from here. Everything but the code is in the language of the moment.
 */

/* "U12": short enough to be read out on the telephone; never changes its meaning. Static. */
const char *uke_message_code (UkeReason reason);
/* The patient's sentences; NULL where a step of the visit has words of its own. (transfer full) */
char *uke_message_headline (UkeReason reason);
char *uke_message_detail (UkeReason reason);
/* What to do after this visit, in one sentence; NULL when there is nothing. (transfer full) */
char *uke_message_next_step (UkeReason reason);
/* What is the matter and what the staff can do about it; NULL for UKE_REASON_NONE. (transfer full)
 */
char *uke_message_for_staff (UkeReason reason);

G_END_DECLS
