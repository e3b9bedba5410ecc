#!/usr/bin/env python3
"""Lifting the card at any point: the patient's screen forgets, the desk says what happened.

Runs in tests/with-display.
"""

import tap
from stage import Stage
from tree import wait
from words import C_, _, answer

PIN = "1234"


def pin(stage):
    stage.kiosk.press(C_("identity", "With the PIN"))
    stage.wait_for_screen("pin")


def half_a_pin(stage):
    pin(stage)
    stage.enter_pin(PIN[:2])


def wrong_pin(stage):
    pin(stage)
    stage.enter_pin("9876")
    stage.wait_for_screen("pin-wrong")


def expiry_notice(stage):
    pin(stage)
    stage.enter_pin(PIN)
    stage.wait_for_screen("expiry-notice")


def consent(stage):
    expiry_notice(stage)
    stage.kiosk.press(_("Continue"))
    stage.wait_for_screen("consent")


def consent_items(stage):
    consent(stage)
    stage.kiosk.press(C_("consent", "Choose one by one"))
    stage.wait_for_screen("consent-items")
    stage.kiosk.press(answer("Medicines", "Provide"))


def complete(stage):
    consent(stage)
    stage.kiosk.press(C_("consent", "Provide all"))
    stage.wait_for_screen("complete")


def staff_check(stage):
    stage.kiosk.press(C_("identity", "With the staff"))
    stage.wait_for_screen("staff-check")


def help_page(stage):
    pin(stage)
    stage.kiosk.press(C_("patient's screen", "Help"))
    stage.kiosk.wait_for_text(C_("patient's screen", "When you need help"))


def english(stage):
    stage.kiosk.press(_("Language: %s") % "日本語")
    stage.kiosk.press("English")
    stage.kiosk.wait_for_heading("How would you like to prove who you are?")


def stopped(stage):
    stage.kiosk.press(C_("patient's screen", "Stop"))
    stage.wait_for_screen("cancelled")


# How far the patient goes, and the desk's words for it afterwards.
POINTS = [
    (lambda stage: None, C_("desk", "Choosing how to identify")),
    (pin, C_("desk", "Entering the PIN")),
    (half_a_pin, C_("desk", "Entering the PIN")),
    (wrong_pin, C_("desk", "PIN was wrong")),
    (expiry_notice, C_("desk", "Reading the expiry notice")),
    (consent, C_("desk", "Answering the consents")),
    (consent_items, C_("desk", "Answering the consents")),
    (complete, C_("desk", "Complete")),
    (staff_check, C_("desk", "Waiting for a check by sight")),
    (help_page, C_("desk", "Entering the PIN")),
    (english, C_("desk", "Choosing how to identify")),
    (stopped, C_("desk", "Stopped by the patient")),
]

FINAL = (C_("desk", "Complete"), C_("desk", "Stopped by the patient"))


def what_the_desk_says(words):
    return words if words in FINAL else C_("desk", "Card lifted at: %s") % words


def the_screen_forgets_and_the_desk_remembers():
    with Stage() as stage:
        desk = stage.desk()
        stage.wait_for_screen("idle")
        empty = stage.kiosk.texts()
        for number, (go, words) in enumerate(POINTS, 1):
            stage.place("Ends within three months")
            stage.wait_for_screen("choose-identity")
            go(stage)
            stage.lift()
            wait(lambda: stage.kiosk.texts() == empty, lambda: f"{number}: {stage.kiosk.texts()} is not {empty}")
            row = [C_("desk", "No. %u") % number, what_the_desk_says(words)]
            wait(lambda: row[0] in desk.texts(), lambda: f"{row[0]} is not among {desk.texts()}")
            position = desk.texts().index(row[0])
            assert desk.texts()[position + 1] == row[1], f"{row} is not in {desk.texts()}"


def last_answers_are_forgotten_with_their_patient():
    with Stage() as stage:
        stage.wait_for_screen("idle")
        empty = stage.kiosk.texts()
        for screen in ("complete", "consent-same"):
            stage.place("Valid certificate")
            stage.wait_for_screen("choose-identity")
            pin(stage)
            stage.enter_pin(PIN)
            if screen == "complete":
                stage.wait_for_screen("consent")
                stage.kiosk.press(C_("consent", "Provide all"))
            stage.wait_for_screen(screen)
            stage.lift()
            wait(lambda: stage.kiosk.texts() == empty, lambda: f"{stage.kiosk.texts()} is not {empty}")


def a_lifted_card_ends_the_check_by_sight():
    with Stage() as stage:
        stage.place("PIN is blocked")
        stage.wait_for_screen("pin-blocked")
        stage.kiosk.press(_("Have the staff check"))
        desk = stage.desk()
        desk.press(C_("desk", "Check Identity…"))
        desk.wait_for_text(_("The photograph shows this person"))
        stage.lift()
        stage.wait_for_screen("idle")
        wait(
            lambda: _("The photograph shows this person") not in desk.texts(),
            "the check by sight is still open for a patient who left",
        )


tap.run(
    the_screen_forgets_and_the_desk_remembers,
    last_answers_are_forgotten_with_their_patient,
    a_lifted_card_ends_the_check_by_sight,
)
