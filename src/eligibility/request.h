#pragma once

#include "eligibility/eligibility.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What clinic software asks the terminal for. */
typedef enum {
  UKE_REQUEST_LOOK_UP,       /* OQSsiquc01: eligibility by the numbers on a 資格確認書 */
  UKE_REQUEST_REGISTER,      /* OQSsiimm01: the clinic's own number for one person */
  UKE_REQUEST_REGISTER_BULK, /* OQSmuimm01: for several; the answer is a 受付番号 */
  UKE_REQUEST_DOWNLOAD_BULK, /* OQSmuimm02: what became of them, by the 受付番号 */
} UkeRequestKind;

/* On whose behalf, and how to know the answer. */
typedef struct {
  const char *medical_institution_code; /* 10 digits */
  const char *identifier; /* ArbitraryFileIdentifier, echoed by the answer: 1 to 50 of A-Z a-z 0-9 - */
} UkeRequestSender;

/* 資格確認: as the document says, whatever the width. */
typedef struct {
  const GDate *confirmation_date; /* the day for which it is asked */
  const char *insurer_number;     /* 6 or 8 digits; blanks are put where they belong */
  const char *insured_card_symbol;   /* nullable: 後期高齢 has none */
  const char *insured_identification_number;
  const char *insured_branch_number; /* nullable: the answer tells it; never to be made up */
  const GDate *birthdate;
  gboolean limit_consent; /* 限度額適用認定証提供同意フラグ */
  const char *arbitrary_identifier; /* nullable: of the person, echoed */
} UkeLookUp;

/* 照会番号登録, with the numbers of the result that was just received. */
typedef struct {
  const char *reference_number; /* the clinic's own, 1 to 50 letters */
  const char *insurer_number;
  const char *insured_card_symbol;   /* nullable */
  const char *insured_identification_number;
  const char *insured_branch_number; /* nullable for 後期高齢 */
} UkeRegistration;

/* (transfer full) */
char *uke_request_dup_name (UkeRequestKind kind, const GDate *day, guint number);

GBytes *uke_request_build_look_up (const UkeRequestSender *sender,
                                   const UkeLookUp *look_up,
                                   UkeEncoding encoding,
                                   GError **error);
GBytes *uke_request_build_registration (const UkeRequestSender *sender,
                                        const UkeRegistration *registrations,
                                        guint count,
                                        UkeEncoding encoding,
                                        GError **error);
GBytes *uke_request_build_download (const UkeRequestSender *sender,
                                    const char *reception_number,
                                    UkeEncoding encoding,
                                    GError **error);

/* What an answer says of a registration. */
typedef enum {
  UKE_REGISTERED,
  UKE_REGISTERED_NOT,   /* refused */
  UKE_REGISTERED_MAYBE, /* the answer does not say */
} UkeRegistered;

UkeRegistered uke_request_judge_registration (const UkeEligibility *answer,
                                              const UkeRequestSender *sender,
                                              const UkeRegistration *asked);

/* How far a request came that could not be published. */
typedef enum {
  UKE_PUBLISHED,
  UKE_PUBLISHED_NOT,   /* nothing lies there: it may be tried again, under another name */
  UKE_PUBLISHED_MAYBE, /* the share failed at the wrong moment: only an answer can tell */
} UkePublished;

UkePublished uke_request_publish (
                 const char *folder, const char *answers, const char *name, GBytes *request, GError **error);

G_END_DECLS
