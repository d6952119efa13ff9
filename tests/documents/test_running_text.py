"""Lines of a block as running text."""

from __future__ import annotations

import pytest

from studio.documents.blocks import Group
from studio.documents.letters import Style
from studio.documents.running_text import joined, running
from studio.model.document import Mark, MarkKind
from tests.documents.setting import letters, line


def text(*rows: str, breaks: set[int] | None = None, link: str = "") -> str:
    group = Group([line(row, 0, 12 * number) for number, row in enumerate(rows, 1)], breaks or set())
    return running(group, lambda _glyph: link)[0]


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (("eine Vor-", "stellung"), "eine Vorstellung"),
        (("eine Vor\x02", "stellung"), "eine Vorstellung"),
        (("eine Vor\u00ad", "Stellung"), "eine VorStellung"),
        (("eine Vor‐", "stellung"), "eine Vorstellung"),
        (("das Kultur-", "Café"), "das Kultur-Café"),
        (("Vor-", "und Nachmittag"), "Vor- und Nachmittag"),
        (("von 10 –", "12 Uhr"), "von 10 – 12 Uhr"),
        (("am 3.-", "5. Mai"), "am 3.- 5. Mai"),
        (("und/", "oder"), "und/oder"),
        (("der ﬁnale", "Auftritt"), "der finale Auftritt"),
        (("120 m²", "groß"), "120 m² groß"),
    ],
)
def test_lines_are_joined_and_hyphens_healed(rows: tuple[str, ...], whole: str) -> None:
    assert text(*rows) == whole


def test_breaks_that_are_meant_stay() -> None:
    assert text("Hafenstraße 12", "12345 Stadt", "Tel. 1", breaks={1, 2}) == "Hafenstraße 12\n12345 Stadt\nTel. 1"


@pytest.mark.parametrize(
    ("rows", "link", "whole"),
    [
        (("www.theater.eu/", "karten"), "https://www.theater.eu/karten", "www.theater.eu/karten"),
        (("www.thea-", "ter.eu"), "https://www.theater.eu", "www.theater.eu"),
        (("www.stadt-", "theater.eu"), "https://www.stadt-theater.eu", "www.stadt-theater.eu"),
        (("www.stadt\x02", "theater.eu"), "https://www.stadt-theater.eu", "www.stadt-theater.eu"),
        (("info@thea", "ter.eu"), "mailto:info@theater.eu", "info@theater.eu"),
    ],
)
def test_addresses_are_healed_by_their_link(rows: tuple[str, ...], link: str, whole: str) -> None:
    assert text(*rows, link=link) == whole


def test_what_is_set_apart_is_marked_without_the_spaces_around_it() -> None:
    bold = Style(size=10, is_bold=True)
    first = line("Der große Saal heute", 0, 12)
    glyphs = (*first.glyphs[:3], *letters(" große ", 15, 12, bold), *first.glyphs[10:])
    group = Group([line("und so weiter geht es", 0, 24)], set())
    group.lines.insert(0, type(first)(tuple(glyphs), 0, 100, 12, first.style))
    found, marks = running(group)
    assert found == "Der große Saal heute und so weiter geht es"
    assert marks == (Mark(4, 9, MarkKind.BOLD),)


def test_parts_of_a_paragraph_are_joined_with_their_marks() -> None:
    bold = Mark(0, 5, MarkKind.BOLD)
    found, marks = joined(("große Vor-", (bold, Mark(6, 10, MarkKind.ITALIC))), ("stellung heute", (bold,)))
    assert found == "große Vorstellung heute"
    assert [(mark.kind, found[mark.start : mark.stop]) for mark in marks] == [
        (MarkKind.BOLD, "große"),
        (MarkKind.ITALIC, "Vor"),
        (MarkKind.BOLD, "stell"),
    ]
