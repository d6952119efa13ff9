"""Texts are taken out of a page, and all else stays where it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pikepdf
import pytest

from studio.documents.formats.pdf import background, pdfium, rendering
from studio.documents.formats.pdf.background import Background
from studio.documents.formats.pdf.letters import letters
from studio.model.document import Area, Box, Document, Edition, Lettering, Line, Look, Page, TextBlock
from tests.documents.formats.pdf.leaflets import document, edition, leaflet

BIG = Box(18, 78, 50, 102)
LINES = [
    "BT /F 10 Tf 20 100 Td (Eins) Tj (Zwei) Tj (Drei) Tj ET",
    "BT /F 10 Tf 20 100 Td [(Ei) -20 (ns)] TJ [-500 (Zwei) 300] TJ (Drei) Tj ET",
    "BT /F 10 Tf 20 100 Td (Eins) Tj [-400] TJ (Zwei) Tj [-400] TJ [-100 () 50 (Drei)] TJ ET",
    "BT /F 10 Tf 3 Tc 90 Tz 20 100 Td (Eins) Tj (Zwei) Tj 5 Ts (Drei) Tj ET",
    "BT /F 10 Tf 14 TL 20 100 Td (Eins) Tj (Zwei) ' (Drei) Tj ET",
    'BT /F 10 Tf 14 TL 20 100 Td (Eins) Tj 2 1 (Zwei) " (Drei) Tj ET',
    "q 0.5 0.2 -0.3 2 7 9 cm BT /F 10 Tf 1 0 0.3 1 20 50 Tm (Eins) Tj (Zwei) Tj /F 14 Tf (Drei) Tj ET Q",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("gone", ["Eins", "Zwei", "Drei"])
def test_what_follows_on_a_line_stays_where_it_was(line: str, gone: str) -> None:
    page = leaflet(line)
    left = made(page, **{gone: "Changed"})
    assert not left.is_bare
    before = {one.number: (one.x, one.y) for one in found(page)}
    number = ("Eins", "Zwei", "Drei").index(gone)
    layers = [found(left.pdf, index)[0] for index in range(1, 3)]
    assert [pytest.approx((one.x, one.y), abs=0.1) for one in layers] == [before[n] for n in range(3) if n != number]
    assert not found(left.pdf)


def test_a_form_that_is_called_twice_loses_its_text_where_it_is_replaced() -> None:
    page = leaflet(
        "/A Do q 1 0 0 1 0 50 cm /A Do Q", forms={"A": "BT /F 10 Tf 20 50 Td (Zweimal) Tj ET 20 40 60 5 re f"}
    )
    doc = document(page)
    left = background_of(page, edition(doc).__class__(doc, "en", {1: "Once"}))
    assert [block.text for block in doc.blocks] == ["Zweimal", "Zweimal"]
    assert left.kept == (2,)
    assert same_pixels(page, left.pdf, besides=[(15, 135, 80, 155), (15, 85, 80, 105)])
    assert b"Zweimal" not in contents(left.pdf)
    assert b"Zweimal" in contents(left.pdf, 1)


def test_old_structure_goes_and_hidden_layers_stay_hidden() -> None:
    line = "/P <</MCID 0 /ActualText (Geheim)>> BDC BT /F 10 Tf 20 100 Td (Eins) Tj ET EMC"
    page = leaflet(f"{line} /OC /Layer BDC 50 50 40 40 re f EMC")
    left = made(page, Geheim="One")
    content = contents(left.pdf)
    assert b"Geheim" not in content
    assert b"MCID" not in content
    assert b"/OC /Layer BDC" in content


def test_what_letters_cut_out_is_not_painted_without_them() -> None:
    page = leaflet("q BT /F 30 Tf 7 Tr 20 100 Td (Eins) Tj ET 1 0 0 rg 0 80 200 60 re f Q 0 0 1 rg 20 20 50 20 re f")
    left = rendering.render(made(page, Eins="One").pdf, 0, width=300)
    assert not (left[60:120, :] != 255).any()
    assert (left[165:175, 30:60] == (0, 0, 255)).all()


def test_a_page_that_is_read_otherwise_loses_all_its_text() -> None:
    page = leaflet("BT /F 10 Tf 20 100 Td (Eins) Tj 0 -20 Td (Zwei) Tj ET 50 50 20 20 re f")
    with opened(page) as seen:
        doc = document(page)
        real = background.letters
        try:
            background.letters = lambda page: [*real(page), *real(page)]  # type: ignore[assignment]
            left = background.make(seen, edition(doc, Eins="One"))
        finally:
            background.letters = real
    assert left.is_bare
    assert left.kept == ()
    assert not found(left.pdf)
    assert (rendering.render(left.pdf, 0, width=300)[135:145, 55:65] == 0).all()


def test_text_that_is_not_seen_goes_too() -> None:
    page = leaflet("BT /F 10 Tf 20 100 Td (Eins) Tj 3 Tr 0 -20 Td (Verborgen) Tj ET")
    assert b"Verborgen" not in contents(made(page, Eins="One", Verborgen="Hidden").pdf)


def test_the_shadow_of_a_text_goes_with_it_and_signs_stay() -> None:
    page = leaflet("BT /F 10 Tf 20 100 Td (Eins) Tj 1 0 0 1 20.5 99.5 Tm (Eins) Tj 1 0 0 1 200 50 Tm (*) Tj ET")
    doc = document(page)
    doc = type(doc)("pdf", doc.pages, doc.blocks[:1], "T", "de")
    left = background_of(page, edition(doc, Eins="One"))
    assert [(round(one.x), round(one.y)) for one in found(left.pdf)] == [(200, 150)]


def test_kept_text_without_its_face_is_set_anew() -> None:
    page = leaflet("BT /F 10 Tf 20 100 Td (Eins) Tj 0 -20 Td (Zwei) Tj ET", has_face=False)
    left = made(page, Eins="One")
    assert left.kept == ()
    assert not found(left.pdf)


def test_gradients_clips_and_see_through_shapes_look_the_same() -> None:
    drawn = "q 20 20 100 60 re W n /G sh Q /Half gs 0 1 0 rg 60 40 120 80 re f"
    drawn += " q 150 100 m 250 190 l 280 60 l h W* n 0 g 140 50 160 150 re f Q"
    page = leaflet(f"{drawn} BT 0 g /F 12 Tf 20 180 Td (Eins) Tj ET")
    assert same_pixels(page, made(page, Eins="One").pdf, besides=[(15, 5, 80, 30)])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_cropped_and_turned_pages_keep_their_look(turned: int) -> None:
    page = leaflet(
        "1 0 0 rg 60 60 40 20 re f BT 0 g /F 12 Tf 60 100 Td (Eins) Tj ET",
        more={"/CropBox": [50, 40, 250, 160], "/Rotate": turned},
    )
    left = made(page)
    assert rendering.render(left.pdf, 0, width=200).shape == rendering.render(page, 0, width=200).shape
    assert left.kept == (1,)


def test_words_that_are_shapes_are_taken_out_as_shapes() -> None:
    page = leaflet("1 0 0 rg 0 0 300 200 re f 1 g 20 100 9 20 re f 32 100 m 40 120 l 48 100 l h f 200 100 20 20 re f")
    left = background_of(page, outlined((1, 2)))
    assert not left.is_bare
    seen = rendering.render(left.pdf, 0, width=300)
    assert (seen[70:105, 10:60] == (255, 0, 0)).all()
    assert (seen[85:95, 205:215] == 255).all()
    assert left.shapes[1] == pytest.approx(Box(20, 80, 29, 100))


def test_words_that_cannot_be_taken_out_are_covered_in_the_colour_behind_them() -> None:
    page = leaflet("1 0 0 rg 0 0 300 200 re f 1 g 20 100 30 20 re f", more={"/Rotate": 180})
    seen = rendering.render(background_of(page, outlined((), Box(245, 95, 285, 125))).pdf, 0, width=300)
    assert (seen == (255, 0, 0)).all()


def test_words_of_a_scan_are_cleaned_off_the_picture() -> None:
    page = leaflet("0.9 g 0 0 300 200 re f 0 g 20 100 3 12 re f 26 100 3 12 re f 32 100 3 12 re f 200 20 9 9 re f")
    words = TextBlock(1, (Area(0, Box(18, 86, 38, 102)),), "III", lettering=Lettering.SCAN)
    left = background_of(page, of_blocks(words))
    seen = rendering.render(left.pdf, 0, width=300).astype(int)
    assert np.abs(seen[84:104, 15:40] - 230).max() < 12
    assert (seen[172:178, 202:207] < 5).all()


def outlined(places: tuple[int, ...], box: Box = BIG) -> Edition:
    """Return an edition of a page on which only one headline stands, drawn as shapes."""
    area = Area(0, box, (Line(box, "IA", places),))
    return of_blocks(TextBlock(1, (area,), "IA", look=Look(ground="#ff0000"), lettering=Lettering.OUTLINE))


def of_blocks(*blocks: TextBlock) -> Edition:
    return Edition(Document("pdf", (Page(0, 300, 200),), blocks), "en", {block.key: "New" for block in blocks}, "T")


def made(page: bytes, **texts: str) -> Background:
    return background_of(page, edition(document(page), **texts))


def background_of(page: bytes, edition: object) -> Background:
    with opened(page) as seen:
        return background.make(seen, edition)  # type: ignore[arg-type]


@contextmanager
def opened(page: bytes) -> Iterator[background.Page]:
    with pdfium.opened(page) as pdf, pdfium.page_of(pdf, 0) as seen, pikepdf.open(io.BytesIO(page)) as source:
        yield background.Page(source, seen, 0, pdf)


def found(content: bytes, number: int = 0) -> list:  # type: ignore[type-arg]
    with pdfium.opened(content) as pdf, pdfium.page_of(pdf, number) as page:
        return list(letters(page))


def contents(content: bytes, number: int = 0) -> bytes:
    """Return all content of a page and of the forms that it calls."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[number]
        forms = page.Resources.get("/XObject", pikepdf.Dictionary())
        return bytes(page.Contents.read_bytes() + b"".join(form.read_bytes() for _name, form in forms.items()))


def same_pixels(one: bytes, other: bytes, besides: list[tuple[int, int, int, int]]) -> bool:
    """Say whether two pages look alike but for some parts (left, top, right, bottom in points)."""
    before, after = (rendering.render(content, 0, width=600).astype(int) for content in (one, other))
    apart = np.abs(before - after).max(axis=2) > 8
    for left, top, right, bottom in besides:
        apart[2 * top : 2 * bottom, 2 * left : 2 * right] = False
    return not apart.any()
