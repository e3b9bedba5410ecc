#!/usr/bin/env python3
"""Midnight in Japan, a machine that slept, and a clock that is set, while the windows are open.

Runs in tests/with-display. UKE_FAKE_CLOCK is a library to preload; it lets the wall clock be set
for the application alone.
"""

import datetime
import os
import struct
import tempfile
import time

import tap
from stage import Stage
from tree import wait
from words import C_, _, catalogue

PIN = "1234"
JAPAN = datetime.timezone(datetime.timedelta(hours=9))


class Clock:
    """The application's wall clock."""

    def __init__(self):
        self.file = tempfile.NamedTemporaryFile(buffering=0)
        self.offset = 0.0
        self.day = datetime.datetime.now(JAPAN).date()
        self._write()

    def _write(self):
        os.pwrite(self.file.fileno(), struct.pack("=q", round(self.offset * 1_000_000)), 0)

    def now(self):
        return time.time() + self.offset

    def moment(self, hours, days=0):
        """A time of day in Japan, so many days later."""
        midnight = datetime.datetime.combine(self.day, datetime.time(), JAPAN).timestamp()
        return midnight + days * 86400 + hours * 3600

    def set(self, moment):
        self.offset = moment - time.time()
        self._write()

    def wait_until(self, moment):
        time.sleep(max(0.0, moment - self.now()))

    def stage(self, **variables):
        folder, name = os.path.split(os.environ["UKE_FAKE_CLOCK"])
        environment = dict(
            os.environ, UKE_TEST_CLOCK=self.file.name, LD_LIBRARY_PATH=folder, LD_PRELOAD=name,
            ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0", **variables,
        )
        return Stage(environment=environment)


def count_down(days):
    """What the banner says of the card that ends within three months, on every screen."""
    return catalogue.ngettext(
        "The certificate ends soon (%1$s, %2$d day left)", "The certificate ends soon (%1$s, %2$d days left)", days
    ).replace("%2$d", str(days)).split("%1$s")[1]


def say(window, words):
    return any(words in text for text in window.texts())


def go_to_consent(stage):
    stage.place("Ends within three months")  # in 30 days
    stage.wait_for_screen("choose-identity")
    stage.kiosk.press(C_("identity", "With the PIN"))
    stage.wait_for_screen("pin")
    stage.enter_pin(PIN)
    stage.wait_for_screen("expiry-notice")
    stage.kiosk.press(_("Continue"))
    stage.wait_for_screen("consent")


def cross_midnight(clock, windows, days, before, after):
    """Both windows say one thing up to midnight, and the other within a second of it."""
    midnight = clock.moment(24, days)
    while True:
        clock.set(midnight - 4)
        for window in windows:
            wait(lambda: say(window, before), lambda: f"“{before}” is not among {window.texts()}")
        if clock.now() < midnight:
            break  # what was read was read in time
    clock.wait_until(midnight + 1)
    for window in windows:
        assert say(window, after), f"a second after midnight “{after}” is not among {window.texts()}"


def banners_change_at_midnight_in_japan():
    clock = Clock()
    clock.set(clock.moment(12))
    with clock.stage(TZ="America/New_York") as stage:
        go_to_consent(stage)
        windows = (stage.kiosk, stage.desk())
        cross_midnight(clock, windows, 0, count_down(30), count_down(29))
        cross_midnight(clock, windows, 1, count_down(29), count_down(28))
        assert stage.screen() == "consent"


def a_visit_that_crosses_its_last_midnight_goes_on():
    clock = Clock()
    clock.set(clock.moment(12))
    with clock.stage() as stage:
        go_to_consent(stage)
        desk = stage.desk()
        ends_today = _("The certificate ends today (%s)").split("%s")[0]
        goes_on = _("The certificate ended on %s. This reception goes on as it began.").split("%s")[1]
        cross_midnight(clock, (stage.kiosk, desk), 30, ends_today, goes_on)
        assert say(desk, C_("stage", "Ended during the visit")), desk.texts()
        # What was asked may be answered: the visit is of the day on which it began.
        stage.kiosk.press(C_("consent", "Provide all"))
        stage.wait_for_screen("complete")
        stage.kiosk.wait_for_text(next(text for text in stage.kiosk.texts() if goes_on in text))
        stage.lift()
        stage.wait_for_screen("idle")
        assert not say(stage.kiosk, goes_on)


def days_that_were_slept_through():
    clock = Clock()
    clock.set(clock.moment(20))
    with clock.stage() as stage:
        go_to_consent(stage)
        clock.set(clock.moment(8.5, 3))
        for window in (stage.kiosk, stage.desk()):
            wait(lambda: say(window, count_down(27)), lambda: f"{count_down(27)} is not among {window.texts()}")


def a_clock_that_is_set_back_is_reported_and_marked():
    clock = Clock()
    clock.set(clock.moment(12))
    warning = _(
        "This computer's clock was set back behind the latest visit. Check date and time. "
        "Receptions are marked until it has caught up."
    )
    with clock.stage() as stage:
        desk = stage.desk()
        go_to_consent(stage)
        stage.lift()
        stage.wait_for_screen("idle")
        assert warning not in desk.texts()
        clock.set(clock.moment(11))
        wait(lambda: warning in desk.texts(), lambda: f"the desk does not say so: {desk.texts()}")
        shown = desk.texts().count(warning)
        go_to_consent(stage)
        desk.wait_for_text(C_("desk", "Clock"))
        wait(lambda: desk.texts().count(warning) > shown, lambda: f"the visit is not marked: {desk.texts()}")
        stage.lift()
        clock.set(clock.moment(13))
        wait(lambda: desk.texts().count(warning) == 1, lambda: f"more than the mark is left: {desk.texts()}")


def a_dead_battery_receives_nobody_by_date():
    clock = Clock()
    clock.set(clock.moment(12))
    with clock.stage() as stage:
        stage.wait_for_screen("idle")
        clock.set(datetime.datetime(2020, 1, 1, tzinfo=JAPAN).timestamp())
        desk = stage.desk()
        warning = _(
            "This computer's clock is wrong, so no date can be judged. Set date and time, then receive the patient again."
        )
        wait(lambda: warning in desk.texts(), lambda: f"the desk does not say so: {desk.texts()}")
        stage.place("Valid certificate")
        stage.wait_for_screen("trouble")
        stage.kiosk.wait_for_text(_("Code: %s") % "U50")
        stage.lift()
        stage.wait_for_screen("idle")
        shown = desk.texts().count(warning)
        clock.set(clock.moment(12))
        wait(lambda: desk.texts().count(warning) < shown, lambda: f"the desk still warns: {desk.texts()}")


tap.run(
    banners_change_at_midnight_in_japan,
    a_visit_that_crosses_its_last_midnight_goes_on,
    days_that_were_slept_through,
    a_clock_that_is_set_back_is_reported_and_marked,
    a_dead_battery_receives_nobody_by_date,
)
