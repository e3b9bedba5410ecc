#include "judgement.h"

#include "command.h"
#include "reception/anchor-folder.h"
#include "reception/message.h"
#include "validity/certificate-identity.h"
#include "validity/date.h"
#include "validity/standing.h"

/**
 * uke_ctl_choose_day:
 * @option: what the day was given with, such as --on
 * @on: (nullable): its argument
 *
 * Chooses the day to judge on: @on, or today in Japan, whatever zone the machine stands in.
 */
gboolean
uke_ctl_choose_day (
    const char *command, const char *option, const char *on, GDate *ret_day, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *today = NULL;
  GDate built_on;

  if (on != NULL) {
    if (uke_date_parse (on, ret_day, &error))
      return TRUE;
    *ret_status = uke_ctl_fail (UKE_EXIT_USAGE, "%s: %s: %s", command, option, error->message);
    return FALSE;
  }

  now = g_date_time_new_now_utc ();
  uke_date_from_instant (now, ret_day);
  /* A machine that says less has lost its clock: it would call lapsed certificates valid. */
  uke_date_parse (UKE_BUILT_ON, &built_on, NULL);
  if (g_date_compare (ret_day, &built_on) >= 0)
    return TRUE;

  today = uke_date_to_iso (ret_day);
  *ret_status = uke_ctl_fail (UKE_EXIT_REFUSED,
                              "%s: this machine's clock says %s; set the clock, or give the day "
                              "with %s YYYY-MM-DD",
                              command, today, option);
  return FALSE;
}

/**
 * uke_ctl_load_anchors:
 * @folder: (nullable): the argument of --anchors; without it the institution's own, if there is one
 *
 * Loads the CA certificates to judge by.
 *
 * Returns: (transfer full) (nullable): NULL after a failure
 */
UkeAnchors *
uke_ctl_load_anchors (const char *command, const char *folder, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  UkeAnchors *anchors;

  anchors =
      folder != NULL ? uke_anchors_load_folder (folder, &error) : uke_anchors_load_default (&error);
  if (anchors == NULL) {
    if (folder != NULL)
      g_prefix_error_literal (&error, "--anchors: ");
    *ret_status = uke_ctl_fail_to_load (command, error);
  }
  return anchors;
}

/**
 * uke_ctl_add_calendar:
 * @json: inside an object
 *
 * Adds the members that "validity" prints.
 */
void
uke_ctl_add_calendar (JsonBuilder *json, const UkeCalendar *calendar, const GDate *on)
{
  uke_ctl_add_day (json, "expires", &calendar->expires);
  uke_ctl_add_text (json, "stage", uke_stage_get_nick (uke_calendar_judge (calendar, on)));
  uke_ctl_add_day (json, "notice_from", &calendar->notice_from);
  uke_ctl_add_day (json, "last_full_day", &calendar->last_full_day);
  uke_ctl_add_day (json, "grace_from", &calendar->grace_from);
  uke_ctl_add_day (json, "grace_until", &calendar->grace_until);
  uke_ctl_add_day (json, "lapsed_from", &calendar->lapsed_from);
  uke_ctl_add_number (json, "days_left", uke_calendar_get_days_left (calendar, on));
}

/* What a held CA signed with another key than the certificate's own needs no second look. */
static gboolean
is_self_signed (UkeCertificate *certificate, UkeTrust trust)
{
  return trust != UKE_TRUST_TRUSTED && uke_certificate_is_self_signed (certificate);
}

/* By the certificate's date alone: no terminal is asked from here. */
static void
judge (UkeStanding *ret_standing,
       UkeCertificate *certificate,
       UkeCredential credential,
       const GDate *on)
{
  GDate issued;

  uke_date_from_instant (uke_certificate_get_not_before (certificate), &issued);
  uke_standing_init (ret_standing, &issued, uke_certificate_get_expires (certificate), credential,
                     UKE_TERMINAL_SILENT, on);
}

/**
 * uke_ctl_add_certificate:
 * @json: inside an object
 *
 * Adds the members that "certificate" prints, those of "validity" among them, and what may be
 * provided.
 */
void
uke_ctl_add_certificate (JsonBuilder *json,
                         UkeCertificate *certificate,
                         UkeTrust trust,
                         UkeCredential credential,
                         const GDate *on)
{
  UkeStanding standing;

  judge (&standing, certificate, credential, on);
  uke_ctl_add_calendar (json, &standing.calendar, on);
  uke_ctl_add_boolean (json, "eligibility", standing.provision.eligibility);
  uke_ctl_add_boolean (json, "health_information", standing.provision.health_information);
  uke_ctl_add_text (json, "reason", uke_provision_reason_get_nick (standing.provision.reason));
  uke_ctl_add_text (json, "code",
                    uke_message_code (uke_reason_of_provision (standing.provision.reason)));
  uke_ctl_add_text (json, "next_step", uke_provision_step_get_nick (standing.provision.step));

  uke_ctl_add_text (json, "serial", uke_certificate_get_serial (certificate));
  uke_ctl_add_moment (json, "not_before", uke_certificate_get_not_before (certificate));
  uke_ctl_add_moment (json, "not_after", uke_certificate_get_not_after (certificate));
  uke_ctl_add_text (json, "issuer", uke_certificate_get_issuer (certificate));
  uke_ctl_add_text (json, "trust", uke_trust_get_nick (trust));
  uke_ctl_add_boolean (json, "self_signed", is_self_signed (certificate, trust));
  /* Only verifiers designated by law may ask for revocation. */
  uke_ctl_add_text (json, "revocation", "not-checked");
}

static gboolean
is_forged (UkeTrust trust)
{
  switch (trust) {
  case UKE_TRUST_BAD_SIGNATURE:
  case UKE_TRUST_WRONG_PROFILE:
    return TRUE;
  case UKE_TRUST_TRUSTED:
  case UKE_TRUST_TRAINING:
  case UKE_TRUST_UNKNOWN_ISSUER:
    return FALSE;
  }
  return TRUE;
}

/**
 * uke_ctl_get_certificate_status:
 *
 * Tells the exit status of a certificate's answer: refused where it lapsed or cannot be what it
 * says. An issuer that is unknown or for training is an answer, which "trust" gives.
 */
int
uke_ctl_get_certificate_status (UkeCertificate *certificate,
                                UkeTrust trust,
                                UkeCredential credential,
                                const GDate *on)
{
  UkeStanding standing;

  judge (&standing, certificate, credential, on);
  if (is_forged (trust) || !standing.provision.eligibility)
    return UKE_EXIT_REFUSED;
  return UKE_EXIT_DONE;
}
