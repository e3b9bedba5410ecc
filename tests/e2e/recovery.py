#!/usr/bin/env python3
"""The daemon stopped and started, the reader pulled out and put back, ten times each, during use.

Whatever the patient's screen shows at that moment, it says that it waits, the desk says for what, and
two seconds after the daemon listens again (or the reader is back) it is ready for the next patient.

Runs in tests/with-pcscd, with UKE_USB_READER, and in tests/with-display.
"""

import contextlib
import json
import os
import socket
import subprocess
import time

import tap
from stage import Stage
from words import C_, SCREENS, _

PIN = "1234"
ROUNDS = 10
BOUND = 2.0  # seconds; a demand of the issue
LOOK = 0.02  # seconds between two looks, which are cheap
PORTS = ("8C7B", "8C7C")

TROUBLE = _("This screen cannot receive you at the moment.")
NO_SERVICE = _("The card reader service is not running. Start pcscd, or restart this computer.")
NO_READER = _("No card reader is connected. Plug it in again, at another socket if need be.")


def control(verb):
    subprocess.run([os.environ["UKE_PCSCD_CONTROL"], verb], check=True, timeout=30)


@contextlib.contextmanager
def card(delay_ms=0):
    """A card on the first reader; it goes when the block ends, or with its reader."""
    process = subprocess.Popen(
        ["uketsukectl", "emulate", "--persona", "normal", "--slot-delay-ms", str(delay_ms)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    try:
        assert json.loads(process.stdout.readline())["persona"] == "normal"
        yield
    finally:
        process.terminate()
        process.wait(20)


# ---- What the patient is doing when it happens. Each is a context that leaves with the card. ----


@contextlib.contextmanager
def nobody_there(stage):
    stage.wait_for_screen("idle")
    yield


@contextlib.contextmanager
def card_lies_there(stage):
    with card():
        stage.wait_for_screen("choose-identity")
        yield


@contextlib.contextmanager
def card_being_read(stage):
    with card(delay_ms=300):
        stage.kiosk.wait_for_heading(_("Reading your card"))
        yield


@contextlib.contextmanager
def pin_half_typed(stage):
    with card_lies_there(stage):
        stage.kiosk.press(C_("identity", "With the PIN"))
        stage.wait_for_screen("pin")
        stage.enter_pin(PIN[:2])
        yield


MOMENTS = (nobody_there, card_lies_there, card_being_read, pin_half_typed)


# ---- Back again ----


def daemon_listens():
    with socket.socket(socket.AF_UNIX) as door:
        return door.connect_ex("/run/pcscd/pcscd.comm") == 0


def readers_listen():
    with open("/proc/net/tcp", encoding="ascii") as table:
        listening = [row.split()[1] for row in table if row.split()[3] == "0A"]
    return all(any(address.endswith(":" + port) for address in listening) for port in PORTS)


def seconds_until_ready(stage, verb, is_back):
    """From the moment it is back until the screen is ready; the verb takes its own time before."""

    def become(condition, what):
        deadline = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < deadline, what
            time.sleep(LOOK)
        return time.monotonic()

    process = subprocess.Popen([os.environ["UKE_PCSCD_CONTROL"], verb])
    back = become(is_back, f"after “{verb}”, nothing listens")
    ready = become(lambda: stage.kiosk.heading() == SCREENS["idle"], f"after “{verb}”, it stays {stage.screen()}")
    assert process.wait(30) == 0
    return ready - back


def disturb(ways, verb, is_back, reason):
    took = []
    with Stage(("--training", "--pcsc")) as stage:
        desk = stage.desk()
        for count in range(ROUNDS):
            moment = MOMENTS[count % len(MOMENTS)]
            way = ways[(count + count // len(MOMENTS)) % len(ways)]
            with moment(stage):
                control(way)
                stage.wait_for_screen("trouble")
                stage.kiosk.wait_for_text(TROUBLE)
                desk.wait_for_text(reason)
            took.append(seconds_until_ready(stage, verb, is_back))
            print(f"# {way}, {moment.__name__}: ready after {took[-1]:.2f} s", flush=True)
            assert took[-1] <= BOUND, f"ready after {took[-1]:.2f} s ({way}, {moment.__name__})"
        # Not only the words are back.
        with card():
            stage.wait_for_screen("choose-identity")
    print(f"# {verb}: {min(took):.2f} to {max(took):.2f} s", flush=True)


def the_daemon_is_stopped_and_started_ten_times():
    disturb(("stop", "kill"), "start", daemon_listens, NO_SERVICE)


def the_reader_is_pulled_out_and_put_back_ten_times():
    disturb(("unplug",), "plug", readers_listen, NO_READER)


tap.run(the_daemon_is_stopped_and_started_ten_times, the_reader_is_pulled_out_and_put_back_ten_times)
