"""The three files of the accessible edition: whole, tagged, valid, and each says all there is to say."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path

import editions
import pdf_ua
import pytest
import structure
from editions import block
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from studio.documents import accessible
from studio.documents.accessible import html, outline, pdf, text
from studio.documents.accessible.parts import Content
from studio.model.document import Cell, Mark, MarkKind, Role, TextBlock


@pytest.fixture(scope="module")
def content() -> Content:
    return outline.content(editions.every_part(), {13: editions.picture()}, "flyer")


@pytest.fixture(scope="module")
def page(content: Content) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html.dumps(content))


def test_the_web_page_names_its_language_and_title_and_fetches_nothing(page: lxml_html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == "The Winter's Tale"
    assert [child.tag for child in page.find("body")] == ["main"]
    assert page.xpath("//script | //link | //iframe | //@onclick") == []
    assert all(source.startswith("data:image/") for source in page.xpath("//@src"))
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_the_web_page_has_headings_lists_and_a_table_with_named_columns(page: lxml_html.HtmlElement) -> None:
    levels = [int(element.tag[1]) for element in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels == [1, 2]
    assert [element.text for element in page.xpath("//main/ul/li")] == ["One\n", "Two"]
    assert page.xpath("//ul//ul/li/text()") == ["Below one"]
    assert [element.get("scope") for element in page.iter("th")] == ["col", "col"]
    assert page.xpath("//tbody/tr[1]/td/text()") == ["Mon", "Faust & <Co>"]
    assert page.xpath("//p[@lang='de']/text()") == ["Guten Abend"]
    assert page.xpath("//a/@href") == ["https://theatre.example/?a=1&b=2"]


def test_the_web_page_shows_pictures_with_their_descriptions(page: lxml_html.HtmlElement) -> None:
    (image,) = page.iter("img")
    assert image.get("alt") == "A red field"
    assert base64.b64decode(image.get("src").partition(",")[2]) == editions.picture()
    assert page.findtext(".//figcaption") == "Photo: Anna Müller"


def test_what_people_wrote_never_becomes_a_part_of_the_web_page() -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\0\x0b'
    bad = Mark(0, 3, MarkKind.LINK, "java\nscript:alert(1)")
    made = html.dumps(
        outline.content(
            editions.edition([block(evil, marks=(bad,)), block(evil, Role.FIGURE)], title=evil), {2: b"\x89PNG"}, "f"
        )
    )
    page = lxml_html.document_fromstring(made)
    assert page.xpath("//script | //@onerror | //a") == []
    assert page.xpath("//p/text()") == [evil[:-2]]
    assert "\0" not in made


def test_plain_text_says_where_links_lead_and_which_column_a_value_is_in(content: Content) -> None:
    made = text.dumps(content)
    assert made.startswith(
        "The Winter's Tale\n\nTickets here (https://theatre.example/?a=1&b=2), now\n\n\nProgramme\n\n"
    )
    assert "- One\n  - Below one\n- Two\n  with a line\n\n1. First\n" in made
    assert "Day | Play\nDay: Mon; Play: Faust & <Co>\nDay: Tue\n" in made
    assert "[A red field]\nPhoto: Anna Müller\n" in made


def test_the_pdf_is_tagged_and_reads_in_order(content: Content) -> None:
    laid = pdf.laid(content)
    assert pdf_ua.faults(laid.pdf, "en") == []
    whole = structure.read(laid.pdf)
    assert [(each.role, each.text) for each in whole.all("H1", "H2", "H3")] == [
        ("H1", "The Winter's Tale"),
        ("H2", "Programme"),
    ]
    assert [each.text for each in whole.all("TH")] == ["Day", "Play"]
    assert [each.text for each in whole.all("TD")] == ["Mon", "Faust & <Co>", "Tue", ""]
    assert [each.alt for each in whole.all("Figure")] == ["A red field"]
    assert [(each.text, each.target) for each in whole.all("Link")] == [("here", "https://theatre.example/?a=1&b=2")]
    assert [each.language for each in whole.all("P") if each.text == "Guten Abend"] == ["de"]
    assert whole.all("LBody")[0].text.startswith("One")
    said = whole.text
    words = ["Tale", "Tickets here", "Programme", "Below one", "First", "Day", "Faust", "Photo", "Guten", "River"]
    places = [said.index(word) for word in words if word != "Photo"]
    assert places == sorted(places)


def test_characters_without_a_shape_are_stood_for_and_said() -> None:
    laid = pdf.laid(outline.content(editions.edition([block("Ja 漢 ① \U0001f600 é\u0301 \u0007")]), {}, "f"))
    assert any("漢" in note and "①" not in note for note in laid.notes)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "#", "= x", "#sys.inputs", "$x$", "*", "\\", "`", '"', "<a>", "@x", "\u200b", "a" * 3000, "\t"],
)
def test_no_text_is_more_than_text(text: str) -> None:
    marks = (Mark(0, max(1, len(text)), MarkKind.LINK, "https://x.example/" + "y" * 9000),)
    for role in Role:
        cell = editions.Cell(0, 0, 0) if role is Role.CELL else None
        pdf.laid(outline.content(editions.edition([block(text, role, cell=cell, marks=marks)], title=text), {}, "f"))


def test_all_files_or_none_are_written(tmp_path: Path) -> None:
    seen: list[object] = []
    made = accessible.write(tmp_path / "no.txt", text_edition(), tmp_path / "out", "flyer.en", report=seen.append)
    assert [path.name for path in made.files] == [
        "flyer.en.accessible.pdf",
        "flyer.en.accessible.html",
        "flyer.en.accessible.txt",
    ]
    assert all(path.stat().st_size for path in made.files)
    assert seen
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in made.files)


def text_edition() -> editions.Edition:
    """Return an edition of a text, which has no pictures to cut from its original."""
    made = editions.edition([block("Hello", Role.HEADING, level=1), block("World")])
    return replace(made, document=replace(made.document, format="text"))


def test_the_look_follows_the_system_and_letters_may_grow() -> None:
    style = re.sub(r"\s+", " ", html.dumps(Content("t", "ar", ())))
    assert "prefers-color-scheme: dark" in style
    assert 'dir="rtl"' in style
    assert "px" not in style.split("</style>")[0].replace("1px", "").replace("2px", "").replace("3px", "")


MARKS = st.builds(
    lambda places, kind, value: Mark(min(places), max(places), kind, value),
    st.tuples(st.integers(0, 30), st.integers(0, 30)),
    st.sampled_from(list(MarkKind)),
    st.sampled_from(["https://a.example", "x", "javascript:1", ""]),
)
CELLS = st.builds(Cell, st.just(0), st.integers(0, 3), st.integers(0, 3), st.integers(1, 3), st.integers(1, 3))
BLOCKS = st.builds(
    lambda text, role, level, cell, marks: block(text, role, level=level, cell=cell, marks=tuple(marks)),
    st.text(max_size=30),
    st.sampled_from(list(Role)),
    st.integers(0, 6),
    CELLS,
    st.lists(MARKS, max_size=2),
)


@settings(max_examples=25)
@given(st.lists(BLOCKS, max_size=8), st.text(max_size=8), st.sampled_from(["de", "zh-Hant", "", "x", "de-CH-1996"]))
def test_whatever_stands_on_a_flyer_can_be_written(blocks: list[TextBlock], title: str, language: str) -> None:
    made = replace(editions.edition(blocks, title=title), language=language)
    content = outline.content(made, dict.fromkeys(range(1, 9), editions.picture()), "flyer")
    assert pdf_ua.faults(pdf.laid(content).pdf) == []
    page = lxml_html.document_fromstring(html.dumps(content))
    assert page.findtext(".//title")
    assert text.dumps(content).strip()
