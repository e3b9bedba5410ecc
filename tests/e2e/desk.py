#!/usr/bin/env python3
"""The receptionist's desk: who somebody is, how they are found again, and what is refused.

Runs in tests/with-display.
"""

import glob
import json
import os
import subprocess
import tempfile

import tap
from stage import Stage
from tree import Atspi, name_of, wait, walk
from words import C_, _

CARD = "Valid certificate"


def keys(*names):
    subprocess.run(["xdotool", "key", "--delay", "40", *names], check=True, timeout=20)


def look_at(window):
    subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", f"^{window.title}$", "windowactivate", "--sync"],
        check=True, timeout=20, stdout=subprocess.DEVNULL,
    )


def fill(window, **fields):
    """Writes into the fields of the dialog, by the names that a screen reader hears."""
    for name, words in fields.items():

        def find():
            for node in walk(window.node):
                if name_of(node) == C_("patient", name.replace("_", " ")) and node.get_role() == Atspi.Role.TEXT:
                    return node.get_editable_text_iface()
            return None

        wait(find, lambda: f"no field “{name}” among {window.texts()}").set_text_contents(words)


def search(window, words):
    look_at(window)
    keys("ctrl+f")

    def field():
        for node in walk(window.node):
            if name_of(node) == C_("desk", "Look for a patient"):
                for part in walk(node):
                    if part.get_editable_text_iface() is not None and part.get_state_set().contains(
                            Atspi.StateType.FOCUSED):
                        return part
        return None

    wait(field, lambda: f"Ctrl+F leads nowhere: {window.texts()}").get_editable_text_iface().set_text_contents(words)


def begin(stage):
    stage.place(CARD)
    stage.wait_for_screen("choose-identity")


def leave(stage):
    stage.lift()
    stage.wait_for_screen("idle")


def enter_hanako(stage):
    desk = stage.desk()
    desk.wait_for_text(C_("desk", "Not known yet"))
    desk.press(C_("patient", "Enter…"))
    fill(desk, Chart_Number="17", Kana="ヤマダ ハナコ", Name="山田 花子", Birth_Date="S25.1.2")
    desk.press(C_("patient", "Enter"))
    desk.wait_for_text("ヤマダ ハナコ")


def a_card_that_was_entered_is_known_the_next_time():
    with Stage() as stage:
        begin(stage)
        enter_hanako(stage)
        leave(stage)
        begin(stage)
        desk = stage.desk()
        wait(lambda: desk.texts().count("ヤマダ ハナコ") >= 2, desk.texts)  # in the list and beside it
        desk.wait_for_text("昭和25年1月2日（1950年1月2日）")
        desk.wait_for_text(C_("desk", "Earlier Visits"))
        # What the patient sees has no name in it.
        assert not any("ヤマダ" in text or "山田" in text for text in stage.kiosk.texts())


def somebody_is_found_by_any_of_their_words():
    with Stage() as stage:
        begin(stage)
        enter_hanako(stage)
        leave(stage)
        desk = stage.desk()
        for words in ("やまだ", "ﾔﾏ", "山田", "17", "1950-1-2", "S25.1.2", "昭和25年1月2日"):
            search(desk, words)
            desk.wait_for_text(C_("desk", "Earlier Patients"))
            desk.wait_for_text("山田 花子")
        search(desk, "スズキ")
        desk.wait_for_text(C_("desk", "Nobody Found"))
        keys("Escape")
        desk.wait_for_text(C_("desk", "No. %u") % 1)
        assert C_("desk", "Earlier Patients") not in desk.texts()


def an_individual_number_is_refused_with_a_reason():
    with Stage() as stage:
        begin(stage)
        desk = stage.desk()
        desk.press(C_("patient", "Enter…"))
        fill(desk, Chart_Number="1234 5678 9018")
        desk.press(C_("patient", "Enter"))
        desk.wait_for_text(_("This looks like a 12-digit individual number (My Number). It must not be written "
                             "down here: use the number in your charts."))
        fill(desk, Chart_Number="17", Birth_Date="yesterday")
        desk.press(C_("patient", "Enter"))
        desk.wait_for_text(_("The birth date cannot be read. Write it as S25.1.2 or 1950-01-02."))
        fill(desk, Birth_Date="")
        desk.press(C_("patient", "Enter"))
        desk.wait_for_text(C_("patient", "chart no. %s") % "17")


def a_call_is_answered_with_the_keyboard():
    with Stage() as stage:
        begin(stage)
        stage.kiosk.press(C_("patient's screen", "Call staff"))
        desk = stage.desk()
        seen = lambda: desk.find(C_("desk", "Seen"))  # noqa: E731
        wait(seen, desk.texts)
        look_at(desk)
        keys("ctrl+f", "Tab")  # the list follows the search field
        keys("space")
        wait(lambda: not seen(), desk.texts)


def what_the_desk_did_is_in_the_record_of_accesses():
    before = set(glob.glob(os.path.join(tempfile.gettempdir(), "uketsuke-training-*")))
    with Stage() as stage:
        begin(stage)
        enter_hanako(stage)
        stage.kiosk.press(C_("patient's screen", "Call staff"))
        stage.desk().press(C_("desk", "Seen"))
        (folder,) = set(glob.glob(os.path.join(tempfile.gettempdir(), "uketsuke-training-*"))) - before

        def audit(*arguments):
            return subprocess.run(["uketsukectl", "audit", *arguments, "--store", folder], capture_output=True,
                                  text=True, timeout=60, check=False)

        def actions():
            return [json.loads(line)["action"] for line in audit("list").stdout.splitlines()]

        wait(lambda: "call-seen" in actions(), actions)
        assert actions()[0] == "started" and "patient-entered" in actions(), actions()
        assert "ヤマダ" not in audit("list").stdout and "山田" not in audit("list").stdout
        verdict = audit("verify")
        assert verdict.returncode == 0 and json.loads(verdict.stdout)["whole"], verdict
        seal = json.loads(verdict.stdout)["last_seal"]
        assert audit("verify", "--seal", seal).returncode == 0
        assert audit("verify", "--seal", "0" * 64).returncode == 1


def nothing_of_a_person_can_be_read_beside_the_store():
    """Names, numbers and birth dates: not in the files of the store, and not in what the program says."""
    markers = ["山田", "花子", "ヤマダ", "ハナコ", "1950-01-02", "88471729", "昭和25"]
    before = set(glob.glob(os.path.join(tempfile.gettempdir(), "uketsuke-training-*")))
    environment = dict(os.environ, G_MESSAGES_DEBUG="all")
    with tempfile.TemporaryFile("w+b") as log, Stage(environment=environment, log=log) as stage:
        begin(stage)
        desk = stage.desk()
        desk.press(C_("patient", "Enter…"))
        fill(desk, Chart_Number="88471729", Kana="ヤマダ ハナコ", Name="山田 花子", Birth_Date="1950-01-02")
        desk.press(C_("patient", "Enter"))
        desk.wait_for_text("ヤマダ ハナコ")
        (folder,) = set(glob.glob(os.path.join(tempfile.gettempdir(), "uketsuke-training-*"))) - before
        files = sorted(glob.glob(os.path.join(folder, "*")))
        assert [os.path.basename(name) for name in files] == [
            "store.db", "store.db-shm", "store.db-wal", "store.key"], files
        held = b"".join(open(name, "rb").read() for name in files)
        log.seek(0)
        said = log.read()
    assert len(held) > 10000 and b"uke-reception" in said, (len(held), said[:300])
    for marker in markers:
        for words in (marker.encode(), marker.encode("utf-16-le")):
            assert words not in held, marker
            assert words not in said, marker


tap.run(
    a_card_that_was_entered_is_known_the_next_time,
    somebody_is_found_by_any_of_their_words,
    an_individual_number_is_refused_with_a_reason,
    a_call_is_answered_with_the_keyboard,
    what_the_desk_did_is_in_the_record_of_accesses,
    nothing_of_a_person_can_be_read_beside_the_store,
)
