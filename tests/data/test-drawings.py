"""Checks the drawings: what GTK can recolour, and nothing else, is in them."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
# As GTK looks for them: a class attribute with one of these words alone.
ACCENTS = {None, "success", "warning", "error"}


def look_at(path, width, height):
    root = ET.parse(path).getroot()
    assert root.tag == SVG + "svg", "the root is not an <svg>"
    assert root.get("viewBox") == f"0 0 {width} {height}", f"the viewBox is {root.get('viewBox')}"
    assert (root.get("width"), root.get("height")) == (str(width), str(height)), "size and viewBox differ"
    shapes = list(root)
    assert shapes, "there is nothing in it"
    for shape in shapes:
        # No <image>, no <text>, no <script>, no <use>, no <style>: paths.
        assert shape.tag == SVG + "path", f"<{shape.tag.removeprefix(SVG)}> is not a path"
        assert len(shape) == 0, "a path has children"
        unknown = set(shape.attrib) - {"class", "d", "fill", "opacity"}
        assert not unknown, f"GTK would not recolour a path with {', '.join(sorted(unknown))}"
        assert shape.get("class") in ACCENTS, f"class “{shape.get('class')}” is not a colour of GTK's palette"


def is_offered(path, offered):
    assert path.resolve() in offered, "it is missing in icons.gresource.xml"


def no_stranger(path):
    for element in ET.parse(path).getroot().iter():
        name = element.tag.removeprefix(SVG)
        assert name not in {"image", "text", "script", "foreignObject", "use", "style"}, f"it holds a <{name}>"
        for attribute, value in element.attrib.items():
            # A fill may point at a gradient in the same file, and at nothing outside it.
            assert "href" not in attribute and not attribute.startswith("on"), f"it has {attribute}"
            assert "url(" not in value or value.startswith("url(#"), f"{attribute} points outside"


def cases(data):
    manifest = ET.parse(data / "icons.gresource.xml").getroot()
    offered = {(data / file.text).resolve() for file in manifest.iter("file")}

    for path in sorted((data / "illustrations").glob("*.svg")):
        yield f"illustration {path.stem}", [(look_at, path, 240, 180), (is_offered, path, offered)]
    for path in sorted((data / "icons").rglob("*-symbolic.svg")):
        yield f"symbol {path.stem}", [(look_at, path, 16, 16), (is_offered, path, offered)]
    for path in sorted((data / "icons").glob("hicolor/scalable/apps/*.svg")):
        yield f"icon {path.stem}", [(no_stranger, path), (is_offered, path, offered)]


def main():
    data = Path(sys.argv[1])
    failures = 0
    count = 0
    for count, (name, checks) in enumerate(cases(data), start=1):
        try:
            for check, *arguments in checks:
                check(*arguments)
            print(f"ok {count} {name}")
        except (AssertionError, ET.ParseError) as error:
            failures += 1
            print(f"not ok {count} {name}\n# {error}")
    print(f"1..{count}")
    return 1 if failures or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
