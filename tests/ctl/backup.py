#!/usr/bin/env python3
"""Everything that a store keeps, carried elsewhere in one encrypted file, and back.

Usage: backup.py BENCH-HISTORY; runs in tests/with-postgres.
"""

import json
import os
import subprocess
import sys
import tempfile

import tap

FILL = sys.argv[1]
TOP = tempfile.mkdtemp(prefix="uketsuke-backup-")
STORE = os.path.join(TOP, "store")
BACKUP = os.path.join(TOP, "backup.db")
PASSPHRASE = os.path.join(TOP, "passphrase")
WRONG = os.path.join(TOP, "wrong")


def uketsukectl(*arguments, server=False):
    environment = dict(os.environ, GSETTINGS_BACKEND="keyfile", XDG_CONFIG_HOME=os.path.join(TOP, "config"))
    settings = os.path.join(TOP, "config", "glib-2.0", "settings", "keyfile")
    os.makedirs(os.path.dirname(settings), exist_ok=True)
    with open(settings, "w", encoding="utf-8") as file:
        if server:
            file.write(f"[io/github/uketsuke/Uketsuke]\nstore-server='{os.environ['UKE_TEST_POSTGRES']}'\n")
    return subprocess.run(["uketsukectl", *arguments], env=environment, capture_output=True, text=True, timeout=300,
                          check=False)


def done(answer):
    assert answer.returncode == 0, answer
    return json.loads(answer.stdout)


def refused(answer, status, *words):
    assert answer.returncode == status and answer.stdout == "", answer
    for word in words:
        assert word in answer.stderr, answer


def receptions(*arguments, **options):
    answer = uketsukectl("receptions", "--from", "2020-01-01", "--to", "2030-12-31", *arguments, **options)
    assert answer.returncode == 0, answer
    return answer.stdout


def a_backup_is_one_file_without_a_word_in_it():
    subprocess.run([FILL, "fill", STORE, "5000", "50"], check=True, timeout=300)
    assert done(uketsukectl("backup", BACKUP, "--store", STORE, "--passphrase-file", PASSPHRASE)) == {
        "file": BACKUP, "patients": 500, "visits": 5050}
    assert sorted(name for name in os.listdir(TOP) if name.startswith("backup")) == ["backup.db"]
    with open(BACKUP, "rb") as file:
        held = file.read()
    strings = subprocess.run(["strings", "-n", "5", BACKUP], capture_output=True, text=True, check=True).stdout
    for marker in ("患者", "visit", "consent", "agreed", "1930-", "2021-", "SQLite"):
        assert marker.encode() not in held and marker not in strings, marker


def it_fills_an_empty_store_with_the_same():
    other = os.path.join(TOP, "other")
    assert done(uketsukectl("restore", BACKUP, "--store", other, "--passphrase-file", PASSPHRASE))["visits"] == 5050
    assert receptions("--store", other) == receptions("--store", STORE) != ""
    # Its key is its own: the file of the first store does not open with it.
    keys = [open(os.path.join(folder, "store.key"), "rb").read() for folder in (STORE, other)]
    assert keys[0] != keys[1]


def it_moves_an_institution_to_a_server_and_back():
    assert done(uketsukectl("restore", BACKUP, "--passphrase-file", PASSPHRASE, server=True))["patients"] == 500
    assert receptions(server=True) == receptions("--store", STORE)
    again = os.path.join(TOP, "again.db")
    assert done(uketsukectl("backup", again, "--passphrase-file", PASSPHRASE, server=True))["visits"] == 5050
    back = os.path.join(TOP, "back")
    done(uketsukectl("restore", again, "--store", back, "--passphrase-file", PASSPHRASE))
    assert receptions("--store", back) == receptions("--store", STORE)


def what_cannot_be_done_is_said_with_a_remedy():
    refused(uketsukectl("backup", BACKUP, "--store", STORE, "--passphrase-file", PASSPHRASE), 4, "already")
    refused(uketsukectl("backup", os.path.join(TOP, "no", "b.db"), "--store", STORE, "--passphrase-file", PASSPHRASE),
            4, "b.db")
    refused(uketsukectl("backup", os.path.join(TOP, "b.db"), "--store", STORE), 2, "--passphrase-file")
    with open(WRONG, "w", encoding="utf-8") as file:
        file.write("short\n")
    refused(uketsukectl("backup", os.path.join(TOP, "b.db"), "--store", STORE, "--passphrase-file", WRONG), 4,
            "12 characters")
    with open(WRONG, "w", encoding="utf-8") as file:
        file.write("not the passphrase at all\n")
    empty = os.path.join(TOP, "empty")
    refused(uketsukectl("restore", BACKUP, "--store", empty, "--passphrase-file", WRONG), 4, "backup.db")
    refused(uketsukectl("restore", os.path.join(TOP, "none.db"), "--store", empty, "--passphrase-file", PASSPHRASE),
            4, "no such file")
    refused(uketsukectl("restore", BACKUP, "--store", STORE, "--passphrase-file", PASSPHRASE), 4, "empty one")
    refused(uketsukectl("backup", os.path.join(TOP, "b.db"), "--store", os.path.join(TOP, "nowhere"),
                        "--passphrase-file", PASSPHRASE), 4, "no store")
    # A new key would lock the store for good.
    os.rename(os.path.join(STORE, "store.key"), os.path.join(TOP, "key"))
    refused(uketsukectl("backup", os.path.join(TOP, "b.db"), "--store", STORE, "--passphrase-file", PASSPHRASE), 4,
            "the key is gone")
    assert not os.path.exists(os.path.join(STORE, "store.key"))
    os.rename(os.path.join(TOP, "key"), os.path.join(STORE, "store.key"))
    assert not os.path.exists(os.path.join(TOP, "b.db"))


def a_damaged_backup_is_refused_as_a_whole():
    damaged = os.path.join(TOP, "damaged.db")
    with open(BACKUP, "rb") as file:
        held = bytearray(file.read())
    middle = len(held) // 2 // 4096 * 4096
    held[middle + 100] ^= 1
    with open(damaged, "wb") as file:
        file.write(held)
    target = os.path.join(TOP, "target")
    refused(uketsukectl("restore", damaged, "--store", target, "--passphrase-file", PASSPHRASE), 4)
    assert receptions("--store", target) == ""


with open(PASSPHRASE, "w", encoding="utf-8") as written:
    written.write("correct horse battery staple\n")
tap.run(
    a_backup_is_one_file_without_a_word_in_it,
    it_fills_an_empty_store_with_the_same,
    it_moves_an_institution_to_a_server_and_back,
    what_cannot_be_done_is_said_with_a_remedy,
    a_damaged_backup_is_refused_as_a_whole,
)
