#include "emulator/visual-application.h"

#include "emulator/card-signer.h"
#include "emulator/card-status.h"
#include "emulator/card-verifiable.h"
#include "emulator/tlv.h"

#include <openssl/sha.h>
#include <string.h>

enum {
  AGE = 0x0001,
  FACE = 0x0002,
  INFORMATION = 0x0003,
  CERTIFICATE = 0x0004,
  NUMBER = 0x0005,
  UNKNOWN = 0x0006,
  BIRTH_CODE = 0x0011,
  NUMBER_B = 0x0012, /* the other way round than in the text application */
  NUMBER_A = 0x0013,
};

/* Of a birth date and of 照合番号A nobody has published the number of tries. */
#define TRIES 10

/* The objects of the face, in the order in which they stand there. */
enum {
  BIRTH_DATE,
  SEX,
  PUBLIC_KEY,
  NAME,
  ADDRESS,
  PHOTOGRAPH,
  SIGNATURE,
  EXPIRY,
  SECURITY_CODE,
  N_OBJECTS,
};
#define FIRST_TAG 0xdf22

static void
add_object (GPtrArray *objects, gconstpointer data, gsize length)
{
  GByteArray *bytes = g_byte_array_new ();

  uke_tlv_append (bytes, FIRST_TAG + objects->len, data, length);
  g_ptr_array_add (objects, g_byte_array_free_to_bytes (bytes));
}

static void
add_bytes (GPtrArray *objects, GBytes *bytes)
{
  add_object (objects, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
add_picture (GPtrArray *objects, const char *name)
{
  g_autoptr (GBytes) picture = uke_face_get_picture (name);

  add_bytes (objects, picture);
}

static void
hash_objects (GPtrArray *objects, guint first, guint last, guint8 *hash)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = first; i <= last; i++)
    g_byte_array_append (bytes, g_bytes_get_data (objects->pdata[i], NULL),
                         g_bytes_get_size (objects->pdata[i]));
  SHA256 (bytes->data, bytes->len, hash);
}

/* One DigestInfo around three hashes: texts, pictures of texts, photograph. Thus a terminal that
 * was given only some of them could still check those. */
static GBytes *
sign_face (const UkeFace *face, GPtrArray *objects)
{
  static const guint8 digest_info[] = {
    0x30, 0x71, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
    0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x60,
  };
  guint8 input[sizeof digest_info + 3 * SHA256_DIGEST_LENGTH];
  guint8 *hashes = input + sizeof digest_info;
  GByteArray *signature = g_byte_array_new ();
  guint16 status;

  memcpy (input, digest_info, sizeof digest_info);
  hash_objects (objects, BIRTH_DATE, PUBLIC_KEY, hashes);
  hash_objects (objects, NAME, ADDRESS, hashes + SHA256_DIGEST_LENGTH);
  hash_objects (objects, PHOTOGRAPH, PHOTOGRAPH, hashes + 2 * SHA256_DIGEST_LENGTH);
  status = uke_card_sign (face->record_key, 0, input, sizeof input, signature);
  g_assert (status == UKE_SW_DONE); /* an RSA key signs 115 bytes */
  return g_byte_array_free_to_bytes (signature);
}

static GBytes *
write_face (const UkeCardOrder *order, const UkeFace *face)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) signature = NULL;
  const char sex = order->facts->holder.sex;

  add_object (objects, face->birth_date, 8);
  add_object (objects, &sex, 1);
  add_bytes (objects, face->public_key);
  add_picture (objects, "name.png");
  add_picture (objects, "address.png");
  if (order->facts->photograph)
    add_picture (objects, "portrait.jp2");
  else
    add_object (objects, NULL, 0);
  signature = sign_face (face, objects);
  add_bytes (objects, signature);
  add_object (objects, face->expiry, 8);
  add_picture (objects, "security-code.png");
  g_assert (objects->len == N_OBJECTS);
  return uke_face_write_with_offsets (0xff20, 0xdf21, objects);
}

static GBytes *
write_age (const UkeFace *face)
{
  g_autoptr (GByteArray) objects = g_byte_array_new ();

  uke_tlv_append (objects, 0xdf11, face->birth_date, 8);
  uke_tlv_append_bytes (objects, 0xdf12, face->public_key);
  return uke_face_write_signed (face, 0xff10, objects, 0xdf13);
}

static GBytes *
write_number (const UkeFace *face)
{
  g_autoptr (GBytes) picture = uke_face_get_picture ("number.png");
  g_autoptr (GByteArray) objects = g_byte_array_new ();

  uke_tlv_append_bytes (objects, 0xdf41, picture);
  uke_tlv_append_bytes (objects, 0xdf42, face->public_key);
  return uke_face_write_signed (face, 0xff40, objects, 0xdf43);
}

/* The last object is a key's identifier and 256 bytes that nobody has explained. */
static GBytes *
write_information (void)
{
  g_autoptr (GByteArray) objects = g_byte_array_new ();
  guint8 unexplained[UKE_KEY_ID_SIZE + 256] = { 0 };

  uke_key_id_write (UKE_TRAINING_ISSUER_VISUAL, unexplained);
  uke_tlv_append (objects, 0xdf31, "\x06\x03\x0e\x01", 4);
  uke_tlv_append (objects, 0xdf32, unexplained, UKE_KEY_ID_SIZE);
  uke_tlv_append (objects, 0xdf33, "\x01", 1);
  uke_tlv_append (objects, 0xdf34, UKE_TRAINING_MUNICIPALITY, strlen (UKE_TRAINING_MUNICIPALITY));
  uke_tlv_append (objects, 0xdf35, unexplained, sizeof unexplained);
  return uke_tlv_wrap (0xff30, objects);
}

/* A file's content in, the file out: @content is given away. */
static UkeCardFile *
add_data (GPtrArray *files, guint16 id, GBytes *content)
{
  g_autoptr (GBytes) owned = content;

  return uke_card_files_add_data (files, id, owned);
}

static void
add_protected (GPtrArray *files, const UkeCardOrder *order, const UkeFace *face)
{
  UkeCardFile *birth_code, *number_a, *number_b, *file;

  birth_code = uke_card_files_add_pin (files, BIRTH_CODE, face->birth_code, TRIES, TRIES);
  number_a = uke_card_files_add_pin (files, NUMBER_A, UKE_TRAINING_NUMBER, TRIES, TRIES);
  number_b = uke_card_files_add_pin (files, NUMBER_B, face->number_b, TRIES,
                                     order->facts->number_b_tries_left);

  uke_card_file_let_open (add_data (files, AGE, write_age (face)), birth_code);
  file = add_data (files, FACE, write_face (order, face));
  uke_card_file_let_open (file, number_a);
  uke_card_file_let_open (file, number_b);
  uke_card_file_let_open (add_data (files, NUMBER, write_number (face)), number_a);
}

/**
 * uke_visual_application_new:
 *
 * Lays out the application that shows the card's face (mynumber-card.md 2.4), signed by the
 * training authority's record key. Its pictures show the same nobody, whoever the holder is.
 *
 * Returns: (transfer full):
 */
UkeCardApplication *
uke_visual_application_new (const UkeCardOrder *order, const UkeFace *face)
{
  UkeCardApplication *self = uke_card_application_new ("visual", "D3921000310001010402");
  const UkeFaceKeys *keys = uke_training_authority_get_face_keys (order->authority);
  static const guint8 filler[16] = { [0 ... 15] = 0xff };

  add_protected (self->files, order, face);
  add_data (self->files, INFORMATION, write_information ());
  add_data (self->files, CERTIFICATE,
            uke_card_verifiable_certify (UKE_TRAINING_ISSUER_VISUAL, keys->authority_key,
                                         UKE_TRAINING_SUBJECT_VISUAL, keys->record_key));
  add_data (self->files, UNKNOWN, g_bytes_new_static (filler, sizeof filler));

  /* No identifier of this key is known: it is reached as the default one. */
  self->default_key = uke_card_files_add_key (self->files, 0, face->chip_key);
  self->default_key->signs_without_pin = TRUE;
  return self;
}
