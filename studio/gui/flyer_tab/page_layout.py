"""Where frames, numbers and signs stand on a drawn page, in pixels from the page's corner; no window is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from studio.model.document import Box

NUMBER = 24
"""Side of a number in pixels at 100 %; nothing that is clicked is smaller."""

PAD = 3
"""Between the words and their frame."""

GAP = 3
"""Between a frame and its number."""

SLIDES = 8
"""Quarters of its side that a number may stand lower than its first line."""

SQUARES = 100
"""Across a page at most, by which near boxes are found."""

TRIES = 6
"""How often a number moves on where all its usual places are taken."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A block to be placed: the boxes where its words stand, in points."""

    id: int
    number: int
    boxes: tuple[Box, ...]
    is_misfit: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Pixels of a point, how much larger all is than at 100 %, the page's width and height, the margin around it."""

    scale: float
    unit: float
    width: float
    height: float
    margin: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A block as it is drawn: its frames, the place of its number, and that of its sign where it does not fit."""

    id: int
    number: int
    frames: tuple[Box, ...]
    spot: Box
    sign: Box | None = None

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies on the number, the sign or a frame."""
        spots = (self.spot, *((self.sign,) if self.sign else ()), *self.frames)
        return any(_is_in(box, x, y) for box in spots)


def place(blocks: Iterable[Outline], rules: Rules) -> list[Placed]:
    """Return the blocks as they are drawn, in their order; no number lies on another one while there is room."""
    outlines = [each for each in blocks if each.boxes]
    step = max(2 * NUMBER * rules.unit, rules.width / SQUARES, rules.height / SQUARES)
    words, numbers = _Grid(step), _Grid(step)
    frames = [tuple(_frame(box, rules) for box in each.boxes) for each in outlines]
    for own, each in zip(frames, outlines, strict=True):
        for box in own:
            words.add(box, each.id)
    placed = []
    for own, each in zip(frames, outlines, strict=True):
        spot = _spot(own[0], rules, partial(words.is_free, id=each.id), numbers.is_free)
        numbers.add(spot, each.id)
        sign = _sign(own[0], rules) if each.is_misfit else None
        placed.append(Placed(each.id, each.number, own, spot, sign))
    return placed


def at(placed: Sequence[Placed], x: float, y: float) -> Placed | None:
    """Return the block at a point: the one whose number is there, else the smallest frame."""
    for each in placed:
        if _is_in(each.spot, x, y) or (each.sign is not None and _is_in(each.sign, x, y)):
            return each
    found = [(frame.width * frame.height, each) for each in placed for frame in each.frames if _is_in(frame, x, y)]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def moved(boxes: Iterable[tuple[int, Box]]) -> Mapping[int, tuple[Box, ...]]:
    """Return boxes by the blocks whose words they hold."""
    found: dict[int, tuple[Box, ...]] = {}
    for key, box in boxes:
        found[key] = (*found.get(key, ()), box)
    return found


def _frame(box: Box, rules: Rules) -> Box:
    """Return the frame of a box: on the page, and never so small that it could not be seen."""
    pad = PAD * rules.unit
    left, right = (min(max(edge * rules.scale, 0), rules.width) for edge in (box.left, box.right))
    top, bottom = (min(max(edge * rules.scale, 0), rules.height) for edge in (box.top, box.bottom))
    return Box(left - pad, top - pad, right + pad, bottom + pad)


def _spot(frame: Box, rules: Rules, is_clear: Callable[[Box], bool], is_free: Callable[[Box], bool]) -> Box:
    """Return the place of a number: beside its frame, on no other number, and if possible on no other frame."""
    side, free = NUMBER * rules.unit, None
    for usual in _usual(frame, side, GAP * rules.unit):
        box = _within(usual, rules)
        if is_free(box):
            if is_clear(box):
                return box
            free = free or box
    if free is not None:
        return free
    first = _within(next(_usual(frame, side, GAP * rules.unit)), rules)
    lower = (_shifted(first, 0, step * side / 2) for step in range(1, TRIES))
    return next((box for box in lower if is_free(box)), first)


def _usual(frame: Box, side: float, gap: float) -> Iterator[Box]:
    """Yield the places of a number, the best first: left of the first line or lower, above, at the right, inside."""
    left, top = frame.left - gap - side, frame.top + min(0.0, (frame.height - side) / 2)
    first = Box(left, top, left + side, top + side)
    yield first
    for step in range(1, SLIDES + 1):  # as long as it stands beside its block
        lower = _shifted(first, 0, step * side / 4)
        if lower.top < frame.bottom - side / 4:
            yield lower
    right, above = frame.right + gap, frame.top - gap - side
    yield Box(right, top, right + side, top + side)
    yield Box(frame.left, above, frame.left + side, above + side)
    yield _shifted(first, 0, -side / 2)
    yield _shifted(first, -side, 0)
    yield Box(frame.left, top, frame.left + side, top + side)


def _within(box: Box, rules: Rules) -> Box:
    """Return a box that is moved into the page and its margin."""
    across = max(-rules.margin - box.left, 0) - max(box.right - rules.width - rules.margin, 0)
    down = max(-rules.margin - box.top, 0) - max(box.bottom - rules.height - rules.margin, 0)
    return _shifted(box, across, down)


def _sign(frame: Box, rules: Rules) -> Box:
    """Return the place of the sign that a text does not fit: over the frame's upper right corner."""
    side = NUMBER * rules.unit
    left, top = frame.right - side * 0.85, frame.top - side * 0.2
    return _within(Box(left, top, left + side, top + side), rules)


class _Grid:
    """Boxes by the squares of a page they lie in, so that only near ones are looked at."""

    def __init__(self, step: float) -> None:
        self._step = step
        self._squares: dict[tuple[int, int], list[tuple[int, Box]]] = {}

    def add(self, box: Box, id: int) -> None:
        """Note a box of a block."""
        for square in self._touched(box):
            self._squares.setdefault(square, []).append((id, box))

    def is_free(self, box: Box, id: int = 0) -> bool:
        """Say whether no box but those of the block `id` lies there."""
        near = (pair for square in self._touched(box) for pair in self._squares.get(square, ()))
        return not any(
            each != id
            and other.left < box.right
            and box.left < other.right
            and other.top < box.bottom
            and box.top < other.bottom
            for each, other in near
        )

    def _touched(self, box: Box) -> Iterator[tuple[int, int]]:
        step = self._step
        for across in range(int(box.left // step), int(box.right // step) + 1):
            for down in range(int(box.top // step), int(box.bottom // step) + 1):
                yield across, down


def _shifted(box: Box, across: float, down: float) -> Box:
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)


def _is_in(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom
