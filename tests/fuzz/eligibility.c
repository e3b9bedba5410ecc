#include "target.h"

#include "eligibility/blocks.h"
#include "eligibility/eligibility.h"
#include "eligibility/texts.h"

#include <string.h>

/* The terminal's files: whatever bytes lie in a folder, what comes out is text that belongs to it,
 * and a verdict; or an error that can be shown. Each input is read as it is, and declared as each
 * of the two encodings. */

#define DECLARED(encoding) "<?xml version=\"1.0\" encoding=\"" encoding "\"?>"

void
fuzz_set_up (void)
{
}

static void
check_text (const UkeEligibility *self, const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (text >= self->texts && text < self->texts + self->size);
  g_assert_nonnull (memchr (text, '\0', self->texts + self->size - text));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_block (const UkeEligibility *self, UkeBlockKind kind, gconstpointer block)
{
  gsize count;
  const UkeBlockField *fields = uke_block_get_fields (kind, &count);

  for (gsize i = 0; block != NULL && i < count; i++)
    check_text (self, uke_block_get_value (block, &fields[i]));
}

static void
check_blocks (const UkeEligibility *self, UkeBlockKind kind, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    check_block (self, kind, blocks->pdata[i]);
}

static void
check_result (const UkeEligibility *self, const UkeEligibilityResult *result)
{
  g_autofree char *number = uke_oqs_fold_number (result->insured_identification_number);
  g_autofree char *kana = uke_oqs_fold_kana (result->name_kana);
  GDate birthdate;

  check_block (self, UKE_BLOCK_RESULT, result);
  check_block (self, UKE_BLOCK_ELDERLY, result->elderly);
  check_block (self, UKE_BLOCK_LIMIT, result->limit);
  check_blocks (self, UKE_BLOCK_DISEASE, result->specific_diseases);
  check_blocks (self, UKE_BLOCK_TICKET, result->tickets);
  for (gsize i = 0; i < UKE_OQS_N_CONSENTS; i++) {
    g_autoptr (GDateTime) until = uke_oqs_parse_moment (result->consents[i].until);

    check_text (self, result->consents[i].flag);
    check_text (self, result->consents[i].time);
    check_text (self, result->consents[i].until);
  }
  uke_oqs_judge_name (result->name);
  g_assert_cmpint (uke_oqs_parse_day (result->birthdate, &birthdate), ==,
                   g_date_valid (&birthdate));
  g_assert_true (g_utf8_validate (number, -1, NULL) && g_utf8_validate (kana, -1, NULL));
}

static void
check_unit (const UkeEligibility *self, const UkeEligibilityUnit *unit)
{
  check_block (self, UKE_BLOCK_UNIT, unit);
  check_block (self, UKE_BLOCK_SEARCH, unit->search);
  check_blocks (self, UKE_BLOCK_REGISTRATION, unit->registrations);
  for (guint i = 0; i < unit->results->len; i++)
    check_result (self, unit->results->pdata[i]);
  g_assert_nonnull (uke_outcome_get_nick (uke_eligibility_unit_get_outcome (unit)));
}

static void
check (const UkeEligibility *self)
{
  UkeOutcome outcome = uke_eligibility_get_outcome (self);

  check_block (self, UKE_BLOCK_HEADER, &self->header);
  check_unit (self, &self->body);
  for (guint i = 0; i < self->units->len; i++)
    check_unit (self, self->units->pdata[i]);
  check_text (self, uke_eligibility_get_prescription_choice (self));
  g_assert_cmpuint (g_strv_length (self->unknown), <=, 16);

  /* Nobody is picked from among several. */
  if (outcome == UKE_OUTCOME_VALID)
    g_assert_nonnull (uke_eligibility_get_insurance (self));
  if (outcome == UKE_OUTCOME_CHOOSE)
    g_assert_null (uke_eligibility_get_insurance (self));
}

static void
read_result (const char *declaration, const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (UkeEligibility) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (array, (const guint8 *) declaration, strlen (declaration));
  g_byte_array_append (array, data, size);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  self = uke_eligibility_new_from_data (bytes, &error);
  if (self != NULL) {
    g_assert_no_error (error);
    check (self);
  } else {
    g_assert_true (error->domain == UKE_ELIGIBILITY_ERROR);
    g_assert_cmpstr (uke_eligibility_error_get_nick (error->code), !=, "unknown");
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

void
fuzz_try (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *plain = uke_encoding_decode_plain (bytes);

  g_assert_true (plain == NULL || g_utf8_validate (plain, -1, NULL));
  read_result ("", data, size);
  read_result (DECLARED ("UTF-8"), data, size);
  read_result (DECLARED ("Shift_JIS"), data, size);
}
