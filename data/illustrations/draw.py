#!/usr/bin/env python3
"""Draws the illustrations and the symbols: draw.py [--check]

The SVG files are written beside this file and kept in the repository, so that a
build needs no Python. After a change here, run it and commit both. With --check
nothing is written, and the exit status says whether the files are what this
would draw.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True

from illustrations import ILLUSTRATIONS  # noqa: E402
from pen import Drawing  # noqa: E402
from symbols import SYMBOLS  # noqa: E402

HERE = Path(__file__).resolve().parent
APP_ID = "io.github.uketsuke.Uketsuke"


def drawings():
    for name, draw in ILLUSTRATIONS.items():
        drawing = Drawing(240, 180, 4)
        draw(drawing)
        yield HERE / f"uke-{name}-symbolic.svg", drawing.svg()

    actions = HERE.parent / "icons" / "symbolic"
    apps = HERE.parent / "icons" / "hicolor" / "symbolic" / "apps"
    for name, draw in SYMBOLS.items():
        drawing = Drawing(16, 16, 2)
        draw(drawing)
        where = apps / f"{APP_ID}-symbolic.svg" if name == "app" else actions / f"uke-{name}-symbolic.svg"
        yield where, drawing.svg()


def main():
    stale = []
    for path, text in drawings():
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)

    for name in stale:
        print(f"{name} is not what draw.py draws: run it and commit the result", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
