#!/usr/bin/env python3
"""Somebody walks away: the screen asks, counts, and stops; or waits as long as it is asked to.

Runs in tests/with-display.
"""

import os

import tap
from stage import Stage
from tree import wait
from words import C_, _

QUESTION = _("Are you still there?")


def wait_seconds(seconds):
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
        file.write(f"[io/github/uketsuke/Uketsuke]\nidle-seconds=uint32 {seconds}\n")


def is_asked(stage):
    stage.kiosk.wait_for_text(QUESTION)


def is_not_asked(stage):
    wait(lambda: QUESTION not in stage.kiosk.texts(), "the question is still there")


def nobody_is_there_any_more():
    wait_seconds(1)
    with Stage() as stage:
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        is_asked(stage)
        stage.wait_for_screen("cancelled")
        assert QUESTION not in stage.kiosk.texts()


def whoever_is_there_goes_on():
    wait_seconds(1)
    with Stage() as stage:
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        is_asked(stage)
        stage.kiosk.press(C_("patient's screen", "I need more time"))
        is_not_asked(stage)
        assert stage.screen() == "choose-identity"
        is_asked(stage)
        stage.kiosk.press(C_("patient's screen", "Go on"))
        is_not_asked(stage)
        assert stage.screen() == "choose-identity"


def lifting_the_card_answers_too():
    wait_seconds(1)
    with Stage() as stage:
        stage.wait_for_screen("idle")
        empty = stage.kiosk.texts()
        stage.place("Valid certificate")
        is_asked(stage)
        stage.lift()
        wait(lambda: stage.kiosk.texts() == empty, lambda: f"{stage.kiosk.texts()} is not {empty}")


def a_choice_left_at_the_welcome_is_put_back():
    wait_seconds(10)  # long enough for English to be seen on a busy machine
    with Stage() as stage:
        stage.wait_for_screen("idle")
        empty = stage.kiosk.texts()
        stage.kiosk.press("English")
        stage.kiosk.wait_for_heading("Please place your My Number Card")
        wait(lambda: stage.kiosk.texts() == empty, lambda: f"{stage.kiosk.texts()} is not {empty}")


tap.run(
    nobody_is_there_any_more,
    whoever_is_there_goes_on,
    lifting_the_card_answers_too,
    a_choice_left_at_the_welcome_is_put_back,
)
