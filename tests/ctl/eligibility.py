#!/usr/bin/env python3
"""What result files of the terminal say, from the shell: every sample, and everything that may be wrong with one."""

import functools
import json
import os
import subprocess
import sys
import tempfile

import tap

PROGRAM, DATA = sys.argv[1:]
FOLDER = tempfile.TemporaryDirectory()

READER = "OQSsiquc01res_face_9910000001"

# What every file comes to; whatever else it exercises stands beside it as a path through the JSON and what is there.
SAMPLES = {
    f"face/{READER}0f1e2d3c4b5a69788796_20251104091502.xml": ("face", "valid", {
        "encoding": "UTF-8", "body.prescription_issue_select.label": "紙の処方箋",
        "body.results.0.insured_card_symbol": "９９－１", "body.results.0.limit.limit_application_certificate_"
        "classification_flag": {"code": "A03", "label": "ウ"}, "body.results.0.consents.operation":
        {"flag": {"code": "1", "label": "同意あり"}, "time": "20251104091458", "until": "20251105091458"},
        "body.results.0.consents.limit.flag.label": "同意", "body.results.0.consents.limit.until": None,
        "body.results.0.personal_family_classification.label": "家族", "unknown_elements": []}),
    f"face/{READER}a0a1a2a3a4a5a6a7a8a9_20251104092210.xml": ("face", "valid", {
        "encoding": "Shift_JIS", "encoding_doubt": False, "body.results.0.insurer_number": "  999003",
        "body.results.0.insured_identification_number": "０００７７", "body.results.0.limit": None,
        "body.results.0.consents.pharmacists": {"flag": {"code": "0", "label": "同意なし"}, "time": None,
                                                "until": None},
        "body.results.0.consents.test": None, "body.results.0.name": "試作　一郎"}),
    f"face/{READER}1122334455667788990a_20251104100005.xml": ("face", "valid", {
        "body.results.#": 2, "body.results.0.public_aid": False, "body.results.1.public_aid": True,
        "body.results.1.insured_card_classification": {"code": "A1", "label": "医療扶助"},
        "body.results.1.tickets.#": 1}),
    f"face/{READER}c0ffee00c0ffee00c0ff_20251104101118.xml": ("face", "valid", {
        "body.results.0.insurer_number": "39999990", "body.results.0.insured_card_symbol": None,
        "body.results.0.insured_branch_number": None, "body.results.0.insured_partial_contribution_ratio": "010",
        "body.results.0.limit.limit_application_certificate_long_term_date": "20251001",
        "body.results.0.limit.limit_application_certificate_classification_flag.label": "低所得Ⅱ",
        "body.results.0.reference_number": "000123"}),
    f"face/{READER}fedcba98765432100123_20251104103004.xml": ("face", "valid", {
        "body.results.0.name": "●山　三郎", "body.results.0.name_doubt": "replaced",
        "body.results.0.name_of_other": "仮山　三郎", "body.results.0.sex1.label": "未設定",
        "body.results.0.sex2.label": "男", "body.results.0.specific_diseases.#": 2,
        "body.results.0.specific_diseases.0.specific_diseases_valid_end_date": None,
        "body.results.0.specific_diseases.1.specific_diseases_disease_category.code": "2",
        "body.results.0.elderly.elderly_recipient_contribution_ratio": "020",
        "body.results.0.reference_number": "A-0045"}),
    f"face/{READER}00000000000000000006_20251104110004.xml": ("face", "valid", {
        "body.results.0.preschool_classification.label": "未就学該当", "body.results.0.insured_card_symbol": "",
        "body.results.0.address": "", "body.results.0.post_number": None,
        "body.results.0.consents.allergy.flag.code": "1", "body.results.0.consents.prescription.until":
        "20251105110000", "body.results.0.qualification_confirmation_key": "SAMPLEKEY0000000001",
        "unknown_elements": ["ElementUnknownToThisReference"]}),

    "req/OQSsiquc01req_202511040001.xml": ("request", "unknown", {
        "body.search.insured_card_symbol": "架空", "body.search.arbitrary_identifier": "P000077"}),
    "req/OQSsiquc01req_202511040002.xml": ("request", "unknown", {
        "body.search.insured_branch_number": None, "header.character_code_identifier.code": "0"}),
    "req/OQSsiimm01req_202511040003.xml": ("request", "unknown", {
        "body.registrations.0.reference_number": "000123"}),
    "req/OQSmuimm01req_202511040004.xml": ("request", "unknown", {"body.registrations.#": 2}),
    "req/OQSmuimm02req_202511040005.xml": ("request", "unknown", {
        "body.reception_number": "99999999990000000001"}),

    "res/OQSsiquc01res_202511040001.xml": ("answer", "valid", {
        "header.arbitrary_file_identifier": "202511040001-sample", "header.reference_classification.label":
        "被保険者証情報", "body.search.insured_identification_number": "00077",
        "body.results.0.insured_identification_number": "０００７７", "body.results.0.consents.pharmacists": None}),
    "res/OQSsiquc01res_202511040006.xml": ("answer", "invalid", {
        "encoding": "Shift_JIS", "body.qualification_validity": {"code": "2", "label": "無効"},
        "body.results.0.disqualification_date": "20251001", "body.results.0.insured_card_expiration_date": "20250930",
        "body.results.0.reason_of_loss": {"code": "03", "label": "医療保険等の資格取得"}}),
    "res/OQSsiquc01res_202511040007.xml": ("answer", "not-found", {"body.results": []}),
    "res/OQSsiquc01res_202511040008.xml": ("answer", "failed", {
        "header.segment_of_result.label": "異常終了", "header.error_code": "PLACEHOLDER-H01",
        "header.error_message": "見本の異常終了メッセージです。"}),
    "res/OQSsiquc01res_202511040009.xml": ("answer", "person-error", {
        "body.processing_result_code": "PLACEHOLDER-B01", "body.processing_result_message":
        "見本の個人単位エラーです。", "body.qualification_validity": None}),
    "res/OQSsiquc01res_202511040010.xml": ("answer", "several", {
        "body.qualification_validity.label": "複数該当", "body.results": []}),
    "res/OQSsiquc01req_202511040011.xml": ("request", "unknown", {}),
    "res/OQSsiquc01req_202511040011.err": ("rejection", None, {
        "message": "PLACEHOLDER-E01 見本のエラー内容です。要求ファイルの形式を確認してください。"}),
    "res/OQSsiimm01res_202511040003.xml": ("answer", "done", {
        "body.registrations.0.insured_card_symbol": "架空", "body.processing_result_code": None}),
    "res/OQSmuimm01res_202511040004.xml": ("answer", "done", {"body.reception_number": "99999999990000000001"}),
    "res/OQSmuimm02res_202511040005.xml": ("answer", "done", {
        "units.#": 2, "units.0.outcome": "done", "units.1.outcome": "person-error", "header.number_of_error": "1",
        "units.1.processing_result_message": "見本の登録エラーです。"}),

    f"robustness/{READER}b0b0b0b0b0b0b0b0b0b0_20251104120004.xml": ("face", "valid", {"encoding": "UTF-8"}),
    f"robustness/{READER}c5c5c5c5c5c5c5c5c5c5_20251104120604.xml": ("face", "valid", {
        "encoding": "Shift_JIS", "body.results.0.name_doubt": "beyond-jis"}),
    f"robustness/{READER}d1d1d1d1d1d1d1d1d1d1_20251104120104.xml": ("face", None, {"error.code": "incomplete"}),
    f"robustness/{READER}f3f3f3f3f3f3f3f3f3f3_20251104120304.xml": ("face", None, {"error.code": "incomplete"}),
    f"robustness/{READER}e2e2e2e2e2e2e2e2e2e2_20251104120204.xml": ("face", None, {"error.code": "encoding"}),
    f"robustness/{READER}a4a4a4a4a4a4a4a4a4a4_20251104120404.xml": ("face", None, {"error.code": "forbidden"}),
    "robustness/OQSsiquc01res_face_20251104120504.xml": ("face", "valid", {}),
}


def path(*names):
    return os.path.join(FOLDER.name, *names)


def write(name, text):
    with open(path(name), "w", encoding="utf-8") as file:
        file.write(text)
    return path(name)


def ask(*arguments):
    answer = subprocess.run([PROGRAM, "eligibility", *arguments], capture_output=True, text=True, timeout=60,
                            check=False)
    return answer, [json.loads(line) for line in answer.stdout.splitlines()]


def look(value, way):
    for word in way.split("."):
        if word == "#":
            return len(value)
        value = value[int(word)] if isinstance(value, list) else value[word]
    return value


def is_good(name):
    return "error.code" not in SAMPLES[name][2]


@functools.cache
def ask_all(good):
    """All samples that are readable, or all others, in one run."""
    names = [name for name in SAMPLES if is_good(name) is good]
    answer, said = ask(*[os.path.join(DATA, name) for name in names])
    assert answer.returncode == (0 if good else 1) and answer.stderr == "" and len(said) == len(names), answer
    return dict(zip(names, said))


def check_sample(name):
    kind, outcome, facts = SAMPLES[name]
    said = ask_all(is_good(name))[name]
    assert said["file"].endswith(name) and said["kind"] == kind and said["readable"] is is_good(name), said
    assert said.get("outcome") == outcome, said
    for way, wanted in facts.items():
        assert look(said, way) == wanted, (way, look(said, way), wanted)


def sample_tests():
    for name in SAMPLES:
        def check(name=name):
            check_sample(name)
        check.__name__ = name.replace(READER, "…").replace("/", "_")
        yield check


def none_is_forgotten():
    there = {os.path.relpath(os.path.join(folder, name), DATA)
             for folder, _, names in os.walk(DATA) for name in names}
    assert there == set(SAMPLES), there ^ set(SAMPLES)


def every_answer_has_the_same_members():
    said = ask_all(True).values()
    shapes = {tuple(one) for one in said if one["kind"] != "rejection"}
    results = {tuple(result) for one in said for result in one.get("body", {}).get("results", [])}
    assert len(shapes) == 1 and len(results) == 1, (shapes, results)


def what_cannot_be_read():
    good = os.path.join(DATA, "res/OQSsiquc01res_202511040007.xml")
    archive = write("OQSsiquc01res_202511040001.zip", "PK")
    answer, said = ask(path("absent.xml"), FOLDER.name, archive, good)
    assert answer.returncode == 1, answer
    assert [one["readable"] for one in said] == [False, False, False, True], said
    assert [one["error"]["code"] for one in said[:3]] == ["unreadable", "foreign", "foreign"], said
    assert "archive" in said[2]["error"]["message"], said


def unknown_codes_are_shown():
    file = write("a.xml", "<XmlMsg><MessageHeader><SegmentOfResult>1</SegmentOfResult></MessageHeader><MessageBody>"
                 "<ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>8</QualificationValidity>"
                 "</MessageBody></XmlMsg>")
    _, (said,) = ask(file)
    assert said["outcome"] == "unknown" and said["kind"] == "other", said
    assert said["body"]["qualification_validity"] == {"code": "8", "label": None}, said


def refused_at_once():
    """Laughs, somebody else's file, and a gibibyte that takes no room on the disk: none costs time or memory."""
    secret = write("secret.txt", "SECRET")
    laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghijk", "bcdefghijkl"))
    body = "<XmlMsg><MessageHeader><ErrorCode>&l;</ErrorCode></MessageHeader></XmlMsg>"
    files = [
        write("laughs.xml", f'<!DOCTYPE XmlMsg [<!ENTITY a "ha">{laughs}]>{body}'),
        write("external.xml", f'<!DOCTYPE XmlMsg [<!ENTITY l SYSTEM "file://{secret}">]>{body}'),
        path("gibibyte.xml"),
    ]
    with open(files[2], "wb") as file:
        file.write(b"<XmlMsg>")
        file.truncate(1 << 30)
    for file, code in zip(files, ["forbidden", "forbidden", "too-large"]):
        child = subprocess.Popen([PROGRAM, "eligibility", file], stdout=subprocess.PIPE, text=True)
        said = json.loads(child.stdout.read())
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 1 and said["error"]["code"] == code, said
        assert "SECRET" not in json.dumps(said), said
        # A sanitizer takes some of it; a gibibyte, or a billion of anything, would take far more.
        assert usage.ru_maxrss < 512 * 1024 and usage.ru_utime < 5, usage


def watched():
    """A file each, also of those that were half there when they were met, and of another folder than the first."""
    name = f"{READER}a0a1a2a3a4a5a6a7a8a9_20251104092210.xml"
    other = f"{READER}c0ffee00c0ffee00c0ff_20251104101118.xml"
    with open(os.path.join(DATA, "face", name), "rb") as file:
        whole = file.read()
    watcher = subprocess.Popen([PROGRAM, "eligibility", "--watch", path("face"), "--trash", path("trash")],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert "waiting for it" in watcher.stderr.readline()
        os.mkdir(path("trash"))
        with open(path("trash", other), "wb") as file, open(os.path.join(DATA, "face", other), "rb") as sample:
            file.write(sample.read())
        os.mkdir(path("face"))
        said = json.loads(watcher.stdout.readline())
        assert said["file"] == other and said["outcome"] == "valid" and said["conflict"] is False, said
        with open(path("face", name), "wb") as file:
            file.write(whole[:1000])
            file.flush()
            file.write(whole[1000:])
        said = json.loads(watcher.stdout.readline())
        assert said["file"] == name and said["encoding"] == "Shift_JIS" and said["conflict"] is False, said
        with open(path("face", name), "wb") as file:
            file.write(whole.replace(b"19710203", b"19710204"))
        said = json.loads(watcher.stdout.readline())
        assert said["file"] == name and said["conflict"] is True, said
        with open(path("face", f"{READER}_20251104092211.xml"), "wb") as file:
            file.write(b"<!DOCTYPE XmlMsg><XmlMsg/>")
        said = json.loads(watcher.stdout.readline())
        assert said["error"]["code"] == "forbidden", said
    finally:
        watcher.terminate()
        assert watcher.wait(10) == 0
        watcher.stdout.close()
        watcher.stderr.close()


def wrong_usage():
    for words, *arguments in (("which FILE",), ("either", "--watch", "a", "b"), ("--watch", "--trash", "a")):
        answer, said = ask(*arguments)
        assert answer.returncode == 2 and said == [] and words in answer.stderr, answer


tap.run(
    *sample_tests(),
    none_is_forgotten,
    every_answer_has_the_same_members,
    what_cannot_be_read,
    unknown_codes_are_shown,
    refused_at_once,
    watched,
    wrong_usage,
)
