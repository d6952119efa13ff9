"""The word lists are data; these tests keep them sound."""

from dataclasses import fields

import pytest

from studio.text import words
from studio.text.words import WordLists


def test_four_languages_have_lists() -> None:
    assert words.languages() == ["de", "en", "fr", "nl"]


def test_a_language_without_lists_gets_empty_ones() -> None:
    assert words.for_language("xx") == WordLists()


def test_a_region_does_not_matter() -> None:
    assert words.for_language("de-AT") == words.for_language("de")


@pytest.mark.parametrize("language", words.languages())
def test_every_word_is_in_lower_case_and_bare(language: str) -> None:
    lists = words.for_language(language)
    for field in fields(WordLists):
        for word in (
            getattr(lists, field.name)
            if field.name not in ("compounds", "nouns_are_capitalised", "verb_second")
            else ()
        ):
            assert word == word.lower(), (field.name, word)
            assert word == word.strip(",;:!?"), (field.name, word)


@pytest.mark.parametrize("language", words.languages())
def test_every_language_knows_the_classes_that_no_line_may_end_with(language: str) -> None:
    lists = words.for_language(language)
    for name in ("articles", "prepositions", "conjunctions", "subordinators", "auxiliaries", "pronouns", "units"):
        assert len(getattr(lists, name)) >= 4, name
    assert all(len(compound) >= 2 for compound in lists.compounds)
