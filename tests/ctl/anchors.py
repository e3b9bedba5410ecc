#!/usr/bin/env python3
"""Believing CA certificates, from the shell, with openssl as the witness of fingerprints."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

import tap

PROGRAM = sys.argv[1]
FOLDER = tempfile.TemporaryDirectory()
BELIEVED = os.path.join(FOLDER.name, "believed")


def path(name):
    return os.path.join(FOLDER.name, name)


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=True, timeout=60).stdout


def make_authority(name, subject, *more):
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path(name + ".key"), "-out",
            path(name + ".pem"), "-days", "3650", "-subj", subject, "-sha256", *more)
    return path(name + ".pem")


def anchors(*arguments, folder=BELIEVED):
    return subprocess.run([PROGRAM, "anchors", *arguments, "--anchors", folder, "--on", "2026-11-25"],
                          capture_output=True, text=True, timeout=60, check=False)


def listed():
    answer = anchors("list")
    assert answer.returncode == 0, answer
    return [json.loads(line) for line in answer.stdout.splitlines()]


def refused(answer, status, words):
    assert answer.returncode == status and words in answer.stderr and answer.stdout == "", answer


def none_yet_is_no_fault():
    environment = dict(os.environ, XDG_DATA_HOME=path("nowhere"))
    answer = subprocess.run([PROGRAM, "anchors", "list", "--on", "2026-11-25"], env=environment,
                            capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0 and answer.stdout == "" and answer.stderr == "", answer
    refused(anchors("list"), 4, "believed")


def nothing_bad_is_added():
    leaf = make_authority("leaf", "/C=JP/O=JPKI/CN=leaf", "-addext", "basicConstraints=critical,CA:FALSE")
    with open(path("cut.pem"), "w", encoding="utf-8") as file:
        file.write("-----BEGIN CERTIFICATE-----\nMIIB\n")
    refused(anchors("add", leaf), 1, "may not issue")
    refused(anchors("add", path("cut.pem")), 1, "cut.pem")
    refused(anchors("add", path("absent.pem")), 1, "absent.pem")
    refused(anchors("add", make_authority("training", "/C=JP/O=UKETSUKE TRAINING")), 1, "training or tests")
    refused(anchors("add", make_authority("test", "/C=JP/O=JPKI-TEST")), 1, "training or tests")
    refused(anchors("add"), 2, "file")
    refused(anchors("forget"), 2, "add, list or remove")
    with open(path("endless.pem"), "wb") as file:
        file.truncate(2**31)  # takes no space on the disk, and no time to refuse
    refused(anchors("add", path("endless.pem")), 1, "Larger than")
    refused(anchors("add", FOLDER.name), 1, FOLDER.name)
    assert not os.path.exists(BELIEVED)


def one_good_and_one_bad_file_add_nothing():
    good = make_authority("first", "/C=JP/O=JPKI/OU=JPKI for user authentication")
    refused(anchors("add", good, path("cut.pem")), 1, "cut.pem")
    assert not os.path.exists(BELIEVED)


def a_ca_that_only_calls_itself_published():
    subject = "/C=JP/O=JPKI/OU=JPKI for user authentication/OU=Japan Agency for Local Authority Information Systems"
    refused(anchors("add", make_authority("false", subject, "-set_serial", "0x06D18006")), 1, "not its fingerprint")


def a_ca_of_signature_certificates():
    """It signs other certificates than those that reception reads, whatever its generation."""
    subject = "/C=JP/O=JPKI/OU=JPKI for digital signature/OU=Japan Agency for Local Authority Information Systems"
    refused(anchors("add", make_authority("signs", subject)), 1, "get the CA for user authentication from www.jpki.go.jp")
    assert not os.path.exists(BELIEVED)


def fingerprint(name):
    """As openssl writes it, with colons."""
    return openssl("x509", "-in", path(name), "-noout", "-fingerprint", "-sha256").split("=")[1].strip()


def printed(answer):
    assert answer.returncode == 0, answer
    return [json.loads(line) for line in answer.stdout.splitlines()]


def added_listed_and_removed():
    first, second = path("first.pem"), make_authority("second", "/C=JP/O=JPKI/OU=JPKI for user authentication")
    answer = anchors("add", first, second)
    assert "www.jpki.go.jp/ca" in answer.stderr and "already" not in answer.stderr, answer
    assert [ca["added"] for ca in printed(answer)] == [True, True], answer
    kept = listed()
    assert len(kept) == 2 and {ca["published"] for ca in kept} == {"unknown"}, kept
    witness = fingerprint("first.pem").replace(":", "")
    assert witness in {ca["fingerprint"] for ca in kept}, (witness, kept)
    assert os.stat(BELIEVED).st_mode & 0o777 == 0o700

    (removed,) = printed(anchors("remove", witness))
    assert removed["fingerprint"] == witness and removed["files_removed"] == 1, removed
    assert witness not in {ca["fingerprint"] for ca in listed()}
    refused(anchors("remove", witness), 1, "anchors list")


def what_is_there_already_is_told():
    answer = anchors("add", path("first.pem"), path("second.pem"))
    assert [ca["added"] for ca in printed(answer)] == [True, False], answer
    assert fingerprint("second.pem").replace(":", "") + " is already there" in answer.stderr, answer
    assert len(listed()) == 2


def der_and_pem_are_the_same():
    openssl("x509", "-in", path("first.pem"), "-outform", "DER", "-out", path("first.der"))
    answer = anchors("add", path("first.der"))
    assert [ca["added"] for ca in printed(answer)] == [False], answer


def fingerprints_as_people_copy_them():
    for written in (fingerprint("first.pem"), fingerprint("first.pem").lower(),
                    fingerprint("first.pem").replace(":", " "), fingerprint("first.pem").replace(":", "").lower()):
        anchors("add", path("first.pem"))
        assert len(printed(anchors("remove", written))) == 1, written
    refused(anchors("remove", "AB:CD"), 2, "64 hexadecimal digits")
    refused(anchors("remove", fingerprint("first.pem") + "0"), 2, "64 hexadecimal digits")
    refused(anchors("remove", "first.pem"), 2, "64 hexadecimal digits")


def a_link_is_removed_and_not_what_it_leads_to():
    os.symlink(path("first.pem"), os.path.join(BELIEVED, "link.pem"))
    anchors("add", path("first.pem"))
    assert len(printed(anchors("remove", fingerprint("first.pem")))) == 1
    assert not os.path.lexists(os.path.join(BELIEVED, "link.pem")) and os.path.exists(path("first.pem"))


def a_link_to_nowhere_is_named():
    link = os.path.join(BELIEVED, "nowhere.pem")
    os.symlink(path("absent.pem"), link)
    refused(anchors("add", path("first.pem")), 4, "nowhere.pem")
    os.unlink(link)


def a_folder_with_a_fault_is_read_before_anything_is_added():
    bad = os.path.join(BELIEVED, "bad.pem")
    shutil.copy(path("cut.pem"), bad)
    refused(anchors("add", path("first.pem")), 1, "bad.pem")
    refused(anchors("add", path("first.pem")), 1, "take that file out of the folder")
    os.unlink(bad)
    assert len(listed()) == 1


def a_folder_that_is_a_file():
    refused(anchors("add", path("first.pem"), folder=path("first.pem")), 4, "first.pem")


def no_card_is_waited_for_without_anchors():
    """More than anybody waits: the timeout would tell."""
    answer = subprocess.run([PROGRAM, "card", "--wait", "3600", "--anchors", path("nowhere"), "--on", "2026-11-25"],
                            capture_output=True, text=True, timeout=60, check=False)
    refused(answer, 4, "--anchors: ")


tap.run(
    none_yet_is_no_fault,
    nothing_bad_is_added,
    one_good_and_one_bad_file_add_nothing,
    a_ca_that_only_calls_itself_published,
    a_ca_of_signature_certificates,
    added_listed_and_removed,
    what_is_there_already_is_told,
    der_and_pem_are_the_same,
    fingerprints_as_people_copy_them,
    a_link_is_removed_and_not_what_it_leads_to,
    a_link_to_nowhere_is_named,
    a_folder_with_a_fault_is_read_before_anything_is_added,
    a_folder_that_is_a_file,
    no_card_is_waited_for_without_anchors,
)
