"""From a picture to the lines that stand in it: found in a small copy, turned upright, read in a sharp one.

Which way a page stands is decided by all its lines together: one line alone is taken for one on its head too often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist
from typing import TYPE_CHECKING, Protocol

from studio.documents.ocr.engine import Corners, Line

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels

FOUND_AT = 960  # longest side of the copy in which lines are found
FINER_AT = 1920  # and where it shows lines too small to be told from each other
SMALLEST = 8.5  # pixels that half of its lines are high at least
SMALL_AT = 736  # small pictures are made larger for it until their shorter side has this
READ_AT = 5000  # longest side of the copy that lines are read from: 4 MB a megapixel
LINE_HEIGHT = 48  # what the model that reads lines takes them for
NARROWED = 0.9  # lines are squeezed: a tenth of the time less, and no more misread; from 0.8 on "statt" becomes "stt"
ASKED = 10  # lines, the longest, say which way a page stands
LEAST_SCORE = 0.5
UNSURE = 0.8  # a line below is read on its head, too


@dataclass(frozen=True, slots=True)
class Heard:
    """What a picture of one line says; `places` of its letters without spaces are shares of the width."""

    text: str
    score: float
    places: tuple[float, ...] = ()


class Engine(Protocol):
    """The models, behind their adapter."""

    def find(self, picture: Pixels) -> list[Corners]:
        """Return the corners of lines, from the top left clockwise."""

    def are_on_head(self, strips: Sequence[Pixels]) -> list[float]:
        """Return for each picture of a line how likely it stands on its head."""

    def hear(self, strips: Sequence[Pixels]) -> list[Heard]:
        """Return what each picture of a line says."""


def read(pixels: Pixels, engine: Engine) -> list[Line]:
    """Return the lines of a picture from top to bottom."""
    boxes = find(pixels, engine)
    sharp, scale = shrunk(pixels, READ_AT)
    found = [_scaled(box, scale) for box in boxes]
    turned = _towards_reading(found, sharp, engine)
    heard = _hear(turned, sharp, engine)
    return [_line(said, _scaled(box, 1 / scale)) for box, said in heard]


def _line(said: Heard, box: Corners) -> Line:
    """Return a line, without words where what it says makes no sense."""
    if said.score < LEAST_SCORE or not said.text.strip():
        return Line("", box, said.score)
    return Line(said.text, box, said.score, said.places)


def find(pixels: Pixels, engine: Engine) -> list[Corners]:
    """Return the corners of the lines of a picture, from the top left clockwise, in its pixels."""
    longer, shorter = max(pixels.shape[:2]), min(pixels.shape[:2])
    factor = min(FOUND_AT / longer, max(1.0, SMALL_AT / shorter))
    boxes = _found(pixels, factor, engine)
    heights = sorted(min(dist(box[0], box[3]), dist(box[0], box[1])) * factor for box in boxes)
    if factor < 1 and heights and heights[len(heights) // 2] < SMALLEST:
        boxes = _found(pixels, min(1.0, FINER_AT / longer), engine)
    return boxes


def _found(pixels: Pixels, factor: float, engine: Engine) -> list[Corners]:
    height, width = pixels.shape[:2]
    copy, _scale = resized(pixels, factor)
    return [_within(_scaled(box, 1 / factor), width, height) for box in engine.find(_roomy(copy))]


def shrunk(pixels: Pixels, side: int) -> tuple[Pixels, float]:
    """Return the picture with no side longer than `side`, and its scale."""
    return resized(pixels, min(1.0, side / max(pixels.shape[:2])))


def resized(pixels: Pixels, factor: float) -> tuple[Pixels, float]:
    """Return the picture `factor` times as large, and that factor."""
    import cv2
    import numpy as np

    if factor == 1.0:
        return pixels, 1.0
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    size = [max(1, round(side * factor)) for side in pixels.shape[1::-1]]
    return np.asarray(cv2.resize(pixels, size, interpolation=way), np.uint8), factor


def strip(pixels: Pixels, box: Corners, height: int = LINE_HEIGHT, narrowed: float = NARROWED) -> Pixels:
    """Return the picture of one line, upright and `height` pixels high; without more as the models want it."""
    import cv2
    import numpy as np

    begin, end, after, below = box
    long = max(dist(begin, end), dist(below, after))
    high = max(dist(begin, below), dist(end, after), 1.0)
    width = max(8, round(height * long / high * narrowed))
    goal = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    small, origin, factor = _near(pixels, box, height / high)
    corners = (np.array(box, np.float32) - np.array(origin, np.float32)) * factor
    matrix = cv2.getPerspectiveTransform(corners, goal)
    flat = cv2.warpPerspective(small, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)


def _near(pixels: Pixels, box: Corners, factor: float) -> tuple[Pixels, tuple[int, int], float]:
    """Return the surroundings of a line, made smaller first where it is much larger: warping alone would flicker."""
    xs, ys = [x for x, _y in box], [y for _x, y in box]
    left, top = max(0, int(min(xs)) - 2), max(0, int(min(ys)) - 2)
    part = pixels[top : int(max(ys)) + 3, left : int(max(xs)) + 3]
    if factor > 0.7:
        return part, (left, top), 1.0
    small, scale = resized(part, factor)
    return small, (left, top), scale


def _roomy(picture: Pixels) -> Pixels:
    """Return the picture with room around it on the right and below, where it is too small to find lines in."""
    import cv2
    import numpy as np

    below, right = max(0, 64 - picture.shape[0]), max(0, 64 - picture.shape[1])
    if not below and not right:
        return picture
    return np.asarray(cv2.copyMakeBorder(picture, 0, below, 0, right, cv2.BORDER_REPLICATE), np.uint8)


def _towards_reading(boxes: list[Corners], pixels: Pixels, engine: Engine) -> list[Corners]:
    """Return the boxes each from where its words begin, as most lines of the page that lie alike have it."""
    lying = [box for box in boxes if not _stands(box)]
    standing = [_turned(box, 1) for box in boxes if _stands(box)]  # as if read downwards
    begun = dict(zip(lying, _heads_up(lying, pixels, engine), strict=True))
    begun.update(zip([_turned(box, 3) for box in standing], _heads_up(standing, pixels, engine), strict=True))
    return [begun[box] for box in boxes]


def _heads_up(boxes: list[Corners], pixels: Pixels, engine: Engine) -> list[Corners]:
    """Return lines that lie alike from their beginning: all of them turned, or none."""
    asked = sorted(boxes, key=lambda box: -dist(box[0], box[1]))[:ASKED]
    votes = engine.are_on_head([strip(pixels, box) for box in asked])
    if not votes or sum(votes) / len(votes) < 0.5:
        return boxes
    return [_turned(box, 2) for box in boxes]


def _hear(boxes: list[Corners], pixels: Pixels, engine: Engine) -> list[tuple[Corners, Heard]]:
    """Return each box with what it says; what makes no sense is read on its head as well."""
    heard = list(zip(boxes, engine.hear([strip(pixels, box) for box in boxes]), strict=True))
    unsure = [number for number, (_box, said) in enumerate(heard) if said.score < UNSURE]
    others = [_turned(boxes[number], 2) for number in unsure]
    for number, box, said in zip(unsure, others, engine.hear([strip(pixels, box) for box in others]), strict=True):
        if said.score > heard[number][1].score + 0.1:
            heard[number] = (box, said)
    return heard


def _stands(box: Corners) -> bool:
    """Say whether a line runs up or down."""
    return dist(box[0], box[3]) > 1.5 * dist(box[0], box[1])


def _turned(box: Corners, by: int) -> Corners:
    """Return the same corners, begun `by` corners later."""
    return (box[by % 4], box[(by + 1) % 4], box[(by + 2) % 4], box[(by + 3) % 4])


def _scaled(box: Corners, factor: float) -> Corners:
    first, second, third, fourth = ((x * factor, y * factor) for x, y in box)
    return (first, second, third, fourth)


def _within(box: Corners, width: int, height: int) -> Corners:
    first, second, third, fourth = ((min(max(x, 0), width), min(max(y, 0), height)) for x, y in box)
    return (first, second, third, fourth)
