"""Paragraphs of Word files: links that are fields, and things without letters that keep their order."""

from __future__ import annotations

import pytest
from lxml import etree

from studio.documents.office import word
from studio.documents.office.word import W
from studio.model.document import MarkKind

ADDRESS = "https://buehne.example/karten"
BEGIN, MIDDLE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
TOLD = f'<w:r><w:instrText> HYPERLINK "{ADDRESS}" </w:instrText></w:r>'


def run(text: str) -> str:
    """Return a run of words."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str) -> word.Paragraph:
    """Return a paragraph as it is read."""
    return word.read(etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}">{inside}</w:p>'), {})


def said(read: word.Paragraph, text: str) -> list[str]:
    """Return a paragraph with other words: these, the kinds of signs between them, and "link:" before linked words."""
    read.say(text, read.runs.marks and [mark for mark in read.runs.marks if mark.stop <= len(text)], "en")
    found = []
    for node in read.element.iter(f"{W}t", f"{W}fldChar", f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}drawing"):
        if node.tag == f"{W}t":
            is_linked = next(node.iterancestors(f"{W}fldSimple"), None) is not None
            found.append(("link:" if is_linked else "") + (node.text or ""))
        else:
            found.append(node.get(f"{W}fldCharType") or str(node.tag).removeprefix(W))
    return found


@pytest.mark.parametrize(
    "link",
    [
        BEGIN + TOLD + MIDDLE + run("hier") + END,
        f"<w:fldSimple w:instr='HYPERLINK \"{ADDRESS}\"'>{run('hier')}</w:fldSimple>",
    ],
)
def test_a_link_that_is_a_field_stays_on_its_words(link: str) -> None:
    read = paragraph(run("Karten ") + link + run(" und am Abend an der Kasse"))
    assert [(m.start, m.stop, m.kind, m.value) for m in read.runs.marks] == [(7, 11, MarkKind.LINK, ADDRESS)]
    assert said(read, "Ticket here") == ["Ticket ", "link:here"]


def test_a_link_around_a_picture_stays_around_it() -> None:
    read = paragraph(run("Karten ") + BEGIN + TOLD + MIDDLE + "<w:r><w:drawing/></w:r>" + END + run(" am Abend"))
    assert said(read, "Tickets tonight") == ["Tickets", "begin", "separate", "drawing", "end", " tonight"]


def test_a_link_that_ends_in_a_later_paragraph_stays_a_field() -> None:
    read = paragraph(run("Karten ") + BEGIN + TOLD + MIDDLE + run("hier"))
    assert not read.runs.marks
    assert said(read, "Tickets here") == ["Tickets", "begin", "separate", " here"]


def test_what_begins_before_it_ends_does_so_in_every_wording() -> None:
    inside = run("Ein langer erster Satz") + '<w:bookmarkStart w:id="1" w:name="a"/>' + run(" am Ende.")
    read = paragraph(inside + '<w:bookmarkEnd w:id="1"/>' + run(" B"))
    words = said(read, "A. One very long second sentence")
    assert words.index("bookmarkStart") < words.index("bookmarkEnd")
