"""What was read from a picture becomes blocks; the reader is scripted, the pictures are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFont

from studio.documents import ocr, scan
from studio.documents.fonts import Face
from studio.model.document import Align, Family, Lettering, TextBlock
from tests.documents import posters
from tests.documents.posters import MONO, SANS, SERIF, Pixels, Words

BOLD = Face(SANS, is_bold=True)
FLYER = [
    Words("Sommer im Hof", 60, 120, 72, "#7a1020", BOLD),
    Words("Der Sturm wird im Garten des Mu-\nseums gespielt, wenn es nicht regnet,\nsonst im Saal.", 60, 200, 30),
    Words("Das Café ist bis um elf geöffnet.\nKarten gibt es an der Kasse.", 640, 200, 30, "#1040a0"),
]


@dataclass(frozen=True)
class Scripted:
    """A reader that says what is known to stand in a picture, where it stands."""

    lines: list[ocr.Line]

    def read(self, picture: Pixels | Path) -> list[ocr.Line]:
        return self.lines


def lines(words: list[Words], turn: float = 0.0, shape: tuple[int, int] = (600, 1200)) -> list[ocr.Line]:
    """Return the lines that a reader would find: a box with some air around the letters of each."""
    found = []
    for one in words:
        font = ImageFont.truetype(str(one.face.file), one.size)
        for number, text in enumerate(one.text.split("\n")):
            left, top, right, bottom = font.getbbox(text, anchor="ls")
            down = one.y + number * round(1.2 * one.size + 0.001)
            air = 0.15 * one.size
            corners = [
                (left - air, top - air),
                (right + air, top - air),
                (right + air, bottom + air),
                (left - air, bottom + air),
            ]
            places = tuple(
                (font.getlength(text[:at]) + font.getlength(char) / 2 + air) / (right - left + 2 * air)
                for at, char in enumerate(text)
                if char != " "
            )
            box = [rotated(one.x + x, down + y, turn, shape) for x, y in corners]
            found.append(ocr.Line(text, (box[0], box[1], box[2], box[3]), 0.98, places))
    return found


def rotated(x: float, y: float, turn: float, shape: tuple[int, int]) -> tuple[float, float]:
    """Return where a point comes to lie when its picture is turned clockwise as `posters.turned` does it."""
    height, width = shape
    across, down = x - width / 2, y - height / 2
    c, s = cos(radians(turn)), sin(radians(turn))
    new_width = abs(width * c) + abs(height * s)
    new_height = abs(width * s) + abs(height * c)
    return across * c - down * s + new_width / 2, across * s + down * c + new_height / 2


def read(words: list[Words], turn: float = 0.0) -> tuple[list[TextBlock], int]:
    picture = posters.drawn_lines(posters.flat(1200, 600), words)
    if turn:
        picture = posters.turned(picture, turn)
    return scan.blocks(picture, 1.0, 0, Scripted(lines(words, turn)))


def test_lines_become_paragraphs_in_reading_order() -> None:
    blocks, turned = read(FLYER)
    assert [block.text for block in blocks] == [
        "Sommer im Hof",
        "Der Sturm wird im Garten des Museums gespielt, wenn es nicht regnet, sonst im Saal.",
        "Das Café ist bis um elf geöffnet. Karten gibt es an der Kasse.",
    ]
    assert turned == 0
    assert {block.lettering for block in blocks} == {Lettering.SCAN}
    assert [len(block.areas[0].lines) for block in blocks] == [1, 3, 2]


def test_blocks_look_as_they_were_set() -> None:
    heading, first, second = (block.look for block in read(FLYER)[0])
    assert heading.size == pytest.approx(72, rel=0.06)
    assert first.size == pytest.approx(30, rel=0.06)
    assert first.leading == pytest.approx(1.2, rel=0.06)
    assert [look.is_bold for look in (heading, first, second)] == [True, False, False]
    assert [look.colour for look in (heading, first, second)] == ["#7a1020", "#000000", "#1040a0"]
    assert {look.family for look in (heading, first, second)} == {Family.SANS}
    assert first.align is Align.START
    assert {look.ground for look in (heading, first, second)} == {"#ffffff"}


def test_what_is_not_one_colour_is_no_ground() -> None:
    words = [Words("Karten an der Kasse", 60, 200, 40)]
    picture = posters.drawn_lines(posters.photo(1200, 600), words)
    assert scan.blocks(picture, 1.0, 0, Scripted(lines(words)))[0][0].look.ground == ""


@pytest.mark.parametrize(("face", "family"), [(SANS, Family.SANS), (SERIF, Family.SERIF), (MONO, Family.MONO)])
@pytest.mark.parametrize("is_bold", [False, True])
def test_the_face_is_told_by_its_letters(face: str, family: Family, is_bold: bool) -> None:
    text = "Das Museum zeigt Bilder aus Wien\nund Skulpturen aus dem Garten"
    look = read([Words(text, 60, 200, 40, face=Face(face, is_bold=is_bold))])[0][0].look
    assert (look.family, look.is_bold) == (family, is_bold)


def test_a_line_s_box_lies_right_around_its_ink() -> None:
    box = read([Words("Hof", 100, 200, 100)])[0][0].areas[0].lines[0].box
    picture = posters.drawn_lines(posters.flat(1200, 600), [Words("Hof", 100, 200, 100)])
    dark = np.argwhere(picture.min(axis=2) < 128)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((left, top, right + 1, bottom + 1), abs=3)


@pytest.mark.parametrize(("turn", "expected"), [(90, 270), (180, 180), (270, 90)])
def test_a_page_on_its_side_or_head_is_read_as_if_upright(turn: int, expected: int) -> None:
    blocks, turned = read(FLYER, turn)
    assert [block.text for block in blocks] == [block.text for block in read(FLYER)[0]]
    assert turned == expected
    assert {block.look.angle % 360 for block in blocks} == {turn}


def test_a_page_that_lies_askew_keeps_its_direction_in_each_block() -> None:
    blocks, turned = read(FLYER, 5)
    assert [block.text for block in blocks] == [block.text for block in read(FLYER)[0]]
    assert turned == 0
    assert [block.look.angle for block in blocks] == pytest.approx([5, 5, 5], abs=0.5)


def test_words_on_their_side_are_read_last() -> None:
    page = posters.drawn_lines(posters.flat(1200, 600), FLYER)
    aside = posters.turned(posters.drawn_lines(posters.flat(400, 60), [Words("Eintritt frei", 20, 40, 30)]), 90)
    page[100:500, 1120:1180] = aside
    corners = ((1169.0, 115.0), (1169.0, 290.0), (1129.0, 290.0), (1129.0, 115.0))
    found = scan.blocks(page, 1.0, 0, Scripted([ocr.Line("Eintritt frei", corners, 0.9), *lines(FLYER)]))[0]
    assert found[-1].text == "Eintritt frei"
    assert [round(block.look.angle) for block in found] == [0, 0, 0, 90]


def test_points_are_pixels_times_the_scale() -> None:
    picture = posters.drawn_lines(posters.flat(1200, 600), FLYER)
    whole = scan.blocks(picture, 1.0, 0, Scripted(lines(FLYER)))[0][0]
    half = scan.blocks(picture, 0.5, 3, Scripted(lines(FLYER)))[0][0]
    assert half.page == 3
    assert half.box.left == pytest.approx(whole.box.left / 2)
    assert half.look.size == pytest.approx(whole.look.size / 2, abs=0.1)


def test_a_space_that_was_lost_is_found_again_in_the_picture() -> None:
    word = Words("Der Sturm im Garten", 60, 200, 40)
    line = lines([word])[0]
    lost = ocr.Line("DerSturm imGarten", line.box, line.score, line.places)
    picture = posters.drawn_lines(posters.flat(1200, 600), [word])
    assert scan.blocks(picture, 1.0, 0, Scripted([lost]))[0][0].text == "Der Sturm im Garten"


def test_a_block_may_grow_over_what_is_even_and_no_farther() -> None:
    ground = posters.flat(1200, 600).copy()
    ground[:, 900:] = posters.photo(300, 600)
    words = [Words("Karten an der Kasse", 60, 200, 40), Words("Mai", 60, 570, 40)]
    room = scan.blocks(posters.drawn_lines(ground, words), 1.0, 0, Scripted(lines(words)))[0][0].areas[0].room
    assert room is not None
    assert 700 < room.right < 900
    assert room.bottom > 400


def test_an_unsure_line_makes_its_block_unsure() -> None:
    first, second = lines([Words("Das Café ist bis elf\ngeöffnet im Sommer", 60, 200, 40)])
    unsure = ocr.Line(second.text, second.box, 0.55, second.places)
    picture = posters.drawn_lines(
        posters.flat(1200, 600), [Words("Das Café ist bis elf\ngeöffnet im Sommer", 60, 200, 40)]
    )
    assert scan.blocks(picture, 1.0, 0, Scripted([first, unsure]))[0][0].score < 0.8


def test_a_picture_without_words_has_no_blocks() -> None:
    assert scan.blocks(posters.photo(), 1.0, 0, Scripted([])) == ([], 0)


def test_what_is_no_ink_is_left_out() -> None:
    box = ((10.0, 10.0), (90.0, 10.0), (90.0, 30.0), (10.0, 30.0))
    assert scan.blocks(posters.flat(100, 60), 1.0, 0, Scripted([ocr.Line("Hof", box, 0.9)])) == ([], 0)
