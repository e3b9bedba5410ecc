#include "reception/reason.h"

#include "store/store-error.h"

G_DEFINE_ENUM_TYPE (UkeReason,
                    uke_reason,
                    G_DEFINE_ENUM_VALUE (UKE_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_NOTICE, "notice"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_GRACE, "grace"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_LAPSED, "lapsed"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_REVOKED, "revoked"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_UNKNOWN_DATE, "unknown-date"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_TRAINING_CARD, "training-card"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_UNKNOWN_ISSUER, "unknown-issuer"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_FORGED, "forged"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_WRONG_PROFILE, "wrong-profile"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_NOT_YET_VALID, "not-yet-valid"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_PIN_UNSURE, "pin-unsure"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_STAFF_REFUSED, "staff-refused"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_NO_SERVICE, "no-service"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_SERVICE_MISMATCH, "service-mismatch"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_NO_DRIVER, "no-driver"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_NO_READER, "no-reader"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_CARD_IN_USE, "card-in-use"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_CLOCK_WRONG, "clock-wrong"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_CLOCK_WENT_BACK, "clock-went-back"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_RULES_REFUSED, "rules-refused"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_STORE_FAILED, "store-failed"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_STORE_FULL, "store-full"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_STORE_READ_ONLY, "store-read-only"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_STORE_UNREACHABLE, "store-unreachable"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_STORE_WRONG_KEY, "store-wrong-key"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_STORE_DAMAGED, "store-damaged"),
                    G_DEFINE_ENUM_VALUE (UKE_REASON_STORE_NEWER, "store-newer"))

const char *
uke_reason_get_nick (UkeReason reason)
{
  g_autoptr (GEnumClass) reasons = g_type_class_ref (UKE_TYPE_REASON);
  const GEnumValue *value = g_enum_get_value (reasons, (int) reason);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

/**
 * uke_reason_of_provision:
 *
 * Tells the reason of a visit by what the engine of validity decided; the nicks are the same.
 */
UkeReason
uke_reason_of_provision (UkeProvisionReason reason)
{
  switch (reason) {
  case UKE_PROVISION_REASON_NONE:
    return UKE_REASON_NONE;
  case UKE_PROVISION_REASON_NOTICE:
    return UKE_REASON_NOTICE;
  case UKE_PROVISION_REASON_GRACE:
    return UKE_REASON_GRACE;
  case UKE_PROVISION_REASON_LAPSED:
    return UKE_REASON_LAPSED;
  case UKE_PROVISION_REASON_HELD:
    return UKE_REASON_HELD;
  case UKE_PROVISION_REASON_REVOKED:
    return UKE_REASON_REVOKED;
  case UKE_PROVISION_REASON_UNKNOWN_DATE:
    return UKE_REASON_UNKNOWN_DATE;
  }
  g_return_val_if_reached (UKE_REASON_NONE);
}

UkeReason
uke_reason_of_store_error (const GError *error)
{
  static const UkeReason reasons[] = {
    [UKE_STORE_ERROR_UNREACHABLE] = UKE_REASON_STORE_UNREACHABLE,
    [UKE_STORE_ERROR_FULL] = UKE_REASON_STORE_FULL,
    [UKE_STORE_ERROR_READ_ONLY] = UKE_REASON_STORE_READ_ONLY,
    [UKE_STORE_ERROR_WRONG_KEY] = UKE_REASON_STORE_WRONG_KEY,
    [UKE_STORE_ERROR_DAMAGED] = UKE_REASON_STORE_DAMAGED,
    [UKE_STORE_ERROR_NEWER] = UKE_REASON_STORE_NEWER,
    [UKE_STORE_ERROR_BUSY] = UKE_REASON_STORE_FAILED,
    [UKE_STORE_ERROR_TAKEN] = UKE_REASON_STORE_FAILED,
    [UKE_STORE_ERROR_FAILED] = UKE_REASON_STORE_FAILED,
  };

  if (error->domain != UKE_STORE_ERROR || (gsize) error->code >= G_N_ELEMENTS (reasons))
    return UKE_REASON_STORE_FAILED;
  return reasons[error->code];
}
