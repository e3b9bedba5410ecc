#include "target.h"

#include "card/apdu.h"
#include "card/card-error.h"
#include "card/errand.h"
#include "card/text-attributes.h"
#include "card/slot.h"
#include "card/tlv.h"

#include <string.h>

/* BER-TLV as it lies on the card's visible side: the input is three files, each behind two bytes of
 * length, on a card that opens to whoever asks. They are walked through object by object, and read
 * as a card's face and as its text. The first byte chooses the reader. */

#define N_FILES 3
#define FIRST_FILE 2 /* EF 0002 to EF 0004; 0001 is none of ours */

typedef struct {
  const guint8 *bytes;
  gsize size;
} File;

static File files[N_FILES];
static const File *current;
static gsize answer_max;
static GAsyncResult *answer;

void
fuzz_set_up (void)
{
}

/* --- The parser ------------------------------------------------------------ */

static void
walk (const guint8 *data, gsize size)
{
  const guint8 *at = data;
  gsize left = size;
  UkeTlv tlv, found;

  for (;;) {
    const guint8 *start = at;

    if (!uke_tlv_next (&at, &left, &tlv)) {
      g_assert_true (at == start);
      break;
    }
    g_assert_true (tlv.object == start);
    g_assert_true (tlv.object + tlv.object_length == at);
    g_assert_true (tlv.value + tlv.length == at);
    g_assert_true (tlv.value >= start + 2);
    g_assert_true (at + left == data + size);
    g_assert_cmpuint (tlv.tag, !=, 0);
    g_assert_cmpuint (uke_tlv_measure (start, left + tlv.object_length, tlv.tag), ==,
                      tlv.object_length);
    if (uke_tlv_find (start, left + tlv.object_length, tlv.tag, &found))
      g_assert_true (found.object == start);
  }
}

/* --- The card ---------------------------------------------------------------- */

static GBytes *
read_binary (const guint8 *command, gsize length)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize offset = command[3], expected;

  if ((command[2] & 0x80) == 0) {
    offset |= (gsize) command[2] << 8;
  } else {
    guint sfi = command[2] & 0x1f;

    g_assert_cmpuint (sfi, >=, FIRST_FILE);
    g_assert_cmpuint (sfi, <, FIRST_FILE + N_FILES);
    current = &files[sfi - FIRST_FILE];
  }

  g_assert_nonnull (current);
  if (length == 5)
    expected = command[4] != 0 ? command[4] : 256;
  else
    expected = (gsize) (command[5] << 8 | command[6]);
  if (offset < current->size)
    g_byte_array_append (bytes, current->bytes + offset,
                         (guint) MIN (expected, current->size - offset));
  g_byte_array_append (bytes, (const guint8 *) "\x90\x00", 2);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
transmit (UkeChannel *channel, const guint8 *command, gsize length, GError **error)
{
  switch (command[1]) {
  case UKE_INS_SELECT:
    g_assert_cmpuint (command[2], ==, 0x04); /* applications alone, by their names */
    return g_bytes_new_static ("\x90\x00", 2);
  case UKE_INS_VERIFY:
    return g_bytes_new_static (length == 4 ? "\x63\xc3" : "\x90\x00", 2);
  case UKE_INS_READ_BINARY:
    return read_binary (command, length);
  default:
    g_assert_not_reached ();
  }
}

static gsize
get_answer_max (UkeChannel *channel)
{
  return answer_max;
}

/* The slot's work is done where it is asked for: a thread for each input would take longer than all
 * the rest. */
static void
run (UkeSlot *slot, guint placement, GTask *task, const UkeSlotWork *work, gpointer data)
{
  g_autoptr (UkeErrand) errand = uke_errand_new (placement, task, work, data);

  uke_errand_carry_out (errand, UKE_CHANNEL (slot));
  g_object_unref (uke_errand_return (errand));
}

struct _FuzzSlot {
  GObject parent_instance;
};

static void
fuzz_slot_slot_init (UkeSlotInterface *iface)
{
  iface->run = run;
}

static void
fuzz_slot_channel_init (UkeChannelInterface *iface)
{
  iface->transmit = transmit;
  iface->get_answer_max = get_answer_max;
}

#define FUZZ_TYPE_SLOT (fuzz_slot_get_type ())
G_DECLARE_FINAL_TYPE (FuzzSlot, fuzz_slot, FUZZ, SLOT, GObject)
G_DEFINE_FINAL_TYPE_WITH_CODE (FuzzSlot,
                               fuzz_slot,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UKE_TYPE_SLOT, fuzz_slot_slot_init)
                                   G_IMPLEMENT_INTERFACE (UKE_TYPE_CHANNEL, fuzz_slot_channel_init))

/* It is never asked for its state. */
static void
get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  g_assert_not_reached ();
}

static void
fuzz_slot_class_init (FuzzSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  g_object_class_override_property (object_class, 1, "state");
  g_object_class_override_property (object_class, 2, "reader-name");
  g_object_class_override_property (object_class, 3, "placement");
}

static void
fuzz_slot_init (FuzzSlot *self)
{
}

/* --- What is read of it ------------------------------------------------------ */

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  answer = g_object_ref (result);
}

static void
await (void)
{
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
let_go (UkeSlot *slot)
{
  g_clear_object (&answer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (slot);
}

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == UKE_CARD_ERROR);
  g_assert_true (error->code == UKE_CARD_ERROR_UNREADABLE || error->code == UKE_CARD_ERROR_FORGED);
}

static void
read_face (void)
{
  UkeSlot *slot = g_object_new (FUZZ_TYPE_SLOT, NULL);
  UkeNumberB *number = uke_number_b_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeCardFace) face = NULL;

  for (const char *digit = "55021720323141"; *digit != '\0'; digit++)
    uke_number_b_append (number, *digit);
  uke_slot_read_card_face_async (slot, 1, number, NULL, on_ready, NULL);
  await ();
  face = uke_slot_read_card_face_finish (slot, answer, &error);
  let_go (slot);

  if (face == NULL) {
    check_error (error);
    return;
  }
  g_assert_no_error (error);
  g_assert_true (g_date_valid (uke_card_face_get_birth_date (face)));
  g_assert_true (g_date_valid (uke_card_face_get_expires (face)));
  g_assert_nonnull (uke_card_face_get_name_picture (face));
  g_assert_nonnull (uke_card_face_get_address_picture (face));
}

static void
read_text (void)
{
  UkeSlot *slot = g_object_new (FUZZ_TYPE_SLOT, NULL);
  UkePin *pin = uke_pin_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (UkeTextAttributes) attributes = NULL;

  for (gsize i = 0; i < UKE_PIN_LENGTH; i++)
    uke_pin_append (pin, '1');
  uke_slot_read_text_attributes_async (slot, 1, pin, NULL, on_ready, NULL);
  await ();
  attributes = uke_slot_read_text_attributes_finish (slot, answer, &error);
  let_go (slot);

  if (attributes == NULL) {
    check_error (error);
    return;
  }
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (uke_text_attributes_get_name (attributes), -1, NULL));
  g_assert_true (g_utf8_validate (uke_text_attributes_get_address (attributes), -1, NULL));
  g_assert_true (g_date_valid (uke_text_attributes_get_birth_date (attributes)));
}

void
fuzz_try (const guint8 *data, gsize size)
{
  const guint8 *at = data + 1;
  gsize left = size - 1;

  walk (data, size);
  if (size == 0)
    return;

  for (gsize i = 0; i < N_FILES; i++) {
    gsize length = left >= 2 ? (gsize) (at[0] << 8 | at[1]) : 0;

    at += MIN (left, 2);
    left -= MIN (left, 2);
    files[i] = (File) { at, MIN (length, left) };
    at += files[i].size;
    left -= files[i].size;
    walk (files[i].bytes, files[i].size);
  }

  answer_max = (data[0] & 1) != 0 ? UKE_ANSWER_MAX_EXTENDED : UKE_ANSWER_MAX_SHORT;
  current = NULL;
  read_face ();
  current = NULL;
  read_text ();
}
