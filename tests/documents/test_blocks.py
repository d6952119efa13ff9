"""Lines put together to blocks, tables, items, and what text is legible."""

from __future__ import annotations

import numpy as np
import pytest

from studio.documents import figures, grounds, lists, room
from studio.documents.blocks import groups
from studio.documents.legible import is_legible
from studio.documents.letters import Style, TextLine
from studio.documents.shapes import Shape, ShapeKind
from studio.documents.tables import tables
from studio.model.document import Align, Box
from tests.documents.setting import PAGE, line


def parts(lines: list[TextLine], shapes: list[Shape] | None = None) -> list[list[str]]:
    return [[line.text for line in group.lines] for group in groups(lines, shapes or [], PAGE)]


def rows(*texts: str, left: float = 20, top: float = 50, pitch: float = 12) -> list[TextLine]:
    return [line(text, left, top + number * pitch) for number, text in enumerate(texts)]


def test_lines_close_below_each_other_are_one_block() -> None:
    assert parts(rows("ein Satz, der über", "zwei Zeilen geht")) == [["ein Satz, der über", "zwei Zeilen geht"]]


def test_more_white_than_elsewhere_parts_blocks() -> None:
    found = rows("eins geht", "so weiter") + rows("zwei geht", "so weiter", top=78)
    assert parts(found) == [["eins geht", "so weiter"], ["zwei geht", "so weiter"]]


def test_weight_size_and_colour_part_blocks() -> None:
    for style in (Style(size=10, is_bold=True), Style(size=14), Style(size=10, colour="#ff0000")):
        assert len(parts([line("Überschrift", 20, 50, style), line("ein Satz", 20, 64)])) == 2


def test_a_rule_and_the_edge_of_a_box_part_blocks() -> None:
    found = rows("oben steht das", "unten steht dies")
    rule = Shape(ShapeKind.PATH, 0, Box(0, 53, 300, 53.5), stroke="#000000", segments=2)
    box = Shape(ShapeKind.PATH, 0, Box(10, 53.5, 300, 90), fill="#eeeeee", segments=5)
    assert len(parts(found)) == 1
    assert len(parts(found, [rule])) == 2
    assert len(parts(found, [box])) == 2


def test_two_lines_beside_each_other_below_one_are_not_its_next() -> None:
    found = [line("eine lange Zeile über beiden Spalten", 20, 50), line("links", 20, 62), line("rechts", 150, 62)]
    assert len(parts(found)) == 3


@pytest.mark.parametrize(
    ("lefts", "align"), [((20, 20, 20), Align.START), ((60, 50, 70), Align.CENTER), ((65, 45, 85), Align.END)]
)
def test_alignment_is_seen(lefts: tuple[float, ...], align: Align) -> None:
    widths = {Align.START: (9, 13, 5), Align.CENTER: (6, 10, 2), Align.END: (9, 13, 5)}[align]
    found = [line("x" * wide, left, 50 + 12 * n) for n, (left, wide) in enumerate(zip(lefts, widths, strict=True))]
    assert [group.align for group in groups(found, [], PAGE)] == [align]


def test_items_have_bullets_or_numbers_that_go_on() -> None:
    assert lists.items(["• eins", "- zwei", "3. drei", "4. vier", "12. Mai", "7. Saal", "a) x", "b) y"]) == {
        0,
        1,
        2,
        3,
        6,
        7,
    }


@pytest.mark.parametrize(
    ("text", "legible"),
    [
        ("Ein Satz mit 12 Wörtern.", True),
        ("+49 (0)123 / 45 67", True),
        ("\x19\x12", False),
        ('"7+%-', False),
        ("䴀甀氀琀椀挀漀氀漀爀", False),
        ("\ue001\ue002\ue003\ue004", False),
        ("\ufffd\ufffd\ufffd", False),
        ("Ж и в е т", True),
        ("…", True),
    ],
)
def test_text_without_meaning_is_told_from_text(text: str, legible: bool) -> None:
    assert is_legible([text]) is legible


def grid(columns: list[float], levels: list[float]) -> list[Shape]:
    left, right, top, bottom = columns[0], columns[-1], levels[0], levels[-1]
    upright = [Box(x, top, x + 0.5, bottom) for x in columns]
    level = [Box(left, y, right, y + 0.5) for y in levels]
    return [Shape(ShapeKind.PATH, n, box, stroke="#000000", segments=2) for n, box in enumerate(upright + level)]


def test_words_between_drawn_lines_are_cells() -> None:
    found = [
        line("Tag", 25, 60),
        line("Zeit", 105, 60),
        line("Mo", 25, 80),
        line("10 Uhr", 105, 80),
        line("draußen", 25, 130),
    ]
    made, rest = tables(found, grid([20, 100, 200], [48, 68, 88]), PAGE)
    assert [(cell.lines[0].text, cell.row, cell.column) for cell in made[0].cells] == [
        ("Tag", 0, 0),
        ("Zeit", 0, 1),
        ("Mo", 1, 0),
        ("10 Uhr", 1, 1),
    ]
    assert [one.text for one in rest] == ["draußen"]


def test_columns_of_prose_are_no_table() -> None:
    left = rows("Ein Satz, der hier lang ist", "und noch einer, der lang ist", "und am Ende noch ein 3. Satz")
    right = rows("Um 10 Uhr geht es los, dann", "um 11 Uhr noch einmal, dann", "um 12 Uhr ist es ganz vorbei", left=220)
    made, rest = tables(left + right, [], PAGE)
    assert (made, len(rest)) == ([], 6)


def test_a_block_may_grow_to_the_right_and_down_up_to_what_is_there() -> None:
    block, below, picture = Box(20, 50, 120, 60), Box(20, 100, 200, 110), Box(250, 0, 380, 300)
    placed = [(block, Align.START, PAGE), (below, Align.START, PAGE)]
    free = room.rooms(placed, [picture], PAGE)[0]
    assert (free.left, free.top) == (20, 50)
    assert free.right == picture.left - room.CLEAR
    assert free.bottom == below.top - room.CLEAR


def test_a_centred_block_grows_to_both_sides_alike() -> None:
    free = room.rooms(
        [(Box(150, 50, 250, 60), Align.CENTER, PAGE), (Box(20, 200, 380, 210), Align.START, PAGE)], [], PAGE
    )[0]
    assert free.left - 0 == pytest.approx(400 - free.right)
    assert free.left == pytest.approx(20)


def test_pictures_that_carry_meaning_are_told_from_grounds_and_slices() -> None:
    def image(*sides: float) -> Shape:
        return Shape(ShapeKind.IMAGE, 0, Box(*sides))

    whole, dot = image(0, 0, 400, 600), image(5, 5, 15, 15)
    slices = [image(50, 100, 250, 150), image(50, 150, 250, 200)]
    assert figures.figures([whole, dot, *slices], [], PAGE) == [Box(50, 100, 250, 200)]
    words = [Box(60, 110 + 20 * n, 240, 125 + 20 * n) for n in range(4)]
    assert figures.figures(slices, words, PAGE) == []


def test_a_plain_picture_shows_nothing() -> None:
    pixels = np.full((100, 100, 3), 200, np.uint8)
    assert figures.is_plain(pixels, 1.0, Box(0, 0, 100, 100))
    pixels[40:60, 40:60] = 20
    assert not figures.is_plain(pixels, 1.0, Box(0, 0, 100, 100))


def test_the_ground_is_a_colour_only_where_it_is_one() -> None:
    pixels = np.full((100, 100, 3), (10, 20, 30), np.uint8)
    assert grounds.ground(pixels, 1.0, Box(10, 10, 50, 20)) == "#0a141e"
    pixels[:, 30:] = 255
    assert grounds.ground(pixels, 1.0, Box(10, 10, 50, 20)) == ""
    assert grounds.ground(pixels, 1.0, Box(200, 10, 250, 20)) == ""
