#include "reception/message.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *code;
  const char *headline; /* for the patient; NULL: “Please come to the reception desk” says it */
  const char *detail;   /* for the patient */
  const char *next_step; /* for the patient, at home; nullable */
  const char *for_staff;
} Message;

/* The patient need not know which part of the equipment it is. */
/* Translators: The patient's screen, when its card reader or its program cannot work. */
#define OUT_OF_ORDER N_ ("This screen cannot receive you at the moment.")
/* Translators: The patient's screen, when the card could not be believed. Neutral words: it is
 * nobody's fault here. */
#define NOT_CHECKED N_ ("This screen could not check the card. Please take it with you.")
/* Translators: The patient's screen, for a card that was suspended or revoked; never say why. */
#define COME_WITH_CARD N_ ("Please take your card with you. The staff will help you.")

/* Translators: The patient's screen: the reception could not be written down. */
#define NOT_RECORDED N_ ("Your reception could not be recorded. The staff will do it for you.")

/* clang-format off */
static const Message messages[UKE_N_REASONS] = {
  [UKE_REASON_NONE] = {
    "U00", NULL,
    /* Translators: The patient's screen, for trouble whose cause it does not know. */
    N_ ("The staff will help you."), NULL,
    NULL,
  },

  /* The certificate's date. The three of the leaflet are the ministry's own sentences. */
  [UKE_REASON_NOTICE] = {
    "U10",
    /* Translators: The ministry's leaflet has the exact Japanese sentence:
     * 証明書の有効期限が3カ月以内となっています。 */
    N_ ("Your certificate ends within three months."),
    /* Translators: The ministry's leaflet has the exact Japanese sentence:
     * 自宅に送付される有効期限通知書をご覧ください。 */
    N_ ("Please see the expiry notice that is sent to your home."),
    /* Translators: What to do about a certificate that ends soon; also on a printed slip. */
    N_ ("You can renew it at your municipal office, with or without the notice."),
    /* Translators: The desk, of a certificate that ends within three months. */
    N_ ("Receive the patient as usual. Hand out a reminder: it can be renewed at the municipal office, not online."),
  },
  [UKE_REASON_GRACE] = {
    "U11",
    /* Translators: The ministry's leaflet has the exact Japanese sentence:
     * 電子証明書の有効期限が切れているため、資格情報のみ当機関に提供します。 */
    N_ ("Your electronic certificate has expired, so only your eligibility is provided to us."),
    /* Translators: The ministry's leaflet has the exact Japanese sentence:
     * お早めに市区町村窓口にお問い合わせください。 */
    N_ ("Please contact your municipal office soon."),
    /* Translators: What to do about a certificate that has ended; also on a printed slip. */
    N_ ("It can be issued again at your municipal office."),
    /* Translators: The desk, of a certificate in its three months of grace. */
    N_ ("The insurance is proved, but no medical records can be provided: ask about medicines and illnesses. The certificate can be issued again at the municipal office."),
  },
  [UKE_REASON_LAPSED] = {
    "U12",
    /* Translators: The ministry's leaflet has the exact Japanese sentence: 電子証明書が失効しています。 */
    N_ ("The electronic certificate is no longer valid."),
    /* Translators: The ministry's leaflet has the exact Japanese sentences:
     * マイナンバーカードを取り出し、受付窓口までお越しください。 and 詳細は市区町村窓口にお問い合わせください。 */
    N_ ("Please take your My Number Card and come to the reception desk.\nYour municipal office can tell you more."),
    /* Translators: What to do about a certificate that has lapsed; also on a printed slip. */
    N_ ("It can be issued again at your municipal office."),
    /* Translators: The desk, of a certificate after its grace. The insurance itself goes on. */
    N_ ("Receive the patient here: the insurance goes on, only this card cannot prove it. The certificate can be issued again at the municipal office."),
  },
  [UKE_REASON_HELD] = {
    "U13", NULL, COME_WITH_CARD, NULL,
    /* Translators: The desk, of a card put on hold (一時保留) after a report of loss. */
    N_ ("The certificate is on hold, as after a report of loss. Receive the patient here; the holder can have it released."),
  },
  [UKE_REASON_REVOKED] = {
    "U14", NULL, COME_WITH_CARD, NULL,
    /* Translators: The desk, of a revoked certificate. */
    N_ ("The certificate was revoked. Receive the patient here with another document."),
  },
  [UKE_REASON_UNKNOWN_DATE] = {
    "U15", NULL, NULL, NULL,
    /* Translators: The desk: 期限不明. Nothing is refused for it. */
    N_ ("The last valid day is not known. Receive the patient as usual."),
  },

  /* Whether to believe the card. */
  [UKE_REASON_TRAINING_CARD] = {
    "U20", NULL,
    /* Translators: The patient's screen: a card for rehearsals was placed in a real reception. */
    N_ ("This is a training card."), NULL,
    /* Translators: The desk: a card for rehearsals was placed in a real reception. */
    N_ ("A training card was placed. It counts only in training mode."),
  },
  [UKE_REASON_UNKNOWN_ISSUER] = {
    "U21", NULL, NOT_CHECKED, NULL,
    /* Translators: The desk; the anchors are the CA certificates that the institution believes. */
    N_ ("The card's issuer is not among the trust anchors of this computer. Import the CA certificates, or receive the patient at the desk."),
  },
  [UKE_REASON_FORGED] = {
    "U22", NULL, NOT_CHECKED, NULL,
    /* Translators: The desk: the signature in the card is not its issuer's. */
    N_ ("The card's signature is not right. Keep calm, receive the patient at the desk with another document."),
  },
  [UKE_REASON_WRONG_PROFILE] = {
    "U23", NULL, NOT_CHECKED, NULL,
    /* Translators: The desk: a certificate for another purpose. */
    N_ ("The card's certificate is not one for user authentication. Receive the patient at the desk."),
  },
  [UKE_REASON_NOT_YET_VALID] = {
    "U24", NULL,
    /* Translators: The patient's screen: the certificate becomes valid in the future. */
    N_ ("The card's certificate is not valid yet. Please take it with you."), NULL,
    /* Translators: The desk: the certificate becomes valid in the future. */
    N_ ("The card's certificate is not valid yet, or this computer's clock is slow. Compare the date first."),
  },

  /* The person. */
  [UKE_REASON_PIN_UNSURE] = {
    "U30", NULL,
    /* Translators: The patient's screen: the card was disturbed while the PIN was checked. */
    N_ ("The card moved while your PIN was checked. It was not sent again. Please choose once more."), NULL,
    /* Translators: The desk: the card was disturbed while the PIN was checked. */
    N_ ("The card moved while the PIN was checked. A try may have been spent; the PIN was not sent again."),
  },
  [UKE_REASON_STAFF_REFUSED] = {
    "U31", NULL,
    /* Translators: The patient's screen: the staff could not confirm the person by sight. */
    N_ ("The staff will look for another way together with you."), NULL,
    /* Translators: The desk: the staff could not confirm the person by sight. */
    N_ ("The check by sight did not confirm the person. Receive the patient with another document."),
  },

  /* The reader. */
  [UKE_REASON_NO_SERVICE] = {
    "U40", NULL, OUT_OF_ORDER, NULL,
    /* Translators: The desk; pcscd is the name of a service. */
    N_ ("The card reader service is not running. Start pcscd, or restart this computer."),
  },
  [UKE_REASON_SERVICE_MISMATCH] = {
    "U41", NULL, OUT_OF_ORDER, NULL,
    /* Translators: The desk: the service and this program were updated at different times. */
    N_ ("The card reader service is of a version that does not fit. Install all updates, then restart this computer."),
  },
  [UKE_REASON_NO_DRIVER] = {
    "U42", NULL, OUT_OF_ORDER, NULL,
    /* Translators: The desk: the reader is plugged in, and the service has no driver for it; libccid is a package. */
    N_ ("A card reader is connected, but its driver is missing. Install libccid, or the driver of the reader's maker."),
  },
  [UKE_REASON_NO_READER] = {
    "U43", NULL, OUT_OF_ORDER, NULL,
    /* Translators: The desk. */
    N_ ("No card reader is connected. Plug it in again, at another socket if need be."),
  },
  [UKE_REASON_CARD_IN_USE] = {
    "U44", NULL,
    /* Translators: The patient's screen: another program of this computer works with the card and
     * does not let go. It goes on by itself as soon as it does. */
    N_ ("The card reader is busy at the moment. The staff will help you."), NULL,
    /* Translators: The desk: another program works with the card that lies there. The reception goes on by itself afterwards. */
    N_ ("Another program has the card on the reader. Close it; if there is none, restart this computer."),
  },

  /* This computer. */
  [UKE_REASON_CLOCK_WRONG] = {
    "U50", NULL,
    /* Translators: The patient's screen: the computer's clock is wrong; the patient need not know more. */
    N_ ("This screen cannot check dates at the moment."), NULL,
    /* Translators: The desk: the clock says a day before this program was made. */
    N_ ("This computer's clock is wrong, so no date can be judged. Set date and time, then receive the patient again."),
  },
  [UKE_REASON_CLOCK_WENT_BACK] = {
    "U51", NULL, NULL, NULL,
    /* Translators: The desk: the clock says a time before the latest visit. */
    N_ ("This computer's clock was set back behind the latest visit. Check date and time. Receptions are marked until it has caught up."),
  },
  [UKE_REASON_RULES_REFUSED] = {
    "U52", NULL, NULL, NULL,
    /* Translators: The desk: the institution's own file of dated rules has a fault. Keep the command. */
    N_ ("This institution's file of rules cannot be used, so the built-in rules hold. “uketsukectl rules --check FILE” says what is wrong with it."),
  },
  [UKE_REASON_STORE_FAILED] = {
    "U60", NULL, NOT_RECORDED, NULL,
    /* Translators: The desk: the reception could not be written down. */
    N_ ("The reception could not be recorded. Note it by hand and check the disk."),
  },
  [UKE_REASON_STORE_FULL] = {
    "U61", NULL, NOT_RECORDED, NULL,
    /* Translators: The desk: nothing more can be written down. Receptions wait in memory. */
    N_ ("The disk is full, so receptions cannot be recorded. Free some space; what waits is written then. Note receptions by hand until then."),
  },
  [UKE_REASON_STORE_READ_ONLY] = {
    "U62", NULL, NOT_RECORDED, NULL,
    /* Translators: The desk: the record of visits may only be read. */
    N_ ("The record may only be read, so receptions cannot be recorded. Check the disk and the file's permissions. Note receptions by hand until then."),
  },
  [UKE_REASON_STORE_UNREACHABLE] = {
    "U63", NULL, NOT_RECORDED, NULL,
    /* Translators: The desk: the server (or the folder) that keeps the record does not answer. */
    N_ ("The record cannot be reached. Check the network and the server; what waits is written when it is back. Note receptions by hand until then."),
  },
  [UKE_REASON_STORE_WRONG_KEY] = {
    "U64", NULL, NOT_RECORDED, NULL,
    /* Translators: The desk: the file is locked with another key, or is none of ours. */
    N_ ("The record does not open with this computer's key. Restore the key from the backup. Note receptions by hand until then."),
  },
  [UKE_REASON_STORE_DAMAGED] = {
    "U65", NULL, NOT_RECORDED, NULL,
    /* Translators: The desk: the file was changed by something else, such as a failing disk. */
    N_ ("The record is damaged. Restore the newest backup, and have the disk checked. Note receptions by hand until then."),
  },
  [UKE_REASON_STORE_NEWER] = {
    "U66", NULL, NOT_RECORDED, NULL,
    /* Translators: The desk: another computer brought the record to the shape of a later release. */
    N_ ("The record was written by a later release of Uketsuke. Install that release here. Note receptions by hand until then."),
  },
};
/* clang-format on */

static char *
translate (const char *words)
{
  return words != NULL ? g_strdup (_ (words)) : NULL;
}

const char *
uke_message_code (UkeReason reason)
{
  return messages[reason].code;
}

char *
uke_message_headline (UkeReason reason)
{
  return translate (messages[reason].headline);
}

char *
uke_message_detail (UkeReason reason)
{
  return translate (messages[reason].detail);
}

char *
uke_message_next_step (UkeReason reason)
{
  return translate (messages[reason].next_step);
}

char *
uke_message_for_staff (UkeReason reason)
{
  return translate (messages[reason].for_staff);
}
