"""The order in which people read things on a page."""

from __future__ import annotations

from studio.documents.reading_order import Piece, order
from studio.model.document import Box


def piece(left: float, top: float, right: float, bottom: float, container: int = -1, size: float = 10) -> Piece:
    return Piece(Box(left, top, right, bottom), container, size=size)


def test_a_heading_over_two_columns_comes_first() -> None:
    pieces = [piece(210, 40, 390, 140), piece(10, 40, 190, 60), piece(10, 10, 390, 30), piece(10, 70, 190, 140)]
    assert order(pieces) == [2, 1, 3, 0]


def test_stories_below_each_other_are_not_read_across() -> None:
    pieces = [piece(10, 10, 190, 60), piece(210, 10, 390, 60), piece(10, 140, 190, 200), piece(210, 140, 390, 200)]
    assert order(pieces) == [0, 1, 2, 3]


def test_columns_are_read_down_though_their_paragraphs_are_level() -> None:
    pieces = [piece(10, 10, 190, 60), piece(210, 10, 390, 60), piece(10, 70, 190, 120), piece(210, 70, 390, 120)]
    assert order(pieces) == [0, 2, 1, 3]


def test_short_lines_beside_others_are_read_row_by_row() -> None:
    rows = [piece(left, top, left + 60, top + 10) for top in (10, 30, 50) for left in (10, 100)]
    assert order(rows) == [0, 1, 2, 3, 4, 5]


def test_boxes_in_a_grid_are_read_row_by_row() -> None:
    boxes = [Box(x, y, x + 100, y + 50) for y in (0, 60) for x in (0, 110)]
    pieces = [Piece(box.grown(-8), number, size=10) for number, box in enumerate(boxes)]
    assert order(pieces, boxes, [-1] * 4) == [0, 1, 2, 3]


def test_what_is_in_a_box_is_read_together() -> None:
    pieces = [piece(10, 10, 190, 30), piece(20, 45, 180, 55, 0), piece(20, 60, 180, 70, 0), piece(10, 90, 190, 120)]
    assert order([pieces[2], pieces[3], pieces[0], pieces[1]], [Box(12, 40, 188, 80)], [-1]) == [2, 3, 0, 1]


def test_what_stands_on_its_side_is_read_last() -> None:
    aside = Piece(Box(0, 0, 8, 300), is_aside=True, size=8)
    assert order([aside, piece(20, 10, 190, 30), piece(20, 40, 190, 60)]) == [1, 2, 0]


def test_things_that_no_cut_parts_are_still_all_read() -> None:
    pieces = [piece(0, 0, 60, 60), piece(50, 30, 120, 90), piece(20, 80, 80, 140), piece(70, 85, 130, 150)]
    assert sorted(order(pieces)) == [0, 1, 2, 3]
    assert order(pieces)[0] == 0


def test_nothing_has_no_order() -> None:
    assert order([]) == []
