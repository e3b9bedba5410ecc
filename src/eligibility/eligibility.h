#pragma once

#include "eligibility/encoding.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* In bytes of a file. Real ones take about 4,000. */
#define UKE_ELIGIBILITY_MAX_SIZE (4 * 1024 * 1024)
/* Of elements in elements; the terminal's are 7 deep. */
#define UKE_ELIGIBILITY_MAX_DEPTH 16

/*
 * Every value below is the text of the element of the same name (insurer_number is
 * InsurerNumber), as it came: blanks, leading zeros and full-width digits stay. NULL: the element
 * is absent; "": it is there and empty; "0" is a zero. Dates are yyyyMMdd, moments yyyyMMddHHmmss
 * in Japan's time: see "eligibility/texts.h". Codes are explained by "eligibility/codes.h". All
 * belongs to the UkeEligibility and lives as long.
 */

/* What of a person's data may be provided. In the order of the layout. */
typedef enum {
  UKE_OQS_CONSENT_LIMIT,             /* 限度額適用認定証 */
  UKE_OQS_CONSENT_SPECIFIC_DISEASES, /* 特定疾病療養受療証 */
  UKE_OQS_CONSENT_CHECKUPS,          /* 特定健診情報 */
  UKE_OQS_CONSENT_PHARMACISTS,       /* 薬剤情報 */
  UKE_OQS_CONSENT_DIAGNOSIS,         /* 診療情報 */
  UKE_OQS_CONSENT_OPERATION,         /* 手術情報 */
  UKE_OQS_CONSENT_DIAGNOSIS_NAME,    /* 傷病名; these six since 2025 */
  UKE_OQS_CONSENT_INFECTIOUS,        /* 感染症 */
  UKE_OQS_CONSENT_ALLERGY,           /* その他アレルギー等 */
  UKE_OQS_CONSENT_CONTRAINDICATION,  /* 薬剤アレルギー等 */
  UKE_OQS_CONSENT_TEST,              /* 検査 */
  UKE_OQS_CONSENT_PRESCRIPTION,      /* 処方 */
} UkeOqsConsentKind;
#define UKE_OQS_N_CONSENTS (UKE_OQS_CONSENT_PRESCRIPTION + 1)

/* One …ConsFlg with its times. An absent flag was never asked, and is no refusal. */
typedef struct {
  const char *flag;  /* OQSCD001 for the limit, OQSCD016 for the others */
  const char *time;  /* …ConsTime: when it was given */
  const char *until; /* …AvailableTime: its end; the first two kinds have none */
} UkeOqsConsent;

/* 高齢受給者証情報 (70 to 74 years) */
typedef struct {
  const char *elderly_recipient_certificate_date;
  const char *elderly_recipient_valid_start_date;
  const char *elderly_recipient_valid_end_date;
  const char *elderly_recipient_contribution_ratio; /* 3 digits of percent: 020 is 2割 */
} UkeElderlyCertificate;

/* 限度額適用認定証関連情報 */
typedef struct {
  const char *limit_application_certificate_classification;      /* OQSCD011 */
  const char *limit_application_certificate_classification_flag; /* OQSCD012, the limit class */
  const char *limit_application_certificate_date;
  const char *limit_application_certificate_valid_start_date;
  const char *limit_application_certificate_valid_end_date;
  const char *limit_application_certificate_long_term_date; /* 長期入院該当年月日 */
} UkeLimitCertificate;

/* 特定疾病療養受療証情報 */
typedef struct {
  const char *specific_diseases_disease_category; /* OQSCD013 */
  const char *specific_diseases_certificate_date;
  const char *specific_diseases_valid_start_date;
  const char *specific_diseases_valid_end_date;
  const char *specific_diseases_self_pay; /* yen a month */
} UkeSpecificDisease;

/* 医療券・調剤券情報 (医療扶助) */
typedef struct {
  const char *ticket_type; /* OQSCD018 */
  const char *medical_ticket_valid_date;
  const char *medical_ticket_expiration_date;
  const char *issue_number;
  const char *medical_treatment_month; /* yyyyMM */
  const char *designated_medical_institution_code;
  const char *designated_medical_institution_flag; /* OQSCD026 */
  const char *designated_medical_institution_name;
  const char *prescription_issuer_medical_institution_code;
  const char *prescription_issuer_medical_institution_name;
  const char *injury_name1;
  const char *injury_name2;
  const char *injury_name3;
  const char *medical_treatment_type; /* OQSCD019 */
  const char *self_pay_amount;        /* yen */
  const char *district_contact_name;
  const char *handling_contact_name;
  const char *single_or_combined_use;      /* OQSCD020 */
  const char *status_of_social_insurance;  /* OQSCD021 */
  const char *consistency_flag;            /* OQSCD022 */
  const char *status_of_infection;         /* OQSCD023; the element is StatusOfInfecton */
  const char *status_of_elderly_medical_care; /* OQSCD024 */
  const char *status_of_prefectural_expenses; /* OQSCD025 */
  const char *remarks1;
  const char *remarks2;
  const char *remarks3;
} UkeMedicalTicket;

/* 資格確認結果: one insurance, or one 医療扶助 (classification A1) */
typedef struct {
  const char *insured_card_classification; /* OQSCD010 */
  const char *insurer_number;              /* 公費負担者番号 for 医療扶助; 8, blanks to the left */
  const char *insured_card_symbol;
  const char *insured_identification_number; /* 受給者番号 for 医療扶助 */
  const char *insured_branch_number;
  const char *personal_family_classification; /* OQSCD009 */
  const char *insured_name;                   /* of the holder of the policy, not of the patient */
  const char *name;
  const char *name_of_other; /* 通称 */
  const char *name_kana;     /* half-width */
  const char *name_of_other_kana;
  const char *sex1; /* OQSCD007 */
  const char *sex2;
  const char *birthdate;
  const char *address;
  const char *post_number;
  const char *qualification_date;
  const char *disqualification_date;
  const char *insured_certificate_issuance_date;
  const char *insured_card_valid_date;      /* the first valid day */
  const char *insured_card_expiration_date; /* the last one; absent: open-ended */
  const char *insured_partial_contribution_ratio; /* 後期高齢 only; 010 is 1割 */
  const char *preschool_classification;           /* OQSCD015 */
  const char *reason_of_loss;                     /* OQSCD008 */
  const char *insurer_name;
  const char *prescription_issue_select; /* OQSCD017; some write it here, not into the body */
  const char *reference_number;          /* 照会番号: the clinic's own, once registered */
  const char *arbitrary_identifier;
  const char *qualification_confirmation_key;
  const char *limit_application_certificate_changed; /* OQSCD014 */
  UkeOqsConsent consents[UKE_OQS_N_CONSENTS];        /* by UkeOqsConsentKind */
  UkeElderlyCertificate *elderly;                    /* nullable */
  UkeLimitCertificate *limit;                        /* nullable */
  GPtrArray *specific_diseases;                      /* of UkeSpecificDisease */
  GPtrArray *tickets;                                /* of UkeMedicalTicket */
} UkeEligibilityResult;

/* 資格確認照会用情報: what was asked, echoed */
typedef struct {
  const char *insurer_number;
  const char *insured_card_symbol;
  const char *insured_identification_number;
  const char *insured_branch_number;
  const char *birthdate;
  const char *limit_application_certificate_related_cons_flg; /* OQSCD001 */
  const char *arbitrary_identifier;
} UkeEligibilitySearch;

/* 照会番号登録情報, echoed */
typedef struct {
  const char *reference_number;
  const char *insurer_number;
  const char *insured_card_symbol;
  const char *insured_identification_number;
  const char *insured_branch_number;
} UkeReferenceRegistration;

/* The answer about one person: the body of a file, or one of the units in a bulk answer. */
typedef struct {
  const char *prescription_issue_select; /* OQSCD017 */
  const char *processing_result_status;  /* OQSCD004 */
  const char *processing_result_code;    /* with status 1 a notice, as of a card that ends soon */
  const char *processing_result_message; /* to be shown as it is */
  const char *qualification_validity;    /* OQSCD006 */
  const char *reception_number;          /* of a bulk job */
  UkeEligibilitySearch *search;          /* nullable */
  GPtrArray *registrations;              /* of UkeReferenceRegistration */
  GPtrArray *results;                    /* of UkeEligibilityResult */
} UkeEligibilityUnit;

typedef struct {
  const char *process_execution_time;
  const char *qualification_confirmation_date;
  const char *medical_institution_code;
  const char *arbitrary_file_identifier;
  const char *reference_classification; /* OQSCD002 */
  const char *segment_of_result;        /* OQSCD003 */
  const char *error_code;
  const char *error_message;
  const char *character_code_identifier; /* OQSCD005 */
  const char *reception_number;
  const char *number_of_processing_result;
  const char *number_of_normal_processing;
  const char *number_of_error;
} UkeEligibilityHeader;

/* What the whole comes to. Each is another next step. */
typedef enum {
  UKE_OUTCOME_VALID,        /* one result, and at most one 医療扶助 beside it */
  UKE_OUTCOME_CHOOSE,       /* valid, with several results: a person decides, never we */
  UKE_OUTCOME_INVALID,      /* 無効 */
  UKE_OUTCOME_INVALID_NEW,  /* 無効（新しい資格あり） */
  UKE_OUTCOME_NOT_FOUND,    /* 該当資格なし: wrong numbers, or not registered by the insurer yet */
  UKE_OUTCOME_SEVERAL,      /* 複数該当: ask with more */
  UKE_OUTCOME_UNREGISTERED, /* 有効（未登録） (医療扶助) */
  UKE_OUTCOME_DONE,         /* processed, with nothing said about validity: registration, bulk */
  UKE_OUTCOME_PROCESSING,   /* 処理中: ask again later */
  UKE_OUTCOME_PERSON_ERROR, /* ProcessingResultStatus 2 */
  UKE_OUTCOME_FAILED,       /* 異常終了 */
  UKE_OUTCOME_UNKNOWN,      /* a code that we do not know, or one is missing: show it, decide nothing */
} UkeOutcome;

const char *uke_outcome_get_nick (UkeOutcome outcome);

/* What one file of the terminal says, read whole; never changes. */
typedef struct {
  /*< public >*/
  UkeEncoding encoding;
  UkeEligibilityHeader header;
  UkeEligibilityUnit body;
  GPtrArray *units;         /* of UkeEligibilityUnit: bulk answers alone have any */
  gboolean encoding_doubt;  /* CharacterCodeIdentifier says another one; the file was readable */
  GStrv unknown;            /* names of elements that were passed over, without what they held */
  /*< private >*/
  GPtrArray *blocks;
  char *texts;
  gsize size;
  grefcount references;
} UkeEligibility;

#define UKE_TYPE_ELIGIBILITY (uke_eligibility_get_type ())
GType uke_eligibility_get_type (void);

UkeEligibility *uke_eligibility_new_from_data (GBytes *bytes, GError **error);
UkeEligibility *uke_eligibility_ref (UkeEligibility *self);
void uke_eligibility_unref (UkeEligibility *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UkeEligibility, uke_eligibility_unref)

UkeOutcome uke_eligibility_get_outcome (const UkeEligibility *self);
UkeOutcome uke_eligibility_unit_get_outcome (const UkeEligibilityUnit *unit);
const UkeEligibilityResult *uke_eligibility_get_insurance (const UkeEligibility *self);
gboolean uke_eligibility_result_is_public_aid (const UkeEligibilityResult *self);
const char *uke_eligibility_get_prescription_choice (const UkeEligibility *self);

G_END_DECLS
