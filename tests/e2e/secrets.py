#!/usr/bin/env python3
"""A PIN leaves no trace: not in the accessible tree, not in the log at its most talkative.

Runs in tests/with-display.
"""

import os
import tempfile

import tap
from stage import Stage
from words import C_, _, digits_entered

PIN = "1234"
WRONG = "8765"


def the_tree_says_how_many_digits_and_never_which():
    with Stage() as stage:
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        stage.kiosk.press(C_("identity", "With the PIN"))
        stage.wait_for_screen("pin")
        for count, digit in enumerate(PIN[:3], 1):
            stage.kiosk.press(digit)
            stage.kiosk.wait_for_text(digits_entered(count))
        assert not any(PIN[:2] in text or PIN[1:3] in text for text in stage.kiosk.texts()), stage.kiosk.texts()


def the_log_has_no_digits_of_it():
    with tempfile.TemporaryFile("w+") as log:
        environment = dict(os.environ, G_MESSAGES_DEBUG="all")
        with Stage(environment=environment, log=log) as stage:
            stage.place("Valid certificate")
            stage.wait_for_screen("choose-identity")
            stage.kiosk.press(C_("identity", "With the PIN"))
            stage.wait_for_screen("pin")
            stage.enter_pin(WRONG)
            stage.wait_for_screen("pin-wrong")
            stage.enter_pin(PIN)
            stage.wait_for_screen("consent")
            stage.kiosk.press(C_("consent", "Provide all"))
            stage.wait_for_screen("complete")
        log.seek(0)
        ours = [line for line in log if "uke-" in line or "uketsuke" in line]
        assert any("00 20 00 98" in line for line in ours), "the log does not even say that a PIN was verified"
        for secret in (PIN, WRONG):
            hexadecimal = " ".join(f"3{digit}" for digit in secret)
            for line in ours:
                words = line.split("-DEBUG", 1)[-1].split(": ", 2)[-1]  # without process number and time
                assert secret not in words and hexadecimal not in words, line


tap.run(the_tree_says_how_many_digits_and_never_which, the_log_has_no_digits_of_it)
