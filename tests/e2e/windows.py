#!/usr/bin/env python3
"""One running instance for all windows, and the patient's screen by the keyboard alone.

Runs in tests/with-display.
"""

import subprocess

import tap
from stage import Stage
from tree import Atspi, name_of, wait, walk
from words import _

PIN = "1234"


def type_keys(*keys):
    subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=True, timeout=20)


def look_at(title):
    subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$", "windowactivate", "--sync"],
        check=True, timeout=20, stdout=subprocess.DEVNULL,
    )


def a_reception_by_the_keyboard_alone():
    with Stage() as stage:
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        look_at(_("Patient's Screen"))
        type_keys("Return")  # the first way, which has the focus
        stage.wait_for_screen("pin")
        type_keys("9", "BackSpace", *PIN)
        stage.wait_for_screen("consent")
        type_keys("Return")
        stage.wait_for_screen("complete")


def a_reception_by_a_numeric_keypad_alone():
    with Stage() as stage:
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        look_at(_("Patient's Screen"))
        type_keys("KP_Add", "KP_Subtract", "KP_Enter")  # on and back again
        stage.wait_for_screen("pin")
        type_keys("KP_9", "KP_Delete", *(f"KP_{digit}" for digit in PIN))
        stage.wait_for_screen("consent")
        type_keys("KP_Add", "KP_Add", "KP_Enter")  # the third of three
        stage.wait_for_screen("complete")


def no_key_leads_away_from_the_patients_screen():
    with Stage() as stage:
        stage.wait_for_screen("idle")
        look_at(_("Patient's Screen"))
        before, texts = len(stage.windows()), stage.kiosk.texts()
        type_keys("ctrl+shift+i", "ctrl+shift+d", "ctrl+q", "ctrl+w", "Menu", "shift+F10", "F10")
        stage.kiosk.press("English")  # it has taken all of them by now
        stage.kiosk.wait_for_heading("Please place your My Number Card")
        stage.kiosk.press("日本語")
        wait(lambda: stage.kiosk.texts() == texts, lambda: f"{stage.kiosk.texts()} is not {texts}")
        assert len(stage.windows()) == before, "a key opened a window"


def nothing_can_be_typed_into():
    with Stage() as stage:
        stage.wait_for_screen("idle")
        for node in walk(stage.kiosk.node):
            assert node.get_role() not in (Atspi.Role.TEXT, Atspi.Role.ENTRY, Atspi.Role.PASSWORD_TEXT), name_of(node)


def escape_leaves_the_pin_page():
    with Stage() as stage:
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        look_at(_("Patient's Screen"))
        type_keys("Return")
        stage.wait_for_screen("pin")
        type_keys("1", "2", "Escape")
        stage.wait_for_screen("choose-identity")


def uketsuke(*arguments):
    return subprocess.run(["uketsuke", *arguments], capture_output=True, text=True, timeout=60, check=False)


def a_second_command_talks_to_the_first():
    with Stage(("--training",)) as stage:
        before = len(stage.windows())
        answer = uketsuke("--training", "--kiosk")
        assert answer.returncode == 0, answer
        wait(lambda: len(stage.windows()) == before, "a second patient's screen was opened")


def training_and_real_receptions_never_mix():
    with Stage(("--training",)):
        answer = uketsuke()
        assert answer.returncode == 2, answer
        assert _("It is already running in the other mode. Close it first: training and real receptions never mix.") \
            in answer.stderr, answer


def a_date_is_for_rehearsals_only():
    answer = uketsuke("--on", "2026-11-22")
    assert answer.returncode == 2, answer
    answer = uketsuke("--training", "--on", "2026-02-30")
    assert answer.returncode == 2, answer


def a_rehearsed_day_is_the_day_that_counts():
    with Stage(("--training", "--on", "2030-01-31")) as stage:
        stage.place("Ended more than three months ago")
        stage.wait_for_screen("lapsed")
        stage.kiosk.wait_for_text("2029")


tap.run(
    a_reception_by_the_keyboard_alone,
    a_reception_by_a_numeric_keypad_alone,
    no_key_leads_away_from_the_patients_screen,
    nothing_can_be_typed_into,
    escape_leaves_the_pin_page,
    a_second_command_talks_to_the_first,
    training_and_real_receptions_never_mix,
    a_date_is_for_rehearsals_only,
    a_rehearsed_day_is_the_day_that_counts,
)
