"""Words are taken out of pictures of which is known how they were without them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from PIL import ImageFont

from studio.documents import removal
from studio.documents.fonts import Face
from studio.documents.removal import Way
from studio.model.document import Box
from tests.documents import posters
from tests.documents.posters import SERIF, Pixels, Words

LINES = [
    Words("DER STURM", 40, 110, 90, "#ffffff", Face("Liberation Sans", is_bold=True)),
    Words("Komödie von William Shakespeare", 40, 170, 34, "#ffffff", Face(SERIF)),
    Words("Premiere am 12. Mai um 19.30 Uhr im Theater", 40, 230, 22, "#ffffff"),
]


@dataclass(frozen=True)
class Cleaned:
    """A picture without its words, and what is known of each line: its box, and how alike it is to the true ground."""

    picture: Pixels
    boxes: list[Box]
    alike: list[float]
    ways: list[Way]


def cleaned(ground: Pixels, lines: list[Words], *, knows_colour: bool = True) -> Cleaned:
    lettered = posters.lettered(ground, lines)
    words = [told(line, knows_colour=knows_colour) for line in lines]
    result = removal.taken_out(lettered, words)
    boxes = [word.lines[0] for word in words]
    alike = [posters.decibels(part(result, box), part(ground, box)) for box in boxes]
    return Cleaned(result, boxes, alike, [removal.way(lettered, word) for word in words])


def told(line: Words, *, knows_colour: bool) -> removal.Words:
    font = ImageFont.truetype(str(line.face.file), line.size)
    left, top, right, bottom = font.getbbox(line.text, anchor="ls")
    colour = tuple(int(line.colour[at : at + 2], 16) for at in (1, 3, 5)) if knows_colour else None
    return removal.Words((Box(line.x + left, line.y + top, line.x + right, line.y + bottom),), 0.0, colour, line.size)


def part(picture: Pixels, box: Box) -> Pixels:
    return picture[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1]


def test_nothing_is_left_on_one_colour() -> None:
    found = cleaned(posters.flat(colour="#203050"), LINES)
    assert found.ways == [Way.FLAT] * 3
    assert min(found.alike) == 99


def test_a_shade_goes_on_under_the_words() -> None:
    found = cleaned(posters.shaded(), LINES)
    assert found.ways == [Way.FLAT] * 3
    assert min(found.alike) > 45


@pytest.mark.parametrize("seed", [1, 4, 8, 9])
def test_a_photo_goes_on_under_the_words(seed: int) -> None:
    found = cleaned(posters.photo(seed=seed), LINES)
    assert Way.SMART in found.ways
    assert min(found.alike) > 35


def test_the_colour_of_words_need_not_be_known() -> None:
    assert min(cleaned(posters.shaded(), LINES, knows_colour=False).alike) > 45


def test_words_hardly_to_be_told_from_what_is_behind_them_go_with_their_box() -> None:
    ground = np.random.default_rng(1).integers(100, 150, (200, 500, 3)).astype(np.uint8)
    assert cleaned(ground, [Words("Karten 12 Euro", 40, 100, 40, "#808080")]).ways == [Way.BOX]


def test_what_stands_outside_of_the_lines_stays_as_it_was() -> None:
    ground = posters.photo()
    result = cleaned(ground, LINES)
    far = np.ones(ground.shape[:2], bool)
    for box in result.boxes:
        grown = box.grown(0.3 * box.height + 8)
        far[max(0, int(grown.top)) : int(grown.bottom), max(0, int(grown.left)) : int(grown.right)] = False
    np.testing.assert_array_equal(result.picture[far], ground[far])


def test_a_frame_around_words_stays() -> None:
    ground = posters.flat()
    ground = posters.framed(ground, Box(30, 60, 420, 130), "#c00000")
    line = Words("Kasse geschlossen", 50, 110, 40, "#c00000")
    result = cleaned(ground, [line])
    np.testing.assert_array_equal(result.picture, ground)


def test_words_that_lie_askew_are_taken_out() -> None:
    ground = posters.flat()
    word = Words("Freiluftkino im Hof", 150, 260, 40, "#202020")
    turned = posters.turned(posters.lettered(ground, [word]), 20)
    height, width = turned.shape[:2]
    dark = np.argwhere(turned.min(axis=2) < 128)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    box = Box(float(left), float(top), float(right) + 1, float(bottom) + 1)
    result = removal.taken_out(turned, [removal.Words((box,), 20.0, (32, 32, 32), 40)])
    assert result.min() > 245
    assert result.shape == (height, width, 3)


def test_a_box_at_the_edge_or_outside_does_no_harm() -> None:
    ground = posters.flat(100, 60)
    boxes = [Box(-20, -20, 30, 5), Box(90, 50, 140, 80), Box(300, 300, 320, 310), Box(10, 10, 10, 10)]
    np.testing.assert_array_equal(removal.clean(ground, boxes), ground)
