#include "eligibility/eligibility.h"

#include "eligibility/parser.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (UkeEligibility, uke_eligibility, uke_eligibility_ref, uke_eligibility_unref)

/* A bulk answer may tell of some thousand people; no file needs more blocks than this. */
#define MOST_BLOCKS 20000

static void
init_unit (UkeEligibilityUnit *unit)
{
  unit->registrations = g_ptr_array_new ();
  unit->results = g_ptr_array_new ();
}

static UkeEligibility *
allocate (gsize size)
{
  UkeEligibility *self = g_new0 (UkeEligibility, 1);

  g_ref_count_init (&self->references);
  self->units = g_ptr_array_new ();
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->size = size;
  self->texts = g_malloc (size);
  init_unit (&self->body);
  return self;
}

static void
clear_unit (UkeEligibilityUnit *unit)
{
  for (guint i = 0; i < unit->results->len; i++) {
    UkeEligibilityResult *result = unit->results->pdata[i];

    g_ptr_array_unref (result->specific_diseases);
    g_ptr_array_unref (result->tickets);
  }
  g_ptr_array_unref (unit->registrations);
  g_ptr_array_unref (unit->results);
}

/* One struct of those in eligibility.h, zero; NULL where there are too many of them. */
gpointer
uke_eligibility_add_block (UkeEligibility *self, gsize size)
{
  gpointer block;

  if (self->blocks->len >= MOST_BLOCKS)
    return NULL;
  block = g_malloc0 (size);
  g_ptr_array_add (self->blocks, block);
  return block;
}

static gboolean
doubts_encoding (const UkeEligibility *self)
{
  const char *code = self->header.character_code_identifier;

  if (g_strcmp0 (code, "0") == 0)
    return self->encoding != UKE_ENCODING_UTF_8;
  return g_strcmp0 (code, "1") == 0 && self->encoding != UKE_ENCODING_CP932;
}

/**
 * uke_eligibility_new_from_data:
 * @bytes: a whole file: *res_*.xml of the terminal, from the card reader or answering a request
 *
 * Reads a result as the terminal writes it, by the names of its elements and in whatever order,
 * UTF-8 or CP932. No DTD, no entity, no other file and no network is ever looked at. What it does
 * not know it passes over without keeping it, so that health records cannot come in this way. The
 * layout is that of OQSsiquc01res as working integrations show it.
 *
 * Errors: those of UKE_ELIGIBILITY_ERROR but UNSENDABLE. INCOMPLETE means that more
 * may follow. Messages are for a log: they hold nothing of what the file says.
 *
 * Returns: (transfer full): with a readable file; what it means is uke_eligibility_get_outcome()
 */
UkeEligibility *
uke_eligibility_new_from_data (GBytes *bytes, GError **error)
{
  g_autoptr (UkeEligibility) self = NULL;
  UkeEncoding encoding;
  gsize length;
  gboolean parsed;
  char *text;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > UKE_ELIGIBILITY_MAX_SIZE) {
    g_set_error (error, UKE_ELIGIBILITY_ERROR, UKE_ELIGIBILITY_ERROR_TOO_LARGE,
                 "the file has more than %d MiB", UKE_ELIGIBILITY_MAX_SIZE / 1024 / 1024);
    return NULL;
  }

  text = uke_encoding_decode (bytes, &length, &encoding, error);
  if (text == NULL)
    return NULL;

  /* No value is longer than the markup and text that it comes from, its NUL included. */
  self = allocate (length + 1);
  self->encoding = encoding;
  parsed = uke_eligibility_parse (self, text, length, error);
  explicit_bzero (text, length);
  g_free (text);
  if (!parsed)
    return NULL;

  self->encoding_doubt = doubts_encoding (self);
  return g_steal_pointer (&self);
}

UkeEligibility *
uke_eligibility_ref (UkeEligibility *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->references);
  return self;
}

/**
 * uke_eligibility_unref:
 *
 * With the last one, what the file said is wiped.
 */
void
uke_eligibility_unref (UkeEligibility *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->references))
    return;

  clear_unit (&self->body);
  for (guint i = 0; i < self->units->len; i++)
    clear_unit (self->units->pdata[i]);
  g_ptr_array_unref (self->units);
  g_ptr_array_unref (self->blocks);
  g_strfreev (self->unknown);
  explicit_bzero (self->texts, self->size);
  g_free (self->texts);
  g_free (self);
}

/**
 * uke_outcome_get_nick:
 *
 * Returns: one word for scripts, logs and tests, static
 */
const char *
uke_outcome_get_nick (UkeOutcome outcome)
{
  switch (outcome) {
  case UKE_OUTCOME_VALID:
    return "valid";
  case UKE_OUTCOME_CHOOSE:
    return "choose";
  case UKE_OUTCOME_INVALID:
    return "invalid";
  case UKE_OUTCOME_INVALID_NEW:
    return "invalid-new";
  case UKE_OUTCOME_NOT_FOUND:
    return "not-found";
  case UKE_OUTCOME_SEVERAL:
    return "several";
  case UKE_OUTCOME_UNREGISTERED:
    return "unregistered";
  case UKE_OUTCOME_DONE:
    return "done";
  case UKE_OUTCOME_PROCESSING:
    return "processing";
  case UKE_OUTCOME_PERSON_ERROR:
    return "person-error";
  case UKE_OUTCOME_FAILED:
    return "failed";
  case UKE_OUTCOME_UNKNOWN:
    return "unknown";
  }
  return NULL;
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* One result is the person's; a second one may only be the 医療扶助 beside it. */
static gboolean
is_unequivocal (const GPtrArray *results)
{
  if (results->len == 1)
    return TRUE;
  return results->len == 2
         && uke_eligibility_result_is_public_aid (results->pdata[0])
                != uke_eligibility_result_is_public_aid (results->pdata[1]);
}

static UkeOutcome
judge_validity (const UkeEligibilityUnit *unit)
{
  const char *validity = unit->qualification_validity;

  if (!is_given (validity))
    return unit->results->len == 0
                   && (unit->registrations->len > 0 || unit->reception_number != NULL)
               ? UKE_OUTCOME_DONE
               : UKE_OUTCOME_UNKNOWN;
  if (strcmp (validity, "1") == 0 && unit->results->len > 0)
    return is_unequivocal (unit->results) ? UKE_OUTCOME_VALID : UKE_OUTCOME_CHOOSE;
  if (strcmp (validity, "2") == 0)
    return UKE_OUTCOME_INVALID;
  if (strcmp (validity, "3") == 0)
    return UKE_OUTCOME_INVALID_NEW;
  if (strcmp (validity, "4") == 0)
    return UKE_OUTCOME_NOT_FOUND;
  if (strcmp (validity, "5") == 0)
    return UKE_OUTCOME_SEVERAL;
  if (strcmp (validity, "6") == 0)
    return UKE_OUTCOME_UNREGISTERED;
  return UKE_OUTCOME_UNKNOWN;
}

/**
 * uke_eligibility_unit_get_outcome:
 * @unit: of a file whose header says that it was processed
 *
 * Judges what is said of one person.
 */
UkeOutcome
uke_eligibility_unit_get_outcome (const UkeEligibilityUnit *unit)
{
  g_return_val_if_fail (unit != NULL, UKE_OUTCOME_UNKNOWN);

  if (g_strcmp0 (unit->processing_result_status, "2") == 0)
    return UKE_OUTCOME_PERSON_ERROR;
  if (g_strcmp0 (unit->processing_result_status, "1") != 0)
    return UKE_OUTCOME_UNKNOWN;
  return judge_validity (unit);
}

/**
 * uke_eligibility_get_outcome:
 *
 * Judges a file in the order that the layout demands: the header first, then the person, then the
 * validity, then how many results there are. A bulk answer that was processed is DONE whatever its
 * units say.
 */
UkeOutcome
uke_eligibility_get_outcome (const UkeEligibility *self)
{
  const char *segment;

  g_return_val_if_fail (self != NULL, UKE_OUTCOME_UNKNOWN);

  segment = self->header.segment_of_result;
  if (g_strcmp0 (segment, "2") == 0)
    return UKE_OUTCOME_PROCESSING;
  if (g_strcmp0 (segment, "9") == 0)
    return UKE_OUTCOME_FAILED;
  if (g_strcmp0 (segment, "1") != 0 || is_given (self->header.error_code))
    return UKE_OUTCOME_UNKNOWN;
  if (self->units->len > 0)
    return UKE_OUTCOME_DONE;
  return uke_eligibility_unit_get_outcome (&self->body);
}

/**
 * uke_eligibility_result_is_public_aid:
 *
 * Is it 医療扶助, so that the numbers are those of the 公費?
 */
gboolean
uke_eligibility_result_is_public_aid (const UkeEligibilityResult *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (self->insured_card_classification, "A1") == 0;
}

/**
 * uke_eligibility_get_insurance:
 *
 * Finds the one result that may be used without asking anybody. Whether it is valid is
 * uke_eligibility_get_outcome()'s to say.
 *
 * Returns: (nullable) (transfer none): the insurance, or the 医療扶助 where it comes alone; NULL
 *   with none, and with several among which a person has to choose
 */
const UkeEligibilityResult *
uke_eligibility_get_insurance (const UkeEligibility *self)
{
  const GPtrArray *results;

  g_return_val_if_fail (self != NULL, NULL);

  results = self->body.results;
  if (results->len == 0 || !is_unequivocal (results))
    return NULL;
  return results->len == 2 && uke_eligibility_result_is_public_aid (results->pdata[0])
             ? results->pdata[1]
             : results->pdata[0];
}

/**
 * uke_eligibility_get_prescription_choice:
 *
 * Finds what the patient chose for the prescription (OQSCD017); files differ in where they say it.
 *
 * Returns: (nullable) (transfer none): NULL where nothing or two different things are said
 */
const char *
uke_eligibility_get_prescription_choice (const UkeEligibility *self)
{
  const char *choice;

  g_return_val_if_fail (self != NULL, NULL);

  choice = self->body.prescription_issue_select;
  for (guint i = 0; i < self->body.results->len; i++) {
    const UkeEligibilityResult *result = self->body.results->pdata[i];

    if (result->prescription_issue_select == NULL)
      continue;
    if (choice != NULL && strcmp (choice, result->prescription_issue_select) != 0)
      return NULL;
    choice = result->prescription_issue_select;
  }
  return choice;
}
