"""The application on its stage: started in training, its windows put in place, pictures taken."""

import os
import subprocess
import time

from tree import Window, find_application, wait
from words import C_, SCREENS, WRONG_CARD_DETAIL, _


def place_window(title, x, y, width, height):
    """Puts a window where a person would have dragged it."""

    def find():
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"],
            stdout=subprocess.PIPE, text=True, check=False,
        )
        return found.stdout.split()

    window = wait(find, f"no window “{title}” on the display")[0]
    subprocess.run(["xdotool", "windowmove", "--sync", window, str(x), str(y)], check=True, timeout=20)
    subprocess.run(["xdotool", "windowsize", window, str(width), str(height)], check=True, timeout=20)


class Stage:
    """A running application; use as a context."""

    def __init__(self, arguments=("--training",), environment=None, log=None):
        # A page that does not fit its display warns; no warning goes by unseen.
        strict = dict(os.environ if environment is None else environment, G_DEBUG="fatal-warnings")
        self.process = subprocess.Popen(["uketsuke", *arguments], env=strict, stdout=log, stderr=log)
        self.application = find_application(self.process.pid)
        self.kiosk = Window(self.application, _("Patient's Screen")) if arguments else None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait(30)

    def windows(self):
        return [self.application.get_child_at_index(i) for i in range(self.application.get_child_count())]

    def desk(self):
        return Window(self.application, _("Reception Desk"))

    def tray(self):
        return Window(self.application, _("Training Cards"))

    def screen(self):
        """The nick of the patient's screen, or "" for one that is on its way."""
        heading = self.kiosk.heading()
        for nick, words in SCREENS.items():
            if heading == words:
                if nick == "idle" and WRONG_CARD_DETAIL in self.kiosk.texts():
                    return "wrong-card"
                return nick
        return ""

    def wait_for_screen(self, *nicks):
        return wait(
            lambda: self.screen() if self.screen() in nicks else None,
            lambda: f"the screen is “{self.screen()}” ({self.kiosk.heading()}), not one of {nicks}",
        )

    def enter_pin(self, pin):
        for digit in pin:
            self.kiosk.press(digit)

    def place(self, title):
        self.tray().press(_(title))

    def lift(self):
        self.tray().press(C_("training", "Lift the Card"))


def picture(path, x, y, width, height):
    """A part of the display as PNG, once it has stopped changing."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    time.sleep(0.35)  # transitions take 200 ms
    subprocess.run(
        ["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "+repage", path],
        check=True, timeout=60,
    )
