"""Where a block's words stand on its page, which measures may be tried until they have room, and what came of it.

The measures, the mildest first: free space, hyphens, lines closer together, a narrow face, smaller letters; what has
no room then is said.  A typesetter measures; what it is told and what it answers are plain values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from studio.model.document import Align, Area, Box, Family, Fit, Line, Look, Mark, MarkKind, Measure, Role, TextBlock

BETWEEN = 0.25
"""Shares of the size that stay free between a text that takes free space and what comes after that."""

WIDER = 0.1
"""How much wider a text of several lines may become: it would no longer look like a column."""

WIDEST_LETTER = 0.62
"""How wide the letters of an address are at most, on an average, in sizes."""

CLOSEST = 0.95
"""Lines that seem closer in a file, in sizes, were measured wrong: letters would touch."""

TIGHTEST = 1.1
"""Lines never come closer than this, in sizes."""

SMALLEST_SCALE = 0.8
SMALLEST_SIZE = 6.0
"""Letters are never set smaller than this share of their size, nor than this many points."""

SLACK, BEARING = 0.9, 0.1
"""Points, and shares of the size, that a text may be wider than the ink that stood there, which has air around it."""

ASCENT, DESCENT, SMALL_ASCENT = 0.73, 0.21, 0.53
"""How far letters reach above and below their line, in sizes: capitals, tails, and small letters without strokes."""

_TAILS = frozenset("gjpqyQJ,;()[]{}|ßçşţ„‚_@§µ")
_FLAT = frozenset("acegmnopqrsuvwxyz.,:;-–—_ \t…«»")
_ITEM = re.compile(r"(?:[-+*•‣◦▪●○■□–—·✓➔→]|\(?\w{1,3}[.)])[ \t]+(?=\S)")
_PIECE = re.compile(r"\n|[^\s]*[^\S\n]+|[^\s]+")

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
_ADDRESS = re.compile(r"@|://|www\.|\w\.\w+/|\w\.(?:com|org|net|eu|info|de|at|ch|nl|be|fr|uk)\b")

Origins = Mapping[int, tuple[float, float]]
"""Where the objects of a page's text begin on their base lines, by their numbers."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An area of a block, seen along its lines: `width` by `height`, its top left corner at `left`, `top` on the page.

    `lines` are the base lines below the frame's top, `starts` where they begin, right of the frame's left side; the
    second object of the first line begins `second` behind the first.
    """

    left: float
    top: float
    width: float
    height: float
    angle: float
    lines: tuple[float, ...]
    starts: tuple[float, ...]
    second: float = 0.0

    def on_page(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the frame is on the page."""
        cos, sin = _turn(self.angle)
        return self.left + x * cos - y * sin, self.top + x * sin + y * cos

    def inside(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page is in the frame."""
        cos, sin = _turn(self.angle)
        x, y = x - self.left, y - self.top
        return x * cos + y * sin, -x * sin + y * cos


def sane(look: Look) -> Look:
    """Return a look that can be set: sizes, distances and colours that no person would choose are bounded."""
    return replace(
        look,
        size=_within(look.size, 1.0, 1000.0, 11.0),
        leading=_within(look.leading, 0.8, 5.0, 1.2),
        tracking=_within(look.tracking, -0.2, 2.0, 0.0),
        angle=_within(look.angle, -360.0, 360.0, 0.0),
        colour=look.colour if _COLOUR.fullmatch(look.colour) else "#000000",
    )


def _within(value: float, least: float, most: float, other: float) -> float:
    return min(most, max(least, value)) if math.isfinite(value) else other


def frame_of(area: Area, look: Look, origins: Origins) -> Frame:
    """Return the frame of an area: upright boxes around turned text are taken back to the text's own direction."""
    lines = area.lines or (Line(area.box, ""),)
    middle = area.box.middle
    there = Frame(*middle, 0.0, 0.0, look.angle, (), ())
    left, top, right, bottom = _extent(there, area.box, lines)
    corner = there.on_page(left, top)
    frame = Frame(*corner, right - left, bottom - top, look.angle, (), ())
    placed = [_base(frame, line, look, origins) for line in lines]
    return replace(
        frame,
        lines=tuple(y for _x, y in placed),
        starts=tuple(x for x, _y in placed),
        second=_second(frame, lines[0], origins),
    )


def _extent(there: Frame, box: Box, lines: Sequence[Line]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of an area as seen from a point of it, along its lines."""
    boxes = [line.box for line in lines] if _is_sloped(there.angle) else [box]
    found = []
    for one in boxes:
        x, y = there.inside(*one.middle)
        width, height = _sides(one, there.angle)
        found.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _is_sloped(angle: float) -> bool:
    """Say whether text runs neither along nor up or down the page."""
    return abs(math.sin(math.radians(2 * angle))) > 0.02


def _second(frame: Frame, line: Line, origins: Origins) -> float:
    """Return how far the second object of a line starts behind the first: an item's words behind its mark."""
    found = sorted(frame.inside(*origins[place])[0] for place in line.places if place in origins)
    return found[1] - found[0] if len(found) > 1 else 0.0


def _sides(box: Box, angle: float) -> tuple[float, float]:
    cos, sin = (abs(part) for part in _turn(angle))
    across = cos * cos - sin * sin
    if cos > 0.999:
        return box.width, box.height
    if sin > 0.999:
        return box.height, box.width
    if abs(across) < 0.2:  # near 45°, where the sides of the box no longer tell the two apart
        return max(box.width, box.height) / max(cos, sin) * 0.9, max(box.width, box.height) * 0.15
    return max(1.0, (box.width * cos - box.height * sin) / across), max(
        1.0, (box.height * cos - box.width * sin) / across
    )


def _base(frame: Frame, line: Line, look: Look, origins: Origins) -> tuple[float, float]:
    """Return where a line starts in the frame, and its base line."""
    found = [frame.inside(*origins[place]) for place in line.places if place in origins]
    if found:
        lows = sorted(y for _x, y in found)
        return min(x for x, _y in found), lows[len(lows) // 2]
    x, y = frame.inside(*line.box.middle)
    height = _sides(line.box, look.angle)[1] if len(line.text) else frame.height
    above, below = reach(line.text)
    return x - _sides(line.box, look.angle)[0] / 2, y - height / 2 + height * above / (above + below)


def reach(text: str) -> tuple[float, float]:
    """Return how far the letters of a text reach above and below their base line, in sizes."""
    above = SMALL_ASCENT if text and set(text) <= _FLAT else ASCENT
    return above, DESCENT if not text or set(text) & _TAILS else 0.012


def columns(area: Area, frame: Frame, look: Look, leading: float) -> list[dict[str, float]]:
    """Return the places that words may take, the narrowest first: the area's own, then with the free space.

    `shift` is how far it begins left of where the words began, `height` the distance of the first and last base lines.
    """
    align, size = look.align, look.size
    height = max(max(frame.lines) - frame.lines[0], (len(frame.lines) - 1) * leading)
    more = SLACK + BEARING * size
    shift = {Align.CENTER: -more / 2, Align.END: -more}.get(align, 0.0)
    own = {"width": frame.width + more, "height": height, "shift": shift}
    if area.room is None:
        return [own]
    left, _top, right, bottom = _room(area.room, frame)
    tall = max(height, bottom - frame.lines[0] - (DESCENT + BETWEEN) * size)
    most = WIDER * frame.width if len(frame.lines) > 1 else math.inf
    free = (min(most, max(0.0, side - BETWEEN * size)) for side in (-left, right - frame.width))
    wide = own if align is Align.JUSTIFY else _widened(own, (next(free), next(free)), align)
    between = {**wide, "height": height} if len(frame.lines) == 1 else {**own, "height": tall}
    return [own, between, {**wide, "height": tall}]


def _widened(own: dict[str, float], free: tuple[float, float], align: Align) -> dict[str, float]:
    before, after = free
    if align is Align.CENTER:
        before = after = min(before, after)
    elif align is Align.END:
        after = 0.0
    else:
        before = 0.0
    return {**own, "width": own["width"] + before + after, "shift": own["shift"] - before}


def _room(room: Box, frame: Frame) -> tuple[float, float, float, float]:
    corners = [frame.inside(x, y) for x in (room.left, room.right) for y in (room.top, room.bottom)]
    if _is_sloped(frame.angle):  # an upright box says nothing of what is free along a slope
        return 0.0, 0.0, frame.width, frame.height
    across, down = [x for x, _y in corners], [y for _x, y in corners]
    return min(across), min(down), max(across), max(down)


def leading_of(block: TextBlock, frame: Frame) -> float:
    """Return the distance of base lines in points: that of the lines in the file, else what the look says."""
    said = block.look.leading * block.look.size
    if len(frame.lines) < 2:
        return said
    found = (max(frame.lines) - frame.lines[0]) / (len(frame.lines) - 1)
    return found if found > CLOSEST * block.look.size else said


def measures(look: Look, leading: float, count: int) -> list[dict[str, Any]]:
    """Return how a text may be set, the mildest first, where its area offers `count` columns.

    Making letters smaller comes after the last of these and is left to the typesetter.
    """
    plain: dict[str, Any] = {"name": Measure.NONE, "column": 0, "hyphens": False, "leading": leading, "scale": 1.0}
    plain |= {"condensed": look.is_condensed, "tight": False}
    found = [plain]
    found += [{**plain, "name": Measure.ROOM, "column": column} for column in range(1, count)]
    last = {**found[-1], "hyphens": True, "name": Measure.HYPHENS}
    found.append(last)
    if leading > TIGHTEST * look.size:
        last = {**last, "leading": TIGHTEST * look.size, "tight": True, "name": Measure.LEADING}
        found.append(last)
    if look.family is Family.SANS and not look.is_condensed:
        found.append({**last, "condensed": True, "tight": True, "name": Measure.CONDENSED})
    return found


def smallest(look: Look) -> float:
    """Return the smallest scale a block may be set at."""
    return min(1.0, max(SMALLEST_SCALE, SMALLEST_SIZE / max(look.size, 0.1)))


def tokens(text: str, marks: Sequence[Mark], width: float = 0.0) -> list[dict[str, Any]]:
    """Return a text in pieces after each of which a line may end, each with what sets it apart.

    Addresses are not hyphenated, and not broken where they are surely shorter than `width`, which is in sizes.
    """
    edges = {edge for mark in marks for edge in (mark.start, mark.stop)}
    found = []
    for piece in _PIECE.finditer(text):
        word = piece.start() + len(piece.group().rstrip())
        is_address = bool(_ADDRESS.search(piece.group()))
        cuts = edges | {word} if is_address else edges
        inside = sorted(cut for cut in cuts if piece.start() < cut < piece.end())
        for start, stop in pairwise([piece.start(), *inside, piece.end()]):
            token = _token(text, start, stop, marks)
            is_short = is_address and start < word and 0 < WIDEST_LETTER * (stop - start) < width
            found.append({**token, "whole": is_address, "short": is_short})
    return found


def _token(text: str, start: int, stop: int, marks: Sequence[Mark]) -> dict[str, Any]:
    over = [mark for mark in marks if mark.start <= start and mark.stop >= stop]
    kinds = {mark.kind for mark in over}
    links = [mark.value for mark in over if mark.kind is MarkKind.LINK]
    return {
        "t": text[start:stop],
        "b": MarkKind.BOLD in kinds,
        "i": MarkKind.ITALIC in kinds,
        "shift": (MarkKind.SUPERSCRIPT in kinds) - (MarkKind.SUBSCRIPT in kinds),
        "link": links[0] if links else "",
    }


def item_mark(block: TextBlock, text: str) -> str:
    """Return the mark or number that an item's text begins with, "" where it has none."""
    found = _ITEM.match(text) if block.role is Role.ITEM else None
    return found.group() if found else ""


def fit_of(answer: Mapping[str, Any], text: str) -> Fit:
    """Return what came of fitting a text."""
    over, full = answer["in-box"], answer["at-full-size"]
    return Fit(
        key=answer["key"],
        scale=round(answer["scale"], 3),
        over=round(over, 3),
        letters=math.ceil(len(text) * full / (1 + full)),
        measure=Measure(answer["measure"]),
        fits=answer["fits"],
    )


def _turn(angle: float) -> tuple[float, float]:
    turned = math.radians(angle)
    return math.cos(turned), math.sin(turned)
