#include "card/card-access.h"

#include "card/card-error.h"

typedef struct {
  const guint8 *name; /* AID */
  gsize length;
  const char *missing;
} Application;

static const guint8 jpki_aid[] = { 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };
static const guint8 visual_aid[] = { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02 };
static const guint8 text_aid[] = { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08 };

/* The Issuer Security Domain of GlobalPlatform: what is current before anything is selected. */
static const guint8 isd_aid[] = { 0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00 };

/* clang-format off */
static const Application applications[] = {
  [UKE_APPLICATION_NONE] = { isd_aid, sizeof isd_aid, "There is no issuer security domain" },
  [UKE_APPLICATION_JPKI] = { jpki_aid, sizeof jpki_aid, "There is no JPKI application" },
  [UKE_APPLICATION_VISUAL] = { visual_aid, sizeof visual_aid, "There is no application of the card's face" },
  [UKE_APPLICATION_TEXT] = { text_aid, sizeof text_aid, "There is no application of the text on the card" },
};
/* clang-format on */

static gboolean
fail (GError **error, UkeCardError code, int tries_left, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, tries_left, message));
  return FALSE;
}

/* Answers of cards that are in order but know no such application. 6A82 is the one to expect;
 * the others are what transit and bank cards say to a SELECT that they do not understand. */
static gboolean
means_other_card (guint16 sw)
{
  return sw == 0x6999 || (sw & 0xff00) == 0x6a00 || (sw & 0xff00) == 0x6d00
         || (sw & 0xff00) == 0x6e00;
}

static gboolean
send_select (UkeMynumberCard *self, const Application *application, guint16 *ret_sw, GError **error)
{
  /* The full name: the four of the visible side begin alike, and cards match beginnings. */
  const UkeApduCommand select = { .ins = UKE_INS_SELECT,
                                  .p1 = 0x04,
                                  .p2 = 0x0c,
                                  .data = application->name,
                                  .n_data = application->length };
  g_auto (UkeReply) reply = { 0 };

  /* Whatever comes of it: until the card says yes, nobody knows what is selected. */
  self->notes->current = UKE_APPLICATION_NONE;
  if (!uke_dialogue_send (&self->dialogue, &select, &reply, error))
    return FALSE;
  *ret_sw = reply.answer.sw;
  return TRUE;
}

/**
 * uke_card_access_select:
 * @application: what every later request is put to
 *
 * Selects an application, unless it is known to be selected.
 *
 * Selecting another application also ends what was verified. Errors:
 * WRONG_CARD when there is no such application, UNREADABLE.
 *
 * Returns: TRUE when it is selected
 */
gboolean
uke_card_access_select (UkeMynumberCard *self, UkeApplication application, GError **error)
{
  const Application *wanted = &applications[application];
  guint16 sw;

  g_return_val_if_fail (application != UKE_APPLICATION_NONE, FALSE);

  if (self->notes->current == application)
    return TRUE;
  if (!send_select (self, wanted, &sw, error))
    return FALSE;

  /* One card was seen to answer its first command after power-on like this. */
  if (sw == 0x6f00 && self->dialogue.n_commands == 1 && !send_select (self, wanted, &sw, error))
    return FALSE;

  if (means_other_card (sw))
    return fail (error, UKE_CARD_ERROR_WRONG_CARD, -1, wanted->missing);
  if (sw != UKE_SW_OK)
    return fail (error, UKE_CARD_ERROR_UNREADABLE, -1, "SELECT of the application failed");

  self->notes->current = application;
  return TRUE;
}

/**
 * uke_card_access_query_tries:
 * @sfi: the PIN or number, by short identifier
 * @ret_tries: (out): values that the card will still look at; 0 when it is
 *   blocked, -1 when it does not tell
 *
 * Asks for the tries left without spending one.
 *
 * VERIFY of exactly four bytes (ISO/IEC 7816-4 11.5.6, case 1): with a length
 * byte appended it would be refused. 9000 means that it was verified before,
 * and says nothing of the tries; 6300 that they are not counted.
 *
 * Returns: TRUE when the card answered
 */
gboolean
uke_card_access_query_tries (UkeMynumberCard *self, guint8 sfi, int *ret_tries, GError **error)
{
  const UkeApduCommand query = { .ins = UKE_INS_VERIFY, .p2 = 0x80 | sfi };
  g_auto (UkeReply) reply = { 0 };

  if (!uke_dialogue_send_once (&self->dialogue, &query, &reply, error))
    return FALSE;

  if ((reply.answer.sw & 0xfff0) == 0x63c0)
    *ret_tries = reply.answer.sw & 0x000f;
  else if (reply.answer.sw == 0x6983 || reply.answer.sw == 0x6984)
    *ret_tries = 0;
  else
    *ret_tries = -1;
  return TRUE;
}

/* What a VERIFY that was answered has come to. */
static gboolean
judge_verify (const UkeApduAnswer *answer, GError **error)
{
  /* VERIFY has nothing to tell but its status word, so these are not its bytes. */
  if (answer->n_data > 0)
    return fail (error, UKE_CARD_ERROR_PIN_UNSURE, -1, "VERIFY was answered with data");
  if (answer->sw == UKE_SW_OK)
    return TRUE;
  if (answer->sw == 0x63c0 || answer->sw == 0x6983 || answer->sw == 0x6984)
    return fail (error, UKE_CARD_ERROR_PIN_BLOCKED, 0, "It is blocked");
  if ((answer->sw & 0xfff0) == 0x63c0)
    return fail (error, UKE_CARD_ERROR_PIN_WRONG, answer->sw & 0x000f, "It is wrong");
  if (answer->sw == 0x6300)
    return fail (error, UKE_CARD_ERROR_PIN_WRONG, -1, "It is wrong, and nothing is counted");
  return fail (error, UKE_CARD_ERROR_UNREADABLE, -1, "VERIFY was refused");
}

static gboolean
leave_application (UkeMynumberCard *self)
{
  UkeApplication current = self->notes->current;
  guint16 sw;

  if (!send_select (self, &applications[UKE_APPLICATION_NONE], &sw, NULL))
    return FALSE;
  if (sw == UKE_SW_OK || current == UKE_APPLICATION_NONE)
    return sw == UKE_SW_OK;

  /* A card without that name: selecting the same application again is OpenSC's way. */
  return send_select (self, &applications[current], &sw, NULL) && sw == UKE_SW_OK;
}

/**
 * uke_card_access_log_out:
 *
 * Makes the card forget what was verified, as well as it can be done.
 *
 * The security status outlives a disconnect, so another program could use it.
 * Selecting another application ends it; a card that does not do that loses
 * its power. Done even when cancelled, and failures are not told: whatever
 * there was to say has been said.
 */
void
uke_card_access_log_out (UkeMynumberCard *self)
{
  self->dialogue.cancellable = NULL;
  if (leave_application (self))
    return;

  g_debug ("The card did not log out; its power is taken away");
  uke_channel_take_power_away (self->dialogue.channel);
}

/* The card may be open, whatever it said, unless it plainly said that the value is wrong. And where
 * nobody knows whether a try was spent, asking costs none, and whoever typed it may be told. */
static void
clear_up (UkeMynumberCard *self, guint8 sfi, GError *error)
{
  int tries_left;

  if (error->code == UKE_CARD_ERROR_PIN_WRONG || error->code == UKE_CARD_ERROR_REMOVED)
    return;
  if (error->code == UKE_CARD_ERROR_PIN_UNSURE
      && uke_card_access_query_tries (self, sfi, &tries_left, NULL))
    uke_card_error_set_tries_left (error, tries_left);
  uke_card_access_log_out (self);
}

/**
 * uke_card_access_verify:
 * @sfi: the PIN or number, by short identifier
 * @secret: complete; wiped as soon as the card has answered, on every path
 *
 * Shows a PIN or a number to the card, once.
 *
 * A VERIFY that got no answer, or one that makes no sense, is not sent again:
 * the first may have counted. The tries left are asked for instead, and the
 * card is logged out: it may have been opened all the same. Errors:
 * PIN_WRONG with the tries left, PIN_BLOCKED (also when this was the last
 * try), PIN_UNSURE with the tries left where the card still tells, REMOVED,
 * UNREADABLE when refused; G_IO_ERROR_CANCELLED before it was sent.
 *
 * Returns: TRUE when it is right
 */
gboolean
uke_card_access_verify (UkeMynumberCard *self, guint8 sfi, UkeSecret *secret, GError **error)
{
  const UkeApduCommand verify = {
    .ins = UKE_INS_VERIFY, .p2 = 0x80 | sfi, .data = secret->digits, .n_data = secret->length
  };
  g_auto (UkeReply) reply = { 0 };
  g_autoptr (GError) local_error = NULL;
  gboolean answered;

  g_return_val_if_fail (uke_secret_is_complete (secret), FALSE);

  answered = uke_dialogue_send_once (&self->dialogue, &verify, &reply, &local_error);
  uke_secret_clear (secret);
  if (answered && judge_verify (&reply.answer, &local_error))
    return TRUE;

  if (!answered && local_error->domain == UKE_CARD_ERROR
      && local_error->code != UKE_CARD_ERROR_REMOVED)
    local_error->code = UKE_CARD_ERROR_PIN_UNSURE;
  if (local_error->domain == UKE_CARD_ERROR)
    clear_up (self, sfi, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
