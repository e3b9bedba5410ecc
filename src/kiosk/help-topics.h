#pragma once

#include "reception/offers.h"
#include "reception/rules.h"

G_BEGIN_DECLS

/* What patients ask. */
typedef enum {
  UKE_HELP_PLACING,
  UKE_HELP_WHERE_EXPIRY,
  UKE_HELP_UNTIL_WHEN,
  UKE_HELP_RENEWING,
  UKE_HELP_HOTLINE,
  UKE_HELP_LOST,
  UKE_HELP_REGISTERING,
  UKE_HELP_CHIP,
  UKE_HELP_CONSENTS,
  UKE_HELP_GOOD_FOR,
  UKE_N_HELP_TOPICS,
} UkeHelpTopic;

/* The answer to one question, in the language of the moment. The strings are owned. */
typedef struct {
  char *question;
  char *answer;        /* paragraphs, an empty line between them */
  const char *picture; /* nullable: icon name, static */
  const char *address; /* nullable: where more stands, static */
} UkeHelpWords;

/* What an answer needs to know of this place and moment. */
typedef struct {
  UkeRules *rules;
  GDateTime *now;
  const UkeOffers *offers;
} UkeHelpFacts;

void uke_help_words_init (UkeHelpWords *self, UkeHelpTopic topic, const UkeHelpFacts *facts);
void uke_help_words_clear (UkeHelpWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UkeHelpWords, uke_help_words_clear)

G_END_DECLS
