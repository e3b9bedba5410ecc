"""A round pen of constant width, for drawings that GTK recolours.

GTK recolours a symbolic drawing by its fills; strokes keep the colour that
they were drawn in. So every stroke is written as the outline of what the pen
would have covered. Paths are chains of lines and circular arcs, of which the
outline is again lines and arcs: nothing is approximated.
"""

from math import atan2, cos, degrees, hypot, pi, radians, sin, tan

INK = "#241f31"
ACCENTS = {"success": "#26a269", "warning": "#c64600", "error": "#c01c28"}


class Line:
    def __init__(self, p, q):
        self.p, self.q = p, q

    def at(self, t):
        return (self.p[0] + (self.q[0] - self.p[0]) * t, self.p[1] + (self.q[1] - self.p[1]) * t)

    def heading(self, t):
        return atan2(self.q[1] - self.p[1], self.q[0] - self.p[0])

    def part(self, t0, t1):
        return Line(self.at(t0), self.at(t1))

    def aside(self, d):
        a = self.heading(0) - pi / 2
        return Line(*((x + d * cos(a), y + d * sin(a)) for x, y in (self.p, self.q)))

    def back(self):
        return Line(self.q, self.p)

    def svg(self):
        return "L" + xy(self.q)

    def sag(self):
        return 0


class Arc:
    """From angle a to angle b, in radians, clockwise on the screen when b > a."""

    def __init__(self, c, r, a, b):
        self.c, self.r, self.a, self.b = c, r, a, b

    def at(self, t):
        angle = self.a + (self.b - self.a) * t
        return (self.c[0] + self.r * cos(angle), self.c[1] + self.r * sin(angle))

    def heading(self, t):
        return self.a + (self.b - self.a) * t + (pi / 2 if self.b > self.a else -pi / 2)

    def part(self, t0, t1):
        return Arc(self.c, self.r, self.a + (self.b - self.a) * t0, self.a + (self.b - self.a) * t1)

    def aside(self, d):
        return Arc(self.c, self.r + (d if self.b > self.a else -d), self.a, self.b)

    def back(self):
        return Arc(self.c, self.r, self.b, self.a)

    def svg(self):
        large = int(abs(self.b - self.a) > pi + 1e-6)
        return f"A{num(self.r)} {num(self.r)} 0 {large} {int(self.b > self.a)} {xy(self.at(1))}"

    def sag(self):
        """Twice the signed area between the arc and its chord."""
        turn = self.b - self.a
        return self.r * self.r * (turn - sin(turn))


def num(value):
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def xy(point):
    return f"{num(point[0])} {num(point[1])}"


def poly(*points, r=0, closed=False):
    """Straight lines through the points, each corner rounded by r (or its own, as a third number)."""
    n = len(points)
    radii = [p[2] if len(p) > 2 else r for p in points]
    points = [p[:2] for p in points]
    corners = []
    for i, p in enumerate(points):
        if radii[i] == 0 or (not closed and i in (0, n - 1)):
            corners.append((p, p, None))
            continue
        before, after = points[i - 1], points[(i + 1) % n]
        h0 = atan2(p[1] - before[1], p[0] - before[0])
        h1 = atan2(after[1] - p[1], after[0] - p[0])
        turn = (h1 - h0 + pi) % (2 * pi) - pi
        run = radii[i] * tan(abs(turn) / 2)
        start = (p[0] - run * cos(h0), p[1] - run * sin(h0))
        end = (p[0] + run * cos(h1), p[1] + run * sin(h1))
        side = 1 if turn > 0 else -1
        c = (start[0] - side * radii[i] * sin(h0), start[1] + side * radii[i] * cos(h0))
        a = atan2(start[1] - c[1], start[0] - c[0])
        corners.append((start, end, Arc(c, radii[i], a, a + turn)))
    path = []
    for i, (start, end, arc) in enumerate(corners):
        if arc:
            path.append(arc)
        if i < n - 1 or closed:
            onward = corners[(i + 1) % n][0]
            if hypot(onward[0] - end[0], onward[1] - end[1]) > 1e-6:
                path.append(Line(end, onward))
    return path


def box(x, y, width, height, r=0):
    return poly((x, y), (x + width, y), (x + width, y + height), (x, y + height), r=r, closed=True)


def ring(x, y, r):
    return [Arc((x, y), r, -pi / 2, pi / 2), Arc((x, y), r, pi / 2, 3 * pi / 2)]


def arc(x, y, r, start, end):
    """Degrees, clockwise, 0 to the right."""
    return [Arc((x, y), r, radians(start), radians(end))]


def without(path, x, y, r):
    """What is left of the path outside a circle."""

    def inside(piece, t):
        px, py = piece.at(t)
        return hypot(px - x, py - y) < r

    pieces = []
    for piece in path:
        marks = [0.0]
        for step in range(256):
            low, high = step / 256, (step + 1) / 256
            if inside(piece, low) != inside(piece, high):
                entering = inside(piece, high)
                for _ in range(40):
                    middle = (low + high) / 2
                    low, high = (low, middle) if inside(piece, middle) == entering else (middle, high)
                marks.append(high)
        marks.append(1.0)
        pieces += [
            piece.part(t0, t1)
            for t0, t1 in zip(marks, marks[1:])
            if t1 - t0 > 1e-6 and not inside(piece, (t0 + t1) / 2)
        ]
    return pieces


def contour(path):
    return f"M{xy(path[0].at(0))}" + "".join(piece.svg() for piece in path) + "z"


def is_smooth(before, after):
    gap = hypot(before.at(1)[0] - after.at(0)[0], before.at(1)[1] - after.at(0)[1])
    turn = (after.heading(0) - before.heading(1) + pi) % (2 * pi) - pi
    return gap < 1e-3 and abs(degrees(turn)) < 0.5


def stroke(path, width):
    """The outline of a round pen along the path: one contour a smooth run, two if it closes."""
    runs = []
    for piece in path:
        if runs and is_smooth(runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    if len(runs) > 1 and is_smooth(runs[-1][-1], runs[0][0]):
        runs[0] = runs.pop() + runs[0]

    half = width / 2
    shapes = []
    for run in runs:
        there = [piece.aside(half) for piece in run]
        back = [piece.aside(-half).back() for piece in reversed(run)]
        if len(run) > 1 and is_smooth(run[-1], run[0]):
            shapes += [contour(there), contour(back)]
            continue
        end, start = run[-1].heading(1) - pi / 2, run[0].heading(0) + pi / 2
        shapes.append(
            contour(
                there
                + [Arc(run[-1].at(1), half, end, end + pi)]
                + back
                + [Arc(run[0].at(0), half, start, start + pi)]
            )
        )
    return "".join(shapes)


def area(path):
    """Of a closed path; a chain that is left open is closed by a straight line."""
    path = path + [Line(path[-1].at(1), path[0].at(0))]
    cross = sum(
        p.at(0)[0] * p.at(1)[1] - p.at(1)[0] * p.at(0)[1] + p.sag() for p in path
    )
    return cross / 2


def solid(path):
    """The filled path, always the same way round so that overlaps add up."""
    return contour(path if area(path) > 0 else [piece.back() for piece in reversed(path)])


def hole(path):
    return contour(path if area(path) < 0 else [piece.back() for piece in reversed(path)])


class Drawing:
    def __init__(self, width, height, pen):
        self.width, self.height, self.pen = width, height, pen
        self.layers = {}

    def add(self, d, accent=None, opacity=1):
        self.layers.setdefault((accent, opacity), []).append(d)

    def soft(self, path, accent=None, opacity=0.16):
        self.add(solid(path), accent, opacity)

    def ink(self, path, accent=None, width=None, opacity=1):
        self.add(stroke(path, width or self.pen), accent, opacity)

    def fill(self, path, accent=None):
        self.add(solid(path), accent)

    def svg(self):
        # Soft tones lie under the ink, the accent on top.
        layers = sorted(self.layers.items(), key=lambda layer: (layer[0][1] == 1, layer[0][0] or ""))
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}"'
            f' viewBox="0 0 {self.width} {self.height}">'
        ]
        for (accent, opacity), shapes in layers:
            name = f' class="{accent}"' if accent else ""
            colour = ACCENTS[accent] if accent else INK
            tone = "" if opacity == 1 else f' opacity="{num(opacity)}"'
            lines.append(f'  <path{name} fill="{colour}"{tone} d="{"".join(shapes)}"/>')
        return "\n".join(lines + ["</svg>", ""])
