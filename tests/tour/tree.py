"""The application as a screen reader finds it: names, roles and actions, nothing else."""

import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# at-spi asks every application for a cache, which GTK does not keep, and warns each time.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_message: None, None)

PATIENCE = 30.0  # seconds; a sanitized build on a busy machine is slow
PAUSE = 0.03


class NotThere(AssertionError):
    """What was looked for did not appear in time; the message shows what there was instead."""


def _children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def walk(node):
    """All showing descendants of a node, itself first."""
    try:
        yield node
        for child in _children(node):
            if child.get_state_set().contains(Atspi.StateType.SHOWING):
                yield from walk(child)
    except GLib.Error:
        return  # it went away while we looked


def name_of(node):
    try:
        return node.get_name() or ""
    except GLib.Error:
        return ""


def texts(node):
    """Every non-empty name below a node, in reading order."""
    return [name for name in map(name_of, walk(node)) if name]


def wait(find, what):
    """Calls find() until it gives something; raises NotThere after a while."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            found = find()
        except GLib.Error:
            found = None  # a page went away while we looked at it
        if found:
            return found
        time.sleep(PAUSE)
    try:
        raise NotThere(what() if callable(what) else what)
    except GLib.Error as error:
        raise NotThere(f"the application cannot be asked: {error.message}") from error


class Window:
    """One window of the application, found by its title."""

    def __init__(self, application, title):
        self.title = title
        self.application = application
        self.node = wait(self._find, f"no window “{title}”")

    def _find(self):
        for frame in _children(self.application):
            if name_of(frame) == self.title:
                return frame
        return None

    def texts(self):
        return texts(self.node)

    def heading(self):
        for node in walk(self.node):
            if node.get_role() == Atspi.Role.HEADING:
                return name_of(node)
        return ""

    def find(self, name, roles=()):
        for node in walk(self.node):
            if name_of(node) == name and (not roles or node.get_role() in roles):
                return node
        return None

    def press(self, name):
        """Does what a screen reader does on Enter: the first action of the button of that name."""
        self.wait_for_button(name).get_action_iface().do_action(0)

    def wait_for_button(self, name):
        return wait(lambda: self._pressable(name), lambda: f"no button “{name}” among {self.texts()}")

    def _pressable(self, name):
        roles = (Atspi.Role.BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX)
        for node in walk(self.node):
            try:
                if (
                    name_of(node) == name
                    and node.get_role() in roles
                    and node.get_state_set().contains(Atspi.StateType.SENSITIVE)
                    and node.get_action_iface() is not None
                ):
                    return node
            except GLib.Error:
                continue
        return None

    def tick(self, name):
        """Ticks a check button, which GTK gives no action: with the keyboard, as a person would."""
        box = wait(lambda: self.find(name, (Atspi.Role.CHECK_BOX,)), lambda: f"no “{name}” among {self.texts()}")

        subprocess.run(
            ["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.application.get_process_id()),
             "--name", f"^{self.title}$", "windowactivate", "--sync"],
            check=True, timeout=20, stdout=subprocess.DEVNULL,
        )

        def focused():
            if box.get_state_set().contains(Atspi.StateType.FOCUSED):
                return True
            subprocess.run(["xdotool", "key", "Tab"], check=True, timeout=20)
            time.sleep(0.1)
            return False

        wait(focused, f"“{name}” is not reached with the Tab key")
        subprocess.run(["xdotool", "key", "space"], check=True, timeout=20)
        wait(lambda: box.get_state_set().contains(Atspi.StateType.CHECKED), f"“{name}” is not ticked")

    def wait_for_heading(self, *headings):
        return wait(
            lambda: self.heading() if self.heading() in headings else None,
            lambda: f"the heading is “{self.heading()}”, not one of {headings}",
        )

    def wait_for_text(self, part):
        return wait(
            lambda: any(part in text for text in self.texts()),
            lambda: f"no “{part}” among {self.texts()}",
        )


def find_application(pid):
    """The application of a process, once it has told the accessibility bus about itself."""
    Atspi.init()

    def look():
        desktop = Atspi.get_desktop(0)
        for application in _children(desktop):
            try:
                if application.get_process_id() == pid:
                    return application
            except GLib.Error:
                continue
        return None

    return wait(look, f"process {pid} does not appear in the accessible tree")
