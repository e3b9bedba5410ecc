#include "eligibility/eligibility-error.h"

G_DEFINE_QUARK (uke - eligibility - error - quark, uke_eligibility_error)

/**
 * uke_eligibility_error_get_nick:
 *
 * Returns: one word for scripts and tests, static
 */
const char *
uke_eligibility_error_get_nick (UkeEligibilityError code)
{
  switch (code) {
  case UKE_ELIGIBILITY_ERROR_INCOMPLETE:
    return "incomplete";
  case UKE_ELIGIBILITY_ERROR_TOO_LARGE:
    return "too-large";
  case UKE_ELIGIBILITY_ERROR_ENCODING:
    return "encoding";
  case UKE_ELIGIBILITY_ERROR_FORBIDDEN:
    return "forbidden";
  case UKE_ELIGIBILITY_ERROR_MALFORMED:
    return "malformed";
  case UKE_ELIGIBILITY_ERROR_FOREIGN:
    return "foreign";
  case UKE_ELIGIBILITY_ERROR_UNSENDABLE:
    return "unsendable";
  }
  return "unknown";
}
