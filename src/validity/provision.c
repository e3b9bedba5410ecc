#include "validity/provision.h"

G_DEFINE_ENUM_TYPE (UkeProvisionReason,
                    uke_provision_reason,
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_REASON_NOTICE, "notice"),
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_REASON_GRACE, "grace"),
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_REASON_LAPSED, "lapsed"),
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_REASON_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_REASON_REVOKED, "revoked"),
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_REASON_UNKNOWN_DATE, "unknown-date"))

G_DEFINE_ENUM_TYPE (UkeProvisionStep,
                    uke_provision_step,
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_STEP_GO_ON, "go-on"),
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_STEP_RENEW, "renew"),
                    G_DEFINE_ENUM_VALUE (UKE_PROVISION_STEP_GO_TO_DESK, "go-to-desk"))

/* What each reason comes to. */
/* clang-format off */
static const UkeProvision provisions[] = {
  [UKE_PROVISION_REASON_NONE] = { TRUE, TRUE, UKE_PROVISION_REASON_NONE, UKE_PROVISION_STEP_GO_ON, FALSE },
  [UKE_PROVISION_REASON_NOTICE] = { TRUE, TRUE, UKE_PROVISION_REASON_NOTICE, UKE_PROVISION_STEP_RENEW, FALSE },
  [UKE_PROVISION_REASON_GRACE] = { TRUE, FALSE, UKE_PROVISION_REASON_GRACE, UKE_PROVISION_STEP_RENEW, FALSE },
  [UKE_PROVISION_REASON_LAPSED] = { FALSE, FALSE, UKE_PROVISION_REASON_LAPSED, UKE_PROVISION_STEP_GO_TO_DESK, FALSE },
  [UKE_PROVISION_REASON_HELD] = { FALSE, FALSE, UKE_PROVISION_REASON_HELD, UKE_PROVISION_STEP_GO_TO_DESK, FALSE },
  [UKE_PROVISION_REASON_REVOKED] = { FALSE, FALSE, UKE_PROVISION_REASON_REVOKED, UKE_PROVISION_STEP_GO_TO_DESK, FALSE },
  [UKE_PROVISION_REASON_UNKNOWN_DATE] = { TRUE, TRUE, UKE_PROVISION_REASON_UNKNOWN_DATE, UKE_PROVISION_STEP_GO_ON, FALSE },
};

/* What the certificate's date says by itself. A phone lapses with its certificate: the ministry gives
 * grace to the card alone. */
static const UkeProvisionReason by_date[][2] = {
  [UKE_STAGE_NORMAL] = { UKE_PROVISION_REASON_NONE, UKE_PROVISION_REASON_NONE },
  [UKE_STAGE_NOTICE] = { UKE_PROVISION_REASON_NOTICE, UKE_PROVISION_REASON_NOTICE },
  [UKE_STAGE_GRACE] = { UKE_PROVISION_REASON_GRACE, UKE_PROVISION_REASON_LAPSED },
  [UKE_STAGE_LAPSED] = { UKE_PROVISION_REASON_LAPSED, UKE_PROVISION_REASON_LAPSED },
};
/* clang-format on */

static UkeProvisionReason
decide_reason (UkeProvisionReason date, UkeTerminalAnswer answer)
{
  switch (answer) {
  case UKE_TERMINAL_SILENT:
    return date;
  case UKE_TERMINAL_VALID:
    /* A warning from either is shown; what the date would refuse, the terminal may provide. */
    return date == UKE_PROVISION_REASON_NONE || date == UKE_PROVISION_REASON_UNKNOWN_DATE
               ? UKE_PROVISION_REASON_NONE
               : UKE_PROVISION_REASON_NOTICE;
  case UKE_TERMINAL_ENDING:
    return UKE_PROVISION_REASON_NOTICE;
  case UKE_TERMINAL_LAPSED:
    return UKE_PROVISION_REASON_LAPSED;
  case UKE_TERMINAL_HELD:
    return UKE_PROVISION_REASON_HELD;
  case UKE_TERMINAL_REVOKED:
    return UKE_PROVISION_REASON_REVOKED;
  case UKE_N_TERMINAL_ANSWERS:
    break;
  }
  g_return_val_if_reached (UKE_PROVISION_REASON_LAPSED);
}

/* A certificate that was held or revoked differs from nothing: no date can tell that. */
static gboolean
differs (UkeProvisionReason date, UkeTerminalAnswer answer)
{
  if (date == UKE_PROVISION_REASON_UNKNOWN_DATE)
    return FALSE;
  return (answer == UKE_TERMINAL_VALID && date != UKE_PROVISION_REASON_NONE)
         || (answer == UKE_TERMINAL_ENDING && date != UKE_PROVISION_REASON_NOTICE)
         || (answer == UKE_TERMINAL_LAPSED && date != UKE_PROVISION_REASON_LAPSED);
}

/**
 * uke_provision_decide:
 * @stage: (nullable): of the certificate on the day, in Japan; NULL when its date is not known
 *
 * Decides what may be provided: the one place where the rule stands.
 *
 * The terminal outranks the date, and the date the want of both. A warning
 * from either is shown. What is held or revoked has no grace, nor has a
 * phone. An unknown date is no reason to refuse anybody.
 *
 * Returns: what may be provided, and why
 */
UkeProvision
uke_provision_decide (const UkeStage *stage, UkeCredential credential, UkeTerminalAnswer answer)
{
  UkeProvisionReason date =
      stage != NULL ? by_date[*stage][credential] : UKE_PROVISION_REASON_UNKNOWN_DATE;
  UkeProvision provision = provisions[decide_reason (date, answer)];

  provision.differs = differs (date, answer);
  return provision;
}

const char *
uke_provision_reason_get_nick (UkeProvisionReason reason)
{
  g_autoptr (GEnumClass) reasons = g_type_class_ref (UKE_TYPE_PROVISION_REASON);
  const GEnumValue *value = g_enum_get_value (reasons, (int) reason);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

const char *
uke_provision_step_get_nick (UkeProvisionStep step)
{
  g_autoptr (GEnumClass) steps = g_type_class_ref (UKE_TYPE_PROVISION_STEP);
  const GEnumValue *value = g_enum_get_value (steps, (int) step);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}
