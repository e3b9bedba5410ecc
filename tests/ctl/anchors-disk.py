#!/usr/bin/env python3
"""Believing a CA certificate when the disk is full: it is told, and nothing is half there. Runs in tests/with-disk."""

import os
import subprocess
import sys
import tempfile

import tap

PROGRAM = sys.argv[1]
DISK = os.environ["UKE_TEST_DISK"]
FOLDER = tempfile.TemporaryDirectory()


def anchors(*arguments):
    return subprocess.run([PROGRAM, "anchors", *arguments, "--anchors", os.path.join(DISK, "anchors"),
                           "--on", "2026-11-25"], capture_output=True, text=True, timeout=60, check=False)


def fill():
    with open(os.path.join(DISK, "filler"), "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            pass


def nothing_is_half_there():
    authority = os.path.join(FOLDER.name, "ca.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "/dev/null", "-out", authority,
                    "-days", "9", "-subj", "/C=JP/O=JPKI"], capture_output=True, check=True, timeout=60)
    os.mkdir(os.path.join(DISK, "anchors"))
    fill()
    answer = anchors("add", authority)
    assert answer.returncode == 4 and "free some space" in answer.stderr and answer.stdout == "", answer
    assert os.listdir(os.path.join(DISK, "anchors")) == []

    os.unlink(os.path.join(DISK, "filler"))
    assert anchors("add", authority).returncode == 0
    assert len(os.listdir(os.path.join(DISK, "anchors"))) == 1


tap.run(nothing_is_half_there)
