#!/usr/bin/env python3
"""What the desktop is told when somebody needs the desk: that they do, never who, and no longer than that.

Runs in tests/with-display, with a notification service of this script's own.
"""

import subprocess
import threading

import tap
from tree import GLib, wait
from stage import Stage
from words import C_, _

from gi.repository import Gio

SERVICE = """
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/>
    </method>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  </interface>
</node>
"""

KIOSK = _("Patient's Screen")
shown = {}  # what is on the screen, by number
told = []  # everything that ever was, as one text each


def on_call(_connection, _sender, _path, _interface, method, parameters, invocation):
    if method == "Notify":
        _app, replaces, _icon, summary, body, _actions, hints, _timeout = parameters.unpack()
        number = replaces or len(told) + 1
        shown[number] = body
        told.append(f"{summary} {body} {hints}")
        invocation.return_value(GLib.Variant("(u)", (number,)))
    elif method == "CloseNotification":
        shown.pop(parameters.unpack()[0], None)
        invocation.return_value(None)
    elif method == "GetCapabilities":
        invocation.return_value(GLib.Variant("(as)", (["body"],)))
    else:
        invocation.return_value(GLib.Variant("(ssss)", ("test", "test", "1", "1.2")))


def serve():
    context = GLib.MainContext()
    context.push_thread_default()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    bus.register_object("/org/freedesktop/Notifications", Gio.DBusNodeInfo.new_for_xml(SERVICE).interfaces[0],
                        on_call, None, None)
    Gio.bus_own_name_on_connection(bus, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.NONE, None, None)
    GLib.MainLoop(context).run()


def look_at_kiosk():
    subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", f"^{KIOSK}$", "windowactivate",
         "--sync"], check=True, timeout=20, stdout=subprocess.DEVNULL)


def begin(stage, title="Valid certificate"):
    look_at_kiosk()
    stage.place(title)


def a_call_for_help_is_told_and_taken_back():
    with Stage() as stage:
        begin(stage)
        stage.wait_for_screen("choose-identity")
        desk = stage.desk()
        stage.kiosk.press(C_("patient's screen", "Call staff"))
        words = _("Somebody at the patient’s screen asks for help.")
        wait(lambda: words in shown.values(), lambda: f"told: {told}")
        desk.press(C_("desk", "Seen"))
        wait(lambda: not shown, lambda: f"still shown: {shown}")


def so_are_a_check_by_sight_and_a_card_that_has_lapsed():
    with Stage() as stage:
        begin(stage)
        stage.wait_for_screen("choose-identity")
        stage.kiosk.press(C_("identity", "With the staff"))
        wait(lambda: _("Somebody waits for a check by sight.") in shown.values(), lambda: f"told: {told}")
        stage.lift()
        stage.wait_for_screen("idle")
        begin(stage, "Ended more than three months ago")
        stage.wait_for_screen("lapsed")
        wait(lambda: _("A card cannot be used here. Somebody is waiting for you.") in shown.values(),
             lambda: f"told: {told}")
    wait(lambda: not shown, lambda: f"the program has ended, still shown: {shown}")


def no_name_and_no_number_is_in_any_of_them():
    assert len(told) >= 3, told
    for text in told:
        assert not any(character.isdigit() for character in text.split(" {")[0]), text
        assert "ヤマダ" not in text and "番" not in text.replace("暗証番号", ""), text


threading.Thread(target=serve, daemon=True).start()
tap.run(
    a_call_for_help_is_told_and_taken_back,
    so_are_a_check_by_sight_and_a_card_that_has_lapsed,
    no_name_and_no_number_is_in_any_of_them,
)
