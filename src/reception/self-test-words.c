#include "reception/self-test-words.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const struct {
  const char *finding;
  const char *remedy; /* nullable */
} words[UKE_N_FINDINGS] = {
  [UKE_FINDING_READER] = {
    /* Translators: Told by the opening check. */
    N_ ("The card reader is ready."),
  },
  [UKE_FINDING_READER_NO_SERVICE] = {
    /* Translators: Told by the opening check; PC/SC is the system service for card readers. */
    N_ ("The PC/SC service is not running."),
    /* Translators: What to do about that. */
    N_ ("Start it with “systemctl start pcscd.socket”."),
  },
  [UKE_FINDING_READER_SERVICE_MISMATCH] = {
    /* Translators: Told by the opening check. */
    N_ ("The PC/SC service and its library do not fit together."),
    /* Translators: What to do about that. */
    N_ ("Install all updates, then restart the service with “systemctl restart pcscd.service”."),
  },
  [UKE_FINDING_READER_NO_DRIVER] = {
    /* Translators: Told by the opening check. */
    N_ ("A card reader is plugged in that the PC/SC service has no driver for."),
    /* Translators: What to do about that. */
    N_ ("Install libccid or the driver of its maker, then restart the service with “systemctl restart pcscd.service”."),
  },
  [UKE_FINDING_READER_ABSENT] = {
    /* Translators: Told by the opening check. */
    N_ ("There is no card reader."),
    /* Translators: What to do about that. */
    N_ ("Plug one in."),
  },
  [UKE_FINDING_READER_NOT_CHOSEN] = {
    /* Translators: Told by the opening check; “chosen” in the settings. */
    N_ ("The card reader that was chosen is not there."),
    /* Translators: What to do about that. */
    N_ ("Plug it in, or choose another in the settings (reader-name)."),
  },
  [UKE_FINDING_READER_BUSY] = {
    /* Translators: Told by the opening check. */
    N_ ("Another program has the card reader."),
    /* Translators: What to do about that. */
    N_ ("Close that program."),
  },
  [UKE_FINDING_CLOCK] = {
    /* Translators: Told by the opening check. */
    N_ ("The clock says nothing impossible."),
  },
  [UKE_FINDING_CLOCK_BEFORE_RELEASE] = {
    /* Translators: Told by the opening check; a release is a version of this program. */
    N_ ("The clock is before the day of this release."),
    /* Translators: What to do about that. */
    N_ ("Set date and time, and let a time server keep them."),
  },
  [UKE_FINDING_CLOCK_WENT_BACK] = {
    /* Translators: Told by the opening check. */
    N_ ("The clock is before the latest visit."),
    /* Translators: What to do about that. */
    N_ ("Set date and time, and let a time server keep them."),
  },
  [UKE_FINDING_STORE] = {
    /* Translators: Told by the opening check; the record is where visits and consents are kept. */
    N_ ("The record of visits is ready."),
  },
  [UKE_FINDING_STORE_ABSENT] = {
    /* Translators: Told by the opening check. */
    N_ ("There is no record of visits yet."),
    /* Translators: What to do about that. */
    N_ ("It is made when Uketsuke is first started for real."),
  },
  [UKE_FINDING_STORE_NEARLY_FULL] = {
    /* Translators: Told by the opening check. */
    N_ ("The disk with the record of visits is nearly full."),
    /* Translators: What to do about that. */
    N_ ("Free some space on the disk."),
  },
  [UKE_FINDING_STORE_FULL] = {
    /* Translators: Told by the opening check. */
    N_ ("The disk with the record of visits is full."),
    /* Translators: What to do about that. */
    N_ ("Free some space on the disk."),
  },
  [UKE_FINDING_STORE_READ_ONLY] = {
    /* Translators: Told by the opening check. */
    N_ ("The record of visits may not be written."),
    /* Translators: What to do about that. */
    N_ ("Make the disk and the folder writable."),
  },
  [UKE_FINDING_STORE_LOST] = {
    /* Translators: Told by the opening check. */
    N_ ("The record of visits is damaged, or its key does not fit."),
    /* Translators: What to do about that. */
    N_ ("Restore the newest backup."),
  },
  [UKE_FINDING_STORE_NEWER] = {
    /* Translators: Told by the opening check. */
    N_ ("The record of visits was written by a later release."),
    /* Translators: What to do about that. */
    N_ ("Install the release that wrote it."),
  },
  [UKE_FINDING_STORE_BUSY] = {
    /* Translators: Told by the opening check. */
    N_ ("Another program has the record of visits."),
    /* Translators: What to do about that. */
    N_ ("Try again when the other program is done."),
  },
  [UKE_FINDING_STORE_UNREACHABLE] = {
    /* Translators: Told by the opening check; the record is in a folder or on a server. */
    N_ ("The record of visits cannot be reached."),
    /* Translators: What to do about that. */
    N_ ("Check the folder and its permissions, or the server and the network."),
  },
  [UKE_FINDING_ANCHORS] = {
    /* Translators: Told by the opening check; CA certificates (認証局の証明書). */
    N_ ("CA certificates are there."),
  },
  [UKE_FINDING_ANCHORS_NONE] = {
    /* Translators: Told by the opening check. */
    N_ ("There are no CA certificates, so no card’s issuer is known."),
    /* Translators: What to do about that. */
    N_ ("Add those that you trust with “uketsukectl anchors add FILE”."),
  },
  [UKE_FINDING_ANCHORS_EXPIRED] = {
    /* Translators: Told by the opening check. */
    N_ ("All CA certificates are past their last day."),
    /* Translators: What to do about that. */
    N_ ("Add the newest with “uketsukectl anchors add FILE”."),
  },
  [UKE_FINDING_ANCHORS_UNREADABLE] = {
    /* Translators: Told by the opening check. */
    N_ ("The CA certificates cannot be read."),
    /* Translators: What to do about that. */
    N_ ("Put the file right that is named, or take it out of the folder."),
  },
  [UKE_FINDING_RULES] = {
    /* Translators: Told by the opening check; dated rules of reception. */
    N_ ("The rules of reception are ready."),
  },
  [UKE_FINDING_RULES_UNUSABLE] = {
    /* Translators: Told by the opening check. */
    N_ ("This institution’s file of rules cannot be used, so the built-in rules hold."),
    /* Translators: What to do about that. */
    N_ ("“uketsukectl rules --check FILE” says what is wrong with it."),
  },
  [UKE_FINDING_FOLDERS_NOT_SET_UP] = {
    /* Translators: Told by the opening check; folders that are shared with the terminal of オンライン資格確認. */
    N_ ("The folders of the eligibility terminal are not set up."),
  },
  [UKE_FINDING_CAMERA_NOT_SET_UP] = {
    /* Translators: Told by the opening check. */
    N_ ("The camera is not set up."),
  },
};
/* clang-format on */

const char *
uke_self_test_words_finding (UkeFinding finding)
{
  return _ (words[finding].finding);
}

const char *
uke_self_test_words_remedy (UkeFinding finding)
{
  const char *remedy = words[finding].remedy;

  return remedy != NULL ? _ (remedy) : NULL;
}
