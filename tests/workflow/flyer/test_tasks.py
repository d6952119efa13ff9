"""What is translated of a block, and how it is put together again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model.document import Area, Box, Mark, MarkKind, Role, TextBlock
from studio.translation import sentences
from studio.workflow.flyer import tasks


def block(text: str, role: Role = Role.PARAGRAPH, marks: tuple[Mark, ...] = ()) -> TextBlock:
    return TextBlock(0, (Area(0, Box(0, 0, 100, 20)),), text, role, marks=marks)


def upper(blocks: list[TextBlock]) -> list[tasks.Worded]:
    """Return what blocks say in capitals."""
    units = sentences.from_blocks([tasks.plain(each) for each in blocks], "de")
    return list(tasks.worded(blocks, [replace(unit, target=unit.source.upper()) for unit in units], "de"))


@pytest.mark.parametrize("mark", ["• ", "– ", "3. ", "a) ", "* "])
def test_the_mark_of_an_item_stays_and_is_never_translated(mark: str) -> None:
    item = block(f"{mark}Das Café ist offen.", Role.ITEM, (Mark(len(mark), len(mark) + 8, MarkKind.BOLD),))
    assert tasks.plain(item) == "Das Café ist offen."
    (said,) = upper([item])
    assert said.text == f"{mark}DAS CAFÉ IST OFFEN."
    assert said.lost == item.marks


def test_a_paragraph_that_begins_like_an_item_is_none() -> None:
    assert tasks.plain(block("3. November")) == "3. November"


def test_a_headings_lines_are_one_sentence_an_addresss_lines_stay() -> None:
    heading, address = block("Der\nSturm", Role.HEADING), block("Marktplatz 4\n\nLindenau. Nebenan.")
    assert [said.text for said in upper([heading, address])] == ["DER STURM", "MARKTPLATZ 4\n\nLINDENAU. NEBENAN."]


@given(st.lists(st.text(alphabet="aB. \n!?é–", max_size=30), max_size=5))
def test_an_engine_that_says_the_same_gives_back_the_same_words(texts: list[str]) -> None:
    units = sentences.from_blocks(texts, "de")
    same = sentences.joined([replace(unit, target=unit.source) for unit in units], texts, "de")
    assert [text.split() for text in same] == [text.split() for text in texts]
    assert [text.count("\n") for text in same] == [text.count("\n") for text in texts]
