#include "emulator/card-atr.h"
#include "emulator/persona-members.h"

#define BOOLEAN(key, field)                                                                        \
  { key, UKE_PERSONA_BOOLEAN, G_STRUCT_OFFSET (UkePersonaFacts, quirks.field), "true or false" }

#define NUMBER(key, field, unit, from, to)                                                         \
  { key,                                                                                           \
    UKE_PERSONA_NUMBER,                                                                            \
    G_STRUCT_OFFSET (UkePersonaFacts, quirks.field),                                               \
    "a whole number of " unit " from " #from " to " #to,                                           \
    .minimum = from,                                                                               \
    .maximum = to }

#define WORD(key, field, expected_words, word_list, value_list)                                    \
  { key,                                                                                           \
    UKE_PERSONA_WORD,                                                                              \
    G_STRUCT_OFFSET (UkePersonaFacts, quirks.field),                                               \
    expected_words,                                                                                \
    .words = word_list,                                                                            \
    .values = value_list }

static const char *const blocked_words[] = { "6984", "6983", NULL };
static const guint blocked_values[] = { 0x6984, 0x6983 };

static const char *const blocked_query_words[] = { "63C0", "6984", "6983", NULL };
static const guint blocked_query_values[] = { 0x63c0, 0x6984, 0x6983 };

static const char *const wrong_length_words[] = { "count", "6700", "6A80", NULL };
static const guint wrong_length_values[] = { 0, 0x6700, 0x6a80 };

static const char *const verified_words[] = { "63Cx", "9000", NULL };

static const char *const absent_words[] = { "6A82", "6982", NULL };
static const guint absent_values[] = { 0x6a82, 0x6982 };

static const char *const filler_words[] = { "FF", "00", NULL };
static const guint filler_values[] = { 0xff, 0x00 };

/* clang-format off */
const UkePersonaMember uke_persona_quirk_members[] = {
  WORD ("atr", atr, "a word for an ATR, as “contact”", uke_card_atr_words, NULL),
  BOOLEAN ("extended_length", extended_length),
  WORD ("blocked_status", blocked_status, "“6984” or “6983”", blocked_words, blocked_values),
  WORD ("blocked_query_status", blocked_query_status, "“63C0”, “6984” or “6983”",
        blocked_query_words, blocked_query_values),
  WORD ("wrong_length_status", wrong_length_status, "“count”, “6700” or “6A80”",
        wrong_length_words, wrong_length_values),
  WORD ("verified_status", verified_answers_done, "“63Cx” or “9000”", verified_words, NULL),
  WORD ("absent_status", absent_status, "“6A82” or “6982”", absent_words, absent_values),
  NUMBER ("physical_size", physical_size, "bytes", 16, 32767),
  NUMBER ("certificate_size", certificate_size, "bytes", 1500, 3000),
  WORD ("filler", filler, "“FF” or “00”", filler_words, filler_values),
  BOOLEAN ("keeps_verified_on_select", keeps_verified_on_select),
  BOOLEAN ("forgets_on_reset", forgets_on_reset),
  BOOLEAN ("first_command_fails", first_command_fails),
  BOOLEAN ("prefix_matching", prefix_matching),
  BOOLEAN ("get_response", get_response),
  BOOLEAN ("corrects_length", corrects_length),
  BOOLEAN ("stray_bytes", stray_bytes),
  BOOLEAN ("wrong_key", wrong_key),
  BOOLEAN ("face_authentication", face_authentication),
  NUMBER ("sign_delay_ms", sign_delay_ms, "milliseconds", 0, 5000),
  NUMBER ("byte_delay_us", byte_delay_us, "microseconds", 0, 2000),
  NUMBER ("lifted_after", lifted_after, "commands", 0, 10000),
  { NULL },
};
/* clang-format on */

/**
 * uke_persona_quirks_set_defaults:
 *
 * Sets what was seen on most cards, and of what nobody has seen the safest assumption.
 */
void
uke_persona_quirks_set_defaults (UkePersonaQuirks *quirks)
{
  *quirks = (UkePersonaQuirks) {
    .extended_length = TRUE,
    .blocked_status = 0x6984,
    .blocked_query_status = 0x63c0,
    .absent_status = 0x6a82,
    .physical_size = 3808,
    .certificate_size = 1580,
    .filler = 0xff,
  };
}
