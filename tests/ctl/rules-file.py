#!/usr/bin/env python3
"""The rules that an institution has chosen in its settings are those that the program shows."""

import json
import os
import subprocess
import sys
import tempfile

import tap

PROGRAM = sys.argv[1]
BUILT_IN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/rules/rules.json")
FOLDER = tempfile.TemporaryDirectory()


def path(name):
    return os.path.join(FOLDER.name, name)


def choose(file):
    """As a person with an editor of settings would."""
    folder = path("glib-2.0/settings")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as keyfile:
        keyfile.write(f"[io/github/uketsuke/Uketsuke]\nrules-file='{file}'\n")


def rules(*arguments, **more):
    environment = dict(os.environ, GSETTINGS_BACKEND="keyfile", XDG_CONFIG_HOME=FOLDER.name, **more)
    return subprocess.run([PROGRAM, "rules", *arguments], env=environment, capture_output=True, text=True, timeout=60,
                          check=False)


def held(answer):
    assert answer.returncode == 0 and answer.stderr == "", answer
    return {line.get("rule") for line in map(json.loads, answer.stdout.splitlines())}


def refused(answer, status, words):
    assert answer.returncode == status and words in answer.stderr and answer.stdout == "", answer


def own_file():
    with open(BUILT_IN, encoding="utf-8") as built_in, open(path("own.json"), "w", encoding="utf-8") as own:
        own.write(built_in.read().replace("2026-07-31", "2027-03-31"))
    return path("own.json")


def none_chosen_means_the_built_in_ones():
    assert "old-insurance-card" not in held(rules("--on", "2026-08-01"))


def the_chosen_file_is_read():
    choose(own_file())
    assert "old-insurance-card" in held(rules("--on", "2026-08-01"))
    assert "old-insurance-card" not in held(rules("--on", "2026-08-01", "--file", BUILT_IN))


def one_with_a_fault_is_refused():
    with open(path("bad.json"), "w", encoding="utf-8") as file:
        file.write("{}")
    choose(path("bad.json"))
    refused(rules("--on", "2026-08-01"), 1, "bad.json: ")


def one_that_is_gone_is_named():
    choose(path("gone.json"))
    refused(rules("--on", "2026-08-01"), 4, "gone.json")


def without_our_schema_nothing_was_chosen():
    """A program that was copied somewhere must answer, too."""
    os.mkdir(path("no-schemas"))
    assert "grace" in held(rules("--on", "2026-08-01", GSETTINGS_SCHEMA_DIR=path("no-schemas"),
                                 XDG_DATA_DIRS=path("no-schemas")))


tap.run(
    none_chosen_means_the_built_in_ones,
    the_chosen_file_is_read,
    one_with_a_fault_is_refused,
    one_that_is_gone_is_named,
    without_our_schema_nothing_was_chosen,
)
