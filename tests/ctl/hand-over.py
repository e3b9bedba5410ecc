#!/usr/bin/env python3
"""The commands that open the store are a program of their own, and nobody notices."""

import os
import shutil
import subprocess
import sys
import tempfile

import tap

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.TemporaryDirectory()


def path(name):
    return os.path.join(FOLDER.name, name)


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **options)


def receptions(*arguments, program=PROGRAM, **options):
    return run(program, "receptions", *arguments, **options)


def refused(answer, status, words):
    assert answer.returncode == status and words in answer.stderr and answer.stdout == "", answer
    assert answer.stderr.startswith("uketsukectl: "), answer


def the_other_commands_load_no_database():
    """They would start later by more than a card takes to be read."""
    loaded = run(PROGRAM, env=dict(os.environ, LD_TRACE_LOADED_OBJECTS="1")).stdout
    assert "libgio-2.0" in loaded and "sqlcipher" not in loaded, loaded


def arguments_status_and_streams_are_handed_on():
    refused(receptions("--store", path("nowhere")), 4, "receptions: " + path("nowhere"))
    refused(receptions("--from", "2026-11-02", "--to", "2026-11-01"), 2, "--from is after --to")
    refused(receptions("--to", "2026-02-30"), 2, "--to")
    answer = receptions("--help")
    assert answer.returncode == 0 and "--store" in answer.stdout, answer


def an_empty_store_is_read():
    os.mkdir(path("store"))
    answer = receptions("--store", path("store"), "--to", "2026-11-25")
    assert answer.returncode == 0 and answer.stdout == "" and answer.stderr == "", answer


def by_a_link_and_from_elsewhere():
    os.symlink(PROGRAM, path("link"))
    refused(receptions("--store", "nowhere", program="./link", cwd=FOLDER.name), 4, "nowhere")


def installed_it_is_among_the_programs_that_nobody_types():
    programs, parts = path("usr/bin"), os.path.normpath(path("usr/bin/" + os.environ["UKE_LIBEXEC_FROM_BIN"]))
    os.makedirs(programs)
    os.makedirs(parts)
    installed = shutil.copy(PROGRAM, programs)
    shutil.copy(os.path.join(os.path.dirname(PROGRAM), "uketsukectl-store"), parts)
    refused(receptions("--store", path("nowhere"), program=installed), 4, path("nowhere"))


def a_part_that_is_missing_is_named():
    os.mkdir(path("alone"))
    alone = shutil.copy(PROGRAM, path("alone"))
    refused(receptions(program=alone), 4, "uketsukectl-store")
    assert run(alone, "--version").returncode == 0


def the_part_alone_says_whose_it_is():
    part = os.path.join(os.path.dirname(PROGRAM), "uketsukectl-store")
    refused(run(part), 2, "uketsukectl help")
    refused(run(part, "card"), 2, "uketsukectl help")


tap.run(
    the_other_commands_load_no_database,
    arguments_status_and_streams_are_handed_on,
    an_empty_store_is_read,
    by_a_link_and_from_elsewhere,
    installed_it_is_among_the_programs_that_nobody_types,
    a_part_that_is_missing_is_named,
    the_part_alone_says_whose_it_is,
)
