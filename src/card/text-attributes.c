#include "card/text-attributes.h"

#include "card/card-error.h"
#include "card/visible-side.h"

#include <string.h>

enum {
  SFI_ATTRIBUTES = 0x02,
  SFI_INTEGRITY = 0x03,
  SFI_PIN = 0x11,
};

/* In the order in which the plan reads them. 0001 would be the 個人番号: it is not among them. */
enum {
  FILE_ATTRIBUTES,
  FILE_INTEGRITY,
};

enum {
  TAG_ATTRIBUTES = 0xff20,
  TAG_NAME = 0xdf22,
  TAG_ADDRESS = 0xdf23,
  TAG_BIRTH_DATE = 0xdf24,
  TAG_SEX = 0xdf25,
  TAG_INTEGRITY = 0xff30,
  TAG_DIGEST_OF_NUMBER = 0xdf31,
  TAG_DIGEST_OF_ATTRIBUTES = 0xdf32,
  TAG_SIGNATURE = 0xdf33,
};

#define ATTRIBUTES_MAX 2048
#define INTEGRITY_MAX 512

struct _UkeTextAttributes {
  GObject parent_instance;

  UkeVisibleTrust trust;
  char *name;
  char *address;
  GDate birth_date;
  UkeSex sex;
};

G_DEFINE_ENUM_TYPE (UkeSex,
                    uke_sex,
                    G_DEFINE_ENUM_VALUE (UKE_SEX_MALE, "male"),
                    G_DEFINE_ENUM_VALUE (UKE_SEX_FEMALE, "female"),
                    G_DEFINE_ENUM_VALUE (UKE_SEX_NOT_APPLICABLE, "not-applicable"))

G_DEFINE_FINAL_TYPE (UkeTextAttributes, uke_text_attributes, G_TYPE_OBJECT)

static void
wipe_text (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
uke_text_attributes_finalize (GObject *object)
{
  UkeTextAttributes *self = UKE_TEXT_ATTRIBUTES (object);

  g_clear_pointer (&self->name, wipe_text);
  g_clear_pointer (&self->address, wipe_text);
  explicit_bzero (&self->birth_date, sizeof self->birth_date);

  G_OBJECT_CLASS (uke_text_attributes_parent_class)->finalize (object);
}

static void
uke_text_attributes_class_init (UkeTextAttributesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = uke_text_attributes_finalize;
}

static void
uke_text_attributes_init (UkeTextAttributes *self)
{
}

/* UTF-8 without NUL, or NULL. */
static char *
find_text (const guint8 *data, gsize length, guint32 tag)
{
  UkeTlv tlv;

  if (!uke_tlv_find (data, length, tag, &tlv)
      || !g_utf8_validate_len ((const char *) tlv.value, tlv.length, NULL))
    return NULL;
  return g_strndup ((const char *) tlv.value, tlv.length);
}

static UkeSex
judge_sex (guint8 code)
{
  switch (code) {
  case '1':
    return UKE_SEX_MALE;
  case '2':
    return UKE_SEX_FEMALE;
  default: /* a byte, not one of our enumerations */
    return UKE_SEX_NOT_APPLICABLE;
  }
}

static gboolean
take_attributes (UkeTextAttributes *self, const guint8 *data, gsize length)
{
  UkeTlv sex;

  self->name = find_text (data, length, TAG_NAME);
  self->address = find_text (data, length, TAG_ADDRESS);
  if (self->name == NULL || self->address == NULL
      || !uke_visible_find_date (data, length, TAG_BIRTH_DATE, &self->birth_date)
      || !uke_tlv_find (data, length, TAG_SEX, &sex) || sex.length != 1)
    return FALSE;

  self->sex = judge_sex (sex.value[0]);
  return TRUE;
}

/* Two links: the signature covers two digests, and one of them the attributes, from the first of
 * them to the last. The other is of the 個人番号, which is not read. */
static gboolean
is_signed (const UkeVisibleSide *side, const guint8 *data, gsize length)
{
  static const guint32 attributes[] = { TAG_NAME, TAG_ADDRESS, TAG_BIRTH_DATE, TAG_SEX, 0 };
  static const guint32 signed_digests[] = { TAG_DIGEST_OF_NUMBER, TAG_DIGEST_OF_ATTRIBUTES, 0 };
  guint8 digest[UKE_DIGEST_LENGTH];
  const guint8 *integrity;
  gsize n_integrity;
  UkeTlv expected, signature;

  if (!uke_visible_open (side->files[FILE_INTEGRITY], TAG_INTEGRITY, &integrity, &n_integrity)
      || !uke_tlv_find (integrity, n_integrity, TAG_DIGEST_OF_ATTRIBUTES, &expected)
      || !uke_tlv_find (integrity, n_integrity, TAG_SIGNATURE, &signature)
      || expected.length != sizeof digest)
    return FALSE;

  if (!uke_visible_hash (data, length, attributes, digest)
      || memcmp (digest, expected.value, sizeof digest) != 0)
    return FALSE;
  return uke_visible_hash (integrity, n_integrity, signed_digests, digest)
         && uke_cv_certificate_verify (&side->certificate, digest, sizeof digest, signature.value,
                                       signature.length);
}

static UkeTextAttributes *
judge (const UkeVisibleSide *side, GError **error)
{
  g_autoptr (UkeTextAttributes) self = g_object_new (UKE_TYPE_TEXT_ATTRIBUTES, NULL);
  const guint8 *data;
  gsize length;

  if (!uke_visible_open (side->files[FILE_ATTRIBUTES], TAG_ATTRIBUTES, &data, &length)
      || !take_attributes (self, data, length)) {
    g_propagate_error (error,
                       uke_card_error_new (UKE_CARD_ERROR_UNREADABLE, -1,
                                           "The attributes are not laid out as they should be"));
    return NULL;
  }
  if (!is_signed (side, data, length)) {
    g_propagate_error (error, uke_card_error_new (UKE_CARD_ERROR_FORGED, -1,
                                                  "The signature does not fit the attributes"));
    return NULL;
  }

  self->trust = uke_visible_side_is_training (side) ? UKE_VISIBLE_TRUST_TRAINING
                                                    : UKE_VISIBLE_TRUST_ISSUER_NOT_CHECKED;
  return g_steal_pointer (&self);
}

/* Cards of about 2023 were seen to put two bytes before the object. */
static gsize
measure_attributes (const guint8 *data, gsize length)
{
  gsize total = uke_tlv_measure (data, length, TAG_ATTRIBUTES);

  if (total > 0 || length <= 2)
    return total;
  total = uke_tlv_measure (data + 2, length - 2, TAG_ATTRIBUTES);
  return total > 0 ? total + 2 : 0;
}

static gsize
measure_integrity (const guint8 *data, gsize length)
{
  return uke_tlv_measure (data, length, TAG_INTEGRITY);
}

static gpointer
read_text_attributes (UkeChannel *channel, gpointer data, GCancellable *cancellable, GError **error)
{
  static const UkeVisiblePlan plan = {
    .application = UKE_APPLICATION_TEXT,
    .sfi_secret = SFI_PIN,
    .files = {
      [FILE_ATTRIBUTES] = { SFI_ATTRIBUTES, measure_attributes, ATTRIBUTES_MAX },
      [FILE_INTEGRITY] = { SFI_INTEGRITY, measure_integrity, INTEGRITY_MAX },
    },
    .n_files = 2,
  };
  g_auto (UkeVisibleSide) side = { 0 };
  UkeMynumberCard card;

  uke_mynumber_card_init (&card, channel, cancellable);
  if (!uke_visible_side_read (&side, &card, &plan, data, error))
    return NULL;
  return judge (&side, error);
}

UkeVisibleTrust
uke_text_attributes_get_trust (UkeTextAttributes *self)
{
  g_return_val_if_fail (UKE_IS_TEXT_ATTRIBUTES (self), UKE_VISIBLE_TRUST_ISSUER_NOT_CHECKED);
  return self->trust;
}

/* Family and given name with U+3000 between them, as the card has it. */
const char *
uke_text_attributes_get_name (UkeTextAttributes *self)
{
  g_return_val_if_fail (UKE_IS_TEXT_ATTRIBUTES (self), NULL);
  return self->name;
}

const char *
uke_text_attributes_get_address (UkeTextAttributes *self)
{
  g_return_val_if_fail (UKE_IS_TEXT_ATTRIBUTES (self), NULL);
  return self->address;
}

const GDate *
uke_text_attributes_get_birth_date (UkeTextAttributes *self)
{
  g_return_val_if_fail (UKE_IS_TEXT_ATTRIBUTES (self), NULL);
  return &self->birth_date;
}

UkeSex
uke_text_attributes_get_sex (UkeTextAttributes *self)
{
  g_return_val_if_fail (UKE_IS_TEXT_ATTRIBUTES (self), UKE_SEX_NOT_APPLICABLE);
  return self->sex;
}

/**
 * uke_slot_read_text_attributes_async:
 * @placement: which card; the PIN never reaches another one
 * @pin: (transfer full): the one of four digits for this application alone
 *
 * Reads the four attributes and checks who signed them; EF 0001 is never selected.
 *
 * VERIFY is sent at most once. Errors: as uke_slot_read_card_face_async(); the
 * card has three tries for this PIN.
 */
void
uke_slot_read_text_attributes_async (UkeSlot *slot,
                                     guint placement,
                                     UkePin *pin,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  static const UkeSlotWork work = { read_text_attributes, (GDestroyNotify) uke_pin_free,
                                    g_object_unref };
  GTask *task;

  g_return_if_fail (UKE_IS_SLOT (slot));
  g_return_if_fail (pin != NULL);

  task = g_task_new (slot, cancellable, callback, user_data);
  g_task_set_source_tag (task, uke_slot_read_text_attributes_async);

  if (!uke_pin_is_complete (pin)) {
    g_task_return_error (task, uke_card_error_new (UKE_CARD_ERROR_PIN_FORMAT, -1,
                                                   "The PIN has fewer than four digits"));
    g_object_unref (task);
    uke_pin_free (pin);
    return;
  }

  uke_slot_run (slot, placement, task, &work, pin);
}

UkeTextAttributes *
uke_slot_read_text_attributes_finish (UkeSlot *slot, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, slot), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
