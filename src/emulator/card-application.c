#include "emulator/card-application.h"

#include "emulator/authentication-application.h"
#include "emulator/card-issuer.h"
#include "emulator/card-verifiable.h"
#include "emulator/text-application.h"
#include "emulator/tlv.h"
#include "emulator/visual-application.h"

#include <string.h>

/* A card is good for ten years, its certificates for five: what is left when they end. */
#define YEARS_BEYOND_CERTIFICATES 5

/* PINs of the resident register: nobody is asked for them here. */
#define REGISTER_PIN "1234"

/**
 * uke_card_order_fill:
 *
 * Gathers what a card is made from. It borrows @persona and @authority.
 *
 * The card itself expires five years after its certificates: the emulator's own rule, as a real one
 * depends on the holder's birthday.
 *
 * Errors: UKE_PERSONA_ERROR_MALFORMED where the last day leaves 2001 to 2048.
 */
gboolean
uke_card_order_fill (UkeCardOrder *self,
                     UkePersona *persona,
                     UkeTrainingAuthority *authority,
                     const GDate *today,
                     GError **error)
{
  *self = (UkeCardOrder) {
    .persona = persona,
    .authority = authority,
    .facts = uke_persona_get_facts (persona),
  };
  if (!uke_card_compute_days (self->facts, today, &self->first_day, &self->last_day, error))
    return FALSE;

  self->expiry = self->last_day;
  g_date_add_years (&self->expiry, YEARS_BEYOND_CERTIFICATES);
  return TRUE;
}

UkeCardApplication *
uke_card_application_new (const char *nick, const char *name)
{
  UkeCardApplication *self = g_new0 (UkeCardApplication, 1);

  self->nick = nick;
  for (; name[0] != '\0'; name += 2) {
    g_assert (self->n_name < sizeof self->name);
    self->name[self->n_name++] =
        g_ascii_xdigit_value (name[0]) << 4 | g_ascii_xdigit_value (name[1]);
  }
  self->files = uke_card_files_new ();
  return self;
}

void
uke_card_application_free (UkeCardApplication *self)
{
  g_ptr_array_unref (self->files);
  g_free (self);
}

static UkeCardApplication *
make_resident_register (void)
{
  UkeCardApplication *self = uke_card_application_new ("register", "D3921000310001010401");

  uke_card_files_add_pin (self->files, 0x001c, REGISTER_PIN, 3, 3);
  return self;
}

/* Its record is a tag, a length, and digits: the card's number, the municipality, its expiry. */
static UkeCardApplication *
make_common (const UkeCardOrder *order)
{
  UkeCardApplication *self = uke_card_application_new ("common", "D3921000310001010100");
  g_autoptr (GByteArray) record = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  char digits[15 + 5 + 8 + 1] = "999999999999999" UKE_TRAINING_MUNICIPALITY;

  g_date_strftime (digits + 20, 9, "%Y%m%d", &order->expiry);
  uke_tlv_append (record, 0x01, digits, 28);
  bytes = g_bytes_new (record->data, record->len);
  uke_card_files_add_record (self->files, 0x0001, bytes);
  uke_card_files_add_pin (self->files, 0x001c, REGISTER_PIN, 3, 3);
  return self;
}

/**
 * uke_card_applications_new:
 *
 * Lays out a persona's card (mynumber-card.md 2.1). A phone has only the application for
 * authentication, a card of another kind none.
 *
 * Errors: UKE_PERSONA_ERROR.
 *
 * Returns: (transfer full) (element-type UkeCardApplication):
 */
GPtrArray *
uke_card_applications_new (const UkeCardOrder *order, GError **error)
{
  g_autoptr (GPtrArray) applications =
      g_ptr_array_new_with_free_func ((GDestroyNotify) uke_card_application_free);
  UkePersonaCard card = order->facts->card;
  UkeCardApplication *authentication;
  g_auto (UkeFace) face = { 0 };

  if (card == UKE_PERSONA_CARD_OTHER)
    return g_steal_pointer (&applications);

  authentication = uke_authentication_application_new (order, error);
  if (authentication == NULL)
    return NULL;
  g_ptr_array_add (applications, authentication);

  if (card == UKE_PERSONA_CARD_MYNUMBER) {
    uke_face_fill (&face, order);
    g_ptr_array_add (applications, uke_text_application_new (order, &face));
    g_ptr_array_add (applications, uke_visual_application_new (order, &face));
    g_ptr_array_add (applications, make_resident_register ());
    g_ptr_array_add (applications, make_common (order));
  }
  if (card == UKE_PERSONA_CARD_JUKI)
    g_ptr_array_add (applications, make_resident_register ());
  return g_steal_pointer (&applications);
}

static gboolean
remember_pin (const UkeCardApplication *self,
              UkeCardFile *pin,
              UkeCardMemory *memory,
              GError **error)
{
  int tries_left = uke_card_memory_get_tries_left (memory, self->nick, pin->id);

  if (tries_left > (int) pin->max_tries) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s: %s/%04x has at most %u tries; remove the file, or begin with a new card",
                 uke_card_memory_get_path (memory), self->nick, pin->id, pin->max_tries);
    return FALSE;
  }
  if (tries_left >= 0)
    pin->tries_left = tries_left;
  return TRUE;
}

/**
 * uke_card_applications_remember:
 *
 * Gives each PIN the tries that were left last time. One of which nothing is remembered keeps the
 * persona's number.
 *
 * Errors: G_IO_ERROR_INVALID_DATA where the memory tells of more tries than there can be.
 */
gboolean
uke_card_applications_remember (GPtrArray *applications, UkeCardMemory *memory, GError **error)
{
  for (guint i = 0; i < applications->len; i++) {
    UkeCardApplication *application = applications->pdata[i];

    for (guint j = 0; j < application->files->len; j++) {
      UkeCardFile *file = application->files->pdata[j];

      if (file->kind == UKE_CARD_FILE_PIN && !remember_pin (application, file, memory, error))
        return FALSE;
    }
  }
  return TRUE;
}
