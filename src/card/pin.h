#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UKE_PIN_LENGTH 4

/* Four digits with one owner: locked in memory, left out of core files, wiped when cleared or
 * freed. There is no way to copy or print one. */
typedef struct _UkePin UkePin;

UkePin *
uke_pin_new (void);
void
uke_pin_free (UkePin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkePin, uke_pin_free)

/* FALSE, and no change, when full or when @digit is not '0'…'9'. */
gboolean
uke_pin_append (UkePin *self, char digit);
void
uke_pin_remove_last (UkePin *self);
void
uke_pin_clear (UkePin *self);
guint
uke_pin_get_length (UkePin *self);
gboolean
uke_pin_is_complete (UkePin *self);

/* The digits, UKE_PIN_LENGTH ASCII bytes when complete, not terminated; for card/ alone. */
const guint8 *
uke_pin_peek (UkePin *self);

G_END_DECLS
