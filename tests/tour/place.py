"""A program on a machine of its own, at a server that it shares with others."""

import os
import subprocess
import tempfile

from stage import Stage
from tree import wait
from words import C_


class Place(Stage):
    """A program on a machine of its own: with its settings and its session, on the one display."""

    def __init__(self, name, server):
        self.folder = tempfile.mkdtemp(prefix="uketsuke-place-")
        settings = os.path.join(self.folder, "glib-2.0", "settings", "keyfile")
        os.makedirs(os.path.dirname(settings))
        with open(settings, "w", encoding="utf-8") as file:
            file.write(f"[io/github/uketsuke/Uketsuke]\nstore-server='{server}'\nplace-name='{name}'\n")

        accessible = subprocess.run(
            ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
             "--method", "org.a11y.Bus.GetAddress"], capture_output=True, text=True, check=True, timeout=30)
        self.bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1",
             f"--address=unix:path={self.folder}/bus"], stdout=subprocess.PIPE, text=True)
        address = self.bus.stdout.readline().strip()
        super().__init__(environment=dict(
            os.environ, XDG_CONFIG_HOME=self.folder, GSETTINGS_BACKEND="keyfile",
            DBUS_SESSION_BUS_ADDRESS=address, AT_SPI_BUS_ADDRESS=accessible.stdout.split("'")[1]))

    def __exit__(self, *exception):
        super().__exit__(*exception)
        self.bus.terminate()
        self.bus.wait(10)

    def wait_for_row(self, number, step):
        """The row of a visit, with what its list says of it."""
        words = [C_("desk", "No. %u") % number, step]
        desk = self.desk()

        def look():
            shown = desk.texts()
            return any(shown[i : i + 2] == words for i in range(len(shown)))

        wait(look, lambda: f"no row {words} among {desk.texts()}")
