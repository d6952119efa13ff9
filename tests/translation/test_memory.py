"""What was confirmed once is found again, and what is nearly the same; what was forgotten is not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from studio.model.memory import Change, Match, MemoryUnit, Piece
from studio.translation import memory, near_texts
from studio.translation.memory import Context, Memory
from studio.translation.near_texts import NearTexts


def unit(source: str, target: str = "?", **values: str) -> MemoryUnit:
    return MemoryUnit(source, target, "de", "en", **values)


def exact(kept: Memory, text: str, *context: Context) -> Match | None:
    """Return the first of what is offered, where it is the same text."""
    return next((match for match in kept.fuzzy(text, *context) if match.is_exact), None)


def at(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def test_the_same_text_is_found_whatever_its_markup_lines_and_quotes() -> None:
    kept = Memory([unit("Sie sagt: „Komm heute!“", "She says: “Come today!”")])
    for text in ("<i>Sie sagt:</i>\n„Komm heute!“", '{\\an8}Sie  sagt: "Komm heute!"', "Sie\u00a0sagt: »Komm heute!«"):
        found = exact(kept, text)
        assert found is not None
        assert found.unit.target == "She says: “Come today!”"
        assert (found.is_exact, found.difference) == (True, ())


@pytest.mark.parametrize(
    "text", ["Beginn um 19 Uhr.", "beginn um 20 Uhr.", "Beginn um 20 Uhr", "", "Beginn um 20. Uhr."]
)
def test_another_number_capital_or_mark_is_no_exact_hit(text: str) -> None:
    assert exact(Memory([unit("Beginn um 20 Uhr.")]), text) is None


def test_another_number_is_offered_and_told() -> None:
    (found,) = Memory([unit("Beginn um 20 Uhr.")]).fuzzy("Beginn um 19 Uhr.")
    assert not found.same_numbers
    assert 0.8 < found.score < 1
    assert found.difference == (
        Piece(Change.SAME, "Beginn um"),
        Piece(Change.REMOVED, "20"),
        Piece(Change.ADDED, "19"),
        Piece(Change.SAME, "Uhr."),
    )


def test_only_other_capitals_are_nearly_the_same() -> None:
    (found,) = Memory([unit("GUTEN ABEND!")]).fuzzy("Guten Abend!")
    assert found.score == memory.ONLY_CASE


def test_a_later_translation_between_the_same_neighbours_replaces_the_earlier() -> None:
    kept = Memory([unit("Danke.", "Thanks.", before="Bitte.")])
    kept.remember(unit("Danke.", "Thank you.", before="Bitte."))
    assert len(kept) == 1
    found = exact(kept, "Danke.")
    assert found is not None
    assert found.unit.target == "Thank you."


def test_neighbours_decide_between_translations_and_else_the_latest() -> None:
    kept = Memory(
        [
            replace(unit("Ja.", "Yes.", before="Kommst du?"), time=at(2024)),
            replace(unit("Ja.", "I do.", before="Nimmst du ihn?"), time=at(2025)),
        ]
    )
    known, new = exact(kept, "Ja.", Context("Kommst du?")), exact(kept, "Ja.", Context("Wirklich?"))
    assert known is not None
    assert (known.unit.target, known.same_context) == ("Yes.", True)
    assert new is not None
    assert (new.unit.target, new.same_context) == ("I do.", False)
    assert [match.unit.target for match in kept.fuzzy("Ja.", Context("Kommst du?"))] == ["Yes.", "I do."]


def test_what_is_forgotten_is_found_no_more_and_may_come_back() -> None:
    first = unit("Der Vorhang fällt.", "The curtain falls.")
    kept = Memory([first])
    assert kept.fuzzy("Der Vorhang fiel.")
    kept.forget(replace(first, target="something else"))
    assert len(kept) == 1
    kept.forget(first)
    assert (len(kept), exact(kept, first.source), kept.fuzzy(first.source)) == (0, None, [])
    kept.remember(first)
    assert kept.fuzzy("Der Vorhang fiel.")


def test_what_is_remembered_after_the_first_search_is_found() -> None:
    kept = Memory()
    assert kept.fuzzy("Guten Abend!") == []
    kept.remember(unit("Guten Abend!", "Good evening!"))
    assert [match.unit.target for match in kept.fuzzy("Guten Abend.")] == ["Good evening!"]


def test_nothing_is_remembered_without_a_text_or_its_translation() -> None:
    assert len(Memory([unit("", "x"), unit("<i></i>", "x"), unit("x", " ")])) == 0


def test_a_direction_is_that_of_the_languages_without_their_countries() -> None:
    assert MemoryUnit("x", "y", "de_AT", "EN-gb").direction == ("de", "en")


@given(st.lists(st.text(max_size=12), max_size=30), st.text(max_size=12), st.sampled_from([0.5, 0.75, 0.9]))
def test_a_small_index_finds_what_comparing_with_all_finds(texts: list[str], asked: str, least: float) -> None:
    found = NearTexts(texts).near(asked, least, 5)
    scores = [Levenshtein.normalized_similarity(asked, text) for text in set(texts) if text and asked]
    assert [score for _text, score in found] == sorted((each for each in scores if each >= least), reverse=True)[:5]


def test_texts_come_and_go_as_in_a_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_texts, "RECENT", 5)
    luck = random.Random(3)
    kept, wanted = NearTexts(["Text 1", "Text 2"]), {"Text 1", "Text 2"}
    for _number in range(300):
        text = f"Text {luck.randint(1, 20)}"
        if luck.random() < 0.6:
            kept.add(text)
            wanted.add(text)
        else:
            kept.remove(text)
            wanted.discard(text)
        assert len(kept) == len(wanted)
        assert {found for found, _score in kept.near("Text 9", 0.5, 30)} == wanted
        assert (text in kept) == (text in wanted)
