"""Where words stand in their boxes, what is tried until they have room, and what is said of that."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from studio.documents import fitting
from studio.documents.formats.pdf import pdfium, writing
from studio.documents.formats.pdf.background import Background
from studio.model.document import (
    Align,
    Area,
    Box,
    Document,
    Edition,
    Family,
    Fit,
    Line,
    Look,
    Mark,
    MarkKind,
    Measure,
    Page,
    Role,
    TextBlock,
)
from tests.documents import structure
from tests.documents.formats.pdf.leaflets import leaflet

LOOK = Look(size=10.0, leading=1.4)
SENTENCE = "Das Museum ist heute geöffnet."  # about 140 points wide


def test_a_text_that_has_room_stays_as_it_is() -> None:
    assert fit(SENTENCE, box(150, 1)) == Fit(1)


def test_a_text_takes_the_free_space_beside_it() -> None:
    found = fit(SENTENCE, box(100, 1), room=Box(20, 20, 200, 32))
    assert (found.measure, found.scale, found.letters, found.fits) == (Measure.ROOM, 1.0, 0, True)
    assert found.over == pytest.approx(0.35, abs=0.1)


def test_a_text_takes_the_free_space_below_it() -> None:
    found = fit(SENTENCE * 2, box(150, 1), room=Box(20, 20, 170, 60))
    assert (found.measure, found.fits) == (Measure.ROOM, True)


def test_hyphens_come_next() -> None:
    found = fit("Die Museumspädagogikabteilung öffnet", box(96, 2))
    assert (found.measure, found.scale, found.fits) == (Measure.HYPHENS, 1.0, True)


def test_lines_move_together_next() -> None:
    found = fit(SENTENCE * 3, box(150, 3), room=Box(20, 20, 170, 66), look=replace(LOOK, leading=1.6))
    assert (found.measure, found.scale) == (Measure.LEADING, 1.0)


def test_the_narrow_face_comes_next() -> None:
    found = fit(SENTENCE, box(133, 1))
    assert (found.measure, found.scale, found.fits) == (Measure.CONDENSED, 1.0, True)
    assert 1 <= found.letters <= 3


def test_serifs_are_not_set_narrow_before_they_are_small() -> None:
    found = fit(SENTENCE, box(122, 1), look=replace(LOOK, family=Family.SERIF))
    assert (found.measure, found.fits) == (Measure.SMALLER, True)
    assert 0.9 < found.scale < 1.0


def test_smaller_letters_come_last() -> None:
    found = fit(SENTENCE, box(110, 1))
    assert (found.measure, found.fits) == (Measure.SMALLER, True)
    assert 0.8 <= found.scale < 1.0


@pytest.mark.parametrize(("size", "smallest"), [(10.0, 0.8), (7.0, 6 / 7), (5.0, 1.0)])
def test_what_has_no_room_is_said_and_not_set_too_small(size: float, smallest: float) -> None:
    found = fit(SENTENCE * 3, box(60, 1), look=replace(LOOK, size=size))
    assert not found.fits
    assert found.scale == pytest.approx(smallest, abs=0.001)
    assert found.letters > 45


def test_a_word_wider_than_its_box_does_not_fit() -> None:
    assert not fit("2026-2027-2028-2029".replace("-", ""), box(40, 3)).fits


def test_over_is_the_share_by_which_lines_would_have_to_be_longer() -> None:
    found = fit("word " * 40, box(150, 2))
    assert found.over == pytest.approx(40 * 25.0 / 300 - 1, abs=0.35)
    assert found.letters == pytest.approx(200 * found.over / (1 + found.over), abs=15)


def test_turned_boxes_are_seen_along_their_text() -> None:
    angle = math.radians(30)
    cos, sin = math.cos(angle), math.sin(angle)
    around = Box(0, 0, 100 * cos + 20 * sin, 100 * sin + 20 * cos)
    frame = fitting.frame_of(
        Area(0, around, (Line(around, "Schief", (3,)),)), replace(LOOK, angle=30), {3: (5.0, 17.0)}
    )
    assert (frame.width, frame.height) == (pytest.approx(100), pytest.approx(20))
    assert frame.on_page(0, 20) == (pytest.approx(0, abs=1e-6), pytest.approx(20 * cos))
    assert frame.on_page(frame.starts[0], frame.lines[0]) == (pytest.approx(5), pytest.approx(17))


def test_the_base_line_is_judged_by_the_letters_where_nothing_says_it() -> None:
    lines = [("HAUS", 9.8), ("sage", 7.2), ("Frag", 7.8)]
    for text, base in lines:
        there = Box(0, 0, 50, 10)
        (found,) = fitting.frame_of(Area(0, there, (Line(there, text),)), LOOK, {}).lines
        assert found == pytest.approx(base, abs=0.1), text


@pytest.mark.parametrize(("align", "shift"), [(Align.START, 0.0), (Align.END, -29.4), (Align.CENTER, -28.45)])
def test_free_space_is_taken_where_the_text_grows(align: Align, shift: float) -> None:
    look = replace(LOOK, align=align)
    there = Box(50, 20, 150, 30)
    area = Area(0, there, (Line(there, "Frage"),), Box(20, 20, 180, 30))
    own, _beside, wide = fitting.columns(area, fitting.frame_of(area, look, {}), look, 14)
    assert wide["shift"] == pytest.approx(shift, abs=0.1)
    assert wide["width"] - own["width"] == pytest.approx(55 if align is Align.CENTER else 27.5)


def test_tokens_end_where_a_line_may_end_and_carry_their_marks() -> None:
    marks = (Mark(4, 8, MarkKind.BOLD), Mark(9, 14, MarkKind.LINK, "https://a.eu"))
    found = fitting.tokens("Ein fett\nlinks.", marks)
    assert [token["t"] for token in found] == ["Ein ", "fett", "\n", "links", "."]
    assert [token["b"] for token in found] == [False, True, False, False, False]
    assert [token["link"] for token in found] == ["", "", "", "https://a.eu", ""]


def test_addresses_are_not_hyphenated() -> None:
    found = fitting.tokens("Fragen an karten@theater.eu oder www.theater.eu/karten heute", ())
    assert [token["t"] for token in found if token["whole"]] == ["karten@theater.eu", " ", "www.theater.eu/karten", " "]
    assert [token["t"] for token in found if token["short"]] == []
    short = fitting.tokens("Fragen an karten@theater.eu oder www.theater.eu/karten heute", (), 12.0)
    assert [token["t"] for token in short if token["short"]] == ["karten@theater.eu"]


def test_a_break_that_is_meant_does_not_join_words() -> None:
    laid = lay("Heute\nAbend", box(150, 2), None, LOOK)
    assert structure.read(laid.pdf).outline() == [("P", "Heute Abend")]


def test_an_address_is_not_broken_where_it_has_room_in_a_line() -> None:
    laid = lay("Karten unter www.theater.eu/karten.", box(145, 3), None, LOOK)
    with pdfium.opened(laid.pdf) as pdf:
        said = pdf[0].get_textpage().get_text_range()
    assert "www.theater.eu/karten." in said


def test_an_item_begins_with_its_mark() -> None:
    item = TextBlock(1, (Area(0, box(100, 1)),), "", Role.ITEM)
    assert [fitting.item_mark(item, text) for text in ("• Rot", "12. Blau", "a) Gelb", "Grün ist")] == [
        "• ",
        "12. ",
        "a) ",
        "",
    ]


def test_a_text_is_whole_in_the_file_however_it_is_fitted() -> None:
    laid = lay("Die Museumspädagogikabteilung öffnet", box(96, 2), None, LOOK)
    assert structure.read(laid.pdf).outline() == [("P", "Die Museumspädagogikabteilung öffnet")]


def test_looks_that_nobody_would_choose_can_be_set() -> None:
    odd = Look(size=0.0, leading=math.nan, colour="red", tracking=-9, angle=math.inf)
    assert fitting.sane(odd) == Look(size=1.0, leading=1.2, tracking=-0.2)
    assert fitting.sane(Look(colour="#12345600")).colour == "#12345600"
    assert lay("Wort", Box(20, 20, 20, 20), Box(10, 10, 10, 10), odd).fits[0].key == 1


def box(width: float, lines: int) -> Box:
    return Box(20, 20, 20 + width, 20 + 9.3 + (lines - 1) * 14)


def fit(text: str, there: Box, room: Box | None = None, look: Look = LOOK) -> Fit:
    (found,) = lay(text, there, room, look).fits
    return found


def lay(text: str, there: Box, room: Box | None, look: Look) -> writing.Laid:
    """Set a text over an empty page."""
    count = round((there.height - 9.3) / 14) + 1
    lines = [Line(Box(there.left, 20 + 14 * n, there.right, 29.3 + 14 * n), "Frage") for n in range(count)]
    block = TextBlock(1, (Area(0, there, tuple(lines), room),), "Frage", look=look)
    page = Page(0, 300, 200)
    edition = Edition(Document("pdf", (page,), (block,)), "de", {1: text}, "T")
    return writing.lay_over({0: Background(leaflet(""))}, edition, [page])
