#pragma once

#include "emulator/persona.h"

G_BEGIN_DECLS

typedef enum {
  UKE_PERSONA_CARD_MYNUMBER,
  UKE_PERSONA_CARD_PHONE_ANDROID,
  UKE_PERSONA_CARD_PHONE_IPHONE,
  UKE_PERSONA_CARD_JUKI,
  UKE_PERSONA_CARD_OTHER, /* no application for authentication */
} UkePersonaCard;

typedef enum {
  UKE_PERSONA_ISSUER_TRAINING,
  UKE_PERSONA_ISSUER_FORGED, /* in the training authority's name, not by its key */
  UKE_PERSONA_ISSUER_OTHER,  /* an authority that nobody knows */
} UkePersonaIssuer;

/* What differs from card to card; each is described in persona.schema.json. */
typedef struct {
  gboolean extended_length;
  guint blocked_status;
  guint blocked_query_status;
  guint wrong_length_status; /* 0: it counts as a wrong PIN */
  gboolean verified_answers_done;
  guint absent_status; /* of a certificate that the card has not */
  guint physical_size;    /* bytes */
  guint certificate_size; /* bytes */
  guint filler;           /* one byte */
  gboolean keeps_verified_on_select;
  gboolean forgets_on_reset;
  gboolean first_command_fails;
  gboolean prefix_matching;
  gboolean get_response;
  gboolean corrects_length;
  guint atr; /* among uke_card_atr_words */
  gboolean stray_bytes;
  gboolean wrong_key;
  gboolean face_authentication;
  guint sign_delay_ms;
  guint byte_delay_us;
  guint lifted_after; /* commands; 0: never */
} UkePersonaQuirks;

/* What is printed on the card. */
typedef struct {
  char *name;
  char *address;
  GDate birth_date;
  guint sex; /* '1' male, '2' female, '9' not applicable */
} UkePersonaHolder;

#define UKE_PERSONA_USUAL_BEGINNING G_MININT

typedef struct {
  char *name;
  char *title;
  UkePersonaCard card;
  int expires_in_days;
  int not_before_in_days; /* UKE_PERSONA_USUAL_BEGINNING: five years before the end */
  char *pin; /* four digits */
  guint tries_left;
  UkePersonaIssuer issuer;
  UkePersonaHolder holder;
  char *security_code; /* four digits */
  guint number_b_tries_left;
  gboolean photograph;
  gboolean sign_certificate;
  UkePersonaQuirks quirks;
} UkePersonaFacts;

void uke_persona_facts_free (UkePersonaFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkePersonaFacts, uke_persona_facts_free)

UkePersonaFacts *uke_persona_parse (const char *json, gssize length, GError **error);

const UkePersonaFacts *uke_persona_get_facts (UkePersona *self);
/* The titles that translators see, in the order of uke_persona_list_names(). */
const char *uke_persona_get_listed_title (const char *name);

G_END_DECLS
