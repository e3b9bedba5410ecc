#include "emulator/face-record.h"

#include "emulator/card-verifiable.h"
#include "emulator/tlv.h"

#include <string.h>

#define PICTURE_FOLDER UKE_RESOURCE_PATH "/card-face/"

/* In the generated file of data/card-face. */
extern GResource *
uke_card_face_get_resource (void);

/* The year of the Japanese era, which 照合番号B counts by. An era's first day is in its year 1. */
static int
get_era_year (const GDate *day)
{
  static const struct {
    int year, month, day;
  } eras[] = { { 2019, 5, 1 }, { 1989, 1, 8 }, { 1926, 12, 25 }, { 1912, 7, 30 }, { 1868, 1, 25 } };

  for (gsize i = 0; i < G_N_ELEMENTS (eras); i++) {
    GDate first;

    g_date_clear (&first, 1);
    g_date_set_dmy (&first, eras[i].day, eras[i].month, eras[i].year);
    if (g_date_compare (day, &first) >= 0)
      return g_date_get_year (day) - eras[i].year + 1;
  }
  g_return_val_if_reached (0);
}

/* "550217" */
static char *
write_birth_code (const GDate *birth)
{
  char month_and_day[5];

  g_date_strftime (month_and_day, sizeof month_and_day, "%m%d", birth);
  return g_strdup_printf ("%02d%s", get_era_year (birth) % 100, month_and_day);
}

/**
 * uke_face_write_number_b:
 *
 * Writes 照合番号B: the birth date with the year of the Japanese era, the year in which the card
 * expires, the security code (mynumber-card.md 3.1).
 *
 * Returns: (transfer full): 14 ASCII digits
 */
char *
uke_face_write_number_b (const UkeCardOrder *order)
{
  g_autofree char *birth_code = write_birth_code (&order->facts->holder.birth_date);

  return g_strdup_printf ("%s%04d%s", birth_code, g_date_get_year (&order->expiry),
                          order->facts->security_code);
}

/**
 * uke_face_fill:
 *
 * Works out what is printed on a persona's card (mynumber-card.md 2.3, 2.4 and 3.1).
 */
void
uke_face_fill (UkeFace *self, const UkeCardOrder *order)
{
  const UkePersonaFacts *facts = order->facts;
  const UkeFaceKeys *keys = uke_training_authority_get_face_keys (order->authority);
  const GDate *birth = &facts->holder.birth_date;

  *self = (UkeFace) { .chip_key = keys->chip_key, .record_key = keys->record_key };
  g_date_strftime (self->birth_date, sizeof self->birth_date, "%Y%m%d", birth);
  g_date_strftime (self->expiry, sizeof self->expiry, "%Y%m%d", &order->expiry);
  self->birth_code = write_birth_code (birth);
  self->number_b = uke_face_write_number_b (order);
  self->public_key = uke_card_verifiable_write_key (keys->chip_key);
}

void
uke_face_clear (UkeFace *self)
{
  g_clear_pointer (&self->birth_code, g_free);
  g_clear_pointer (&self->number_b, g_free);
  g_clear_pointer (&self->public_key, g_bytes_unref);
}

/* Returns: (transfer full): */
GBytes *
uke_face_get_picture (const char *name)
{
  g_autofree char *path = g_strconcat (PICTURE_FOLDER, name, NULL);
  GBytes *picture = g_resource_lookup_data (uke_card_face_get_resource (), path,
                                            G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (picture != NULL); /* built in */
  return picture;
}

/**
 * uke_face_write_signed:
 * @objects: (inout): gets the signature behind them
 *
 * Writes a record that ends with the signature over all objects before it, as they are written.
 *
 * Returns: (transfer full):
 */
GBytes *
uke_face_write_signed (const UkeFace *self, guint16 tag, GByteArray *objects, guint16 signature_tag)
{
  g_autoptr (GBytes) signature = uke_sign_record (self->record_key, objects->data, objects->len);

  uke_tlv_append_bytes (objects, signature_tag, signature);
  return uke_tlv_wrap (tag, objects);
}

static gsize
measure_header (guint16 tag, gsize length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *anything = g_malloc0 (length);

  uke_tlv_append (bytes, tag, anything, length);
  return bytes->len - length;
}

/**
 * uke_face_write_with_offsets:
 * @objects: (element-type GBytes): each with its tag and length
 *
 * Writes objects behind a table of where each begins, in 16 bits counted from the first byte of the
 * file.
 *
 * Returns: (transfer full):
 */
GBytes *
uke_face_write_with_offsets (guint16 tag, guint16 table_tag, GPtrArray *objects)
{
  g_autoptr (GByteArray) table = g_byte_array_new ();
  g_autoptr (GByteArray) inside = g_byte_array_new ();
  gsize table_size = 2 * objects->len;
  gsize length = measure_header (table_tag, table_size) + table_size;
  gsize offset;

  for (guint i = 0; i < objects->len; i++)
    length += g_bytes_get_size (objects->pdata[i]);

  offset = measure_header (tag, length) + measure_header (table_tag, table_size) + table_size;
  for (guint i = 0; i < objects->len; i++) {
    guint16 big = GUINT16_TO_BE ((guint16) offset);

    g_byte_array_append (table, (const guint8 *) &big, sizeof big);
    offset += g_bytes_get_size (objects->pdata[i]);
  }
  g_assert (offset <= G_MAXUINT16);

  uke_tlv_append (inside, table_tag, table->data, table->len);
  for (guint i = 0; i < objects->len; i++)
    g_byte_array_append (inside, g_bytes_get_data (objects->pdata[i], NULL),
                         g_bytes_get_size (objects->pdata[i]));
  return uke_tlv_wrap (tag, inside);
}
