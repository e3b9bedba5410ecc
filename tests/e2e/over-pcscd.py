#!/usr/bin/env python3
"""The card in one process, the patient's screen in another, and a real pcscd between them.

Runs in tests/with-pcscd and tests/with-display.
"""

import contextlib
import json
import os
import subprocess

import tap
from stage import Stage
from tree import wait
from words import C_, _, tries_left

PIN = "1234"
OVER_PCSC = ("--training", "--kiosk", "--pcsc")
PORTS = {"first": 35963, "second": 35964}


@contextlib.contextmanager
def card(persona, reader="first"):
    """A card that lies on a virtual reader for as long as the block lasts."""
    port = str(PORTS[reader])
    process = subprocess.Popen(
        ["uketsukectl", "emulate", "--persona", persona, "--new-card", "--port", port],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = json.loads(process.stdout.readline())
        assert said["persona"] == persona, said
        yield
    finally:
        process.terminate()
        process.wait(20)


def daemon(what):
    subprocess.run([os.environ["UKE_PCSCD_CONTROL"], what], check=True, timeout=30)


def identify(stage):
    stage.wait_for_screen("choose-identity")
    stage.kiosk.press(C_("identity", "With the PIN"))
    stage.wait_for_screen("pin")


def a_reception_is_completed():
    with Stage(OVER_PCSC) as stage:
        stage.wait_for_screen("idle")
        with card("normal"):
            identify(stage)
            stage.enter_pin(PIN)
            stage.wait_for_screen("consent")
            stage.kiosk.press(C_("consent", "Provide all"))
            stage.wait_for_screen("complete")
        stage.wait_for_screen("idle")


def a_wrong_pin_is_counted_by_the_card():
    with Stage(OVER_PCSC) as stage, card("normal"):
        identify(stage)
        stage.enter_pin("9876")
        stage.wait_for_screen("pin-wrong")
        stage.kiosk.wait_for_text(tries_left(2))
        # Nothing was sent by itself: the card still has both of them.
        stage.kiosk.press(C_("PIN pad", "Cancel"))
        stage.wait_for_screen("choose-identity")
        answer = subprocess.run(["uketsukectl", "card"], stdout=subprocess.PIPE, text=True, check=True)
        assert json.loads(answer.stdout)["pin_tries_left"] == 2, answer.stdout


def a_card_on_either_of_two_readers_is_received():
    with Stage(OVER_PCSC) as stage:
        with card("lapsed", "second"):
            stage.wait_for_screen("lapsed")
            # Another card on the other reader waits until the first one is lifted.
            with card("normal", "first"):
                assert stage.screen() == "lapsed"
        stage.wait_for_screen("idle")
        with card("normal", "first"):
            stage.wait_for_screen("choose-identity")


def a_card_pulled_while_the_pin_is_typed_leaves_nothing():
    with Stage(OVER_PCSC) as stage:
        stage.wait_for_screen("idle")
        before = stage.kiosk.texts()
        with card("normal"):
            identify(stage)
            stage.enter_pin(PIN[:2])
        stage.wait_for_screen("idle")
        wait(lambda: stage.kiosk.texts() == before, lambda: f"{stage.kiosk.texts()} is not {before}")


def a_stopped_daemon_is_told_and_its_return_noticed():
    with Stage(OVER_PCSC) as stage:
        stage.wait_for_screen("idle")
        daemon("stop")
        stage.wait_for_screen("trouble")
        stage.kiosk.wait_for_text(_("This screen cannot receive you at the moment."))
        daemon("start")
        stage.wait_for_screen("idle")
        with card("normal"):
            stage.wait_for_screen("choose-identity")


def a_daemon_stopped_during_a_visit_ends_it():
    with Stage(OVER_PCSC) as stage, card("normal"):
        identify(stage)
        stage.enter_pin(PIN[:3])
        daemon("stop")
        stage.wait_for_screen("trouble")
        daemon("start")
    # The card's side lost its reader with the daemon; a new card is received as ever.
    with Stage(OVER_PCSC) as stage, card("notice"):
        stage.wait_for_screen("choose-identity")


def the_shell_ends_cleanly_however_often_it_reads():
    with card("normal"):
        for _again in range(40):
            answer = subprocess.run(["uketsukectl", "card"], stdout=subprocess.PIPE, text=True, check=True)
            assert json.loads(answer.stdout)["stage"] == "normal", answer.stdout


def a_training_card_never_counts_in_production():
    with Stage(("--kiosk",)) as stage, card("normal"):
        stage.wait_for_screen("trouble")
        stage.kiosk.wait_for_text(_("This is a training card."))


tap.run(
    a_reception_is_completed,
    a_wrong_pin_is_counted_by_the_card,
    a_card_on_either_of_two_readers_is_received,
    a_card_pulled_while_the_pin_is_typed_leaves_nothing,
    a_stopped_daemon_is_told_and_its_return_noticed,
    a_daemon_stopped_during_a_visit_ends_it,
    the_shell_ends_cleanly_however_often_it_reads,
    a_training_card_never_counts_in_production,
)
