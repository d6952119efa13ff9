"""From a picture to its lines, with models that are scripted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from studio.documents.ocr import lines
from studio.documents.ocr.engine import Corners, Line
from studio.documents.ocr.lines import Heard
from tests.documents import posters
from tests.documents.posters import Pixels

LYING: Corners = ((20.0, 20.0), (220.0, 20.0), (220.0, 60.0), (20.0, 60.0))
STANDING: Corners = ((300.0, 20.0), (340.0, 20.0), (340.0, 220.0), (300.0, 220.0))


@dataclass
class Scripted:
    """Finds what it is told; strips that are light on the left stand upright, those dark there on their head."""

    found: Sequence[Corners]
    scores: tuple[float, float] = (0.9, 0.2)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    scale: float = 1.0

    def find(self, picture: Pixels) -> list[Corners]:
        self.sizes.append((picture.shape[1], picture.shape[0]))
        factor = picture.shape[1] / self.scale
        return [tuple((x * factor, y * factor) for x, y in box) for box in self.found]  # type: ignore[misc]

    def are_on_head(self, strips: Sequence[Pixels]) -> list[float]:
        return [0.05 if is_upright(strip) else 0.95 for strip in strips]

    def hear(self, strips: Sequence[Pixels]) -> list[Heard]:
        good, bad = self.scores
        return [Heard("Hof", good) if is_upright(strip) else Heard("joH", bad) for strip in strips]


def is_upright(strip: Pixels) -> bool:
    half = strip.shape[1] // 2
    return bool(strip[:, :half].mean() > strip[:, half:].mean())


def page(*boxes: tuple[int, int, int, int]) -> Pixels:
    """Return a white page with dark boxes: the ends of lines."""
    picture = posters.flat(400, 300).copy()
    for left, top, right, bottom in boxes:
        picture[top:bottom, left:right] = 0
    return picture


def read(picture: Pixels, engine: Scripted) -> list[Line]:
    engine.scale = picture.shape[1]
    return lines.read(picture, engine)


def test_a_line_begins_where_its_words_begin() -> None:
    (line,) = read(page((120, 20, 220, 60)), Scripted([LYING]))
    assert (line.text, line.score) == ("Hof", 0.9)
    assert np.allclose(line.box, LYING, atol=0.5)
    assert line.angle == pytest.approx(0)
    assert line.height == pytest.approx(40, abs=0.5)


def test_a_page_on_its_head_is_turned() -> None:
    (line,) = read(page((20, 20, 120, 60)), Scripted([LYING]))
    assert line.text == "Hof"
    assert abs(line.angle) == pytest.approx(180)


@pytest.mark.parametrize(("end", "angle"), [((300, 120, 340, 220), 90), ((300, 20, 340, 120), -90)])
def test_a_line_that_runs_down_or_up_is_read_that_way(end: tuple[int, int, int, int], angle: float) -> None:
    (line,) = read(page(end), Scripted([STANDING]))
    assert line.text == "Hof"
    assert line.angle == pytest.approx(angle)


def test_one_line_that_makes_no_sense_is_tried_on_its_head() -> None:
    second: Corners = ((20.0, 100.0), (220.0, 100.0), (220.0, 140.0), (20.0, 140.0))
    third: Corners = ((20.0, 160.0), (220.0, 160.0), (220.0, 200.0), (20.0, 200.0))
    picture = page((120, 20, 220, 60), (20, 100, 120, 140), (120, 160, 220, 200))
    found = read(picture, Scripted([LYING, second, third]))
    assert [line.text for line in found] == ["Hof"] * 3
    assert [round(abs(line.angle)) for line in found] == [0, 180, 0]


def test_what_cannot_be_read_has_a_place_and_no_text() -> None:
    (line,) = read(page((120, 20, 220, 60)), Scripted([LYING], scores=(0.3, 0.2)))
    assert line.text == ""
    assert np.allclose(line.box, LYING, atol=0.5)


def test_lines_are_found_in_a_small_copy_and_in_a_finer_one_where_they_are_tiny() -> None:
    large = posters.flat(4000, 3000)
    tall = Scripted([((0.1, 0.1), (0.5, 0.1), (0.5, 0.12), (0.1, 0.12))])
    tiny = Scripted([((0.1, 0.1), (0.5, 0.1), (0.5, 0.104), (0.1, 0.104))])
    tall.scale = tiny.scale = 1.0
    lines.find(large, tall)
    lines.find(large, tiny)
    assert tall.sizes == [(960, 720)]
    assert tiny.sizes == [(960, 720), (1920, 1440)]


def test_small_pictures_are_made_larger() -> None:
    small = Scripted([])
    lines.find(posters.flat(200, 150), small)
    assert small.sizes == [(960, 720)]
