"""What was bold or a link in the source is so in the translation."""

from __future__ import annotations

import pytest

from studio.model.document import Mark, MarkKind
from studio.model.translation import Part, TranslationUnit
from studio.translation import marking


def carried(
    pairs: list[tuple[str, str]], words: str, kind: MarkKind, source: str = "", target: str = ""
) -> tuple[list[str], list[str]]:
    """Return what is marked in the translation and which words lost their mark."""
    source = source or " ".join(own for own, _other in pairs)
    target = target or " ".join(other for _own, other in pairs)
    units = [TranslationUnit(own, (Part(0, own),), other) for own, other in pairs]
    start = source.index(words)
    mark = Mark(start, start + len(words), kind, "https://example.org" if kind is MarkKind.LINK else "")
    placed, lost = marking.carried(source, target, [mark], units)
    return [target[each.start : each.stop] for each in placed], [source[each.start : each.stop] for each in lost]


TWO = [("Der Sturm kommt.", "The storm is coming."), ("Karten bei Anna Weber.", "Tickets from Anna Weber.")]


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("Der Sturm kommt.", MarkKind.BOLD, ["The storm is coming."]),
        ("Der Sturm kommt", MarkKind.BOLD, ["The storm is coming."]),
        ("Karten bei Anna Weber.", MarkKind.ITALIC, ["Tickets from Anna Weber."]),
        ("Der Sturm kommt. Karten bei Anna Weber.", MarkKind.BOLD, ["The storm is coming. Tickets from Anna Weber."]),
        ("Anna Weber", MarkKind.BOLD, ["Anna Weber"]),
        ("Anna Weber", MarkKind.LINK, ["Anna Weber"]),
        ("Karten", MarkKind.LINK, ["Tickets from Anna Weber."]),
    ],
)
def test_a_mark_goes_where_its_words_went(words: str, kind: MarkKind, expected: list[str]) -> None:
    assert carried(TWO, words, kind) == (expected, [])


def test_a_bold_word_that_is_another_one_now_is_told() -> None:
    assert carried(TWO, "Sturm", MarkKind.BOLD) == ([], ["Sturm"])


def test_a_mark_over_all_stays_over_all_whatever_the_sentences_are() -> None:
    assert carried([], "Der Sturm", MarkKind.BOLD, "Der Sturm", "The storm") == (["The storm"], [])


def test_the_same_word_twice_keeps_two_links() -> None:
    source, target = "www.a.example oder www.a.example", "www.a.example or www.a.example"
    unit = TranslationUnit(source, (Part(0, source),), target)
    marks = [Mark(0, 13, MarkKind.LINK, "one"), Mark(19, 32, MarkKind.LINK, "two")]
    placed, lost = marking.carried(source, target, marks, [unit])
    assert [(mark.start, mark.stop, mark.value) for mark in placed] == [(0, 13, "one"), (17, 30, "two")]
    assert lost == ()


def test_a_sentence_that_is_broken_over_two_lines_is_found() -> None:
    source, target = "Der\nSturm. Karten.", "The storm. Tickets."
    units = [TranslationUnit("Der Sturm.", (), "The storm."), TranslationUnit("Karten.", (), "Tickets.")]
    placed, _lost = marking.carried(source, target, [Mark(11, 18, MarkKind.BOLD)], units)
    assert [target[mark.start : mark.stop] for mark in placed] == ["Tickets."]


def test_nothing_is_marked_in_an_empty_translation() -> None:
    assert carried([], "Sturm", MarkKind.BOLD, "Sturm", " ") == ([], ["Sturm"])


def test_words_are_found_as_they_are_translated_by_themselves() -> None:
    source, target = "Heute kommt der große Sturm ins Haus.", "Today the big storm comes into the house."
    unit = TranslationUnit(source, (Part(0, source),), target)
    marks = [Mark(12, 27, MarkKind.BOLD), Mark(32, 36, MarkKind.LINK, "x"), Mark(0, 5, MarkKind.ITALIC)]
    known = {"der große Sturm": ["The great storm.", "The big storm."], "Haus": ["House."], "Heute": ["Now"]}
    assert marking.unplaced(source, target, marks, [unit]) == ["der große Sturm", "Haus", "Heute"]
    placed, lost = marking.carried(source, target, marks, [unit], wordings=known)
    assert [target[mark.start : mark.stop] for mark in placed] == ["the big storm", "house"]
    assert [source[mark.start : mark.stop] for mark in lost] == ["Heute"]
