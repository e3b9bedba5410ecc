#include "emulator/text-application.h"

#include "emulator/card-verifiable.h"
#include "emulator/tlv.h"

#include <openssl/sha.h>
#include <string.h>

enum {
  NUMBER = 0x0001,
  ATTRIBUTES = 0x0002,
  INTEGRITY = 0x0003,
  CERTIFICATE = 0x0004,
  INFORMATION = 0x0005,
  TRANSPORT_KEY = 0x0006,
  KEY_CERTIFICATE = 0x0007,
  UNKNOWN = 0x0008,
  PIN = 0x0011,
  BLOCKED = 0x0012,
  KEY = 0x0013,
  NUMBER_A = 0x0014,
  NUMBER_B = 0x0015,
};

#define PIN_TRIES 3
#define TRIES 10

/* Nobody is asked for it here. */
#define TEXT_PIN "1234"

static GBytes *
write_number (void)
{
  GByteArray *bytes = g_byte_array_new ();

  uke_tlv_append (bytes, 0xff10, UKE_TRAINING_NUMBER, strlen (UKE_TRAINING_NUMBER));
  g_byte_array_append (bytes, (const guint8 *) "\xff\xff", 2);
  return g_byte_array_free_to_bytes (bytes);
}

static void
add_text (GPtrArray *objects, guint16 tag, const char *text, gsize length)
{
  GByteArray *bytes = g_byte_array_new ();

  uke_tlv_append (bytes, tag, text, length);
  g_ptr_array_add (objects, g_byte_array_free_to_bytes (bytes));
}

/* (element-type GBytes) */
static GPtrArray *
list_attributes (const UkePersonaHolder *holder, const UkeFace *face)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char sex = holder->sex;

  add_text (objects, 0xdf22, holder->name, strlen (holder->name));
  add_text (objects, 0xdf23, holder->address, strlen (holder->address));
  add_text (objects, 0xdf24, face->birth_date, 8);
  add_text (objects, 0xdf25, &sex, 1);
  return objects;
}

/* Cards of about 2023 were seen with two bytes before the first tag; which, nobody wrote down. */
static GBytes *
put_stray_bytes_before (GBytes *file)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) "\0\0", 2);
  g_byte_array_append (bytes, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  return g_byte_array_free_to_bytes (bytes);
}

static void
append_hash (GByteArray *bytes, guint16 tag, const guint8 *data, gsize length)
{
  guint8 hash[SHA256_DIGEST_LENGTH];

  SHA256 (data, length, hash);
  uke_tlv_append (bytes, tag, hash, sizeof hash);
}

/* The number's hash is over its whole file, filler and all; the attributes' over what stands behind
 * the table. */
static GBytes *
write_integrity (const UkeFace *face, GBytes *number, GPtrArray *attributes)
{
  g_autoptr (GByteArray) objects = g_byte_array_new ();
  g_autoptr (GByteArray) values = g_byte_array_new ();

  for (guint i = 0; i < attributes->len; i++)
    g_byte_array_append (values, g_bytes_get_data (attributes->pdata[i], NULL),
                         g_bytes_get_size (attributes->pdata[i]));
  append_hash (objects, 0xdf31, g_bytes_get_data (number, NULL), g_bytes_get_size (number));
  append_hash (objects, 0xdf32, values->data, values->len);
  return uke_face_write_signed (face, 0xff30, objects, 0xdf33);
}

static GBytes *
write_information (void)
{
  g_autoptr (GByteArray) objects = g_byte_array_new ();
  guint8 id[UKE_KEY_ID_SIZE];
  guint8 unexplained[128] = { 0 };

  uke_key_id_write (UKE_TRAINING_ISSUER_TEXT, id);
  uke_tlv_append (objects, 0xdf41, "\x01\x03\x0e\x01", 4);
  uke_tlv_append (objects, 0xdf42, id, sizeof id);
  uke_tlv_append (objects, 0xdf43, unexplained, sizeof unexplained);
  return uke_tlv_wrap (0xff40, objects);
}

static GBytes *
write_transport_key (const UkeFace *face)
{
  g_autoptr (GByteArray) key = g_byte_array_new ();

  g_byte_array_append (key, g_bytes_get_data (face->public_key, NULL),
                       g_bytes_get_size (face->public_key));
  return uke_tlv_wrap (0xa1, key);
}

static GBytes *
write_key_certificate (const UkeFace *face)
{
  g_autoptr (GByteArray) objects = g_byte_array_new ();

  uke_tlv_append_bytes (objects, 0xdf51, face->public_key);
  return uke_face_write_signed (face, 0xff50, objects, 0xdf52);
}

static void
add_data (GPtrArray *files,
          guint16 id,
          GBytes *content,
          UkeCardFile *pin,
          UkeCardFile *number_a,
          UkeCardFile *number_b)
{
  UkeCardFile *file = uke_card_files_add_data (files, id, content);
  UkeCardFile *const openers[] = { pin, number_a, number_b };

  for (gsize i = 0; i < G_N_ELEMENTS (openers); i++)
    if (openers[i] != NULL)
      uke_card_file_let_open (file, openers[i]);
}

static void
add_protected (GPtrArray *files, const UkeCardOrder *order, const UkeFace *face)
{
  g_autoptr (GPtrArray) objects = list_attributes (&order->facts->holder, face);
  g_autoptr (GBytes) number = write_number ();
  g_autoptr (GBytes) attributes = uke_face_write_with_offsets (0xff20, 0xdf21, objects);
  g_autoptr (GBytes) integrity = write_integrity (face, number, objects);
  g_autoptr (GBytes) key_certificate = write_key_certificate (face);
  g_autoptr (GBytes) stray = put_stray_bytes_before (attributes);
  UkeCardFile *pin, *a, *b;

  pin = uke_card_files_add_pin (files, PIN, TEXT_PIN, PIN_TRIES, PIN_TRIES);
  a = uke_card_files_add_pin (files, NUMBER_A, UKE_TRAINING_NUMBER, TRIES, TRIES);
  b = uke_card_files_add_pin (files, NUMBER_B, face->number_b, TRIES,
                              order->facts->number_b_tries_left);
  /* Cards are issued with this one blocked. */
  uke_card_files_add_pin (files, BLOCKED, "", TRIES, 0);

  add_data (files, NUMBER, number, pin, a, NULL);
  add_data (files, ATTRIBUTES, order->facts->quirks.stray_bytes ? stray : attributes, pin, NULL, b);
  add_data (files, INTEGRITY, integrity, pin, a, b);
  add_data (files, KEY_CERTIFICATE, key_certificate, pin, a, b);
}

static void
add_open (GPtrArray *files, const UkeCardOrder *order, const UkeFace *face)
{
  static const guint8 filler[16] = { [0 ... 15] = 0xff };
  const UkeFaceKeys *keys = uke_training_authority_get_face_keys (order->authority);
  g_autoptr (GBytes) information = write_information ();
  g_autoptr (GBytes) transport_key = write_transport_key (face);
  g_autoptr (GBytes) unknown = g_bytes_new_static (filler, sizeof filler);
  g_autoptr (GBytes) certificate =
      uke_card_verifiable_certify (UKE_TRAINING_ISSUER_TEXT, keys->authority_key,
                                   UKE_TRAINING_SUBJECT_TEXT, keys->record_key);

  uke_card_files_add_data (files, CERTIFICATE, certificate);
  uke_card_files_add_data (files, INFORMATION, information);
  uke_card_files_add_data (files, TRANSPORT_KEY, transport_key);
  uke_card_files_add_data (files, UNKNOWN, unknown);
}

/**
 * uke_text_application_new:
 *
 * Lays out the application that fills in forms (mynumber-card.md 2.3), without secure messaging.
 *
 * Returns: (transfer full):
 */
UkeCardApplication *
uke_text_application_new (const UkeCardOrder *order, const UkeFace *face)
{
  UkeCardApplication *self = uke_card_application_new ("text", "D3921000310001010408");

  add_protected (self->files, order, face);
  add_open (self->files, order, face);
  self->default_key = uke_card_files_add_key (self->files, KEY, face->chip_key);
  self->default_key->signs_without_pin = TRUE;
  return self;
}
