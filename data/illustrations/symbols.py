"""Symbols on the 16-pixel grid, with a pen of 2; each has a shape that no other has."""

from pen import arc, box, hole, poly, ring, solid


def app(d):
    """A counter bell."""
    d.fill(arc(8, 11, 6, 180, 360) + poly((14, 11), (2, 11)))
    d.fill(box(1, 12, 14, 2, r=1))
    d.fill(box(7, 2, 2, 4))
    d.ink(poly((6.5, 2.5), (9.5, 2.5)), width=1.5)


def call_staff(d):
    """The same bell, being rung."""
    d.fill(arc(8, 11.5, 5, 180, 360) + poly((13, 11.5), (3, 11.5)))
    d.fill(box(2, 12.5, 12, 2, r=1))
    d.fill(box(7.1, 4, 1.8, 4))
    d.ink(poly((6.8, 4.4), (9.2, 4.4)), width=1.5)
    for side in (-1, 1):
        d.ink(poly((8 + side * 5.2, 5.6), (8 + side * 6.6, 4.4)), width=1.6)
        d.ink(poly((8 + side * 3.2, 2.8), (8 + side * 3.9, 1.2)), width=1.6)


def stage_normal(d):
    d.ink(ring(8, 8, 6))
    d.ink(poly((5.2, 8.2), (7.2, 10.2), (10.9, 6.2)))


def stage_notice(d):
    d.ink(box(2, 4, 12, 10, r=2))
    d.fill(poly((1, 7), (1, 3, 3), (15, 3, 3), (15, 7), closed=True))
    for x in (5, 11):
        d.ink(poly((x, 2), (x, 4)))
    d.fill(box(9, 9, 3, 3, r=0.5))


def stage_grace(d):
    for y in (2, 14):
        d.ink(poly((3, y), (13, y)))
    for side in (-1, 1):
        d.ink(poly((8 + side * 4, 2), (8 + side * 4, 5, 2), (8 + side * 1, 8, 1), (8 + side * 4, 11, 2),
                   (8 + side * 4, 14)), width=1.75)
    d.fill(poly((4, 14), (8, 9.6), (12, 14), closed=True))


def stage_lapsed(d):
    d.add(solid(ring(8, 8, 7)) + hole(box(4, 7, 8, 2, r=0.6)))


def stage_held(d):
    """An open hand."""
    for x, top in ((5.1, 4.2), (7.3, 2.4), (9.5, 2.4), (11.7, 4)):
        d.ink(poly((x, top), (x, 9)), width=1.7)
    d.fill(poly((4.25, 8), (12.55, 8), (12.55, 15, 4), (6, 15, 4), (4.25, 12, 2), closed=True))
    d.ink(poly((5.2, 11.4), (2.6, 8.8)), width=1.9)


def voice(d):
    d.fill(poly((1, 5.5, 0.6), (4, 5.5, 0.4), (8, 2, 0.6), (8, 14, 0.6), (4, 10.5, 0.4), (1, 10.5, 0.6), closed=True))
    d.ink(arc(7.5, 8, 3.5, -45, 45), width=1.75)
    d.ink(arc(7.5, 8, 6.5, -45, 45), width=1.75)


def help_(d):
    d.ink(ring(8, 8, 6))
    d.ink(arc(8, 6.2, 1.7, 175, 428.3) + arc(9, 8.71, 1, 248.3, 180), width=1.6)
    d.fill(ring(8, 11.1, 0.95))


def leave(d):
    """Out of the frame, to the right."""
    d.ink(poly((8, 2), (3, 2, 1), (3, 14, 1), (8, 14)))
    d.ink(poly((7, 8), (14, 8)))
    d.ink(poly((11, 5), (14, 8), (11, 11)))


def text_size(d):
    d.ink(poly((0.9, 13), (3, 7.5), (5.1, 13)), width=1.6)
    d.ink(poly((1.8, 11), (4.2, 11)), width=1.4)
    d.ink(poly((7.8, 13), (11.4, 3), (15, 13)))
    d.ink(poly((9.2, 9.6), (13.6, 9.6)))


def language(d):
    """A globe."""
    d.ink(ring(8, 8, 6), width=1.6)
    d.ink(poly((2.4, 8), (13.6, 8)), width=1.4)
    for side in (-1, 1):
        d.ink(arc(8 - side * 6.45, 8, 9.05, -41.5 if side > 0 else 138.5, 41.5 if side > 0 else 221.5), width=1.4)


def reach(d):
    """Down to the lower edge."""
    d.ink(poly((8, 2), (8, 9.5)))
    d.ink(poly((4.6, 6.4), (8, 9.8), (11.4, 6.4)))
    d.ink(poly((2.5, 13.6), (13.5, 13.6)))


SYMBOLS = {
    "app": app,
    "stage-normal": stage_normal,
    "stage-notice": stage_notice,
    "stage-grace": stage_grace,
    "stage-lapsed": stage_lapsed,
    "stage-held": stage_held,
    "call-staff": call_staff,
    "voice": voice,
    "help": help_,
    "leave": leave,
    "text-size": text_size,
    "language": language,
    "reach": reach,
}
