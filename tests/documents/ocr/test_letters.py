"""What was read is tidied, and lost spaces come back."""

from __future__ import annotations

import pytest

from studio.documents.ocr import letters


@pytest.mark.parametrize(
    ("read", "tidied"),
    [
        ("Sommer  im Hof", "Sommer im Hof"),
        ("um １９．３０ Uhr", "um 19.30 Uhr"),
        ("MİDI", "MIDI"),
        ("Ηof und Gαrten", "Hof und Garten"),
        ("Karten ,bitte", "Karten ,bitte"),
        ("Karten , bitte !", "Karten, bitte!"),
        ("Hof,Garten", "Hof, Garten"),
        ("1,5 km", "1,5 km"),
        ("Bühne·Hof· Café", "Bühne · Hof · Café"),
        ("Beyoğlu İstanbul", "Beyoğlu İstanbul"),
        ("夏の劇場", "夏の劇場"),
    ],
)
def test_letters_are_our_own_and_signs_stand_where_they_belong(read: str, tidied: str) -> None:
    assert letters.tidied(read) == tidied


def test_other_alphabets_are_told() -> None:
    assert letters.is_foreign("Летний театр")
    assert letters.is_foreign("Καλοκαιρινό")
    assert not letters.is_foreign("Größe, Übermut")
    assert not letters.is_foreign("12 €")


def spaced(text: str, gaps: list[tuple[float, float]], size: float = 0.1) -> str:
    count = len(text.replace(" ", ""))
    return letters.spaced(text, [(number + 0.5) / count for number in range(count)], gaps, size)


def test_white_as_wide_as_a_space_is_one() -> None:
    assert spaced("derSturm", [(0.36, 0.39)]) == "der Sturm"


def test_narrower_white_is_none() -> None:
    assert spaced("derSturm", [(0.37, 0.385)]) == "derSturm"


def test_a_space_that_is_there_is_not_doubled() -> None:
    assert spaced("der Sturm", [(0.36, 0.39)]) == "der Sturm"


def test_digits_and_letters_set_wide_stay_as_they_are() -> None:
    assert spaced("1234", [(0.24, 0.27)]) == "1234"
    wide = [(number / 6 - 0.01, number / 6 + 0.011) for number in range(1, 6)]
    assert spaced("garten", wide) == "garten"
