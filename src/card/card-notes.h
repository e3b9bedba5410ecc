#pragma once

#include "card/card-reading.h"
#include "card/channel.h"

G_BEGIN_DECLS

typedef enum {
  UKE_APPLICATION_NONE,   /* or nobody knows which */
  UKE_APPLICATION_JPKI,   /* 公的個人認証AP */
  UKE_APPLICATION_VISUAL, /* 券面事項確認AP */
  UKE_APPLICATION_TEXT,   /* 券面事項入力補助AP */
} UkeApplication;

/* Has not been asked yet. */
#define UKE_TRIES_NOT_ASKED (-2)

/* What one card has told since it was placed, so that it is not asked twice. Belongs to the
 * channel, dies with it, and holds nothing that a PIN or a number has opened. */
typedef struct {
  UkeApplication current;
  int tries_left; /* of the authentication PIN; -1 when the card does not tell */
  guint turn;     /* of the channel, in which the two above were true */

  gboolean refuses_extended_length;
  gboolean has_kind;
  UkeCardKind kind;
  UkeCertificate *certificate; /* nullable */
} UkeCardNotes;

UkeCardNotes *
uke_card_notes_of (UkeChannel *channel);

G_END_DECLS
