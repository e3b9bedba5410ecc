#!/usr/bin/env python3
"""A machine without a PC/SC daemon: both windows say so, and nothing crashes.

Runs in tests/with-pcscd, with UKE_PCSCD=absent, and in tests/with-display.
"""

import json
import os
import subprocess

import tap
from stage import Stage
from words import _


def both_windows_say_so():
    with Stage(("--training", "--pcsc")) as stage:
        stage.wait_for_screen("trouble")
        stage.kiosk.wait_for_text(_("This screen cannot receive you at the moment."))
        stage.desk().wait_for_text(
            _("The card reader service is not running. Start pcscd, or restart this computer.")
        )


def the_shell_says_so_with_its_exit_status():
    for command in (["readers"], ["card"]):
        answer = subprocess.run(["uketsukectl", *command], capture_output=True, text=True, check=False)
        assert answer.returncode == 3, answer
        assert "pcscd" in answer.stderr, answer


def a_daemon_that_comes_later_is_found():
    with Stage(("--training", "--pcsc")) as stage:
        stage.wait_for_screen("trouble")
        subprocess.run([os.environ["UKE_PCSCD_CONTROL"], "start"], check=True, timeout=30)
        stage.wait_for_screen("idle")
        answer = subprocess.run(["uketsukectl", "readers"], stdout=subprocess.PIPE, text=True, check=True)
        assert [reader["state"] for reader in json.loads(answer.stdout)] == ["empty", "empty"], answer.stdout


tap.run(both_windows_say_so, the_shell_says_so_with_its_exit_status, a_daemon_that_comes_later_is_found)
