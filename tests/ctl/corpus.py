#!/usr/bin/env python3
"""uketsukectl judges certificates that the openssl command made, and openssl is the witness.

Takes the path of uketsukectl.
"""

import datetime
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import tap
from authority import Authority, tell, to_der, verifies

CTL = sys.argv[1]
TRAINING_POLICY = "2.25.113029845713201877453202651870924811233"
SIGNATURE_POLICY = "1.2.392.200149.8.5.1.1.20"
JAPAN = datetime.timezone(datetime.timedelta(hours=9))
folder = tempfile.TemporaryDirectory(prefix="uketsuke-corpus-")


def in_folder(name):
    return os.path.join(folder.name, name)


# Three generations of one name, the next card's, the one for training, and one that nobody believes.
generations = [
    Authority(in_folder(f"generation-{number}"), serial=serial)
    for number, serial in enumerate(("01", "0133C349", "06D18006"), 1)
]
first, second, third = generations
next_card = Authority(in_folder("next-card"), key="p384", digest="sha384", serial="09000001")
training = Authority(in_folder("training"), organization="UKETSUKE TRAINING", serial="02")
stranger = Authority(in_folder("stranger"), organization="STRANGER", serial="03")


def believe(name, *authorities):
    os.mkdir(in_folder(name))
    for number, authority in enumerate(authorities):
        shutil.copy(authority.certificate, in_folder(f"{name}/{number}.pem"))
    return in_folder(name)


anchors = believe("anchors", *generations, next_card, training)


def judge(path, on="2026-11-22", believed=anchors):
    """Exit status, and the answer; None where it was refused without one."""
    command = [CTL, "certificate", path, "--on", on, "--anchors", believed]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if not said.stdout:
        assert said.returncode == 1 and said.stderr.startswith("uketsukectl: "), said
        return 1, None
    assert said.returncode in (0, 1) and not said.stderr, said
    answer = json.loads(said.stdout)
    assert answer["revocation"] == "not-checked", answer
    return said.returncode, answer


def expect(path, trust, status, **options):
    actual_status, answer = judge(path, **options)
    assert answer is not None and (answer["trust"], actual_status) == (trust, status), (path, actual_status, answer)
    return answer


def write(name, data):
    with open(in_folder(name), "wb") as file:
        file.write(data)
    return in_folder(name)


def last_day_by_openssl(path):
    """The witness of dates: what openssl reads, in Python's time of Japan."""
    (told,) = tell(path, "-enddate", "-dateopt", "iso_8601")
    moment = datetime.datetime.fromisoformat(told.removeprefix("notAfter=").replace("Z", "+00:00"))
    return moment.astimezone(JAPAN).date().isoformat()


def the_card_of_today_is_trusted():
    path = third.issue("holder")
    answer = expect(path, "trusted", 0)
    assert verifies(third, path, "-x509_strict")
    assert tell(path, "-serial") == ["serial=" + answer["serial"]]
    assert tell(path, "-issuer", "-nameopt", "RFC2253") == ["issuer=" + answer["issuer"]]
    assert answer["expires"] == last_day_by_openssl(path) == "2030-06-01"
    assert answer["not_before"] == "2025-06-01T03:04:05Z" and answer["not_after"] == "2030-06-01T14:59:59Z"


def the_next_card_is_trusted():
    path = next_card.issue("holder", key="p384")
    expect(path, "trusted", 0)
    assert verifies(next_card, path, "-x509_strict")
    expect(next_card.issue("rsa-holder"), "trusted", 0)  # while both kinds of card are about


def der_and_pem_are_the_same():
    path = third.issue("encoded")
    text = tell(path, "-text") + open(path, encoding="ascii").read().splitlines()
    answers = [
        judge(path),
        judge(write("encoded.der", to_der(path))),
        judge(write("noted.pem", "\r\n".join(text).encode() + b"\r\n")),
    ]
    assert answers[0][1]["trust"] == "trusted" and answers == [answers[0]] * 3, answers


def training_is_no_trust():
    path = training.issue("holder", certificatePolicies=TRAINING_POLICY)
    expect(path, "training", 0)
    expect(path, "training", 0, believed=believe("without-training", *generations))
    expect(third.issue("trained", certificatePolicies=TRAINING_POLICY), "wrong-profile", 1)
    assert verifies(training, path)


def a_stranger_is_unknown():
    path = stranger.issue("holder")
    expect(path, "unknown-issuer", 0)
    expect(third.issue("believed-by-nobody"), "unknown-issuer", 0, believed=believe("nobody"))
    assert verifies(stranger, path) and not verifies(third, path)


def generations_are_told_apart_by_their_keys():
    for number, authority in enumerate(generations):
        path = authority.issue("of-this-generation")
        others = [other for other in generations if other is not authority]
        expect(path, "trusted", 0)
        expect(path, "trusted", 0, believed=believe(f"only-{number}", authority))
        expect(path, "unknown-issuer", 0, believed=believe(f"all-but-{number}", *others))
        assert verifies(authority, path) and not any(verifies(other, path) for other in others)
    names = {tell(authority.certificate, "-subject")[0] for authority in generations}
    assert len(names) == 1 and len({authority.key_id for authority in generations}) == 3


def signatures_that_are_none():
    named = third.issue("named", authorityKeyIdentifier=f"DER:30168014{first.key_id}")  # by the third
    other_key = stranger.issue("other-key", authorityKeyIdentifier=f"DER:30168014{third.key_id}")
    der = bytearray(to_der(third.issue("spoilt")))
    der[-1] ^= 1
    signature = write("signature.der", bytes(der))
    der[-1] ^= 1
    der[der.index(b"13101ABC")] ^= 1
    subject = write("subject.der", bytes(der))
    for path in (named, other_key, signature, subject):
        expect(path, "bad-signature", 1)
        assert not verifies(third, path), path


def wrong_profiles():
    paths = [
        third.issue("no-usage", keyUsage=""),
        third.issue("usage-not-critical", keyUsage="digitalSignature"),
        third.issue("usage-of-signing", keyUsage="critical,digitalSignature,nonRepudiation"),
        third.issue("usage-of-agreement", keyUsage="critical,keyAgreement"),
        third.issue("no-policy", certificatePolicies=""),
        third.issue("policy-of-signing", certificatePolicies=SIGNATURE_POLICY),
        third.issue("policy-longer", certificatePolicies="1.2.392.200149.8.5.1.3.301"),
        third.issue("authority", basicConstraints="critical,CA:TRUE"),
        third.issue("rsa-1024", key="rsa1024"),
        third.issue("p-256", key="p256"),
        third.issue("sha-1", digest="sha1"),
        third.issue("sha-512", digest="sha512"),
        third.issue("unknown-extension", **{"1.2.392.200149.99": "critical,DER:0500"}),
    ]
    for path in paths:
        expect(path, "wrong-profile", 1)
        assert verifies(third, path, "-ignore_critical", "-auth_level", "0"), path  # really signed
    path = next_card.issue("weak-digest", key="p384", digest="sha256")
    expect(path, "wrong-profile", 1)
    assert verifies(next_card, path)
    expect(third.certificate, "wrong-profile", 1)  # a CA is no holder


def the_last_second_of_a_day_in_japan():
    rows = [
        ("310510145959Z", "2031-05-10"),
        ("310510150000Z", "2031-05-11"),
        ("280228145959Z", "2028-02-28"),
        ("280228150000Z", "2028-02-29"),
        ("311231145959Z", "2031-12-31"),
        ("311231150000Z", "2032-01-01"),
        ("20491231235959Z", "2050-01-01"),
        ("20500101145959Z", "2050-01-01"),
        ("20500101150000Z", "2050-01-02"),
        ("99991231235959Z", "10000-01-01"),
    ]
    for not_after, last_day in rows:
        path = third.issue("second-" + not_after, not_after=not_after)
        answer = expect(path, "trusted", 0)
        assert answer["expires"] == answer["last_full_day"] == last_day, answer
        if not last_day.startswith("10000"):  # where Python's calendar has not ended
            assert last_day_by_openssl(path) == last_day


def both_forms_of_time():
    rows = [
        ("UTCTIME:250601030405Z", "UTCTIME:310510145959Z"),
        ("UTCTIME:250601030405Z", "GENERALIZEDTIME:20310510145959Z"),  # no CA may, every reader must
        ("GENERALIZEDTIME:20250601030405Z", "GENERALIZEDTIME:20310510145959Z"),
        ("GENERALIZEDTIME:20250601030405Z", "UTCTIME:310510145959Z"),
    ]
    answers = []
    for number, (not_before, not_after) in enumerate(rows):
        path = third.issue_with_times(f"times-{number}", not_before, not_after)
        answers.append(expect(path, "trusted", 0))
        assert verifies(third, path) and last_day_by_openssl(path) == "2031-05-10"
    assert answers == [answers[0]] * len(rows), answers
    assert answers[0]["expires"] == "2031-05-10"
    refused = third.issue_with_times("times-refused", "UTCTIME:250601030405Z", "GENERALIZEDTIME:20310510145959.5Z")
    assert judge(refused) == (1, None)


def every_change_of_stage():
    # last full day, notice from, grace until
    rows = [
        ("2026-05-31", "2026-02-28", "2026-08-31"),
        ("2026-11-30", "2026-08-30", "2027-02-28"),
        ("2027-02-28", "2026-11-28", "2027-05-31"),
        ("2027-05-01", "2027-02-01", "2027-08-31"),
        ("2027-11-30", "2027-08-30", "2028-02-29"),
    ]
    day = datetime.timedelta(days=1)
    for last, notice, until in rows:
        path = third.issue("stage-" + last, not_after=last.replace("-", "") + "145959Z")
        notice_from, last_day, grace_until = map(datetime.date.fromisoformat, (notice, last, until))
        stages = [
            (notice_from - day, "normal", 0),
            (notice_from, "notice", 0),
            (last_day, "notice", 0),
            (last_day + day, "grace", 0),
            (grace_until, "grace", 0),
            (grace_until + day, "lapsed", 1),
        ]
        for on, stage, status in stages:
            answer = expect(path, "trusted", status, on=on.isoformat())
            told = [answer[name] for name in ("stage", "days_left", "eligibility", "health_information")]
            assert told == [stage, (last_day - on).days, stage != "lapsed", on <= last_day], answer
            changes = {
                "notice_from": notice_from,
                "last_full_day": last_day,
                "grace_from": last_day + day,
                "grace_until": grace_until,
                "lapsed_from": grace_until + day,
            }
            assert {name: answer[name] for name in changes} == {name: str(on) for name, on in changes.items()}, answer


def what_is_cut_short_is_refused():
    path = third.issue("whole")
    der, pem = to_der(path), open(path, "rb").read()
    for whole, last in ((der, len(der) - 1), (pem, len(pem) - 2)):  # the last line break may go
        for length in [*range(0, last, 53), last]:
            assert judge(write("cut", whole[:length])) == (1, None), length


def flipped_bits_are_never_trusted():
    path = third.issue("sound")
    sound = judge(path)
    draw = random.Random(20261122)
    n_read = n_refused = n_same = 0
    for whole, n_flips in ((to_der(path), 100), (open(path, "rb").read(), 50)):
        for _ in range(n_flips):
            flipped = bytearray(whole)
            flipped[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
            status, answer = judge(write("flipped", bytes(flipped)))
            if answer is None:
                n_refused += 1
            elif answer["trust"] == "trusted":  # only PEM's wrapping may suffer so
                assert whole[0] != 0x30 and (status, answer) == sound, answer
                assert to_der(in_folder("flipped")) == to_der(path)
                n_same += 1
            else:
                n_read += 1
    print(f"# of 150 flips {n_refused} refused, {n_read} read and not trusted, {n_same} in wrapping alone")
    assert n_read and n_refused


with folder:
    tap.run(
        the_card_of_today_is_trusted,
        the_next_card_is_trusted,
        der_and_pem_are_the_same,
        training_is_no_trust,
        a_stranger_is_unknown,
        generations_are_told_apart_by_their_keys,
        signatures_that_are_none,
        wrong_profiles,
        the_last_second_of_a_day_in_japan,
        both_forms_of_time,
        every_change_of_stage,
        what_is_cut_short_is_refused,
        flipped_bits_are_never_trusted,
    )
