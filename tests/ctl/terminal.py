#!/usr/bin/env python3
"""The training terminal, from the shell: what it writes is read by the other command, and requests get their answers."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

import tap

PROGRAM, SAMPLES, REHEARSAL = sys.argv[1:]
FOLDER = tempfile.TemporaryDirectory()

SCRIPT = {
    "personas": {
        "one": {"body": {"processing_result_status": "1", "qualification_validity": "1",
                         "results": [{"name": "見本　花子", "consents": {"pharmacists": "1"}}]}},
        "failed": {"header": {"segment_of_result": "9", "error_code": "TRAINING-H01"}},
    },
    "faces": [
        {"face": "one", "encoding": "mixed", "repeat": 2},
        {"at_ms": 50, "face": "failed", "pause_ms": 30},
        {"at_ms": 60, "face": "one", "vanish_after_ms": 10},
    ],
    "answers": [
        {"insured_identification_number": "0990012", "persona": "one", "processing": 1},
        {"insurer_number": "999003", "insured_identification_number": "77", "answer": "err", "message": "見本"},
        {"answer": "archive"},
    ],
}


def path(*names):
    return os.path.join(FOLDER.name, *names)


def write(name, script):
    with open(path(name), "w", encoding="utf-8") as file:
        json.dump(script, file)
    return path(name)


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False)


def read(*files):
    answer = run("eligibility", *files)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def people_at_the_reader():
    answer = run("terminal", "--folder", path("a"), "--script", write("a.json", SCRIPT))
    assert answer.returncode == 0 and answer.stderr == "", answer
    did = [json.loads(line) for line in answer.stdout.splitlines()]
    words = [one["did"] for one in did]
    assert words.count("face") == 4 and words.count("half") == 1, words
    assert words.count("vanished") + words.count("to-trash") == 1, words

    said = read(*[path("a", "face", name) for name in sorted(os.listdir(path("a", "face")))])
    assert sorted(one["outcome"] for one in said) == ["failed", "valid", "valid"], said
    assert {one["encoding"] for one in said if one["outcome"] == "valid"} == {"UTF-8", "Shift_JIS"}, said
    assert all(one["kind"] == "face" and not one["encoding_doubt"] and one["unknown_elements"] == [] for one in said)


def requests_get_their_answers():
    terminal = subprocess.Popen([PROGRAM, "terminal", "--folder", path("b"), "--stay", "--script",
                                 write("b.json", {**SCRIPT, "faces": [{"face": "one"}]})],
                                stdout=subprocess.PIPE, text=True)
    try:
        assert json.loads(terminal.stdout.readline())["did"] == "face"

        def ask(sample, name):
            shutil.copy(os.path.join(SAMPLES, "req", sample), path("b", "req", name + ".tmp"))
            os.rename(path("b", "req", name + ".tmp"), path("b", "req", name))
            assert json.loads(terminal.stdout.readline()) == {"did": "taken", "file": name}
            return json.loads(terminal.stdout.readline())

        old_age = "OQSsiquc01req_202511040002.xml"
        assert ask(old_age, "OQSsiquc01req_1.xml")["did"] == "processing"
        assert ask(old_age, "OQSsiquc01req_2.xml")["did"] == "answered"
        assert ask("OQSsiquc01req_202511040001.xml", "OQSsiquc01req_3.xml")["did"] == "rejected"
        assert ask("OQSsiimm01req_202511040003.xml", "OQSsiimm01req_4.xml")["did"] == "archive"
        first, second, rejection = read(path("b", "res", "OQSsiquc01res_1.xml"), path("b", "res", "OQSsiquc01res_2.xml"),
                                        path("b", "res", "OQSsiquc01req_3.err"))
    finally:
        terminal.terminate()
        assert terminal.wait(10) == 0
        terminal.stdout.close()
    assert first["outcome"] == "processing" and second["outcome"] == "valid", (first, second)
    assert second["header"]["arbitrary_file_identifier"] == "202511040002-sample", second
    assert second["body"]["search"]["insured_identification_number"] == "00990012", second
    assert rejection["message"] == "見本", rejection
    assert sorted(os.listdir(path("b", "res"))) == ["OQSsiimm01res_4.zip", "OQSsiquc01req_3.err", "OQSsiquc01req_3.xml",
                                                    "OQSsiquc01res_1.xml", "OQSsiquc01res_2.xml"]
    assert os.listdir(path("b", "req")) == []


def what_was_printed_can_be_played():
    """A persona is what the other command prints: any file that was met can be rehearsed."""
    sample = os.path.join(SAMPLES, "face", "OQSsiquc01res_face_9910000001fedcba98765432100123_20251104103004.xml")
    (said,) = read(sample)
    script = {"personas": {"met": {"header": said["header"], "body": said["body"]}},
              "faces": [{"face": "met", "encoding": "Shift_JIS"}]}
    answer = run("terminal", "--folder", path("c"), "--script", write("c.json", script))
    assert answer.returncode == 0, answer
    (again,) = read(path("c", "face", os.listdir(path("c", "face"))[0]))
    assert again["header"] == said["header"] and again["body"] == said["body"], again


def wrong_usage():
    bad = write("bad.json", {"faces": [{"face": "nobody"}]})
    for status, words, *arguments in (
            (2, "--folder", "--script", bad),
            (2, "--script", "--folder", path("d")),
            (1, "faces[0]", "--folder", path("d"), "--script", bad),
            (1, "absent.json", "--folder", path("d"), "--script", path("absent.json")),
            (4, "bad.json", "--folder", path("bad.json", "x"), "--script", REHEARSAL)):
        answer = run("terminal", *arguments)
        assert answer.returncode == status and words in answer.stderr and answer.stdout == "", answer


tap.run(
    people_at_the_reader,
    requests_get_their_answers,
    what_was_printed_can_be_played,
    wrong_usage,
)
