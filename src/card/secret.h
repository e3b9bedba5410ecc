#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For card/ alone: the memory behind UkePin and UkeNumberB. */
#define UKE_SECRET_MAX 16

/* ASCII digits with one owner: locked in memory, left out of core files, wiped when cleared or
 * freed. There is no way to copy or print one. */
typedef struct {
  guint8 digits[UKE_SECRET_MAX];
  guint length;
  guint capacity;
} UkeSecret;

UkeSecret *
uke_secret_new (guint capacity);
void
uke_secret_free (UkeSecret *self);

gboolean
uke_secret_append (UkeSecret *self, char digit);
void
uke_secret_remove_last (UkeSecret *self);
void
uke_secret_clear (UkeSecret *self);
gboolean
uke_secret_is_complete (const UkeSecret *self);

G_END_DECLS
