#pragma once

#include "card/card-error.h"
#include "card/slot.h"

#include <winscard.h>

G_BEGIN_DECLS

/* What a call of PC/SC came to, as far as anyone has to decide by it. */
UkeCardError
uke_pcsc_error_decide (LONG result);
UkeSlotState
uke_pcsc_error_judge_service (LONG result);
GError *
uke_pcsc_error_new (const char *call, LONG result);

G_END_DECLS
