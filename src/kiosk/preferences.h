#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How large the words are: 100 %, 150 % and 200 %. Nicks: normal, large, largest. */
#define UKE_TYPE_TEXT_SIZE (uke_text_size_get_type ())
GType uke_text_size_get_type (void);

typedef enum {
  UKE_TEXT_SIZE_NORMAL,
  UKE_TEXT_SIZE_LARGE,
  UKE_TEXT_SIZE_LARGEST,
  UKE_N_TEXT_SIZES,
} UkeTextSize;

/**
 * UkePreferences:
 *
 * How the person at the patient's screen would like it to be, for one visit: kept nowhere, and back
 * to where it began as soon as the next person may come.
 *
 * Properties, notified only on change: "language" (a code, as in LANGUAGE), "text-size", "reach"
 * (everything to be touched stands low, for whoever sits or is small).
 */
#define UKE_TYPE_PREFERENCES (uke_preferences_get_type ())
G_DECLARE_FINAL_TYPE (UkePreferences, uke_preferences, UKE, PREFERENCES, GObject)

UkePreferences *uke_preferences_new (const char *language);
void uke_preferences_reset (UkePreferences *self);

/* (transfer none) */
const char *uke_preferences_get_language (UkePreferences *self);
void uke_preferences_set_language (UkePreferences *self, const char *language);
UkeTextSize uke_preferences_get_text_size (UkePreferences *self);
void uke_preferences_set_text_size (UkePreferences *self, UkeTextSize text_size);
void uke_preferences_enlarge (UkePreferences *self);
gboolean uke_preferences_get_reach (UkePreferences *self);
void uke_preferences_set_reach (UkePreferences *self, gboolean reach);

G_END_DECLS
