#!/usr/bin/env python3
"""Draws what stands on the training card: draw.py

The pictures are written beside this file and kept in the repository, so that a build needs none of
this. Writing needs ImageMagick 7 ("magick"), a font named Noto Sans CJK JP, and OpenJPEG's
"opj_compress". They show nobody: the face is computed from ellipses, the name means "training", the
place does not exist, and the number fails the check that every real one passes.

Real cards hold bilevel PNG pictures, the number in 72 by 12 dots and the security code in 24 by 12,
and a greyscale photograph in JPEG 2000. The sizes of the others are guesses.
"""

import math
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent

NAME = "訓練　花子"
ADDRESS = "東京都訓練区架空町０丁目０番０号"
NUMBER = "999999999999"
SECURITY_CODE = "3141"

DIGITS = {
    "1": "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
    "3": ".###. #...# ....# ..##. ....# #...# .###.",
    "4": "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "9": ".###. #...# #...# .#### ....# ...#. .##..",
}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write_png(path, rows):
    """A bilevel PNG; a true dot is black."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 1, 0, 0, 0, 0)
    raw = bytearray()
    for row in rows:
        raw.append(0)
        bits = "".join("0" if dot else "1" for dot in row).ljust((len(row) + 7) // 8 * 8, "0")
        raw += int(bits, 2).to_bytes(len(bits) // 8, "big")
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(raw), 9))
        + chunk(b"IEND", b"")
    )


def draw_digits(path, text):
    """Six dots a digit, twelve high."""
    glyphs = [DIGITS[digit].split() for digit in text]
    rows = [[False] * (6 * len(text)) for _ in range(12)]
    for number, glyph in enumerate(glyphs):
        for y, line in enumerate(glyph):
            for x, dot in enumerate(line):
                rows[y + 2][6 * number + x] = dot == "#"
    write_png(path, rows)


def draw_text(path, text, width, height, size):
    with tempfile.NamedTemporaryFile(suffix=".pbm") as plain:
        subprocess.run(
            ["magick", "-background", "white", "-fill", "black", "-font", "Noto-Sans-CJK-JP"]
            + ["-pointsize", str(size), "label:" + text, "-gravity", "west"]
            + ["-extent", f"{width}x{height}", "-threshold", "50%", plain.name],
            check=True,
        )
        _magic, size_line, bits = Path(plain.name).read_bytes().split(b"\n", 2)
    width, height = map(int, size_line.split())
    stride = (width + 7) // 8
    write_png(
        path,
        [[bits[y * stride + x // 8] >> (7 - x % 8) & 1 == 1 for x in range(width)] for y in range(height)],
    )


def inside(x, y, cx, cy, rx, ry):
    """1 in the middle of an ellipse, 0 at its edge, below 0 outside."""
    return 1 - math.hypot((x - cx) / rx, (y - cy) / ry)


def soft(value, width=0.03):
    return min(1.0, max(0.0, value / width))


def grain(x, y):
    """The same noise on every machine; a smooth drawing would compress to nothing."""
    value = (x * 374761393 + y * 668265263) & 0xFFFFFFFF
    value = ((value ^ value >> 13) * 1274126177) & 0xFFFFFFFF
    return (value >> 16 & 0xFF) / 255 - 0.5


def mix(under, over, share):
    return under + (over - under) * share


def shade(x, y):
    """The grey of one dot, 0 to 255, on a sheet of 240 by 320."""
    grey = 214 + 18 * (1 - y / 320) + 6 * grain(x // 2, y // 2)
    # hair behind, neck, shoulders, face
    grey = mix(grey, 38 + 14 * grain(x, y // 6), soft(inside(x, y, 120, 138, 82, 98)))
    grey = mix(grey, 150 - 18 * abs(x - 120) / 40, soft(inside(x, y, 120, 240, 34, 60)))
    grey = mix(grey, 72 + 10 * grain(x, y // 3), soft(inside(x, y, 120, 352, 118, 100)))
    grey = mix(grey, 232, soft(inside(x, y, 120, 268, 22, 26)) * (y > 256))
    face = inside(x, y, 120, 152, 62, 82)
    light = 196 + 26 * math.sqrt(max(0.0, face)) - 0.16 * (x - 100) - 0.10 * (y - 130)
    grey = mix(grey, light + 5 * grain(x, y), soft(face))
    # a fringe over the forehead
    fringe = inside(x, y, 120, 84, 70, 36)
    grey = mix(grey, 42 + 14 * grain(x, y // 6), soft(fringe) * (y < 108 + 6 * math.sin(x / 9)))
    for side in (-1, 1):
        cx = 120 + side * 27
        brow = inside(x, y, cx, 126 + 0.012 * (x - cx) ** 2, 15, 4)
        grey = mix(grey, 60, soft(brow, 0.3))
        grey = mix(grey, 148, soft(inside(x, y, cx, 148, 16, 9), 0.5) * 0.5)
        grey = mix(grey, 244, soft(inside(x, y, cx, 148, 12, 6), 0.15))
        grey = mix(grey, 34, soft(inside(x, y, cx, 148, 5.5, 5.5), 0.15))
        grey = mix(grey, 250, soft(inside(x, y, cx - 2, 146, 1.8, 1.8), 0.3))
        grey = mix(grey, 176, soft(inside(x, y, cx + side * 8, 182, 17, 12), 0.9) * 0.25)
        grey = mix(grey, 110, soft(inside(x, y, 120 + side * 6, 180, 3, 2), 0.4))
    grey = mix(grey, 150, soft(inside(x, y, 128, 168, 4, 16), 0.9) * 0.6)
    lips = inside(x, y, 120, 203 - 0.006 * (x - 120) ** 2, 21, 6)
    grey = mix(grey, 116, soft(lips, 0.3))
    grey = mix(grey, 78, soft(inside(x, y, 120, 203 - 0.006 * (x - 120) ** 2, 20, 1.4), 0.4))
    return max(0, min(255, round(grey)))


def draw_portrait(path):
    with tempfile.NamedTemporaryFile(suffix=".pgm") as plain:
        plain.write(b"P5\n240 320\n255\n" + bytes(shade(x, y) for y in range(320) for x in range(240)))
        plain.flush()
        subprocess.run(["opj_compress", "-i", plain.name, "-o", path, "-r", "12"], check=True)


def main():
    draw_text(HERE / "name.png", NAME, 256, 32, 24)
    draw_text(HERE / "address.png", ADDRESS, 400, 28, 20)
    draw_digits(HERE / "number.png", NUMBER)
    draw_digits(HERE / "security-code.png", SECURITY_CODE)
    draw_portrait(HERE / "portrait.jp2")


if __name__ == "__main__":
    main()
