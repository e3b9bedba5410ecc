#!/usr/bin/env python3
"""One kiosk and two desks, three programs at one PostgreSQL server: all see the same visits.

Runs in tests/with-postgres and tests/with-display.
"""

import contextlib
import os
import subprocess

import tap
from place import Place
from tree import wait
from words import C_, _

PIN = "1234"
SERVER = os.environ["UKE_TEST_POSTGRES"]


def query(sql):
    answer = subprocess.run(["psql", SERVER, "-AtXc", f"SET search_path = uketsuke_training; {sql}"],
                            capture_output=True, text=True, timeout=60, check=True)
    return answer.stdout.split("\n")[1:-1]  # the first line is SET's own


def control(word):
    subprocess.run([os.environ["UKE_POSTGRES_CONTROL"], word], check=True, timeout=60)


def answer(place):
    """Whoever was here before is asked whether the same holds."""
    screen = place.wait_for_screen("consent", "consent-same")
    place.kiosk.press(C_("consent", "Provide all") if screen == "consent" else C_("consent", "Go on"))


def receive(place):
    place.place("Valid certificate")
    place.wait_for_screen("choose-identity")
    place.kiosk.press(C_("identity", "With the PIN"))
    place.wait_for_screen("pin")
    place.enter_pin(PIN)
    answer(place)


def count(what="true"):
    return int(query(f"SELECT count(*) FROM visit WHERE {what}")[0])


def leave(place):
    place.lift()
    place.wait_for_screen("idle")


def each_step_is_seen_at_both_desks():
    number = count() + 1
    kiosk.place("Valid certificate")
    kiosk.wait_for_screen("choose-identity")
    for desk in desks:
        desk.wait_for_row(number, C_("desk", "Choosing how to identify"))
    kiosk.kiosk.press(C_("identity", "With the PIN"))
    kiosk.wait_for_screen("pin")
    for desk in desks:
        desk.wait_for_row(number, C_("desk", "Entering the PIN"))
    kiosk.enter_pin(PIN)
    kiosk.wait_for_screen("consent")
    for desk in desks:
        desk.wait_for_row(number, C_("desk", "Answering the consents"))
    kiosk.kiosk.press(C_("consent", "Provide all"))
    kiosk.wait_for_screen("complete")
    for desk in desks:
        desk.wait_for_row(number, C_("desk", "Complete"))
    leave(kiosk)
    wait(lambda: count("ended IS NOT NULL AND completed IS NOT NULL") == 1, "it has not ended")


def the_visual_check_is_made_at_either_desk():
    number = count() + 1
    kiosk.place("Valid certificate")
    kiosk.wait_for_screen("choose-identity")
    kiosk.kiosk.press(C_("identity", "With the staff"))
    kiosk.wait_for_screen("staff-check")
    first, second = desks
    first.desk().wait_for_text(C_("desk", "Check Identity…"))
    desk = second.desk()
    desk.press(C_("desk", "Check Identity…"))
    desk.tick(_("The photograph shows this person"))
    desk.tick(_("Name and birth date as said are those on the card"))
    desk.press(C_("identity check", "Confirmed"))
    kiosk.wait_for_screen("consent-same")
    first.wait_for_row(number, C_("desk", "Answering the consents"))
    assert query("SELECT method FROM visit ORDER BY number DESC LIMIT 1") == ["staff"]
    # Entered once, for the desk at which it was made.
    assert query("SELECT place, count(*) FROM audit WHERE action = 'identity-confirmed' GROUP BY place") == ["Desk 2|1"]
    leave(kiosk)


def two_who_arrive_at_two_kiosks_have_two_numbers():
    before = count()
    kiosk.place("Valid certificate")
    desks[0].place("Ends within three months")
    for place in (kiosk, *desks):
        for number in (before + 1, before + 2):
            place.desk().wait_for_text(C_("desk", "No. %u") % number)
    assert query("SELECT number FROM visit ORDER BY number") == [str(i + 1) for i in range(before + 2)]
    leave(kiosk)
    leave(desks[0])


def a_server_that_stops_is_told_and_nothing_is_lost():
    number = count() + 1
    kiosk.place("Valid certificate")
    kiosk.wait_for_screen("choose-identity")
    desks[0].wait_for_row(number, C_("desk", "Choosing how to identify"))
    control("stop")
    kiosk.kiosk.press(C_("identity", "With the PIN"))
    kiosk.wait_for_screen("pin")
    kiosk.enter_pin(PIN)
    answer(kiosk)
    assert kiosk.wait_for_screen("trouble", "complete") == "trouble"
    kiosk.desk().wait_for_text(
        _("The record cannot be reached. Check the network and the server; what waits is written when it is back. "
          "Note receptions by hand until then."))
    leave(kiosk)
    control("start")
    # Its last step reaches the server, and with it the other desks.
    for desk in desks:
        desk.wait_for_row(number, C_("desk", "Card lifted at: %s") % C_("desk", "Needs the desk"))
    assert count(f"number = {number} AND completed IS NULL AND ended IS NOT NULL") == 1
    receive(kiosk)
    kiosk.wait_for_screen("complete")
    for desk in desks:
        desk.wait_for_row(number + 1, C_("desk", "Complete"))
    leave(kiosk)


def restarts_under_load_lose_nothing():
    wait(lambda: count("ended IS NULL") == 0, "somebody is still there")
    before = count()
    completed = count("completed IS NOT NULL")
    shown_complete = 0
    for round_ in range(6):
        kiosk.place("Valid certificate")
        kiosk.wait_for_screen("choose-identity")
        kiosk.kiosk.press(C_("identity", "With the PIN"))
        kiosk.wait_for_screen("pin")
        kiosk.enter_pin(PIN)
        kiosk.wait_for_screen("consent", "consent-same")
        restart = None
        if round_ % 2 == 1:
            control("kill")
            restart = subprocess.Popen([os.environ["UKE_POSTGRES_CONTROL"], "start"])
        answer(kiosk)
        shown = kiosk.wait_for_screen("complete", "trouble")
        if restart is not None:
            restart.wait(60)
        if shown == "complete":
            shown_complete += 1
            # It was on the server's disk before the patient was told.
            assert count("completed IS NOT NULL") == completed + shown_complete
        leave(kiosk)
    assert shown_complete >= 3, shown_complete
    wait(lambda: count("ended IS NOT NULL") == before + 6, lambda: query("TABLE visit"))
    assert query("SELECT count(DISTINCT number) FROM visit") == [str(before + 6)], query("TABLE visit")
    for desk in desks:
        window = desk.desk()
        wait(lambda: window.texts().count(C_("desk", "Complete")) >= min(completed + shown_complete, 6), window.texts)
        # Nobody is there twice; the list shows as many as fit, and trouble is on top.
        names = [C_("desk", "No. %u") % (i + 1) for i in range(before + 6)]
        numbers = [text for text in window.texts() if text in names]
        assert len(numbers) == len(set(numbers)) >= 6, (numbers, window.texts())
        assert names[-1] in numbers, numbers


with contextlib.ExitStack() as places:
    kiosk, *desks = [places.enter_context(Place(name, SERVER)) for name in ("Kiosk", "Desk 1", "Desk 2")]
    tap.run(
        each_step_is_seen_at_both_desks,
        the_visual_check_is_made_at_either_desk,
        two_who_arrive_at_two_kiosks_have_two_numbers,
        a_server_that_stops_is_told_and_nothing_is_lost,
        restarts_under_load_lose_nothing,
    )
