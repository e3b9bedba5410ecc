#include "eligibility/request.h"

#include "eligibility/texts.h"

#include <string.h>

static gboolean
is_same (const char *asked, const char *echoed, char *(*fold) (const char *) )
{
  g_autofree char *left = fold (asked);
  g_autofree char *right = fold (echoed);

  return strcmp (left, right) == 0;
}

/* Width and padding may change on the way; a number of the clinic's own may not. */
static gboolean
is_echo (const UkeRegistration *asked, const UkeReferenceRegistration *echoed)
{
  return g_strcmp0 (asked->reference_number, echoed->reference_number) == 0
         && is_same (asked->insurer_number, echoed->insurer_number, uke_oqs_fold)
         && is_same (asked->insured_card_symbol, echoed->insured_card_symbol, uke_oqs_fold)
         && is_same (asked->insured_identification_number, echoed->insured_identification_number,
                     uke_oqs_fold_number)
         && is_same (asked->insured_branch_number, echoed->insured_branch_number, uke_oqs_fold);
}

static gboolean
has_echo (const UkeEligibilityUnit *unit, const UkeRegistration *asked)
{
  for (guint i = 0; i < unit->registrations->len; i++)
    if (is_echo (asked, unit->registrations->pdata[i]))
      return TRUE;
  return FALSE;
}

static UkeRegistered
judge_unit (const UkeEligibilityUnit *unit)
{
  if (g_strcmp0 (unit->processing_result_status, "1") == 0)
    return UKE_REGISTERED;
  return g_strcmp0 (unit->processing_result_status, "2") == 0 ? UKE_REGISTERED_NOT
                                                              : UKE_REGISTERED_MAYBE;
}

/**
 * uke_request_judge_registration:
 * @answer: to an OQSsiimm01req, or to the OQSmuimm02req of a bulk job
 * @sender: as in the request; its identifier is not compared for a bulk job, whose download has
 * none
 * @asked: one person of the request
 *
 * Tells whether the clinic's number is registered now. That there is an answer does not say so: it
 * has to be to this request, to have been processed, and to echo every value.
 *
 * Returns: UKE_REGISTERED_NOT where it was refused, with the reason in the answer;
 * UKE_REGISTERED_MAYBE where the answer does not speak of @asked
 */
UkeRegistered
uke_request_judge_registration (const UkeEligibility *answer,
                                const UkeRequestSender *sender,
                                const UkeRegistration *asked)
{
  const UkeEligibilityHeader *header;

  g_return_val_if_fail (answer != NULL, UKE_REGISTERED_MAYBE);

  header = &answer->header;
  if (g_strcmp0 (header->medical_institution_code, sender->medical_institution_code) != 0
      || g_strcmp0 (header->segment_of_result, "1") != 0 || uke_oqs_is_given (header->error_code))
    return UKE_REGISTERED_MAYBE;

  for (guint i = 0; i < answer->units->len; i++)
    if (has_echo (answer->units->pdata[i], asked))
      return judge_unit (answer->units->pdata[i]);
  if (g_strcmp0 (header->arbitrary_file_identifier, sender->identifier) != 0
      || !has_echo (&answer->body, asked))
    return UKE_REGISTERED_MAYBE;
  return judge_unit (&answer->body);
}
