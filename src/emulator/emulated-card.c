#include "emulator/emulated-card.h"

#include "emulator/authentication-application.h"
#include "emulator/card-commands.h"
#include "emulator/card-status.h"
#include "emulator/face-record.h"
#include "emulator/issuer-domain.h"
#include "emulator/persona-private.h"

struct _UkeEmulatedCard {
  GObject parent_instance;

  UkePersona *persona;
  UkeCardState state;
  char *number_b; /* nullable */
  gboolean powered;
  gboolean answered; /* since power-on */
};

G_DEFINE_FINAL_TYPE (UkeEmulatedCard, uke_emulated_card, G_TYPE_OBJECT)

/* The contact card without historical bytes, which OpenSC knows. */
static const guint8 mynumber_atr[] = {
  0x3b, 0xe0, 0x00, 0xff, 0x81, 0x31, 0xfe, 0x45, 0x14,
};
/* Any contactless card that has nothing to say of itself (PC/SC part 3). */
static const guint8 plain_atr[] = { 0x3b, 0x80, 0x80, 0x01, 0x01 };

/* Takes a terminal's certificate. There is nothing behind that door here. */
static guint16
verify_terminal (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  return command->n_data == 0 ? UKE_SW_WRONG_LENGTH : UKE_SW_WRONG_P1_P2;
}

/* Phones tell their last command; cards refuse. What phones say is nowhere published. */
static guint16
refuse_last_command (UkeCardState *state, const UkeCommandApdu *command, GByteArray *answer)
{
  return UKE_SW_WRONG_LENGTH;
}

/* clang-format off */
static const struct {
  guint8 cla, ins;
  UkeCardCommand run;
} commands[] = {
  { 0x00, 0x20, uke_card_verify },
  { 0x00, 0x84, uke_card_get_challenge },
  { 0x00, 0xa4, uke_card_select },
  { 0x00, 0xb0, uke_card_read_binary },
  { 0x00, 0xb2, uke_card_read_record },
  { 0x00, 0xca, uke_card_get_data },
  { 0x80, 0x2a, uke_card_compute_signature },
  { 0x80, 0xa2, verify_terminal },
  { 0x80, 0xfc, refuse_last_command },
};
/* clang-format on */

/* What only the class byte decides (ISO/IEC 7816-4 5.4.1); UKE_SW_DONE to go on. */
static guint16
check_class (UkeCardState *state, const UkeCommandApdu *command)
{
  guint8 cla = command->cla & 0x7f;

  if ((cla & 0x40) != 0 && command->cla < 0x80) /* channels 4 to 19 */
    return UKE_SW_NO_CHANNELS;
  if ((cla & 0x70) != 0) /* chaining, and what nobody uses */
    return UKE_SW_NO_SUCH_CLASS;
  if ((cla & 0x03) != 0)
    return UKE_SW_NO_CHANNELS;
  if (cla == 0)
    return UKE_SW_DONE;

  /* Secure messaging: the one answer that was seen on a card is the special one. */
  return command->cla == 0x08 && command->ins == 0xb0 && state->application != NULL
             ? UKE_SW_SECURE_MESSAGING_FAILED
             : UKE_SW_NO_SECURE_MESSAGING;
}

static guint16
run (UkeEmulatedCard *self, const guint8 *bytes, gsize length, GByteArray *answer)
{
  UkeCommandApdu command;
  gboolean framed = uke_command_apdu_parse (bytes, length, &command);
  gboolean first = !self->answered;
  guint16 status;

  self->answered = TRUE;
  if (!self->powered || (first && self->state.quirks->first_command_fails))
    return UKE_SW_FAILED;
  if (length < 4)
    return UKE_SW_WRONG_LENGTH;

  status = check_class (&self->state, &command);
  if (status != UKE_SW_DONE)
    return status;
  if (!framed || (command.extended && !self->state.quirks->extended_length))
    return UKE_SW_WRONG_LENGTH;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].cla == command.cla && commands[i].ins == command.ins)
      return commands[i].run (&self->state, &command, answer);
  return UKE_SW_NO_SUCH_COMMAND;
}

static void
uke_emulated_card_finalize (GObject *object)
{
  UkeEmulatedCard *self = UKE_EMULATED_CARD (object);

  g_clear_pointer (&self->state.applications, g_ptr_array_unref);
  g_clear_pointer (&self->state.objects, g_hash_table_unref);
  g_free (self->number_b);
  g_clear_object (&self->state.memory);
  g_clear_object (&self->persona);

  G_OBJECT_CLASS (uke_emulated_card_parent_class)->finalize (object);
}

static void
uke_emulated_card_class_init (UkeEmulatedCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_emulated_card_finalize;
}

static void
uke_emulated_card_init (UkeEmulatedCard *self)
{
}

/* A PIN of which nothing is remembered has the persona's number. */
static gboolean
remember_tries (UkeCardMemory *memory,
                const UkeCardApplication *application,
                UkeCardFile *pin,
                GError **error)
{
  int tries_left = uke_card_memory_get_tries_left (memory, application->nick, pin->id);

  if (tries_left > (int) pin->max_tries) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s: %s/%04x has at most %u tries; remove the file, or begin with a new card",
                 uke_card_memory_get_path (memory), application->nick, pin->id, pin->max_tries);
    return FALSE;
  }
  if (tries_left >= 0)
    pin->tries_left = tries_left;
  return TRUE;
}

static gboolean
remember (UkeEmulatedCard *self, UkeCardMemory *memory, GError **error)
{
  for (guint i = 0; i < self->state.applications->len; i++) {
    UkeCardApplication *application = self->state.applications->pdata[i];

    for (guint j = 0; j < application->files->len; j++) {
      UkeCardFile *file = application->files->pdata[j];

      if (file->kind == UKE_CARD_FILE_PIN && !remember_tries (memory, application, file, error))
        return FALSE;
    }
  }
  self->state.memory = g_object_ref (memory);
  return TRUE;
}

/**
 * uke_emulated_card_new:
 * @today: the day, in Japan, from which the persona's dates count
 * @memory: (nullable): where the tries left are kept; NULL: they live as long as the object, and a
 *   new card has the persona's number again
 *
 * Makes a persona's card, without power.
 *
 * Errors: UKE_PERSONA_ERROR_MALFORMED where no certificate can be issued; G_IO_ERROR_INVALID_DATA
 * where the memory tells of more tries than there can be.
 *
 * Returns: (transfer full):
 */
UkeEmulatedCard *
uke_emulated_card_new (UkePersona *persona,
                       UkeTrainingAuthority *authority,
                       const GDate *today,
                       UkeCardMemory *memory,
                       GError **error)
{
  g_autoptr (UkeEmulatedCard) self = NULL;
  g_autoptr (GBytes) atr = NULL;
  UkeCardOrder order;

  g_return_val_if_fail (UKE_IS_PERSONA (persona), NULL);
  g_return_val_if_fail (UKE_IS_TRAINING_AUTHORITY (authority), NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  if (!uke_card_order_fill (&order, persona, authority, today, error))
    return NULL;

  self = g_object_new (UKE_TYPE_EMULATED_CARD, NULL);
  self->persona = g_object_ref (persona);
  self->state.quirks = &order.facts->quirks;
  self->state.applications = uke_card_applications_new (&order, error);
  if (self->state.applications == NULL)
    return NULL;
  if (memory != NULL && !remember (self, memory, error))
    return NULL;

  if (order.facts->card == UKE_PERSONA_CARD_MYNUMBER)
    self->number_b = uke_face_write_number_b (&order);
  atr = uke_emulated_card_get_atr (self);
  self->state.objects = uke_issuer_domain_new (&order, atr);
  return g_steal_pointer (&self);
}

guint
uke_emulated_card_get_tries_left (UkeEmulatedCard *self)
{
  UkeCardApplication *authentication;

  g_return_val_if_fail (UKE_IS_EMULATED_CARD (self), 0);

  if (self->state.applications->len == 0)
    return 0;
  authentication = self->state.applications->pdata[0];
  return uke_card_files_find (authentication->files, UKE_FILE_AUTH_PIN)->tries_left;
}

/**
 * uke_emulated_card_get_number_b:
 *
 * Tells what somebody would type who looks at the card: birth date with the year of the Japanese
 * era, expiry year, security code.
 *
 * Returns: (transfer none) (nullable): 14 ASCII digits
 */
const char *
uke_emulated_card_get_number_b (UkeEmulatedCard *self)
{
  g_return_val_if_fail (UKE_IS_EMULATED_CARD (self), NULL);

  return self->number_b;
}

/**
 * uke_emulated_card_get_atr:
 *
 * Tells how the card answers to reset. A phone, or a card of another kind, answers as any
 * contactless one: no client may tell them apart by it.
 *
 * Returns: (transfer full): 5 or 9 bytes
 */
GBytes *
uke_emulated_card_get_atr (UkeEmulatedCard *self)
{
  g_return_val_if_fail (UKE_IS_EMULATED_CARD (self), NULL);

  switch (uke_persona_get_facts (self->persona)->card) {
  case UKE_PERSONA_CARD_MYNUMBER:
  case UKE_PERSONA_CARD_JUKI:
    return g_bytes_new_static (mynumber_atr, sizeof mynumber_atr);
  case UKE_PERSONA_CARD_PHONE_ANDROID:
  case UKE_PERSONA_CARD_PHONE_IPHONE:
  case UKE_PERSONA_CARD_OTHER:
    break;
  }
  return g_bytes_new_static (plain_atr, sizeof plain_atr);
}

/**
 * uke_emulated_card_power_on:
 *
 * Gives the card power. It then stands at the issuer's security domain, with nothing verified.
 */
void
uke_emulated_card_power_on (UkeEmulatedCard *self)
{
  g_return_if_fail (UKE_IS_EMULATED_CARD (self));

  uke_card_leave_application (&self->state);
  self->powered = TRUE;
  self->answered = FALSE;
}

/**
 * uke_emulated_card_power_off:
 *
 * Takes the power away, as lifting the card does: all is forgotten but the tries left.
 */
void
uke_emulated_card_power_off (UkeEmulatedCard *self)
{
  g_return_if_fail (UKE_IS_EMULATED_CARD (self));

  uke_card_leave_application (&self->state);
  self->powered = FALSE;
}

/**
 * uke_emulated_card_reset:
 *
 * Resets the card without taking its power. Real ones keep the application and what was verified,
 * which is why a client must log out by itself; the persona's quirk forgets_on_reset models others.
 */
void
uke_emulated_card_reset (UkeEmulatedCard *self)
{
  g_return_if_fail (UKE_IS_EMULATED_CARD (self));

  if (self->state.quirks->forgets_on_reset)
    uke_card_leave_application (&self->state);
}

/**
 * uke_emulated_card_transmit:
 * @command: as it came, of whatever length; may be NULL when @length is 0
 *
 * Answers a command. Without power the answer is 6F00.
 *
 * Returns: (transfer full): the data, at most 32,767 bytes, and the status word
 */
GBytes *
uke_emulated_card_transmit (UkeEmulatedCard *self, const guint8 *command, gsize length)
{
  GByteArray *answer;
  guint16 status;

  g_return_val_if_fail (UKE_IS_EMULATED_CARD (self), NULL);
  g_return_val_if_fail (command != NULL || length == 0, NULL);

  answer = g_byte_array_new ();
  status = run (self, command, length, answer);
  status = GUINT16_TO_BE (status); /* a macro: it may evaluate its argument twice */
  g_byte_array_append (answer, (const guint8 *) &status, sizeof status);
  return g_byte_array_free_to_bytes (answer);
}
