#include "card/card-reading.h"

#include "card/card-error.h"
#include "card/mynumber-card.h"

struct _UkeCardReading {
  GObject parent_instance;

  UkeCardKind kind;
  UkeCertificate *certificate;
  int tries_left;
  guint n_commands;
  guint n_certificate_commands;
  gsize n_bytes;
  gint64 elapsed_us;
};

G_DEFINE_ENUM_TYPE (UkeCardKind,
                    uke_card_kind,
                    G_DEFINE_ENUM_VALUE (UKE_CARD_KIND_MYNUMBER, "mynumber"),
                    G_DEFINE_ENUM_VALUE (UKE_CARD_KIND_PHONE_ANDROID, "phone-android"),
                    G_DEFINE_ENUM_VALUE (UKE_CARD_KIND_PHONE_IPHONE, "phone-iphone"),
                    G_DEFINE_ENUM_VALUE (UKE_CARD_KIND_UNKNOWN, "unknown"))

G_DEFINE_FINAL_TYPE (UkeCardReading, uke_card_reading, G_TYPE_OBJECT)

static void
uke_card_reading_finalize (GObject *object)
{
  UkeCardReading *self = UKE_CARD_READING (object);

  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (uke_card_reading_parent_class)->finalize (object);
}

static void
uke_card_reading_class_init (UkeCardReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_card_reading_finalize;
}

static void
uke_card_reading_init (UkeCardReading *self)
{
}

/* Everything that is asked of the card: certificate and tries, in that order, as a card that is
 * pulled early has cost the least then. What was read since it was placed is not read again:
 * *ret_der is NULL then. */
static gboolean
ask_card (UkeCardReading *self, UkeMynumberCard *card, GBytes **ret_der, GError **error)
{
  guint n_select, n_kind;

  if (!uke_mynumber_card_select (card, error))
    return FALSE;
  n_select = card->dialogue.n_commands;
  if (!uke_mynumber_card_read_kind (card, &self->kind, error))
    return FALSE;
  n_kind = card->dialogue.n_commands;

  if (card->notes->certificate == NULL) {
    *ret_der = uke_mynumber_card_read_certificate (card, error);
    if (*ret_der == NULL)
      return FALSE;
  }
  self->n_certificate_commands = n_select + card->dialogue.n_commands - n_kind;

  return uke_mynumber_card_query_tries (card, &self->tries_left, error);
}

static gboolean
take_certificate (UkeCardReading *self, UkeCardNotes *notes, GBytes *der, GError **error)
{
  if (der != NULL)
    notes->certificate = uke_certificate_new_from_data (der, NULL);
  if (notes->certificate == NULL) {
    g_propagate_error (error, uke_card_error_new (UKE_CARD_ERROR_UNREADABLE, -1,
                                                  "What was read is not a certificate"));
    return FALSE;
  }

  self->certificate = g_object_ref (notes->certificate);
  return TRUE;
}

static gpointer
read_card (UkeChannel *channel, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (UkeCardReading) reading = g_object_new (UKE_TYPE_CARD_READING, NULL);
  g_autoptr (GBytes) der = NULL;
  gint64 began = g_get_monotonic_time ();
  UkeMynumberCard card;
  gboolean answered;

  uke_mynumber_card_init (&card, channel, cancellable);
  answered = ask_card (reading, &card, &der, error);
  reading->n_commands = card.dialogue.n_commands;
  reading->n_bytes = card.dialogue.n_bytes;
  reading->elapsed_us = g_get_monotonic_time () - began;

  if (!answered || !take_certificate (reading, card.notes, der, error))
    return NULL;
  return g_steal_pointer (&reading);
}

const char *
uke_card_kind_get_nick (UkeCardKind kind)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (UKE_TYPE_CARD_KIND);
  const GEnumValue *value = g_enum_get_value (kinds, (int) kind);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

UkeCardKind
uke_card_reading_get_kind (UkeCardReading *self)
{
  g_return_val_if_fail (UKE_IS_CARD_READING (self), UKE_CARD_KIND_UNKNOWN);
  return self->kind;
}

/* What the rules of validity know of it: a phone, or else a card. */
UkeCredential
uke_card_reading_get_credential (UkeCardReading *self)
{
  switch (uke_card_reading_get_kind (self)) {
  case UKE_CARD_KIND_PHONE_ANDROID:
  case UKE_CARD_KIND_PHONE_IPHONE:
    return UKE_CREDENTIAL_PHONE;
  case UKE_CARD_KIND_MYNUMBER:
  case UKE_CARD_KIND_UNKNOWN:
    break;
  }
  return UKE_CREDENTIAL_CARD;
}

/**
 * uke_card_reading_get_certificate:
 *
 * Gives the authentication certificate as the card had it.
 *
 * It was read whole and parsed; whether it is genuine is for UkeAnchors to
 * say, and for how long it works, for UkeCalendar.
 *
 * Returns: (transfer none): the certificate
 */
UkeCertificate *
uke_card_reading_get_certificate (UkeCardReading *self)
{
  g_return_val_if_fail (UKE_IS_CARD_READING (self), NULL);
  return self->certificate;
}

int
uke_card_reading_get_tries_left (UkeCardReading *self)
{
  g_return_val_if_fail (UKE_IS_CARD_READING (self), -1);
  return self->tries_left;
}

guint
uke_card_reading_get_n_commands (UkeCardReading *self)
{
  g_return_val_if_fail (UKE_IS_CARD_READING (self), 0);
  return self->n_commands;
}

/**
 * uke_card_reading_get_n_certificate_commands:
 *
 * Tells how many of the commands a complete certificate took: SELECT and the READs.
 *
 * Returns: the number, without the label's and the tries'
 */
guint
uke_card_reading_get_n_certificate_commands (UkeCardReading *self)
{
  g_return_val_if_fail (UKE_IS_CARD_READING (self), 0);
  return self->n_certificate_commands;
}

gsize
uke_card_reading_get_n_bytes (UkeCardReading *self)
{
  g_return_val_if_fail (UKE_IS_CARD_READING (self), 0);
  return self->n_bytes;
}

/**
 * uke_card_reading_get_elapsed_us:
 *
 * Tells how long the card took, from the first command to the last answer.
 *
 * Returns: microseconds, without the time spent in the queue
 */
gint64
uke_card_reading_get_elapsed_us (UkeCardReading *self)
{
  g_return_val_if_fail (UKE_IS_CARD_READING (self), 0);
  return self->elapsed_us;
}

/**
 * uke_slot_read_card_async:
 * @placement: which card; the one that lies there when a page asks is
 *   uke_slot_get_placement()
 *
 * Reads all that a card tells without a PIN.
 *
 * Errors: UKE_CARD_ERROR REMOVED when the card is gone or another one,
 * UNREADABLE when placing it again may help, WRONG_CARD when only another card
 * will help, NO_SERVICE when the daemon died meanwhile; G_IO_ERROR_CANCELLED.
 */
void
uke_slot_read_card_async (UkeSlot *slot,
                          guint placement,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const UkeSlotWork work = { read_card, NULL, g_object_unref };
  GTask *task;

  g_return_if_fail (UKE_IS_SLOT (slot));

  task = g_task_new (slot, cancellable, callback, user_data);
  g_task_set_source_tag (task, uke_slot_read_card_async);
  uke_slot_run (slot, placement, task, &work, NULL);
}

UkeCardReading *
uke_slot_read_card_finish (UkeSlot *slot, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, slot), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
