#!/usr/bin/env python3
"""What a certificate costs through a real pcscd: as the shell tells it, and as somebody counts it
who listens between the virtual reader and the card.

Runs in tests/with-pcscd, with UKE_USB_READER.
"""

import contextlib
import json
import math
import pathlib
import socket
import subprocess
import tempfile
import threading

import tap

READER = ("127.0.0.1", 35963)
SIZES = (1536, 1580, 1792, 1793, 2000)
CHUNK = 256

# SELECT by name, READ BINARY, VERIFY and the rest, by their instruction byte.
SELECT, READ, VERIFY = 0xA4, 0xB0, 0x20


class Listener:
    """Stands between reader and card, and writes the commands down."""

    def __init__(self):
        self.commands = []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        card, _ = self.server.accept()
        reader = socket.create_connection(READER)
        for end in (card, reader):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=self.pass_on, args=(card, reader, None), daemon=True).start()
        self.pass_on(reader, card, self.commands)

    @staticmethod
    def pass_on(source, target, commands):
        with contextlib.suppress(OSError):
            while head := source.recv(2, socket.MSG_WAITALL):
                payload = source.recv(int.from_bytes(head, "big"), socket.MSG_WAITALL)
                if commands is not None and len(payload) > 1:
                    commands.append(payload)
                target.sendall(head + payload)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def card(size, extended_length):
    persona = {
        "name": f"size-{size}",
        "title": "A size",
        "card": "mynumber",
        "quirks": {"certificate_size": size, "extended_length": extended_length},
    }
    listener = Listener()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(persona, file)
        file.flush()
        process = subprocess.Popen(
            ["uketsukectl", "emulate", "--persona", file.name, "--new-card", "--port", str(listener.port)],
            stdout=subprocess.PIPE,
        )
        try:
            assert process.stdout.readline()
            yield listener
        finally:
            process.terminate()
            process.wait(20)


@contextlib.contextmanager
def short_reader():
    """A reader that passes short commands alone."""
    sign = pathlib.Path("/run/uketsuke-test-usb/short")
    sign.touch()
    try:
        yield
    finally:
        sign.unlink()


def ask(*arguments, **options):
    """The exit status is that of a training card without its anchor; the answer is whole."""
    listener = subprocess.run(
        ["uketsukectl", "card", "--wait", "10", *arguments], capture_output=True, text=True, check=False, **options
    )
    assert listener.stdout, listener.stderr
    return json.loads(listener.stdout), listener.stderr


def count(commands, instruction):
    return sum(command[1] == instruction for command in commands)


def each_size(extended_length, expected):
    for size in SIZES:
        with card(size, extended_length) as listener:
            answer, _ = ask()
        reads = expected(size) - 1
        assert answer["apdus_for_certificate"] == 1 + reads, (size, answer)
        # The label costs a READ, the tries a VERIFY without data.
        assert answer["apdus"] == 1 + reads + 2, (size, answer)
        assert len(listener.commands) == answer["apdus"], (size, listener.commands)
        assert count(listener.commands, SELECT) == 1, (size, listener.commands)
        assert count(listener.commands, READ) == reads + 1, (size, listener.commands)


def three_commands_with_extended_length():
    each_size(True, lambda size: 3)


def a_piece_each_on_a_reader_without_it():
    with short_reader():
        readers = json.loads(subprocess.run(["uketsukectl", "readers"], stdout=subprocess.PIPE, check=True).stdout)
        assert not any(reader["extended_length"] for reader in readers), readers
        each_size(True, lambda size: 1 + math.ceil(size / CHUNK))


def one_command_more_where_the_card_refuses_it():
    each_size(False, lambda size: 1 + math.ceil(size / CHUNK) + 1)


def no_byte_of_the_filler_is_read():
    for size in SIZES:
        with card(size, True):
            answer, _ = ask()
        # Commands: SELECT 15, label 5, READ 5 and 7, tries 4; answers: two bytes of status each, the
        # label's 32, and the certificate.
        assert answer["bytes"] == 15 + 5 + 5 + 7 + 4 + 5 * 2 + 32 + size, (size, answer)


def the_trace_tells_headers_and_no_data():
    with card(1580, True):
        answer, trace = ask("--trace")
    lines = [line for line in trace.splitlines() if line.startswith("uke-card: ")]
    assert len(lines) == answer["apdus"], trace
    assert "00 A4 04 0C, 10 bytes" in lines[0] and "9000" in lines[0], trace
    # Neither the application's name nor the certificate's first bytes, in any of its lines.
    assert "D3 92" not in trace and "D392" not in trace and "3082" not in trace, trace


tap.run(
    three_commands_with_extended_length,
    a_piece_each_on_a_reader_without_it,
    one_command_more_where_the_card_refuses_it,
    no_byte_of_the_filler_is_read,
    the_trace_tells_headers_and_no_data,
)
