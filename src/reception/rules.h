#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define UKE_RULES_ERROR (uke_rules_error_quark ())
GQuark uke_rules_error_quark (void);

typedef enum {
  UKE_RULES_ERROR_UNREACHABLE, /* the file cannot be read */
  UKE_RULES_ERROR_MALFORMED,   /* the message names member and fault */
} UkeRulesError;

/* What holds from one day to another. Nicks: grace, limit-amount-without-consent,
 * consent-carried-over, phone, old-insurance-card, certificate-for-all-aged-75. */
#define UKE_TYPE_RULE (uke_rule_get_type ())
GType uke_rule_get_type (void);

typedef enum {
  UKE_RULE_GRACE,
  UKE_RULE_LIMIT_AMOUNT_WITHOUT_CONSENT, /* 限度額 */
  UKE_RULE_CONSENT_CARRIED_OVER,         /* at the same institution */
  UKE_RULE_PHONE,
  UKE_RULE_OLD_INSURANCE_CARD,          /* past its date, and yet accepted when found by number */
  UKE_RULE_CERTIFICATE_FOR_ALL_AGED_75, /* a 資格確認書 also for those who hold a card */
  UKE_N_RULES,
} UkeRule;

/* One line of the file. */
typedef struct {
  UkeRule rule;
  GDate from;
  GDate until; /* included; not valid: until further notice */
  char *source;
  char *sure; /* confirmed, one-source or ours */
} UkeRuleEntry;

/* Minutes after midnight. */
typedef struct {
  int opens;
  int closes; /* not included */
} UkeHours;

/* Nicks: insurance (the card as an insurance card), loss (of the card, to have it suspended). */
#define UKE_TYPE_HOTLINE_TOPIC (uke_hotline_topic_get_type ())
GType uke_hotline_topic_get_type (void);

typedef enum {
  UKE_HOTLINE_INSURANCE,
  UKE_HOTLINE_LOSS,
  UKE_N_HOTLINE_TOPICS,
} UkeHotlineTopic;

/* The ministry's hotline on the card. */
typedef struct {
  UkeHotlineTopic topic;
  GDate from;
  GDate until; /* included; not valid: until further notice */
  char *number;
  int choice;      /* to press after dialling */
  gboolean always; /* day and night, every day; it has no hours then */
  UkeHours weekdays;
  UkeHours other_days; /* Saturdays, Sundays and holidays */
  char *source;
  char *sure; /* confirmed, one-source or ours */
} UkeHotline;

/**
 * UkeRules:
 *
 * The dated rules of reception, from one data file; never changes. Days and moments are arguments.
 */
#define UKE_TYPE_RULES (uke_rules_get_type ())
G_DECLARE_FINAL_TYPE (UkeRules, uke_rules, UKE, RULES, GObject)

/* At most, in bytes; the built-in file takes 5,000. */
#define UKE_RULES_MAX_SIZE (256 * 1024)

UkeRules *uke_rules_new_built_in (void);
UkeRules *uke_rules_new_from_data (GBytes *data, GError **error);
UkeRules *uke_rules_load_file (const char *path, GError **error);
UkeRules *uke_rules_load_default (GError **error);

const char *uke_rule_get_nick (UkeRule rule);
gboolean uke_rules_hold (UkeRules *self, UkeRule rule, const GDate *on);
/* (element-type UkeRuleEntry) (transfer none) */
GPtrArray *uke_rules_get_entries (UkeRules *self);
/* (element-type UkeHotline) (transfer none) */
GPtrArray *uke_rules_get_hotlines (UkeRules *self);
/* (transfer none) (nullable) */
const UkeHotline *uke_rules_get_hotline (UkeRules *self, UkeHotlineTopic topic, const GDate *on);

typedef enum {
  UKE_HOTLINE_OPEN,
  UKE_HOTLINE_CLOSED,
  UKE_HOTLINE_UNKNOWN, /* the file lists no holidays of this year */
} UkeHotlineState;

const char *uke_hotline_topic_get_nick (UkeHotlineTopic topic);
UkeHotlineState uke_rules_get_hotline_state (UkeRules *self,
                                             const UkeHotline *hotline,
                                             GDateTime *now,
                                             GDateTime **ret_until);

G_END_DECLS
