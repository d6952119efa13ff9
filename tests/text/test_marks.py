"""Marks follow the words they are on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.model.document import Mark, MarkKind
from studio.text import marks

BOLD = MarkKind.BOLD


def marked(text: str, found: tuple[Mark, ...]) -> list[str]:
    return [text[mark.start : mark.stop] for mark in found]


def test_a_mark_stays_on_its_word_while_words_before_and_after_it_change() -> None:
    mark = (Mark(4, 9, BOLD),)
    assert marked("Der Sturm tobt", mark) == ["Sturm"]
    for after in ("Ein wilder Sturm tobt", "Der Sturm", "Sturm tobt", "Der Sturm tobt laut"):
        assert marked(after, marks.follow("Der Sturm tobt", after, mark)) == ["Sturm"]


def test_a_mark_takes_in_what_changes_inside_it_and_goes_with_its_words() -> None:
    mark = (Mark(4, 9, BOLD),)
    assert marked("Der Stuurm tobt", marks.follow("Der Sturm tobt", "Der Stuurm tobt", mark)) == ["Stuurm"]
    assert marks.follow("Der Sturm tobt", "Der tobt", mark) == ()


def test_a_text_that_is_typed_anew_has_no_marks() -> None:
    assert marks.follow("Sturm", "", (Mark(0, 5, BOLD),)) == ()


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=12), st.data())
def test_marks_stay_inside_the_text(before: str, after: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(before)))
    stop = data.draw(st.integers(start, len(before)))
    for mark in marks.follow(before, after, (Mark(start, stop, BOLD),) if stop > start else ()):
        assert 0 <= mark.start < mark.stop <= len(after)


@given(st.text("ab ", max_size=12), st.data())
def test_a_text_that_did_not_change_keeps_its_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    kept = (Mark(start, stop, BOLD),) if stop > start else ()
    assert marks.follow(text, text, kept) == kept


def test_marks_are_cut_with_their_text_and_joined_again() -> None:
    found = (Mark(0, 3, BOLD), Mark(2, 8, MarkKind.LINK, "x"))
    head, tail = marks.cut(found, 0, 4), marks.cut(found, 4, 9)
    assert head == (Mark(0, 3, BOLD), Mark(2, 4, MarkKind.LINK, "x"))
    assert marks.shifted(tail, 4) == (Mark(4, 8, MarkKind.LINK, "x"),)
