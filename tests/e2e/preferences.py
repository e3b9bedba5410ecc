#!/usr/bin/env python3
"""What one patient chose for the screen holds through the visit, and never for the next.

Runs in tests/with-display.
"""

import tap
from stage import Stage
from tree import wait
from words import C_, _


def says(stage, text):
    wait(lambda: text in stage.kiosk.texts(), lambda: f"no “{text}” among {stage.kiosk.texts()}")


def size(words):
    return _("Text size: %s") % C_("text size", words)


def large_words_go_with_the_patient():
    with Stage() as stage:
        stage.wait_for_screen("idle")
        empty = stage.kiosk.texts()
        stage.kiosk.press(size("Largest"))
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        says(stage, size("Largest"))
        stage.lift()
        wait(lambda: stage.kiosk.texts() == empty, lambda: f"{stage.kiosk.texts()} is not {empty}")


def every_page_can_be_enlarged():
    with Stage() as stage:
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        stage.kiosk.press(size("Standard"))
        stage.kiosk.press(size("Large"))
        says(stage, size("Largest"))


def a_language_chosen_at_the_welcome_holds_for_the_visit():
    with Stage() as stage:
        stage.wait_for_screen("idle")
        empty = stage.kiosk.texts()
        stage.kiosk.press("English")
        stage.kiosk.wait_for_heading("Please place your My Number Card")
        stage.place("Valid certificate")
        stage.kiosk.wait_for_heading("How would you like to prove who you are?")
        stage.lift()
        wait(lambda: stage.kiosk.texts() == empty, lambda: f"{stage.kiosk.texts()} is not {empty}")


tap.run(
    large_words_go_with_the_patient,
    every_page_can_be_enlarged,
    a_language_chosen_at_the_welcome_holds_for_the_visit,
)
