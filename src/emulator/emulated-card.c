#include "emulator/emulated-card.h"

#include "emulator/authentication-application.h"
#include "emulator/card-atr.h"
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
  guint n_commands;  /* since it was made */
};

G_DEFINE_FINAL_TYPE (UkeEmulatedCard, uke_emulated_card, G_TYPE_OBJECT)

/* As long as a card and its line would take. Whoever asks for it waits. */
static void
take_time (UkeEmulatedCard *self, const guint8 *command, gsize length, gsize n_answer)
{
  const UkePersonaQuirks *quirks = self->state.quirks;
  gboolean signed_something =
      length > 1 && command[0] == 0x80 && command[1] == 0x2a && n_answer > 2;
  gulong pause = (length + n_answer) * quirks->byte_delay_us
                 + (signed_something ? quirks->sign_delay_ms * 1000 : 0);

  if (pause > 0)
    g_usleep (pause);
}

static void
uke_emulated_card_finalize (GObject *object)
{
  UkeEmulatedCard *self = UKE_EMULATED_CARD (object);

  g_clear_pointer (&self->state.applications, g_ptr_array_unref);
  g_clear_pointer (&self->state.objects, g_hash_table_unref);
  g_clear_pointer (&self->state.rest, g_byte_array_unref);
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
  self->state.rest = g_byte_array_new ();
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
  if (memory != NULL) {
    if (!uke_card_applications_remember (self->state.applications, memory, error))
      return NULL;
    self->state.memory = g_object_ref (memory);
  }

  if (order.facts->card == UKE_PERSONA_CARD_MYNUMBER)
    self->number_b = uke_face_write_number_b (&order);
  atr = uke_card_atr_get_of_contacts (order.facts);
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
 * Tells how the card answers to reset.
 *
 * Returns: (transfer full): 5 to 19 bytes
 */
GBytes *
uke_emulated_card_get_atr (UkeEmulatedCard *self)
{
  g_return_val_if_fail (UKE_IS_EMULATED_CARD (self), NULL);

  return uke_card_atr_get (uke_persona_get_facts (self->persona));
}

/**
 * uke_emulated_card_is_lifted:
 *
 * Tells whether the card went away by itself, as the persona's quirk lifted_after says. It does not
 * come back: another one must be made.
 */
gboolean
uke_emulated_card_is_lifted (UkeEmulatedCard *self)
{
  guint lifted_after;

  g_return_val_if_fail (UKE_IS_EMULATED_CARD (self), TRUE);

  lifted_after = self->state.quirks->lifted_after;
  return lifted_after > 0 && self->n_commands > lifted_after;
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
 * Answers a command. Without power the answer is 6F00; a card that was lifted has none.
 *
 * Returns: (transfer full): the data, at most 32,767 bytes, and the status word; or no bytes at all
 */
GBytes *
uke_emulated_card_transmit (UkeEmulatedCard *self, const guint8 *command, gsize length)
{
  GByteArray *answer;
  guint16 status;
  gboolean first;

  g_return_val_if_fail (UKE_IS_EMULATED_CARD (self), NULL);
  g_return_val_if_fail (command != NULL || length == 0, NULL);

  self->n_commands++;
  if (uke_emulated_card_is_lifted (self))
    return g_bytes_new_static (NULL, 0);

  first = !self->answered;
  self->answered = TRUE;
  answer = g_byte_array_new ();
  if (!self->powered || (first && self->state.quirks->first_command_fails))
    status = UKE_SW_FAILED;
  else
    status = uke_card_interpret (&self->state, command, length, answer);
  status = GUINT16_TO_BE (status); /* a macro: it may evaluate its argument twice */
  g_byte_array_append (answer, (const guint8 *) &status, sizeof status);
  take_time (self, command, length, answer->len);
  return g_byte_array_free_to_bytes (answer);
}
