#!/usr/bin/env python3
"""Whatever a patient reads is there in easy Japanese, in short sentences: easy-japanese.py PO-FOLDER

The catalogue ja@easy holds the patient's words alone; the desk's fall back to ja.
"""

import os
import re
import sys

# Files whose strings patients read; of the messages, those for the staff say so in their note.
PATIENT = (
    "src/kiosk/", "ui/choice-page", "ui/consent-page", "ui/help-dialog", "ui/idle-", "ui/kiosk-", "ui/language-dialog",
    "ui/message-page", "ui/pin-page", "ui/scroller", "ui/voice-", "ui/welcome-page", "src/speech/",
    "src/reception/certificate-words", "src/reception/consent-words", "src/reception/date-words",
    "src/reception/hotline-words", "src/reception/message", "src/reception/words",
)
FOR_STAFF = re.compile(r"Translators: (The desk|Stage of a certificate|For the staff)")
LONGEST = 40  # characters of a sentence; the guide says 20, its readings in brackets not counted


def unquote(lines):
    return "".join(
        line[line.index('"') + 1:-1] for line in lines
    ).replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


def entries(path):
    """(context, msgid) → (translation, references, notes)."""
    found = {}
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        lines = [line for line in block.split("\n") if not line.startswith("#~")]
        references = " ".join(line[3:] for line in lines if line.startswith("#: "))
        notes = " ".join(line[3:] for line in lines if line.startswith("#. "))
        fields, current = {}, None
        for line in lines:
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[0\])?) "', line)
            if match:
                current = match.group(1)
                fields[current] = [line]
            elif line.startswith('"') and current:
                fields[current].append(line)
        if "msgid" not in fields:
            continue
        key = (unquote(fields.get("msgctxt", ['""'])), unquote(fields["msgid"]))
        translation = unquote(fields.get("msgstr", fields.get("msgstr[0]", ['""'])))
        found[key] = (translation, references, notes)
    return found


def sentences(text):
    plain = re.sub(r"（[^）]*）", "", text)
    return [part for part in re.split(r"[。？\n]", plain) if part]


def main():
    folder = sys.argv[1]
    template = entries(os.path.join(folder, "uketsuke.pot"))
    easy = entries(os.path.join(folder, "ja@easy.po"))
    faults = []
    for (context, text), (_, references, notes) in template.items():
        if not text or not any(file in references for file in PATIENT) or FOR_STAFF.search(notes):
            continue
        translation = easy.get((context, text), ("",))[0]
        if not translation:
            faults.append(f"not in ja@easy: {context or '-'}: {text!r}")
        for sentence in sentences(translation):
            if len(sentence.replace(" ", "")) > LONGEST:
                faults.append(f"too long for ja@easy: {sentence}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
