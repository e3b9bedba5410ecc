#!/usr/bin/env python3
"""The opening check, as somebody runs it before the first patient comes. Runs in tests/with-pcscd: with a virtual
reader on which nothing lies, or without the service ("absent")."""

import json
import os
import subprocess
import sys
import tempfile

import tap

PROGRAM = sys.argv[1]
PARTS = ["reader", "clock", "store", "anchors", "rules", "folders", "camera"]


class Machine:
    """A user with folders of their own."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.environment = dict(os.environ, GSETTINGS_BACKEND="keyfile", XDG_CONFIG_HOME=self.path("config"),
                                XDG_DATA_HOME=self.path("data"))

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def set(self, **settings):
        folder = self.path("config/glib-2.0/settings")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
            file.write("[io/github/uketsuke/Uketsuke]\n")
            file.writelines(f"{name.replace('_', '-')}='{value}'\n" for name, value in settings.items())

    def run(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, timeout=60,
                              check=False)

    def prepare(self):
        """As after the first day."""
        os.makedirs(self.path("data/uketsuke/store"))
        answer = self.run("receptions")
        assert answer.returncode == 0, answer
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "/dev/null", "-out",
                        self.path("ca.pem"), "-days", "3650", "-subj", "/C=JP/O=JPKI"], capture_output=True, check=True)
        answer = self.run("anchors", "add", self.path("ca.pem"))
        assert answer.returncode == 0, answer

    def check(self, status):
        """What was found of each part."""
        answer = self.run("selftest")
        assert answer.returncode == status, answer
        told = json.loads(answer.stdout)
        assert [check["part"] for check in told["checks"]] == PARTS, told
        for check in told["checks"]:
            trouble = check["state"] in ("warning", "failed")
            assert trouble == (check["remedy"] is not None) == (check["words"] in answer.stderr), (check, answer.stderr)
        assert (told["state"] == "failed") == (status == 1), told
        return {check["part"]: check for check in told["checks"]}


def found(checks, part):
    return checks[part]["finding"]


def all_is_well():
    machine = Machine()
    machine.prepare()
    checks = machine.check(0)
    assert [checks[part]["state"] for part in PARTS] == ["ok"] * 5 + ["not-set-up"] * 2, checks
    assert machine.run("selftest").stderr == ""
    machine.set(reader_name=checks["reader"]["detail"])
    assert found(machine.check(0), "reader") == "reader"


def the_first_morning():
    """Nothing is there yet, and looking makes nothing."""
    machine = Machine()
    checks = machine.check(0)
    assert found(checks, "store") == "store-absent" and found(checks, "anchors") == "anchors-none", checks
    assert not os.path.exists(machine.path("data"))


def the_wrong_reader():
    machine = Machine()
    machine.set(reader_name="A reader of last year")
    assert found(machine.check(1), "reader") == "reader-not-chosen"


def a_store_that_is_no_more():
    machine = Machine()
    machine.prepare()
    with open(machine.path("data/uketsuke/store/store.db"), "wb") as file:
        file.write(os.urandom(8192))
    assert found(machine.check(1), "store") == "store-lost"


def a_server_that_is_not_there():
    machine = Machine()
    machine.set(store_server="host=/nonexistent dbname=uketsuke")
    assert found(machine.check(1), "store") == "store-unreachable"


def anchors_with_a_fault():
    machine = Machine()
    machine.prepare()
    with open(machine.path("data/uketsuke/anchors/bad.pem"), "w", encoding="utf-8") as file:
        file.write("nothing")
    checks = machine.check(1)
    assert found(checks, "anchors") == "anchors-unreadable" and "bad.pem" in checks["anchors"]["detail"], checks


def rules_with_a_fault():
    machine = Machine()
    machine.set(rules_file="/nonexistent/rules.json")
    checks = machine.check(0)
    assert found(checks, "rules") == "rules-unusable" and checks["rules"]["state"] == "warning", checks


def wrong_usage():
    answer = Machine().run("selftest", "please")
    assert answer.returncode == 2 and answer.stdout == "", answer


def without_the_service():
    machine = Machine()
    machine.prepare()
    checks = machine.check(1)
    assert found(checks, "reader") == "reader-no-service" and "systemctl" in checks["reader"]["remedy"], checks
    assert checks["store"]["state"] == checks["anchors"]["state"] == "ok", checks


if os.environ.get("UKE_PCSCD") == "absent":
    tap.run(without_the_service)
else:
    tap.run(
        all_is_well,
        the_first_morning,
        the_wrong_reader,
        a_store_that_is_no_more,
        a_server_that_is_not_there,
        anchors_with_a_fault,
        rules_with_a_fault,
        wrong_usage,
    )
