#pragma once

#include "card/slot.h"

G_BEGIN_DECLS

/* One piece of work on its way from whoever asked for it to the card and back; for slots. Its task
 * belongs to the slot's thread, its data and result to whoever carries it out: that thread may be
 * given up in the middle of it, and then the errand is returned without it. A boxed reference each. */
typedef struct _UkeErrand UkeErrand;

UkeErrand *uke_errand_new (guint placement, GTask *task, const UkeSlotWork *work, gpointer data);
UkeErrand *uke_errand_ref (UkeErrand *self);
void uke_errand_unref (UkeErrand *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeErrand, uke_errand_unref)

guint uke_errand_get_placement (UkeErrand *self);
GCancellable *uke_errand_get_cancellable (UkeErrand *self);

void uke_errand_carry_out (UkeErrand *self, UkeChannel *channel);
GTask *uke_errand_return (UkeErrand *self);
GTask *uke_errand_return_error (UkeErrand *self, GError *error);

G_END_DECLS
