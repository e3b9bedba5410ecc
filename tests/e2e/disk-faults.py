#!/usr/bin/env python3
"""A full disk and one that may only be read: said with a remedy, and nothing is told that is not so.

Runs in tests/with-disk full|read-only and tests/with-display; a read-only one is prepared first.
"""

import glob
import os
import sys

import tap
from stage import Stage
from tree import wait
from words import C_, _

DISK = os.environ["UKE_TEST_DISK"]
PIN = "1234"
FULL = _("The disk is full, so receptions cannot be recorded. Free some space; what waits is written then. Note "
         "receptions by hand until then.")
READ_ONLY = _("The record may only be read, so receptions cannot be recorded. Check the disk and the file's "
              "permissions. Note receptions by hand until then.")


def receive(stage):
    stage.place("Valid certificate")
    stage.wait_for_screen("choose-identity")
    stage.kiosk.press(C_("identity", "With the PIN"))
    stage.wait_for_screen("pin")
    stage.enter_pin(PIN)
    screen = stage.wait_for_screen("consent", "consent-same")
    stage.kiosk.press(C_("consent", "Provide all") if screen == "consent" else C_("consent", "Go on"))
    return stage.wait_for_screen("complete", "trouble")


def fill_up(name):
    with open(name, "wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def a_disk_that_fills_up_in_the_middle():
    filler = os.path.join(DISK, "filler")
    with Stage(environment=dict(os.environ, TMPDIR=DISK)) as stage:
        desk = stage.desk()
        assert receive(stage) == "complete"
        stage.lift()
        stage.wait_for_screen("idle")
        # What is in the log of the store already can be written over: fill until it notices.
        fill_up(filler)
        for _attempt in range(60):
            if receive(stage) == "trouble":
                break
            stage.lift()
            stage.wait_for_screen("idle")
        assert stage.screen() == "trouble"
        desk.wait_for_text(FULL)
        stage.lift()
        stage.wait_for_screen("idle")
        os.remove(filler)
        # Whoever comes next is received, and with them the desk's banner goes.
        assert receive(stage) == "complete"
        wait(lambda: FULL not in desk.texts(), desk.texts)


def a_disk_that_may_only_be_read():
    with Stage(environment=dict(os.environ, XDG_DATA_HOME=DISK), arguments=()) as stage:
        stage.desk().wait_for_text(READ_ONLY)


if sys.argv[-1] == "prepare":
    with Stage(environment=dict(os.environ, XDG_DATA_HOME=DISK), arguments=()) as prepared:
        prepared.desk()
        wait(lambda: glob.glob(os.path.join(DISK, "uketsuke", "store", "store.db")), "no store was made")
else:
    tap.run(a_disk_that_fills_up_in_the_middle if "full" in sys.argv else a_disk_that_may_only_be_read)
