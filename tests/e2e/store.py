#!/usr/bin/env python3
"""What happened is kept: over the end of the program, however it ends, and never as a rehearsal.

Runs in tests/with-pcscd and tests/with-display: a real reception, on training cards that the
institution's anchors do not know, ends at the desk; that is kept as well.
"""

import glob
import json
import os
import signal
import subprocess
import tempfile

import tap
from stage import Stage
from tree import wait
from words import C_, _

PIN = "1234"
FOLDER = os.path.join(os.environ["XDG_DATA_HOME"], "uketsuke", "store")


def uketsukectl(*arguments):
    return subprocess.run(["uketsukectl", *arguments], capture_output=True, text=True, timeout=60, check=False)


def receptions(*arguments):
    answer = uketsukectl("receptions", *arguments)
    assert answer.returncode == 0, answer
    return [json.loads(line) for line in answer.stdout.splitlines()]


class Card:
    """An emulated card on a virtual reader."""

    def __enter__(self):
        self.process = subprocess.Popen(
            ["uketsukectl", "emulate", "--persona", "normal", "--new-card"], stdout=subprocess.PIPE)
        self.process.stdout.readline()
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait(10)


def there_is_no_store_before_the_first_start():
    answer = uketsukectl("receptions")
    assert answer.returncode == 4, answer
    assert not os.path.exists(FOLDER)


def a_visit_outlives_the_program():
    with Stage(("--kiosk",)) as stage:
        with Card():
            stage.wait_for_screen("trouble")
        stage.wait_for_screen("idle")
    (kept,) = wait(receptions, "nothing was kept")
    assert kept["number"] == 1 and kept["reason"] in ("training-card", "unknown-issuer"), kept
    assert kept["ended"] is not None and kept["completed"] is None, kept
    with Stage(()) as stage:  # the desk alone, started anew
        stage.desk().wait_for_text(C_("desk", "No. %u") % 1)


def so_does_one_that_was_cut_off():
    stage = Stage(("--kiosk",))
    with Card():
        stage.wait_for_screen("trouble")
        wait(lambda: len(receptions()) == 2, "the second visit was not kept")
        stage.process.send_signal(signal.SIGKILL)
        stage.process.wait(10)
        numbers = [kept["number"] for kept in receptions()]
        assert numbers == [1, 2], numbers


def the_files_are_for_their_owner_alone():
    modes = {os.path.basename(path): os.stat(path).st_mode & 0o777 for path in glob.glob(FOLDER + "/*")}
    assert os.stat(FOLDER).st_mode & 0o777 == 0o700
    assert modes["store.key"] == 0o600, modes


def told_to_the_desk(words):
    with tempfile.TemporaryFile("w+") as log:
        with Stage((), log=log) as stage:
            stage.desk().wait_for_text(words)
        log.seek(0)
        assert "store" in log.read()


def with_bytes(name, offset, length, check):
    """Overwrites a part of a file of the store, and puts it right again."""
    with open(os.path.join(FOLDER, name), "r+b") as file:
        file.seek(offset)
        before = file.read(length)
        file.seek(offset)
        file.write(os.urandom(len(before)))
    try:
        check()
    finally:
        with open(os.path.join(FOLDER, name), "r+b") as file:
            file.seek(offset)
            file.write(before)
    assert len(receptions()) == 2


def another_key_is_told_to_the_desk():
    with_bytes("store.key", 0, 32, lambda: told_to_the_desk(_(
        "The record does not open with this computer's key. Restore the key from the backup. Note receptions by "
        "hand until then.")))


def a_damaged_page_is_told_to_the_desk():
    def check():
        answer = uketsukectl("receptions")
        assert answer.returncode == 4 and "restore the newest backup" in answer.stderr, answer
        told_to_the_desk(_("The record is damaged. Restore the newest backup, and have the disk checked. Note "
                           "receptions by hand until then."))

    with_bytes("store.db", 4096, os.path.getsize(os.path.join(FOLDER, "store.db")) - 4096, check)


def a_rehearsal_leaves_nothing():
    before = set(glob.glob(os.path.join(tempfile.gettempdir(), "uketsuke-training-*")))
    with Stage() as stage:
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")
        stage.kiosk.press(C_("identity", "With the PIN"))
        stage.wait_for_screen("pin")
        stage.enter_pin(PIN)
        stage.wait_for_screen("consent")
        stage.kiosk.press(C_("consent", "Provide all"))
        stage.wait_for_screen("complete")
        during = set(glob.glob(os.path.join(tempfile.gettempdir(), "uketsuke-training-*"))) - before
        assert len(during) == 1, during
        (folder,) = during
        (kept,) = receptions("--store", folder)
        assert kept["completed"] is not None and kept["step"] == "complete", kept
        assert kept["method"] == "pin" and kept["consents"] == {
            "medicines": "agreed", "visits": "agreed", "checkups": "agreed"}, kept
    assert not os.path.exists(folder)
    assert len(receptions()) == 2


tap.run(
    there_is_no_store_before_the_first_start,
    a_visit_outlives_the_program,
    so_does_one_that_was_cut_off,
    the_files_are_for_their_owner_alone,
    another_key_is_told_to_the_desk,
    a_damaged_page_is_told_to_the_desk,
    a_rehearsal_leaves_nothing,
)
