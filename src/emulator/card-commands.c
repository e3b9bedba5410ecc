#include "emulator/card-commands.h"

#include "emulator/card-signer.h"
#include "emulator/card-status.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>

/* b8 of P2: the next bits are a short file identifier. */
#define SHORT_ID 0x80
/* P2 of COMPUTE DIGITAL SIGNATURE, where the application has such a key. */
#define DEFAULT_KEY 0x00

/* The file that P2 of VERIFY and COMPUTE DIGITAL SIGNATURE means: 80 the current one, 80 + SFI
 * another, which does not become current. */
static guint16
find_referenced (UkeCardState *state, guint8 p2, UkeCardFileKind kind, UkeCardFile **ret_file)
{
  guint16 id = p2 & 0x1f;

  if ((p2 & ~0x1f) != SHORT_ID || id == 0x1f)
    return UKE_SW_WRONG_P1_P2;

  if (id == 0) {
    *ret_file = state->current;
    if (*ret_file == NULL)
      return UKE_SW_NO_CURRENT_FILE;
  } else {
    *ret_file = uke_card_find_file (state, id);
    if (*ret_file == NULL)
      return UKE_SW_NO_SUCH_DATA;
  }
  return (*ret_file)->kind == kind ? UKE_SW_DONE : UKE_SW_WRONG_FILE_KIND;
}

static guint16
tell_tries_left (UkeCardState *state, UkeCardFile *pin)
{
  if (pin->verified && state->quirks->verified_answers_done)
    return UKE_SW_DONE;
  if (pin->tries_left == 0)
    return state->quirks->blocked_query_status;
  return UKE_SW_TRIES_LEFT | pin->tries_left;
}

/* Whether a PIN of this kind could be this one. */
static gboolean
is_well_formed (const UkeCardFile *pin, const UkeCommandApdu *command)
{
  if (command->n_data < pin->shortest || command->n_data > pin->longest)
    return FALSE;

  for (gsize i = 0; i < command->n_data; i++)
    if (!g_ascii_isdigit (command->data[i])
        && !(pin->capitals && g_ascii_isupper (command->data[i])))
      return FALSE;
  return TRUE;
}

/* FALSE where the new number could not be written: then nothing may be told that depends on it. */
static gboolean
set_tries_left (UkeCardState *state, UkeCardFile *pin, guint tries_left)
{
  g_autoptr (GError) error = NULL;

  pin->tries_left = tries_left;
  if (state->memory == NULL
      || uke_card_memory_set_tries_left (state->memory, state->application->nick, pin->id,
                                         tries_left, &error))
    return TRUE;

  g_debug ("%s", error->message);
  pin->verified = FALSE;
  return FALSE;
}

/**
 * uke_card_verify:
 *
 * VERIFY, and without any byte behind the header the question for the tries left.
 *
 * The try is spent, and remembered, before the comparison, so that nobody who takes the card away
 * in between has it for nothing. What has the wrong length or other characters counts as wrong,
 * unless a quirk says otherwise: what it costs on a real card is nowhere published.
 */
guint16
uke_card_verify (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  UkeCardFile *pin;
  guint16 status;

  if (command->p1 != 0)
    return UKE_SW_WRONG_P1_P2;
  if (command->n_expected != 0)
    return UKE_SW_WRONG_LENGTH;

  status = find_referenced (state, command->p2, UKE_CARD_FILE_PIN, &pin);
  if (status != UKE_SW_DONE)
    return status;
  if (command->n_data == 0)
    return tell_tries_left (state, pin);
  if (pin->tries_left == 0)
    return state->quirks->blocked_status;

  if (state->quirks->wrong_length_status != 0 && !is_well_formed (pin, command))
    return state->quirks->wrong_length_status;
  if (!set_tries_left (state, pin, pin->tries_left - 1))
    return UKE_SW_MEMORY_FAILED;
  pin->verified = command->n_data == strlen (pin->secret)
                  && CRYPTO_memcmp (command->data, pin->secret, command->n_data) == 0;
  if (!pin->verified)
    return UKE_SW_TRIES_LEFT | pin->tries_left;

  return set_tries_left (state, pin, pin->max_tries) ? UKE_SW_DONE : UKE_SW_MEMORY_FAILED;
}

static guint16
find_key (UkeCardState *state, guint8 p2, UkeCardFile **ret_key)
{
  if (p2 != DEFAULT_KEY || state->application == NULL || state->application->default_key == NULL)
    return find_referenced (state, p2, UKE_CARD_FILE_KEY, ret_key);

  *ret_key = state->application->default_key;
  return UKE_SW_DONE;
}

/* A key without any PIN is not an open one: it must have been made to sign for everybody. */
static gboolean
may_sign (const UkeCardFile *key)
{
  return key->signs_without_pin || (key->openers[0] != NULL && uke_card_file_is_open (key));
}

/**
 * uke_card_compute_signature:
 *
 * COMPUTE DIGITAL SIGNATURE in the card's own form. Never signs unless the key's PIN has been
 * verified; one verification is good for several signatures. Only the keys of the card's face sign
 * without one, which proves nothing but that the chip is there.
 */
guint16
uke_card_compute_signature (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  UkeCardFile *key;
  guint16 status;

  if (command->p1 > 5)
    return UKE_SW_WRONG_P1_P2;

  status = find_key (state, command->p2, &key);
  if (status != UKE_SW_DONE)
    return status;
  if (key->key == NULL)
    return UKE_SW_WRONG_FILE_KIND;
  if (!may_sign (key))
    return UKE_SW_NOT_OPENED;
  if (command->n_data == 0 || command->n_expected < 256)
    return UKE_SW_WRONG_LENGTH;

  return uke_card_sign (key->key, command->p1, command->data, command->n_data, answer);
}

/**
 * uke_card_get_challenge:
 *
 * GET CHALLENGE: 1 to 256 random bytes. The card refuses the extended form, though it takes it
 * elsewhere.
 */
guint16
uke_card_get_challenge (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  guint8 challenge[256];

  if (command->p1 != 0 || command->p2 != 0)
    return UKE_SW_WRONG_P1_P2;
  if (command->extended)
    return UKE_SW_CONDITION_OF_USE;
  if (command->n_data != 0 || command->n_expected == 0)
    return UKE_SW_WRONG_LENGTH;
  if (RAND_bytes (challenge, command->n_expected) != 1)
    return UKE_SW_FAILED;

  g_byte_array_append (answer, challenge, command->n_expected);
  return UKE_SW_DONE;
}
