#!/usr/bin/env python3
"""An institution's own file of dated rules: it is used, or the desk is told that it cannot be.

Runs in tests/with-display.
"""

import os
import tempfile

import tap
from stage import Stage
from words import C_, _

RULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/rules/rules.json")


def use(path):
    """Sets the setting as a person with an editor of settings would, before the program starts."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
        file.write(f"[io/github/uketsuke/Uketsuke]\nrules-file='{path}'\n")


def own_file(text):
    file = tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8")
    file.write(text)
    file.flush()
    use(file.name)
    return file


def built_in():
    with open(RULES, encoding="utf-8") as file:
        return file.read()


WARNING = _(
    "This institution's file of rules cannot be used, so the built-in rules hold. "
    "“uketsukectl rules --check FILE” says what is wrong with it."
)


def hotline(number):
    return _("My Number hotline %1$s, choice %2$d").replace("%1$s", number).replace("%2$d", "5")


def open_help(stage):
    stage.wait_for_screen("idle")
    stage.kiosk.press(C_("patient's screen", "Help"))
    stage.kiosk.press(_("Asking by telephone"))


def the_own_file_is_used():
    with own_file(built_in().replace("0120-95-0178", "0120-00-0000")), Stage() as stage:
        open_help(stage)
        stage.kiosk.wait_for_text(hotline("0120-00-0000"))
        assert WARNING not in stage.desk().texts()


def a_file_with_a_fault_is_told_to_the_desk():
    with own_file(built_in().replace('"grace"', '"grave"')), Stage() as stage:
        stage.desk().wait_for_text(WARNING)
        open_help(stage)
        stage.kiosk.wait_for_text(hotline("0120-95-0178"))


def so_is_one_that_is_gone():
    use("/nonexistent/rules.json")
    with Stage() as stage:
        stage.desk().wait_for_text(WARNING)
        stage.place("Valid certificate")
        stage.wait_for_screen("choose-identity")


tap.run(the_own_file_is_used, a_file_with_a_fault_is_told_to_the_desk, so_is_one_that_is_gone)
