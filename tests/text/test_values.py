"""Finding the values that every translation must keep, and telling whether they are there."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.text.values import ValueKind, find, invented, missing


def kinds(text: str) -> list[tuple[str, str]]:
    return [(value.kind.value, value.text) for value in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schreiben Sie an press_office@haus-am-see.de.", [("email", "press_office@haus-am-see.de")]),
        ("Mehr auf www.museum.example/tickets?id=4!", [("url", "www.museum.example/tickets?id=4")]),
        ("(https://museum.example/a_(b))", [("url", "https://museum.example/a_(b)")]),
        ("Das [www.theater.nl] und rijks.museum.", [("url", "www.theater.nl"), ("url", "rijks.museum")]),
        ("Um 20.30 Uhr, 12,50 €.", [("number", "20.30"), ("number", "12,50")]),
        ("Am 3.3.2026 in Saal 4.", [("number", "3.3.2026"), ("number", "4")]),
        ("Tel. 030 / 123 45-67, bitte.", [("phone", "030 / 123 45-67")]),
        ("Telefoon +31 20 123 4567", [("phone", "+31 20 123 4567")]),
        ("1 200 Plätze", [("number", "1 200")]),
        ("Das ist gut.Es regnet z.B. am Tag d.h. heute.", []),
        ("drei Karten", []),
    ],
)
def test_values_are_found_as_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("um 20.30 Uhr", "at 20:30"),
        ("um 20.30 Uhr", "à 20h30"),
        ("um 20.30 Uhr", "at 8:30 p.m."),
        ("at 8 pm", "um 20 Uhr"),
        ("at 12 p.m.", "um 12 Uhr"),
        ("um 20.00 Uhr", "at 20 o'clock"),
        ("09.30 Uhr", "9:30"),
        ("1.000 Karten", "1,000 tickets"),
        ("1.000 Karten", "1000 tickets"),
        ("1\u202f000 billets", "1.000 Karten"),
        ("1.250,50 Euro", "1,250.50 euros"),
        ("von 10-12 Uhr", "from 10 to 12"),
        ("Jahr ٢٠٢٦", "year 2026"),
        ("WWW.Museum.example", "www.museum.example"),
    ],
)
def test_another_way_of_writing_is_the_same_value(source: str, target: str) -> None:
    assert missing(source, target) == ()
    assert invented(source, target) == ()


@pytest.mark.parametrize(
    ("source", "target", "lost", "made_up"),
    [
        ("3,50 Euro", "350 euros", ("3,50",), ("350",)),
        ("um 20.30 Uhr", "at 20.3", ("20.30",), ("20.3",)),
        ("um 8 Uhr", "at 8 pm and 9 pm", (), ("9",)),
        ("von 10 bis 10 Uhr", "at 10", ("10",), ()),
        ("Saal 3", "hall", ("3",), ()),
        ("an info@museum.de", "to info @ museum.de", ("info@museum.de",), ("museum.de",)),
        ("www.museum.de/2026", "www. museum. de / 2026", ("www.museum.de/2026",), ("2026",)),
        ("3 Karten", "three tickets", ("3",), ()),
    ],
)
def test_a_changed_value_is_lost_and_made_up(
    source: str, target: str, lost: tuple[str, ...], made_up: tuple[str, ...]
) -> None:
    assert missing(source, target) == lost
    assert invented(source, target) == made_up


def test_positions_point_into_the_text() -> None:
    text = "Am 3. März um 20.30 Uhr: info@a.de, www.b.de"
    assert all(text[value.start : value.end] == value.text for value in find(text))
    assert [value.kind for value in find(text)] == [
        ValueKind.NUMBER,
        ValueKind.NUMBER,
        ValueKind.EMAIL,
        ValueKind.URL,
    ]


@given(st.text(alphabet="ab 0123456789.,:-/@+()€ hpm_w", max_size=40))
def test_any_text_keeps_its_own_values(text: str) -> None:
    found = find(text)
    assert missing(text, text) == ()
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(text[value.start : value.end] == value.text for value in found)


@given(st.text(alphabet="ab 0123456789.,:-/", max_size=30), st.integers(0, 9))
def test_every_digit_belongs_to_a_value(text: str, digit: int) -> None:
    covered = {place for value in find(text) for place in range(value.start, value.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isdigit())
    assert missing(f"{text} x{digit}y", text) != () or str(digit) in text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Das Konzert beginnt um acht Uhr.", "Het concert begint om 8 uur."),
        ("Twelve films in one week", "12 Filme in einer Woche"),
        ("Dix-huit tableaux", "18 paintings"),
    ],
)
def test_digits_for_a_number_word_are_not_invented(source: str, target: str) -> None:
    assert invented(source, target) == ()


def test_a_number_word_excuses_only_its_own_digits_and_only_once() -> None:
    assert invented("Um acht Uhr im Saal", "At 9 o'clock in hall 8") == ("9",)
    assert invented("Um acht Uhr", "At 8 in hall 8") == ("8",)
