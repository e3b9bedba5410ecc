#include "eligibility/blocks.h"

/* The layout, once: parser, printer and tests all read these. Names as published; StatusOfInfecton
 * is the ministry's spelling. */
/* clang-format off */
#define TEXT(struct, field, name) { name, #field, G_STRUCT_OFFSET (struct, field), UKE_OQSCD_NONE }
#define CODE(struct, field, name, table) { name, #field, G_STRUCT_OFFSET (struct, field), table }

static const UkeBlockField header_fields[] = {
  TEXT (UkeEligibilityHeader, process_execution_time, "ProcessExecutionTime"),
  TEXT (UkeEligibilityHeader, qualification_confirmation_date, "QualificationConfirmationDate"),
  TEXT (UkeEligibilityHeader, medical_institution_code, "MedicalInstitutionCode"),
  TEXT (UkeEligibilityHeader, arbitrary_file_identifier, "ArbitraryFileIdentifier"),
  CODE (UkeEligibilityHeader, reference_classification, "ReferenceClassification", UKE_OQSCD_002),
  CODE (UkeEligibilityHeader, segment_of_result, "SegmentOfResult", UKE_OQSCD_003),
  TEXT (UkeEligibilityHeader, error_code, "ErrorCode"),
  TEXT (UkeEligibilityHeader, error_message, "ErrorMessage"),
  CODE (UkeEligibilityHeader, character_code_identifier, "CharacterCodeIdentifier", UKE_OQSCD_005),
  TEXT (UkeEligibilityHeader, reception_number, "ReceptionNumber"),
  TEXT (UkeEligibilityHeader, number_of_processing_result, "NumberOfProcessingResult"),
  TEXT (UkeEligibilityHeader, number_of_normal_processing, "NumberOfNormalProcessing"),
  TEXT (UkeEligibilityHeader, number_of_error, "NumberOfError"),
};

static const UkeBlockField unit_fields[] = {
  CODE (UkeEligibilityUnit, prescription_issue_select, "PrescriptionIssueSelect", UKE_OQSCD_017),
  CODE (UkeEligibilityUnit, processing_result_status, "ProcessingResultStatus", UKE_OQSCD_004),
  TEXT (UkeEligibilityUnit, processing_result_code, "ProcessingResultCode"),
  TEXT (UkeEligibilityUnit, processing_result_message, "ProcessingResultMessage"),
  CODE (UkeEligibilityUnit, qualification_validity, "QualificationValidity", UKE_OQSCD_006),
  TEXT (UkeEligibilityUnit, reception_number, "ReceptionNumber"),
};

static const UkeBlockField search_fields[] = {
  TEXT (UkeEligibilitySearch, insurer_number, "InsurerNumber"),
  TEXT (UkeEligibilitySearch, insured_card_symbol, "InsuredCardSymbol"),
  TEXT (UkeEligibilitySearch, insured_identification_number, "InsuredIdentificationNumber"),
  TEXT (UkeEligibilitySearch, insured_branch_number, "InsuredBranchNumber"),
  TEXT (UkeEligibilitySearch, birthdate, "Birthdate"),
  CODE (UkeEligibilitySearch, limit_application_certificate_related_cons_flg, "LimitApplicationCertificateRelatedConsFlg", UKE_OQSCD_001),
  TEXT (UkeEligibilitySearch, arbitrary_identifier, "ArbitraryIdentifier"),
};

static const UkeBlockField registration_fields[] = {
  TEXT (UkeReferenceRegistration, reference_number, "ReferenceNumber"),
  TEXT (UkeReferenceRegistration, insurer_number, "InsurerNumber"),
  TEXT (UkeReferenceRegistration, insured_card_symbol, "InsuredCardSymbol"),
  TEXT (UkeReferenceRegistration, insured_identification_number, "InsuredIdentificationNumber"),
  TEXT (UkeReferenceRegistration, insured_branch_number, "InsuredBranchNumber"),
};

static const UkeBlockField result_fields[] = {
  CODE (UkeEligibilityResult, insured_card_classification, "InsuredCardClassification", UKE_OQSCD_010),
  TEXT (UkeEligibilityResult, insurer_number, "InsurerNumber"),
  TEXT (UkeEligibilityResult, insured_card_symbol, "InsuredCardSymbol"),
  TEXT (UkeEligibilityResult, insured_identification_number, "InsuredIdentificationNumber"),
  TEXT (UkeEligibilityResult, insured_branch_number, "InsuredBranchNumber"),
  CODE (UkeEligibilityResult, personal_family_classification, "PersonalFamilyClassification", UKE_OQSCD_009),
  TEXT (UkeEligibilityResult, insured_name, "InsuredName"),
  TEXT (UkeEligibilityResult, name, "Name"),
  TEXT (UkeEligibilityResult, name_of_other, "NameOfOther"),
  TEXT (UkeEligibilityResult, name_kana, "NameKana"),
  TEXT (UkeEligibilityResult, name_of_other_kana, "NameOfOtherKana"),
  CODE (UkeEligibilityResult, sex1, "Sex1", UKE_OQSCD_007),
  CODE (UkeEligibilityResult, sex2, "Sex2", UKE_OQSCD_007),
  TEXT (UkeEligibilityResult, birthdate, "Birthdate"),
  TEXT (UkeEligibilityResult, address, "Address"),
  TEXT (UkeEligibilityResult, post_number, "PostNumber"),
  TEXT (UkeEligibilityResult, qualification_date, "QualificationDate"),
  TEXT (UkeEligibilityResult, disqualification_date, "DisqualificationDate"),
  TEXT (UkeEligibilityResult, insured_certificate_issuance_date, "InsuredCertificateIssuanceDate"),
  TEXT (UkeEligibilityResult, insured_card_valid_date, "InsuredCardValidDate"),
  TEXT (UkeEligibilityResult, insured_card_expiration_date, "InsuredCardExpirationDate"),
  TEXT (UkeEligibilityResult, insured_partial_contribution_ratio, "InsuredPartialContributionRatio"),
  CODE (UkeEligibilityResult, preschool_classification, "PreschoolClassification", UKE_OQSCD_015),
  CODE (UkeEligibilityResult, reason_of_loss, "ReasonOfLoss", UKE_OQSCD_008),
  TEXT (UkeEligibilityResult, insurer_name, "InsurerName"),
  CODE (UkeEligibilityResult, prescription_issue_select, "PrescriptionIssueSelect", UKE_OQSCD_017),
  TEXT (UkeEligibilityResult, reference_number, "ReferenceNumber"),
  TEXT (UkeEligibilityResult, arbitrary_identifier, "ArbitraryIdentifier"),
  TEXT (UkeEligibilityResult, qualification_confirmation_key, "QualificationConfirmationKey"),
  CODE (UkeEligibilityResult, limit_application_certificate_changed, "LimitApplicationCertificateChanged", UKE_OQSCD_014),
};

static const UkeBlockField elderly_fields[] = {
  TEXT (UkeElderlyCertificate, elderly_recipient_certificate_date, "ElderlyRecipientCertificateDate"),
  TEXT (UkeElderlyCertificate, elderly_recipient_valid_start_date, "ElderlyRecipientValidStartDate"),
  TEXT (UkeElderlyCertificate, elderly_recipient_valid_end_date, "ElderlyRecipientValidEndDate"),
  TEXT (UkeElderlyCertificate, elderly_recipient_contribution_ratio, "ElderlyRecipientContributionRatio"),
};

static const UkeBlockField limit_fields[] = {
  CODE (UkeLimitCertificate, limit_application_certificate_classification, "LimitApplicationCertificateClassification", UKE_OQSCD_011),
  CODE (UkeLimitCertificate, limit_application_certificate_classification_flag, "LimitApplicationCertificateClassificationFlag", UKE_OQSCD_012),
  TEXT (UkeLimitCertificate, limit_application_certificate_date, "LimitApplicationCertificateDate"),
  TEXT (UkeLimitCertificate, limit_application_certificate_valid_start_date, "LimitApplicationCertificateValidStartDate"),
  TEXT (UkeLimitCertificate, limit_application_certificate_valid_end_date, "LimitApplicationCertificateValidEndDate"),
  TEXT (UkeLimitCertificate, limit_application_certificate_long_term_date, "LimitApplicationCertificateLongTermDate"),
};

static const UkeBlockField disease_fields[] = {
  CODE (UkeSpecificDisease, specific_diseases_disease_category, "SpecificDiseasesDiseaseCategory", UKE_OQSCD_013),
  TEXT (UkeSpecificDisease, specific_diseases_certificate_date, "SpecificDiseasesCertificateDate"),
  TEXT (UkeSpecificDisease, specific_diseases_valid_start_date, "SpecificDiseasesValidStartDate"),
  TEXT (UkeSpecificDisease, specific_diseases_valid_end_date, "SpecificDiseasesValidEndDate"),
  TEXT (UkeSpecificDisease, specific_diseases_self_pay, "SpecificDiseasesSelfPay"),
};

static const UkeBlockField ticket_fields[] = {
  CODE (UkeMedicalTicket, ticket_type, "TicketType", UKE_OQSCD_018),
  TEXT (UkeMedicalTicket, medical_ticket_valid_date, "MedicalTicketValidDate"),
  TEXT (UkeMedicalTicket, medical_ticket_expiration_date, "MedicalTicketExpirationDate"),
  TEXT (UkeMedicalTicket, issue_number, "IssueNumber"),
  TEXT (UkeMedicalTicket, medical_treatment_month, "MedicalTreatmentMonth"),
  TEXT (UkeMedicalTicket, designated_medical_institution_code, "DesignatedMedicalInstitutionCode"),
  CODE (UkeMedicalTicket, designated_medical_institution_flag, "DesignatedMedicalInstitutionFlag", UKE_OQSCD_026),
  TEXT (UkeMedicalTicket, designated_medical_institution_name, "DesignatedMedicalInstitutionName"),
  TEXT (UkeMedicalTicket, prescription_issuer_medical_institution_code, "PrescriptionIssuerMedicalInstitutionCode"),
  TEXT (UkeMedicalTicket, prescription_issuer_medical_institution_name, "PrescriptionIssuerMedicalInstitutionName"),
  TEXT (UkeMedicalTicket, injury_name1, "InjuryName1"),
  TEXT (UkeMedicalTicket, injury_name2, "InjuryName2"),
  TEXT (UkeMedicalTicket, injury_name3, "InjuryName3"),
  CODE (UkeMedicalTicket, medical_treatment_type, "MedicalTreatmentType", UKE_OQSCD_019),
  TEXT (UkeMedicalTicket, self_pay_amount, "SelfPayAmount"),
  TEXT (UkeMedicalTicket, district_contact_name, "DistrictContactName"),
  TEXT (UkeMedicalTicket, handling_contact_name, "HandlingContactName"),
  CODE (UkeMedicalTicket, single_or_combined_use, "SingleOrCombinedUse", UKE_OQSCD_020),
  CODE (UkeMedicalTicket, status_of_social_insurance, "StatusOfSocialInsurance", UKE_OQSCD_021),
  CODE (UkeMedicalTicket, consistency_flag, "ConsistencyFlag", UKE_OQSCD_022),
  CODE (UkeMedicalTicket, status_of_infection, "StatusOfInfecton", UKE_OQSCD_023),
  CODE (UkeMedicalTicket, status_of_elderly_medical_care, "StatusOfElderlyMedicalCare", UKE_OQSCD_024),
  CODE (UkeMedicalTicket, status_of_prefectural_expenses, "StatusOfPrefecturalExpenses", UKE_OQSCD_025),
  TEXT (UkeMedicalTicket, remarks1, "Remarks1"),
  TEXT (UkeMedicalTicket, remarks2, "Remarks2"),
  TEXT (UkeMedicalTicket, remarks3, "Remarks3"),
};

static const struct {
  const UkeBlockField *fields;
  gsize count;
} blocks[UKE_N_BLOCKS] = {
  [UKE_BLOCK_HEADER] = { header_fields, G_N_ELEMENTS (header_fields) },
  [UKE_BLOCK_UNIT] = { unit_fields, G_N_ELEMENTS (unit_fields) },
  [UKE_BLOCK_SEARCH] = { search_fields, G_N_ELEMENTS (search_fields) },
  [UKE_BLOCK_REGISTRATION] = { registration_fields, G_N_ELEMENTS (registration_fields) },
  [UKE_BLOCK_RESULT] = { result_fields, G_N_ELEMENTS (result_fields) },
  [UKE_BLOCK_ELDERLY] = { elderly_fields, G_N_ELEMENTS (elderly_fields) },
  [UKE_BLOCK_LIMIT] = { limit_fields, G_N_ELEMENTS (limit_fields) },
  [UKE_BLOCK_DISEASE] = { disease_fields, G_N_ELEMENTS (disease_fields) },
  [UKE_BLOCK_TICKET] = { ticket_fields, G_N_ELEMENTS (ticket_fields) },
};

static const UkeOqsConsentInfo consents[UKE_OQS_N_CONSENTS] = {
  [UKE_OQS_CONSENT_LIMIT] =
    { "LimitApplicationCertificateRelated", "limit", "限度額適用認定証", UKE_OQSCD_001 },
  [UKE_OQS_CONSENT_SPECIFIC_DISEASES] =
    { "SpecificDiseasesCertificateRelated", "specific-diseases", "特定疾病療養受療証", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_CHECKUPS] =
    { "SpecificHealthCheckupsInfo", "checkups", "特定健診情報", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_PHARMACISTS] = { "PharmacistsInfo", "pharmacists", "薬剤情報", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_DIAGNOSIS] = { "DiagnosisInfo", "diagnosis", "診療情報", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_OPERATION] = { "OperationInfo", "operation", "手術情報", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_DIAGNOSIS_NAME] = { "DiagnosisName", "diagnosis-name", "傷病名", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_INFECTIOUS] = { "InfectiousInfo", "infectious", "感染症", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_ALLERGY] = { "AllergyInfo", "allergy", "その他アレルギー等", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_CONTRAINDICATION] =
    { "ContraindicationInfo", "contraindication", "薬剤アレルギー等", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_TEST] = { "TestInfo", "test", "検査", UKE_OQSCD_016 },
  [UKE_OQS_CONSENT_PRESCRIPTION] = { "PrescriptionInfo", "prescription", "処方", UKE_OQSCD_016 },
};
/* clang-format on */

/**
 * uke_block_get_fields:
 * @ret_count: (out): how many
 *
 * Lists the values of a kind of block. Blocks within it and consents are not among them.
 *
 * Returns: static, in the order of the layout
 */
const UkeBlockField *
uke_block_get_fields (UkeBlockKind kind, gsize *ret_count)
{
  g_return_val_if_fail (kind < UKE_N_BLOCKS, NULL);

  *ret_count = blocks[kind].count;
  return blocks[kind].fields;
}

/**
 * uke_block_get_value:
 * @block: a struct of the kind that @field belongs to
 *
 * Returns: (nullable): as it stands in @block; NULL where the element is absent
 */
const char *
uke_block_get_value (gconstpointer block, const UkeBlockField *field)
{
  return G_STRUCT_MEMBER (const char *, block, field->offset);
}

/**
 * uke_oqs_consent_get_info:
 *
 * Returns: static
 */
const UkeOqsConsentInfo *
uke_oqs_consent_get_info (UkeOqsConsentKind kind)
{
  g_return_val_if_fail (kind < UKE_OQS_N_CONSENTS, NULL);

  return &consents[kind];
}
