#include "eligibility-json.h"

#include "judgement.h"

#include "eligibility/blocks.h"
#include "eligibility/texts.h"

static void
add_boolean (JsonBuilder *json, const char *member, gboolean value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_boolean_value (json, value);
}

/* null: absent; a label of null: a code that nobody told us of. */
static void
add_code (JsonBuilder *json, const char *member, UkeCodeTable table, const char *code)
{
  json_builder_set_member_name (json, member);
  if (code == NULL) {
    json_builder_add_null_value (json);
    return;
  }
  json_builder_begin_object (json);
  uke_ctl_add_text (json, "code", code);
  uke_ctl_add_text (json, "label", uke_code_get_label (table, code));
  json_builder_end_object (json);
}

static void
add_values (JsonBuilder *json, UkeBlockKind kind, gconstpointer block)
{
  gsize count;
  const UkeBlockField *fields = uke_block_get_fields (kind, &count);

  for (gsize i = 0; i < count; i++) {
    const char *value = uke_block_get_value (block, &fields[i]);

    if (fields[i].codes == UKE_OQSCD_NONE)
      uke_ctl_add_text (json, fields[i].member, value);
    else
      add_code (json, fields[i].member, fields[i].codes, value);
  }
}

static void
add_block (JsonBuilder *json, const char *member, UkeBlockKind kind, gconstpointer block)
{
  json_builder_set_member_name (json, member);
  if (block == NULL) {
    json_builder_add_null_value (json);
    return;
  }
  json_builder_begin_object (json);
  add_values (json, kind, block);
  json_builder_end_object (json);
}

static void
add_blocks (JsonBuilder *json, const char *member, UkeBlockKind kind, const GPtrArray *blocks)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_array (json);
  for (guint i = 0; i < blocks->len; i++) {
    json_builder_begin_object (json);
    add_values (json, kind, blocks->pdata[i]);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
}

static void
add_consents (JsonBuilder *json, const UkeEligibilityResult *result)
{
  json_builder_set_member_name (json, "consents");
  json_builder_begin_object (json);
  for (UkeOqsConsentKind kind = 0; kind < UKE_OQS_N_CONSENTS; kind++) {
    const UkeOqsConsentInfo *info = uke_oqs_consent_get_info (kind);
    const UkeOqsConsent *consent = &result->consents[kind];

    json_builder_set_member_name (json, info->nick);
    if (consent->flag == NULL && consent->time == NULL && consent->until == NULL) {
      json_builder_add_null_value (json);
      continue;
    }
    json_builder_begin_object (json);
    add_code (json, "flag", info->codes, consent->flag);
    uke_ctl_add_text (json, "time", consent->time);
    uke_ctl_add_text (json, "until", consent->until);
    json_builder_end_object (json);
  }
  json_builder_end_object (json);
}

static void
add_result (JsonBuilder *json, const UkeEligibilityResult *result)
{
  json_builder_begin_object (json);
  add_values (json, UKE_BLOCK_RESULT, result);
  add_boolean (json, "public_aid", uke_eligibility_result_is_public_aid (result));
  uke_ctl_add_text (json, "name_doubt",
                    uke_name_doubt_get_nick (uke_oqs_judge_name (result->name)));
  add_consents (json, result);
  add_block (json, "elderly", UKE_BLOCK_ELDERLY, result->elderly);
  add_block (json, "limit", UKE_BLOCK_LIMIT, result->limit);
  add_blocks (json, "specific_diseases", UKE_BLOCK_DISEASE, result->specific_diseases);
  add_blocks (json, "tickets", UKE_BLOCK_TICKET, result->tickets);
  json_builder_end_object (json);
}

static void
add_unit (JsonBuilder *json, const UkeEligibilityUnit *unit)
{
  add_values (json, UKE_BLOCK_UNIT, unit);
  add_block (json, "search", UKE_BLOCK_SEARCH, unit->search);
  add_blocks (json, "registrations", UKE_BLOCK_REGISTRATION, unit->registrations);
  json_builder_set_member_name (json, "results");
  json_builder_begin_array (json);
  for (guint i = 0; i < unit->results->len; i++)
    add_result (json, unit->results->pdata[i]);
  json_builder_end_array (json);
}

static void
add_units (JsonBuilder *json, const GPtrArray *units)
{
  json_builder_set_member_name (json, "units");
  json_builder_begin_array (json);
  for (guint i = 0; i < units->len; i++) {
    json_builder_begin_object (json);
    uke_ctl_add_text (json, "outcome",
                      uke_outcome_get_nick (uke_eligibility_unit_get_outcome (units->pdata[i])));
    add_unit (json, units->pdata[i]);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
}

void
uke_ctl_add_eligibility (JsonBuilder *json, const UkeEligibility *eligibility)
{
  uke_ctl_add_text (json, "outcome",
                    uke_outcome_get_nick (uke_eligibility_get_outcome (eligibility)));
  uke_ctl_add_text (json, "encoding", uke_encoding_get_name (eligibility->encoding));
  add_boolean (json, "encoding_doubt", eligibility->encoding_doubt);
  add_block (json, "header", UKE_BLOCK_HEADER, &eligibility->header);
  json_builder_set_member_name (json, "body");
  json_builder_begin_object (json);
  add_unit (json, &eligibility->body);
  json_builder_end_object (json);
  add_units (json, eligibility->units);
  json_builder_set_member_name (json, "unknown_elements");
  json_builder_begin_array (json);
  for (char **name = eligibility->unknown; *name != NULL; name++)
    json_builder_add_string_value (json, *name);
  json_builder_end_array (json);
}
