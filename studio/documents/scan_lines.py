"""Lines read from a picture as lines of text: straightened, cut at columns, joined where one was read in two parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, dist, radians, sin
from typing import TYPE_CHECKING

from studio.documents import ink as inks
from studio.documents import ocr
from studio.documents.ink import Ink
from studio.documents.lines import in_frame
from studio.documents.ocr import letters
from studio.documents.ocr.engine import Corners

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels

ASIDE = 6.0
"""Degrees that a line leans more than the page to be set on its own; less is the page's own skew or perspective."""

_COLUMN = 2.4  # sizes of white within a line: it stands in two columns
_SAME_LINE = 0.9  # sizes of white between two parts of one line at most


@dataclass(frozen=True, slots=True)
class Seen:
    """A line and its ink; `lean` is its direction against that of the page, 0 for all that stand with it."""

    text: str
    score: float
    ink: Ink
    lean: float = 0.0

    @property
    def box(self) -> Corners:
        return self.ink.box

    @property
    def angle(self) -> float:
        """The direction of the line in the picture, in degrees clockwise: that through the middles of its ends."""
        ends = [
            ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in ((self.box[0], self.box[3]), (self.box[1], self.box[2]))
        ]
        return degrees(atan2(ends[1][1] - ends[0][1], ends[1][0] - ends[0][0]))

    @property
    def length(self) -> float:
        """How long it is, in pixels."""
        return dist(self.box[0], self.box[1])

    def in_frame(self) -> tuple[float, float, float]:
        """Return where it starts, stops and has its base in the frame of its own direction, to the nearest degree."""
        return self.along(float(round(self.angle)))

    def along(self, angle: float) -> tuple[float, float, float]:
        """Return where the line starts, stops and has its base, in the frame of a direction, in pixels."""
        points = [in_frame(x, y, angle) for x, y in self.box]
        below = inks.reach(self.text)[1] * self.ink.size
        return min(x for x, _y in points), max(x for x, _y in points), (points[2][1] + points[3][1]) / 2 - below


def seen(pixels: Pixels, found: Sequence[ocr.Line]) -> list[Seen]:
    """Return the lines with their ink, spaces mended; what is not ink but only looks like letters is left out."""
    lines = []
    for line in found:
        for part in _in_columns(pixels, line):
            ink = inks.of_line(pixels, part)
            if ink is None:
                continue
            size = ink.size / max(1.0, dist(part.box[0], part.box[1]))
            text = letters.tidied(letters.spaced(part.text, part.places, ink.gaps, size))
            if text:
                lines.append(Seen(text, part.score, ink))
    return lines


def direction(lines: Sequence[Seen]) -> float:
    """Return the direction in which most of the page is read, in degrees clockwise, over -180 and up to 180."""
    turns = {turn: [line for line in lines if _is_near(line.angle, turn)] for turn in (0, 90, 180, -90)}
    most = max(turns, key=lambda turn: sum(_weight(line) for line in turns[turn]))
    leans = sorted((_off(line.angle, most), _weight(line)) for line in turns[most])
    half, sum_so_far = sum(weight for _lean, weight in leans) / 2, 0.0
    for lean, weight in leans:
        sum_so_far += weight
        if sum_so_far >= half:
            return float(most + lean)
    return 0.0


def straightened(lines: Sequence[Seen], page: float) -> list[Seen]:
    """Return the lines with how they lean against the page, parts of one line joined."""
    found = []
    for line in lines:
        lean = _off(line.angle, page)
        is_short = line.length < 3 * line.ink.size
        found.append(replace(line, lean=0.0 if abs(lean) < (2.5 * ASIDE if is_short else ASIDE) else round(lean)))
    return _joined(found, page)


def _weight(line: Seen) -> float:
    return line.length * line.ink.size


def _off(angle: float, base: float) -> float:
    return (angle - base + 180) % 360 - 180


def _is_near(angle: float, turn: float) -> bool:
    return abs(_off(angle, turn)) <= 45


def _in_columns(pixels: Pixels, line: ocr.Line) -> list[ocr.Line]:
    """Cut a line that runs over the white between two columns."""
    words = line.text.split()
    if len(words) < 2 or sum(map(len, words)) != len(line.places):
        return [line]
    high = dist(line.box[0], line.box[3])
    step = 0.75 * high * _COLUMN / max(1.0, dist(line.box[0], line.box[1]))
    at, starts = 0, [0]
    for number, word in enumerate(words[:-1], 1):
        at += len(word)
        if line.places[at] - line.places[at - 1] > step and len(word) > 1:
            starts.append(number)
    if len(starts) == 1:
        return [line]
    return [_cut(line, words, start, stop) for start, stop in zip(starts, [*starts[1:], len(words)], strict=True)]


def _cut(line: ocr.Line, words: Sequence[str], start: int, stop: int) -> ocr.Line:
    first, last = sum(map(len, words[:start])), sum(map(len, words[:stop]))
    left = (line.places[first - 1] + 2 * line.places[first]) / 3 if first else 0.0
    right = (2 * line.places[last - 1] + line.places[last]) / 3 if last < len(line.places) else 1.0
    places = tuple((place - left) / (right - left) for place in line.places[first:last])
    (a, b), (c, d) = (line.box[0], line.box[1]), (line.box[3], line.box[2])
    box = (_between(a, b, left), _between(a, b, right), _between(c, d, right), _between(c, d, left))
    return ocr.Line(" ".join(words[start:stop]), box, line.score, places)


def _between(one: tuple[float, float], two: tuple[float, float], share: float) -> tuple[float, float]:
    return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share


def _joined(lines: list[Seen], page: float) -> list[Seen]:
    """Join lines that stand beside each other on one base line, as close as words."""
    found: list[Seen] = []
    for line in sorted(lines, key=lambda line: line.along(page + line.lean)[0]):
        for number, left in enumerate(found):
            if _is_one(left, line, page):
                found[number] = _both(left, line, page)
                break
        else:
            found.append(line)
    return found


def _is_one(left: Seen, right: Seen, page: float) -> bool:
    if left.lean != right.lean:
        return False
    size = min(left.ink.size, right.ink.size)
    if max(left.ink.size, right.ink.size) > 1.3 * size:
        return False
    one, two = left.along(page + left.lean), right.along(page + right.lean)
    away = max(abs(a - b) for a, b in zip(left.ink.colour, right.ink.colour, strict=True))
    return -0.5 * size < two[0] - one[1] < _SAME_LINE * size and abs(one[2] - two[2]) < 0.2 * size and away < 70


def _both(left: Seen, right: Seen, page: float) -> Seen:
    angle = page + left.lean
    points = [in_frame(x, y, angle) for x, y in (*left.box, *right.box)]
    across, down = [x for x, _y in points], [y for _x, y in points]
    corners = [(min(across), min(down)), (max(across), min(down)), (max(across), max(down)), (min(across), max(down))]
    first, second, third, fourth = (_on_page(x, y, angle) for x, y in corners)
    longer = max(left, right, key=lambda line: len(line.text))
    score = min(left.score, right.score)
    return replace(
        longer,
        text=f"{left.text} {right.text}",
        score=score,
        ink=replace(longer.ink, box=(first, second, third, fourth)),
    )


def _on_page(along: float, down: float, angle: float) -> tuple[float, float]:
    turn = radians(angle)
    return along * cos(turn) - down * sin(turn), along * sin(turn) + down * cos(turn)
