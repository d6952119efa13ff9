"""Marks find their words in a translation, and a link is never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.documents import marks
from studio.model.document import Area, Box, Document, Edition, Mark, MarkKind, TextBlock


def placed(source: str, words: str, target: str, kind: MarkKind = MarkKind.BOLD) -> str:
    """Return the words of `target` that the mark on `words` of `source` goes to."""
    start = source.index(words)
    found = marks.placed(source, [Mark(start, start + len(words), kind, "u")], target)
    return target[found[0].start : found[0].stop] if found else ""


@pytest.mark.parametrize(
    ("source", "words", "target", "expected"),
    [
        ("Alles fett!", "Alles fett!", "All of it bold!", "All of it bold"),
        ("Mit Anna Müller", "Anna Müller", "With Anna Müller and others", "Anna Müller"),
        ("a\nzweite Zeile\nc", "zweite Zeile", "x\nthe second line\nz", "the second line"),
        ("Ort: Haus", "Ort:", "Place: house", "Place:"),
        ("Hamlet und Hamlet", "Hamlet", "Hamlet and Hamlet", "Hamlet"),
        ("Das Wort hier", "Wort", "That here", ""),
        ("Das Wort", "Wort", "", ""),
    ],
)
def test_a_mark_goes_where_it_belongs_or_nowhere(source: str, words: str, target: str, expected: str) -> None:
    assert placed(source, words, target) == expected


@pytest.mark.parametrize(
    ("source", "words", "target", "expected"),
    [
        ("Karten gibt es hier.", "hier", "Tickets are sold there.", "there"),
        ("Mehr dazu im Heft", "Mehr", "Read on in the booklet", "Read"),
        ("Das Haus am Fluss lädt ein", "Haus", "The venue by the river invites", "venue"),
    ],
)
def test_a_link_goes_about_where_it_stood(source: str, words: str, target: str, expected: str) -> None:
    assert placed(source, words, target, MarkKind.LINK) == expected


@given(st.text("ab: .\n", min_size=1, max_size=30), st.text("cd: .\n", max_size=30), st.data())
def test_no_link_is_lost_and_all_marks_lie_in_the_text(source: str, target: str, draw: st.DataObject) -> None:
    start = draw.draw(st.integers(0, len(source) - 1))
    stop = draw.draw(st.integers(start + 1, len(source)))
    found = marks.placed(source, [Mark(start, stop, MarkKind.LINK, "u")], target)
    assert all(0 <= mark.start < mark.stop <= len(target) for mark in found)
    assert bool(found) == bool(target.strip())


def test_marks_that_came_with_the_words_count_and_lost_links_are_added() -> None:
    block = TextBlock(1, (Area(0, Box(0, 0, 1, 1)),), "Karten hier", marks=(Mark(7, 11, MarkKind.LINK, "u"),))
    edition = Edition(Document("pdf", (), (block,)), "en", {1: "Tickets here"}, marks={1: (Mark(0, 7, MarkKind.BOLD),)})
    assert marks.of(edition, block, "Tickets here") == (Mark(0, 7, MarkKind.BOLD), Mark(8, 12, MarkKind.LINK, "u"))
    assert marks.of(edition, block, "Karten hier") == block.marks
