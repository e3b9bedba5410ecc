#include "card/card-face.h"

#include "card/card-error.h"
#include "card/visible-side.h"

#define SFI_FACE 0x02
#define SFI_NUMBER_B 0x12
/* READ BINARY addresses 15 bits. Real ones take some ten thousand bytes. */
#define FACE_MAX 32767

enum {
  TAG_FACE = 0xff20,
  TAG_BIRTH_DATE = 0xdf22,
  TAG_SEX = 0xdf23,
  TAG_PUBLIC_KEY = 0xdf24,
  TAG_NAME = 0xdf25,
  TAG_ADDRESS = 0xdf26,
  TAG_PHOTOGRAPH = 0xdf27,
  TAG_SIGNATURE = 0xdf28,
  TAG_EXPIRES = 0xdf29,
};

struct _UkeCardFace {
  GObject parent_instance;

  UkeVisibleTrust trust;
  GDate birth_date;
  GDate expires;
  GBytes *name_picture;
  GBytes *address_picture;
  GBytes *photograph; /* nullable */
};

G_DEFINE_ENUM_TYPE (UkeVisibleTrust,
                    uke_visible_trust,
                    G_DEFINE_ENUM_VALUE (UKE_VISIBLE_TRUST_ISSUER_NOT_CHECKED,
                                         "issuer-not-checked"),
                    G_DEFINE_ENUM_VALUE (UKE_VISIBLE_TRUST_TRAINING, "training"))

G_DEFINE_FINAL_TYPE (UkeCardFace, uke_card_face, G_TYPE_OBJECT)

static void
uke_card_face_finalize (GObject *object)
{
  UkeCardFace *self = UKE_CARD_FACE (object);

  g_clear_pointer (&self->name_picture, g_bytes_unref);
  g_clear_pointer (&self->address_picture, g_bytes_unref);
  g_clear_pointer (&self->photograph, g_bytes_unref);
  explicit_bzero (&self->birth_date, sizeof self->birth_date);

  G_OBJECT_CLASS (uke_card_face_parent_class)->finalize (object);
}

static void
uke_card_face_class_init (UkeCardFaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_card_face_finalize;
}

static void
uke_card_face_init (UkeCardFace *self)
{
}

static gboolean
fail (GError **error, UkeCardError code, const char *message)
{
  g_propagate_error (error, uke_card_error_new (code, -1, message));
  return FALSE;
}

/* One DigestInfo over three digests: who it is, what is printed, the photograph. The expiry date
 * and the security code stand behind the signature and are not covered by it. */
static gboolean
is_signed (const UkeCvCertificate *certificate, const guint8 *data, gsize length)
{
  static const guint32 groups[][4] = {
    { TAG_BIRTH_DATE, TAG_SEX, TAG_PUBLIC_KEY },
    { TAG_NAME, TAG_ADDRESS },
    { TAG_PHOTOGRAPH },
  };
  guint8 digests[G_N_ELEMENTS (groups)][UKE_DIGEST_LENGTH];
  UkeTlv signature;

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (!uke_visible_hash (data, length, groups[i], digests[i]))
      return FALSE;
  return uke_tlv_find (data, length, TAG_SIGNATURE, &signature)
         && uke_cv_certificate_verify (certificate, digests[0], sizeof digests, signature.value,
                                       signature.length);
}

/* A piece of @file, which lives as long as the piece does. */
static GBytes *
cut_out (GBytes *file, const UkeTlv *tlv)
{
  const guint8 *start = g_bytes_get_data (file, NULL);

  return g_bytes_new_from_bytes (file, (gsize) (tlv->value - start), tlv->length);
}

static gboolean
take_pictures (UkeCardFace *self, GBytes *file, const guint8 *data, gsize length)
{
  UkeTlv name, address, photograph;

  if (!uke_tlv_find (data, length, TAG_NAME, &name)
      || !uke_tlv_find (data, length, TAG_ADDRESS, &address)
      || !uke_tlv_find (data, length, TAG_PHOTOGRAPH, &photograph))
    return FALSE;

  self->name_picture = cut_out (file, &name);
  self->address_picture = cut_out (file, &address);
  /* Cards of small children were issued without one. */
  if (photograph.length > 0)
    self->photograph = cut_out (file, &photograph);
  return TRUE;
}

/* Nothing of a face leaves here before its signature has been verified. */
static UkeCardFace *
judge (const UkeVisibleSide *side, GError **error)
{
  g_autoptr (UkeCardFace) self = g_object_new (UKE_TYPE_CARD_FACE, NULL);
  GBytes *file = side->files[0];
  const guint8 *data;
  gsize length;

  if (!uke_visible_open (file, TAG_FACE, &data, &length)
      || !uke_visible_find_date (data, length, TAG_BIRTH_DATE, &self->birth_date)
      || !uke_visible_find_date (data, length, TAG_EXPIRES, &self->expires)
      || !take_pictures (self, file, data, length)) {
    fail (error, UKE_CARD_ERROR_UNREADABLE, "The card's face is not laid out as it should be");
    return NULL;
  }
  if (!is_signed (&side->certificate, data, length)) {
    fail (error, UKE_CARD_ERROR_FORGED, "The signature does not fit the card's face");
    return NULL;
  }

  self->trust = uke_visible_side_is_training (side) ? UKE_VISIBLE_TRUST_TRAINING
                                                    : UKE_VISIBLE_TRUST_ISSUER_NOT_CHECKED;
  return g_steal_pointer (&self);
}

static gsize
measure_face (const guint8 *data, gsize length)
{
  return uke_tlv_measure (data, length, TAG_FACE);
}

static gpointer
read_card_face (UkeChannel *channel, gpointer data, GCancellable *cancellable, GError **error)
{
  static const UkeVisiblePlan plan = {
    .application = UKE_APPLICATION_VISUAL,
    .sfi_secret = SFI_NUMBER_B,
    .files = { { SFI_FACE, measure_face, FACE_MAX } },
    .n_files = 1,
  };
  g_auto (UkeVisibleSide) side = { 0 };
  UkeMynumberCard card;

  uke_mynumber_card_init (&card, channel, cancellable);
  if (!uke_visible_side_read (&side, &card, &plan, data, error))
    return NULL;
  return judge (&side, error);
}

UkeVisibleTrust
uke_card_face_get_trust (UkeCardFace *self)
{
  g_return_val_if_fail (UKE_IS_CARD_FACE (self), UKE_VISIBLE_TRUST_ISSUER_NOT_CHECKED);
  return self->trust;
}

const GDate *
uke_card_face_get_birth_date (UkeCardFace *self)
{
  g_return_val_if_fail (UKE_IS_CARD_FACE (self), NULL);
  return &self->birth_date;
}

/**
 * uke_card_face_get_expires:
 *
 * Tells the card's own last day, which may be years after its certificate's.
 *
 * The card does not sign it: it may be shown, and decides nothing.
 *
 * Returns: (transfer none): the day
 */
const GDate *
uke_card_face_get_expires (UkeCardFace *self)
{
  g_return_val_if_fail (UKE_IS_CARD_FACE (self), NULL);
  return &self->expires;
}

/* PNG, one bit a pixel: the name as it is printed. */
GBytes *
uke_card_face_get_name_picture (UkeCardFace *self)
{
  g_return_val_if_fail (UKE_IS_CARD_FACE (self), NULL);
  return self->name_picture;
}

/* PNG, one bit a pixel: the address as it is printed. */
GBytes *
uke_card_face_get_address_picture (UkeCardFace *self)
{
  g_return_val_if_fail (UKE_IS_CARD_FACE (self), NULL);
  return self->address_picture;
}

/**
 * uke_card_face_get_photograph:
 *
 * Gives the photograph as it lies in the chip: JPEG 2000 in its JP2 box form, in grey.
 *
 * It is signed and not decoded: a decoder must not take its sizes on trust.
 *
 * Returns: (transfer none) (nullable): NULL on a card without one
 */
GBytes *
uke_card_face_get_photograph (UkeCardFace *self)
{
  g_return_val_if_fail (UKE_IS_CARD_FACE (self), NULL);
  return self->photograph;
}

/**
 * uke_slot_read_card_face_async:
 * @placement: which card; the number never reaches another one
 * @number: (transfer full): wiped as soon as it has been sent, or freed unsent
 *
 * Reads what is printed on the card's front out of its chip, and checks who signed it.
 *
 * VERIFY is sent at most once, and not at all where the number cannot be
 * right (PIN_FORMAT) or is blocked. The card is logged out again, even when
 * cancelled. Errors: PIN_WRONG with the tries left, of ten; PIN_BLOCKED;
 * PIN_UNSURE when a try may be spent; WRONG_CARD on a phone, which has no
 * such application; FORGED when the signature does not fit; REMOVED,
 * UNREADABLE, NO_SERVICE; G_IO_ERROR_CANCELLED.
 */
void
uke_slot_read_card_face_async (UkeSlot *slot,
                               guint placement,
                               UkeNumberB *number,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  static const UkeSlotWork work = { read_card_face, (GDestroyNotify) uke_number_b_free,
                                    g_object_unref };
  GTask *task;

  g_return_if_fail (UKE_IS_SLOT (slot));
  g_return_if_fail (number != NULL);

  task = g_task_new (slot, cancellable, callback, user_data);
  g_task_set_source_tag (task, uke_slot_read_card_face_async);

  if (uke_number_b_find_mistake (number) != UKE_NUMBER_B_MISTAKE_NONE) {
    g_task_return_error (task, uke_card_error_new (UKE_CARD_ERROR_PIN_FORMAT, -1,
                                                   "No card can have this number"));
    g_object_unref (task);
    uke_number_b_free (number);
    return;
  }

  uke_slot_run (slot, placement, task, &work, number);
}

UkeCardFace *
uke_slot_read_card_face_finish (UkeSlot *slot, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, slot), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
