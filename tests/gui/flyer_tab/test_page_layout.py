"""Where frames, numbers and signs stand on a page: beside their blocks, never on each other while there is room."""

from __future__ import annotations

from itertools import combinations

import pytest

from studio.gui.flyer_tab import page_layout
from studio.gui.flyer_tab.page_layout import NUMBER, PAD, Outline, Placed, Rules
from studio.model.document import Box

RULES = Rules(scale=1.0, unit=1.0, width=400, height=600, margin=28)
ALONE = Box(100, 100, 300, 160)


def place(*boxes: Box, rules: Rules = RULES) -> list[Placed]:
    return page_layout.place((Outline(n, n, (box,)) for n, box in enumerate(boxes, 1)), rules)


def on_page(box: Box) -> bool:
    page = Box(-RULES.margin, -RULES.margin, RULES.width + RULES.margin, RULES.height + RULES.margin)
    return page.holds(box)


def test_a_number_stands_left_of_the_first_line() -> None:
    (placed,) = place(ALONE)
    assert placed.frames == (ALONE.grown(PAD),)
    assert placed.spot.right < placed.frames[0].left
    assert placed.spot.top == placed.frames[0].top


def test_the_number_of_one_line_is_in_its_middle() -> None:
    (placed,) = place(Box(100, 100, 300, 108))
    assert placed.spot.middle[1] == pytest.approx(placed.frames[0].middle[1])


def test_frames_grow_with_the_page_and_numbers_do_not() -> None:
    (placed,) = place(ALONE, rules=Rules(2.0, 1.0, 800, 1200, 28))
    assert placed.frames[0].width == 2 * ALONE.width + 2 * PAD
    assert placed.spot.width == NUMBER


def test_the_number_of_a_block_at_the_edge_stays_in_the_margin() -> None:
    for box in (Box(0, 0, 60, 20), Box(0, 590, 60, 600), Box(390, 0, 400, 600)):
        (placed,) = place(box)
        assert on_page(placed.spot)


@pytest.mark.parametrize(
    "boxes",
    [
        [Box(60, y, 200, y + 10) for y in range(50, 550, 12)],
        [Box(x, y, x + 50, y + 20) for y in range(50, 500, 22) for x in (60, 112, 164, 216, 268)],
        [ALONE] * 6,
    ],
    ids=["lines", "a table", "one over the other"],
)
def test_no_number_lies_on_another_while_there_is_room(boxes: list[Box]) -> None:
    spots = [placed.spot for placed in place(*boxes)]
    overlaps = [pair for pair in combinations(spots, 2) if pair[0].common(pair[1]) > 1]
    assert len(overlaps) <= len(boxes) // 3  # a dense table has more numbers than room


def test_numbers_of_lines_that_are_not_too_near_all_stand_free() -> None:
    placed = place(*(Box(60, y, 200, y + 20) for y in range(20, 560, 26)))
    for one, other in combinations(placed, 2):
        assert one.spot.common(other.spot) == 0


def test_a_number_keeps_off_the_words_of_its_neighbour() -> None:
    left, right = place(Box(60, 100, 190, 200), Box(200, 100, 380, 200))
    assert right.spot.common(left.frames[0]) == 0


def test_a_click_finds_the_number_then_the_smallest_frame() -> None:
    placed = place(Box(50, 50, 350, 550), ALONE)
    assert getattr(page_layout.at(placed, 60, 400), "id", 0) == 1
    assert getattr(page_layout.at(placed, 200, 130), "id", 0) == 2
    assert getattr(page_layout.at(placed, *placed[0].spot.middle), "id", 0) == 1
    assert page_layout.at(placed, 5, 590) is None


def test_a_text_without_room_has_its_sign_over_the_corner() -> None:
    (placed,) = page_layout.place([Outline(1, 1, (ALONE,), is_misfit=True)], RULES)
    assert placed.sign is not None
    assert placed.sign.common(placed.frames[0]) > 0
    assert placed.holds(*placed.sign.middle)


def test_a_block_of_two_columns_has_two_frames_and_one_number() -> None:
    (placed,) = page_layout.place([Outline(1, 1, (ALONE, Box(320, 20, 390, 90)))], RULES)
    assert len(placed.frames) == 2
    assert page_layout.at([placed], 350, 50) is placed


def test_what_stands_nowhere_on_the_page_is_not_drawn() -> None:
    assert page_layout.place([Outline(1, 1, ())], RULES) == []


def test_boxes_are_gathered_by_their_blocks() -> None:
    other = Box(0, 0, 1, 1)
    assert page_layout.moved([(1, ALONE), (2, other), (1, other)]) == {1: (ALONE, other), 2: (other,)}


def test_a_box_that_says_it_is_beyond_the_page_is_framed_on_it() -> None:
    (placed,) = place(Box(-1e6, -1e6, 1e6, 1e6))
    assert placed.frames[0] == Box(0, 0, RULES.width, RULES.height).grown(PAD)
    assert on_page(placed.spot)
