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
  guint physical_size;    /* bytes */
  guint certificate_size; /* bytes */
  gboolean verified_answers_done;
  gboolean keeps_verified_on_select;
  gboolean forgets_on_reset;
  gboolean first_command_fails;
  gboolean prefix_matching;
} UkePersonaQuirks;

/* What is printed on the card. */
typedef struct {
  char *name;
  char *address;
  GDate birth_date;
  guint sex; /* '1' male, '2' female, '9' not applicable */
} UkePersonaHolder;

typedef struct {
  char *name;
  char *title;
  UkePersonaCard card;
  int expires_in_days;
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
