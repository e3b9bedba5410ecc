"""What the patient's screen shows, on 240×180, with a pen of 4."""

from pen import arc, box, hole, poly, ring, solid, without

CHECK = ((-0.42, 0.04), (-0.12, 0.34), (0.44, -0.3))


def check(x, y, size, r=0):
    return poly(*((x + u * size, y + v * size) for u, v in CHECK), r=r)


def cross(x, y, size):
    return poly((x - size, y - size), (x + size, y + size)), poly((x - size, y + size), (x + size, y - size))


def arrow(start, end, head=10):
    """Straight along one axis."""
    (x0, y0), (x1, y1) = start, end
    if x0 == x1:
        side = head if y1 < y0 else -head
        return poly(start, end) + poly((x1 - head, y1 + side), end, (x1 + head, y1 + side))
    side = head if x1 < x0 else -head
    return poly(start, end) + poly((x1 + side, y1 - head), end, (x1 + side, y1 + head))


def person(x, y, head, width, base, d, closed=False):
    """Head and shoulders, standing on the line at base."""
    top = y + head + 8
    d.soft(ring(x, y, head))
    d.ink(ring(x, y, head))
    shoulders = poly(
        (x - width, base), (x - width, top, width * 0.8), (x + width, top, width * 0.8), (x + width, base)
    )
    d.soft(shoulders)
    d.ink(shoulders)
    if closed:
        d.ink(poly((x - width, base), (x + width, base)))


def bust(x, base, width, d, flat=1):
    """Head and shoulders on a photograph, standing on the line at base; flat < 1 lowers them."""
    head = width * 0.2 * flat
    side, rise = width * 0.36, width * 0.36 * flat
    d.fill(
        poly(
            (x - side, base), (x - side, base - rise, rise * 0.95), (x + side, base - rise, rise * 0.95),
            (x + side, base), closed=True,
        )
    )
    d.fill(ring(x, base - rise - head - width * 0.08 * flat, head))


def card(x, y, width, d, cut=None):
    """A card that faces us: the photograph at the left, lines at the right. Nothing is drawn in the circle cut."""
    height = round(width / 1.586)
    unit = width / 96

    def ink(path):
        d.ink(without(path, *cut) if cut else path)

    ink(box(x, y, width, height, r=8))
    left, top = x + 12 * unit, y + 14 * unit
    wide, high = 26 * unit, 32 * unit
    d.soft(box(left, top, wide, high, r=4), opacity=0.2)
    bust(left + wide / 2, top + high, wide, d)
    # Lines less than the pen's width apart would be a smudge.
    rows = ((0.3, 34), (0.52, 34), (0.74, 20)) if width > 80 else ((0.36, 34), (0.66, 22))
    for row, length in rows:
        start = x + 50 * unit
        ink(poly((start, y + height * row), (start + length * unit, y + height * row)))


def lying(y, height, front, back, x=120):
    """Maps (-1…1, 0…1) onto a surface that lies before us, seen from its near side."""

    def place(u, v):
        return (x + u * (front + (back - front) * v), y - height * v)

    return place


def lying_card(place, d):
    """The same card on a surface."""
    edge = poly(place(-1, 0), place(1, 0), place(1, 1), place(-1, 1), r=7, closed=True)
    d.ink(edge)
    photo = poly(place(-0.74, 0.2), place(-0.3, 0.2), place(-0.3, 0.8), place(-0.74, 0.8), r=3, closed=True)
    d.soft(photo, opacity=0.2)
    x, y = place(-0.52, 0.2)
    width = place(-0.3, 0.2)[0] - place(-0.74, 0.2)[0]
    bust(x, y, width, d, flat=0.82)
    rows = ((0.72, 0.66), (0.5, 0.72), (0.28, 0.3)) if place is not ON_READER else ((0.66, 0.66), (0.34, 0.3))
    for v, end in rows:
        d.ink(poly(place(-0.06, v), place(end, v)))


READER = lying(148, 48, 92, 72)
ON_READER = lying(140, 31, 54, 46)


def reader(d, occupied):
    place = poly(ON_READER(-1, 0), ON_READER(1, 0), ON_READER(1, 1), ON_READER(-1, 1), r=7, closed=True)
    left, right = READER(-1, 0), READER(1, 0)
    body = poly(
        (*READER(-1, 1), 10), (*READER(1, 1), 10), (*right, 2.5),
        (right[0] - 2, right[1] + 18, 9), (left[0] + 2, left[1] + 18, 9), (*left, 2.5),
        closed=True,
    )
    # The card is the lightest thing in the picture; where it will lie is the darkest.
    d.add(solid(body) + hole(place), None, 0.16)
    if not occupied:
        d.soft(place, opacity=0.3)
    d.ink(body)
    d.ink(poly((left[0] + 2, left[1]), (right[0] - 2, right[1])))


def counter(x, y, width, height, d):
    top = box(x, y, width, 14, r=7)
    d.soft(top)
    d.ink(top)
    d.ink(poly((x + 10, y + 14), (x + 10, y + height, 6), (x + width - 10, y + height, 6), (x + width - 10, y + 14)))


def bell(x, y, size, d, accent):
    """Standing on the line at y."""
    dome = arc(x, y - 4, size, 180, 360) + poly((x + size, y - 4), (x - size, y - 4))
    d.soft(dome, accent, 0.25)
    d.ink(dome, accent)
    d.ink(poly((x, y - 4 - size), (x, y - 9 - size)), accent)


def place_card(d):
    reader(d, occupied=False)
    lying_card(lying(56, 42, 64, 54), d)
    d.ink(arrow((120, 69), (120, 91)), "success", 5)


def reading(d):
    reader(d, occupied=True)
    lying_card(ON_READER, d)
    for r in (20, 38, 56):
        d.ink(arc(120, 90, r, 225, 315), "success", 5)


def card_left(d):
    reader(d, occupied=True)
    lying_card(ON_READER, d)
    d.ink(arrow((120, 88), (120, 28), 13), "success", 5)
    for side in (-1, 1):
        for start, end in (((42, 80), (51, 70)), ((52, 94), (65, 89))):
            d.ink(poly((120 + side * start[0], start[1]), (120 + side * end[0], end[1])))


def choose(d):
    for x in (16, 128):
        d.ink(box(x, 30, 96, 120, r=14))
    d.soft(box(128, 30, 96, 120, r=14), opacity=0.08)
    d.soft(box(16, 30, 96, 120, r=14), opacity=0.08)
    person(64, 75, 13, 23, 120, d, closed=True)
    for h in (-1, 1):
        for v in (-1, 1):
            x, y = 64 + h * 34, 90 + v * 46
            d.ink(poly((x - h * 13, y), (x, y, 6), (x, y - v * 13)), "success")
    for row in range(4):
        for column in range(3):
            if row < 3 or column == 1:
                d.fill(ring(152 + column * 24, 54 + row * 24, 6), "success")


def pin(d):
    d.soft(box(66, 10, 108, 160, r=14), opacity=0.1)
    d.ink(box(66, 10, 108, 160, r=14))
    d.ink(poly((66, 52), (174, 52)))
    for n in range(4):
        x = 87 + n * 22
        if n < 2:
            d.fill(ring(x, 31, 7), "success")
        else:
            d.ink(ring(x, 31, 5))
    for row in range(4):
        for column in range(3):
            if row < 3 or column == 1:
                d.fill(ring(92 + column * 28, 73 + row * 25, 5.5))
            else:
                x, y = 92 + column * 28, 73 + row * 25
                d.ink(poly((x - 4, y), (x + 4, y)))


def pin_blocked(d):
    d.ink(poly((100, 60), (100, 20, 20), (140, 20, 20), (140, 60)))
    d.soft(box(86, 60, 68, 48, r=10), "error", 0.2)
    d.ink(box(86, 60, 68, 48, r=10))
    d.fill(ring(120, 80, 6.5), "error")
    d.ink(poly((120, 82), (120, 93)), "error")
    d.soft(box(40, 124, 160, 42, r=14), opacity=0.1)
    d.ink(box(40, 124, 160, 42, r=14))
    for n in range(4):
        d.ink(ring(72 + n * 32, 145, 6))


def notice(d):
    d.soft(box(58, 30, 124, 136, r=14), opacity=0.08)
    d.soft(poly((58, 64), (58, 30, 14), (182, 30, 14), (182, 64), closed=True))
    d.ink(box(58, 30, 124, 136, r=14))
    d.ink(poly((58, 64), (182, 64)))
    for x in (90, 150):
        d.ink(poly((x, 18), (x, 42)), width=6)
    for row in range(3):
        for column in range(4):
            if (row, column) not in ((1, 2), (2, 3)):
                d.fill(ring(79.5 + column * 27, 86 + row * 29, 4.5))
    d.soft(ring(133.5, 115, 14), "warning", 0.25)
    d.ink(ring(133.5, 115, 14), "warning", 5)
    d.fill(ring(133.5, 115, 4.5), "warning")


def grace(d):
    x = 66
    for y in (20, 160):
        d.ink(poly((x - 34, y), (x + 34, y)), width=6)
    for side in (-1, 1):
        d.ink(poly((x + side * 25, 20), (x + side * 25, 56, 22), (x + side * 5, 90, 8), (x + side * 25, 124, 22),
                   (x + side * 25, 160)))
    d.soft(poly((x - 25, 20), (x - 25, 56, 22), (x - 5, 90, 8), (x - 25, 124, 22), (x - 25, 160), (x + 25, 160),
                (x + 25, 124, 22), (x + 5, 90, 8), (x + 25, 56, 22), (x + 25, 20), closed=True), opacity=0.1)
    d.fill(poly((x - 12, 60, 3), (x + 12, 60, 3), (x, 81, 2), closed=True), "warning")
    d.ink(poly((x, 92), (x, 124)), "warning", 3)
    d.fill(poly((x - 19, 154, 3), (x, 126, 8), (x + 19, 154, 3), closed=True), "warning")
    card(124, 58, 102, d)


def barred(x, y, r, d):
    d.soft(ring(x, y, r), "error", 0.2)
    d.ink(ring(x, y, r), "error", 5)
    d.ink(poly((x - r * 0.45, y), (x + r * 0.45, y)), "error", 5)


def lapsed(d):
    card(12, 56, 96, d, cut=(98, 114, 27))
    barred(98, 114, 19, d)
    d.ink(arrow((124, 80), (148, 80), 9))
    person(192, 54, 14, 25, 106, d)
    counter(156, 106, 72, 52, d)


def consent(d):
    sheet = ((66, 14, 10), (146, 14, 4), (174, 42, 4), (174, 118, 10), (66, 118, 10))
    d.soft(poly(*sheet, closed=True), opacity=0.1)
    d.ink(poly(*sheet, closed=True))
    d.ink(poly((146, 16), (146, 42, 5), (172, 42)))
    d.ink(poly((94, 32), (94, 54)), "success", 7)
    d.ink(poly((83, 43), (105, 43)), "success", 7)
    for y, end in ((72, 152), (88, 152), (104, 124)):
        d.ink(poly((86, y), (end, y)))
    for x in (34, 128):
        d.soft(box(x, 132, 78, 36, r=18))
        d.ink(box(x, 132, 78, 36, r=18))
    d.ink(check(73, 149, 22))
    for stroke in cross(167, 150, 7):
        d.ink(stroke)


def complete(d):
    d.soft(ring(76, 90, 62), "success", 0.2)
    d.ink(ring(76, 90, 62), "success", 5)
    d.ink(check(76, 88, 66), "success", 11)
    d.ink(arrow((191, 78), (191, 36), 12))
    card(152, 94, 78, d)


def staff(d):
    person(120, 44, 20, 42, 108, d)
    d.ink(poly((108, 74), (120, 90), (132, 74)))
    counter(26, 108, 188, 60, d)
    bell(188, 106, 15, d, "success")


def trouble(d):
    card(36, 62, 132, d, cut=(170, 60, 42))
    d.soft(ring(170, 60, 32), "warning", 0.2)
    d.ink(ring(170, 60, 32), "warning", 5)
    d.ink(arc(170, 52, 10, 175, 420) + arc(180, 69.32, 10, 240, 180), "warning", 5)
    d.fill(ring(170, 80, 3.5), "warning")


def wrong_card(d):
    d.ink(box(14, 24, 96, 61, r=8), opacity=0.45)
    d.soft(box(14, 38, 96, 12), opacity=0.2)
    d.ink(poly((30, 68), (58, 68)), opacity=0.45)
    d.ink(poly((128, 54), (178, 54, 16), (178, 82)), "success", 5)
    d.ink(poly((167, 73), (178, 84), (189, 73)), "success", 5)
    card(122, 98, 108, d)


def expiry_place(d):
    """The front of the card: the certificate's date stands in the last line."""
    x, y, width, height = 20, 27, 200, 126
    d.ink(box(x, y, width, height, r=10))
    d.soft(box(x + 14, y + 38, 48, 60, r=4), opacity=0.2)
    bust(x + 38, y + 98, 48, d)
    for row, start, end in ((18, 14, 150), (46, 76, 130), (46, 142, 184), (66, 76, 158)):
        d.ink(poly((x + start, y + row), (x + end, y + row)), opacity=0.45)
    d.soft(box(x + 76, y + 84, 112, 28, r=6), "error", 0.16)
    d.ink(box(x + 76, y + 84, 112, 28, r=6), "error", 5)
    d.ink(poly((x + 88, y + 98), (x + 126, y + 98)))
    for start in (138, 154, 170):
        d.ink(poly((x + start, y + 98), (x + start + 7, y + 98)))


ILLUSTRATIONS = {
    "place-card": place_card,
    "reading": reading,
    "card-left": card_left,
    "choose": choose,
    "pin": pin,
    "pin-blocked": pin_blocked,
    "notice": notice,
    "grace": grace,
    "lapsed": lapsed,
    "consent": consent,
    "complete": complete,
    "staff": staff,
    "trouble": trouble,
    "wrong-card": wrong_card,
    "expiry-place": expiry_place,
}
