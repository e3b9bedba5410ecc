#pragma once

#include "reception/visit.h"

G_BEGIN_DECLS

/* What the patient's screen says at one step: one illustration, one sentence, at most a little
 * more, and the one way on, if there is one. The strings are owned. */
typedef struct {
  const char *illustration; /* icon name, static */
  char *headline;
  char *detail;
  char *dates;                 /* nullable: the days that matter, one a line */
  const UkeStanding *standing; /* nullable, the visit's: the same days as a picture */
  char *code;   /* nullable: what to read out to whoever helps, where there is no way on */
  char *button; /* nullable */
  UkeEvent on_button;
} UkeWords;

/* @visit is nullable. In the language of the moment. */
void uke_words_init (UkeWords *self, UkeStep step, UkeReason reason, UkeVisit *visit);
void uke_words_clear (UkeWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeWords, uke_words_clear)

/* The banner that stays for the rest of the visit; NULL unless in notice or grace. (transfer full)
 */
char *uke_words_banner (UkeVisit *visit);
/* "2 tries left"; NULL when the card does not tell. (transfer full) */
char *uke_words_tries_left (int tries_left);

G_END_DECLS
