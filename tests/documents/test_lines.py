"""Letters put together to lines."""

from __future__ import annotations

import math

import pytest

from studio.documents.letters import Glyph, Style, in_frame, on_page
from studio.documents.lines import lines
from studio.model.document import Box
from tests.documents.setting import letters


def texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in lines(glyphs)]


def test_letters_on_a_base_line_are_a_line_and_gaps_are_spaces() -> None:
    assert texts(letters("ein", 0, 50) + letters("Wort", 18, 50)) == ["ein Wort"]
    assert texts(letters("ein", 0, 50) + letters("Wort", 15.5, 50)) == ["einWort"]


def test_several_spaces_are_one_and_a_line_neither_begins_nor_ends_with_any() -> None:
    assert texts(letters("  ein   Wort ", 0, 50)) == ["ein Wort"]


def test_a_space_that_leaves_no_gap_is_none() -> None:
    assert texts([*letters("Vor", 0, 50), *letters(" ", 15, 50), *letters("stand", 14, 50)]) == ["Vorstand"]


def test_words_far_apart_are_lines_of_their_own() -> None:
    assert texts(letters("links", 0, 50) + letters("rechts", 60, 50)) == ["links", "rechts"]


def test_a_gap_that_lines_above_and_below_leave_free_parts_columns() -> None:
    rows = [50, 62, 74, 86]
    left = [glyph for row in rows for glyph in letters("ein langer Satz", 0, row)]
    right = [glyph for row in rows for glyph in letters("noch einer", 84, row + 3)]
    assert sorted(texts(left + right)) == sorted(["ein langer Satz"] * 4 + ["noch einer"] * 4)


def test_a_wide_gap_between_words_of_one_line_is_none_between_columns() -> None:
    line = letters("ein langer", 0, 62) + letters("Satz der weit steht", 59, 62)
    around = letters("darüber steht eine volle Zeile", 0, 50) + letters("darunter steht eine volle Zeile", 0, 74)
    assert "ein langer Satz der weit steht" in texts(line + around)


def test_a_bullet_belongs_to_its_item() -> None:
    assert texts(letters("•", 0, 50) + letters("Eintritt frei", 25, 50)) == ["• Eintritt frei"]


def test_a_small_number_above_the_line_is_raised() -> None:
    small = letters("2", 25, 46, Style(size=6))
    found = lines(letters("120 m", 0, 50) + small + letters("groß", 33, 50))
    assert [line.text for line in found] == ["120 m2 groß"]
    assert [glyph.style.raised for glyph in found[0].glyphs if glyph.text == "2"] == [0, 1]


def test_a_shadow_is_the_same_line_and_its_object_counts_to_it() -> None:
    found = lines(letters("Fest", 0, 50, place=3) + letters("Fest", 0.8, 50.5, place=4))
    assert [(line.text, line.places) for line in found] == [("Fest", (3, 4))]


@pytest.mark.parametrize("angle", [0.0, 30.0, 90.0, 180.0, 270.0])
def test_lines_run_in_any_direction(angle: float) -> None:
    style = Style(size=10, angle=angle)
    glyphs = []
    for number, char in enumerate("schräg"):
        x, y = on_page(100 + number * 5, 200, angle)
        corners = [on_page(u, v, angle) for u in (100 + number * 5, 105 + number * 5) for v in (192, 200)]
        box = Box(
            *(min(corner[axis] for corner in corners) for axis in (0, 1)),
            *(max(c[axis] for c in corners) for axis in (0, 1)),
        )
        glyphs.append(Glyph(char, x, y, box, 0, style, advance=5.0))
    found = lines(glyphs)
    assert [line.text for line in found] == ["schräg"]
    assert (found[0].start, found[0].stop) == (pytest.approx(100), pytest.approx(130))
    assert found[0].down == pytest.approx(200)


def test_words_along_a_curve_are_one_line() -> None:
    glyphs = []
    for number, char in enumerate("Rund um die Uhr"):
        turn = math.radians(-60 + 8 * number)
        x, y = 200 + 60 * math.sin(turn), 200 - 60 * math.cos(turn)
        style = Style(size=10, angle=math.degrees(turn) % 360)
        glyphs.append(Glyph(char, x, y, Box(x, y - 8, x + 5, y), number, style))
    found = lines(glyphs)
    assert [line.text for line in found] == ["Rund um die Uhr"]
    assert len(found[0].places) == 15
    assert found[0].style.angle == pytest.approx(356, abs=5)


def test_frames_lead_there_and_back() -> None:
    assert on_page(*in_frame(3, 4, 37), 37) == (pytest.approx(3), pytest.approx(4))


def test_dots_that_lead_to_a_number_part_it_from_the_text() -> None:
    found = lines(letters("Saal", 0, 50) + letters("........", 22, 50, place=1) + letters("12", 64, 50, place=2))
    assert [(line.text, line.places) for line in found] == [("Saal", (0, 1)), ("12", (2,))]


def test_dots_to_write_on_stay_on_the_page() -> None:
    found = lines(letters("Name", 0, 50) + letters("........", 22, 50, place=1))
    assert [(line.text, line.places) for line in found] == [("Name", (0,))]


def test_the_box_of_a_line_does_not_hang_on_its_letters() -> None:
    high, low = lines(letters("Ägypten", 0, 50) + letters("neue", 0, 80))
    assert (high.box.top, high.box.bottom) == (42, 52)
    assert low.box.height == high.box.height
