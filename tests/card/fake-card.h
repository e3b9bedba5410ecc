#pragma once

#include "fake-slot.h"

#include "card/card-error.h"
#include "card/pin.h"

G_BEGIN_DECLS

#define FAKE_INS_QUERY 0x21

/* A card that behaves until it is told not to. Its files end with filler, as real ones do. */
typedef struct {
  GBytes *certificate;
  const char *label;
  gboolean takes_extended;
  char pin[UKE_PIN_LENGTH];
  guint tries_left;

  /* Before the command of this number, counted from 1, is carried out; 0 for never. */
  guint fails_at;
  UkeCardError fails_with;
  guint garbles_at;
  GBytes *garbage; /* (nullable): what it answers then */

  /* Answers to a command by its INS byte, instead of its own; 0 for none. */
  /* FAKE_INS_QUERY is VERIFY without a PIN. */
  guint8 odd_ins;
  guint16 odd_sw;
  guint odd_times; /* so often; 0 for always */

  /* What happened. */
  gboolean is_selected;
  gboolean is_verified;
  guint n_commands;
  guint n_with_pin;
  guint n_signed;
  gsize longest_answer;
  const guint8
      *pin_place; /* (nullable): where the PIN was typed; wiped before anything is signed */
  gconstpointer pin_buffer; /* where the command with the PIN lay */
  GCancellable *cancels;    /* (nullable): cancelled before command cancels_at */
  guint cancels_at;
} FakeCard;

void
fake_card_init (FakeCard *self, gsize certificate_size);
void
fake_card_clear (FakeCard *self);
GBytes *
fake_card_transmit (const guint8 *command, gsize length, gpointer user_data, GError **error);

G_END_DECLS
