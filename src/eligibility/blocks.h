#pragma once

#include "eligibility/codes.h"
#include "eligibility/eligibility.h"

G_BEGIN_DECLS

/* One value of a block: where it stands in the file, in the struct, and in JSON. */
typedef struct {
  const char *element;
  const char *member; /* of the struct, and of whatever prints it */
  gsize offset;       /* of a const char * */
  UkeCodeTable codes;
} UkeBlockField;

/* The kinds of blocks, each a struct of eligibility.h. */
typedef enum {
  UKE_BLOCK_HEADER,
  UKE_BLOCK_UNIT,
  UKE_BLOCK_SEARCH,
  UKE_BLOCK_REGISTRATION,
  UKE_BLOCK_RESULT,
  UKE_BLOCK_ELDERLY,
  UKE_BLOCK_LIMIT,
  UKE_BLOCK_DISEASE,
  UKE_BLOCK_TICKET,
} UkeBlockKind;
#define UKE_N_BLOCKS (UKE_BLOCK_TICKET + 1)

/* What there is to say of one kind of consent. */
typedef struct {
  const char *stem; /* of the elements: stem + ConsFlg, ConsTime, AvailableTime */
  const char *nick;
  const char *label; /* the ministry's word */
  UkeCodeTable codes;
} UkeOqsConsentInfo;

const UkeBlockField *uke_block_get_fields (UkeBlockKind kind, gsize *ret_count);
const char *uke_block_get_value (gconstpointer block, const UkeBlockField *field);
const UkeOqsConsentInfo *uke_oqs_consent_get_info (UkeOqsConsentKind kind);

G_END_DECLS
