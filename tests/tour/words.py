"""The words on the screens, in the language of the tour, by their English source strings."""

import gettext
import os

LANGUAGE = os.environ.get("LANGUAGE") or "ja"

if LANGUAGE == "en":
    catalogue = gettext.NullTranslations()
else:
    catalogue = gettext.translation("uketsuke", os.environ["TEXTDOMAINDIR"], [LANGUAGE])


def _(text):
    return catalogue.gettext(text)


def C_(context, text):
    return catalogue.pgettext(context, text)


def tries_left(count):
    return catalogue.ngettext("%d try left", "%d tries left", count) % count


def digits_entered(count):
    return catalogue.ngettext("%u of 4 digits entered", "%u of 4 digits entered", count) % count


def answer(item, word):
    """What the button of one answer about one kind of health record is called."""
    return _("%1$s: %2$s").replace("%1$s", C_("health record", item)).replace("%2$s", C_("consent", word))


# Each screen of the patient, by the step's nick, with the heading by which it is told.
SCREENS = {
    "idle": _("Please place your My Number Card"),
    "unreadable": _("The card could not be read"),
    "lapsed": _("The electronic certificate is no longer valid."),
    "choose-identity": _("How would you like to prove who you are?"),
    "pin": _("Please enter your four-digit PIN"),
    "pin-wrong": _("That PIN does not seem to be right"),
    "pin-blocked": _("The PIN cannot be used at the moment"),
    "staff-check": _("A member of staff will be with you"),
    "expiry-notice": _("Your certificate ends within three months."),
    "grace-notice": _("Your electronic certificate has expired, so only your eligibility is provided to us."),
    "consent": _("May we see your past health records?"),
    "consent-same": _("Go on with the same answers as last time?"),
    "consent-items": _("Please answer for each kind of record"),
    "complete": _("You are received"),
    "card-left-behind": _("Please take your card"),
    "cancelled": _("Your reception was stopped"),
    "trouble": _("Please come to the reception desk"),
}

# Another kind of card is met with the same request as nobody; the sentence below tells them apart.
WRONG_CARD_DETAIL = _(
    "Another kind of card seems to lie here. Please take it back and place your My Number Card."
)
