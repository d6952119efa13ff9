"""An edition becomes headings without gaps, lists, tables and figures, each thing said once."""

from __future__ import annotations

import editions
import pytest
from editions import block

from studio.documents.accessible import outline
from studio.documents.accessible.parts import Content, Figure, Heading, Listing, Paragraph, Table
from studio.model.document import Cell, Role


@pytest.fixture
def content() -> Content:
    return outline.content(editions.every_part(), {13: editions.picture()}, "flyer")


def test_levels_are_mended_and_that_is_said(content: Content) -> None:
    assert [(part.level, part.words.text) for part in content.parts if isinstance(part, Heading)] == [
        (1, "The Winter's Tale"),
        (2, "Programme"),
    ]
    assert "The level of 1 heading was changed" in content.notes[0]


def test_what_nobody_described_is_decoration_and_that_is_said(content: Content) -> None:
    (figure,) = [part for part in content.parts if isinstance(part, Figure)]
    assert figure.words.text == "A red field"
    assert figure.caption is not None
    assert figure.caption.text == "Photo: Anna Müller"
    assert "1 picture has no description" in content.notes[1]


def test_items_are_lists_without_their_marks(content: Content) -> None:
    points, numbers = [part for part in content.parts if isinstance(part, Listing)]
    assert [item.words.text for item in points.items] == ["One", "Two\nwith a line"]
    assert points.items[0].below is not None
    assert points.items[0].below.items[0].words.text == "Below one"
    assert numbers.is_numbered
    assert [(item.number, item.words.text) for item in numbers.items] == [(1, "First")]


def test_cells_are_a_table_without_holes(content: Content) -> None:
    (table,) = [part for part in content.parts if isinstance(part, Table)]
    assert (table.columns, table.heads, [len(row) for row in table.rows]) == (2, 1, [2, 2, 2])
    assert table.rows[2][1].words == ()


def test_what_stands_on_each_page_is_said_once_and_numbers_of_pages_never(content: Content) -> None:
    said = [part.words.text for part in content.parts if isinstance(part, Paragraph)]
    assert said == ["Tickets here, now", "Guten Abend", "Theatre by the River, 1"]


def test_words_in_another_language_say_which(content: Content) -> None:
    kept = next(part for part in content.parts if isinstance(part, Paragraph) and part.words.text == "Guten Abend")
    assert (content.language, kept.words.language) == ("en", "de")


@pytest.mark.parametrize(
    ("title", "blocks", "expected"),
    [
        ("Given", [block("Heading", Role.HEADING, level=1)], "Given"),
        ("", [block("Heading", Role.HEADING, level=1)], "Heading"),
        ("", [block("No heading at all")], "flyer"),
    ],
)
def test_there_is_a_title_and_a_first_heading_always(title: str, blocks: list[object], expected: str) -> None:
    made = outline.content(editions.edition(blocks, title=title), {}, "flyer")  # type: ignore[arg-type]
    assert made.title == expected
    assert isinstance(made.parts[0], Heading)
    assert made.parts[0].level == 1


def test_cells_that_overlap_or_begin_anywhere_are_a_table_all_the_same() -> None:
    cells = [Cell(4, 2, 3, rows=2, columns=2), Cell(4, 3, 4), Cell(4, 2, 4), Cell(4, 5, 3, columns=9)]
    blocks = [block(f"cell {number}", Role.CELL, cell=cell) for number, cell in enumerate(cells)]
    (_heading, table) = outline.content(editions.edition(blocks), {}, "t").parts
    assert isinstance(table, Table)
    assert sorted(words.text for row in table.rows for cell in row for words in cell.words) == [
        f"cell {number}" for number in range(4)
    ]
    for row in table.rows:
        assert [cell.cell.column for cell in row] == sorted({cell.cell.column for cell in row})
