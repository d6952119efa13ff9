"""Numbers as words, in one language or another."""

from __future__ import annotations

import pytest

from studio.text.number_words import in_digits, written_out


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("acht", "8"),
        ("Einundzwanzig", "21"),
        ("dreiundneunzig", "93"),
        ("eenentwintig", "21"),
        ("tweeëntwintig", "22"),
        ("negenennegentig", "99"),
        ("twenty-two", "22"),
        ("vingt-deux", "22"),
        ("soixante-dix", "70"),
    ],
)
def test_a_number_is_known_by_its_word(word: str, digits: str) -> None:
    assert written_out(f"Um {word} Uhr") == [digits]


@pytest.mark.parametrize("word", ["Wand", "und", "Achtung", "zwanziger", "well-known"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert written_out(word) == []


def test_words_become_digits_where_they_stand() -> None:
    assert in_digits("Um zweiundzwanzig Uhr dreißig, bitte.") == "Um 22 Uhr 30, bitte."
