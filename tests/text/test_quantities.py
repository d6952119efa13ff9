"""Reading values as their language means them, and telling whether two say the same."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.text import quantities
from studio.text.quantities import compared, same_value


def kinds(text: str, language: str) -> list[tuple[str, str]]:
    return [(value.kind.value, value.text) for value in quantities.find(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am 12. Februar um 20.30 Uhr", [("date", "12. Februar"), ("time", "20.30 Uhr")]),
        ("de", "Am 3.3.2026 in Saal 4", [("date", "3.3.2026"), ("room", "4")]),
        ("de", "Karten zu 1.234,50 € oder 12 Euro", [("price", "1.234,50 €"), ("price", "12 Euro")]),
        ("de", "von 10 bis 18 Uhr", [("time", "10"), ("time", "18 Uhr")]),
        ("de", "am 12. und 13. Februar", [("date", "12."), ("date", "13. Februar")]),
        ("de", "Raum 2.14, KV 525, 1.500 Plätze", [("room", "2.14"), ("number", "525"), ("number", "1.500")]),
        ("de", "Tel. 030 / 123 45-67", [("phone", "030 / 123 45-67")]),
        ("de", "zwanzig Uhr dreißig", []),
        ("en", "At 7.30 p.m. in room 4a", [("time", "7.30 p.m."), ("room", "4")]),
        ("en", "on 12 and 13 May, €10–12", [("date", "12"), ("date", "13 May"), ("price", "€10"), ("price", "12")]),
        ("en", "February 12–14", [("date", "February 12"), ("date", "14")]),
        ("en", "www.a.org/8pm and 3.50 metres", [("url", "www.a.org/8pm"), ("number", "3.50")]),
        ("nl", "om 20.30 uur, € 12,50 p.p.", [("time", "20.30 uur"), ("price", "€ 12,50")]),
        ("fr", "le 1er mai à 20 h 30, 5 euros", [("date", "1er mai"), ("time", "20 h 30"), ("price", "5 euros")]),
        ("pl", "o 20.30, 12 euro", [("number", "20.30"), ("number", "12")]),
    ],
)
def test_values_are_read_as_their_language_means_them(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert kinds(text, language) == expected


SAME = [
    ("20.30 Uhr", "de", "8.30 pm", "en"),
    ("20.30 Uhr", "de", "20 h 30", "fr"),
    ("20 Uhr 30", "de", "20:30 uur", "nl"),
    ("8 Uhr abends", "de", "8 pm", "en"),
    ("9.30 Uhr", "de", "9.30 am", "en"),
    ("12 am", "en", "0 Uhr", "de"),
    ("12 pm", "en", "12 Uhr", "de"),
    ("12. Februar", "de", "February 12th", "en"),
    ("12.2.2026", "de", "12 February 2026", "en"),
    ("1.234,50 €", "de", "€1,234.50", "en"),
    ("12 Euro", "de", "€ 12,-", "nl"),
    ("1.500", "de", "1,500", "en"),
    ("1 500", "fr", "1.500", "de"),
    ("www.a.de", "de", "WWW.a.de", "en"),
]
DIFFERENT = [
    ("19.30 Uhr", "de", "9.30 pm", "en"),
    ("7.30 Uhr", "de", "7.30 pm", "en"),
    ("7.30 pm", "en", "7.30 Uhr", "de"),
    ("12. Februar", "de", "12 March", "en"),
    ("12. Februar", "de", "12", "en"),
    ("12 Euro", "de", "$12", "en"),
    ("12 Euro", "de", "12", "en"),
    ("12,50 €", "de", "€1,250", "en"),
    ("1.500", "de", "1.500", "en"),
    ("3,5", "de", "35", "en"),
    ("12.2.2026", "de", "2/12/2026", "en"),
]


@pytest.mark.parametrize(("a", "source", "b", "target"), SAME)
def test_the_same_is_said_in_two_languages(a: str, source: str, b: str, target: str) -> None:
    assert same_value(a, source, b, target)
    assert same_value(b, target, a, source)


@pytest.mark.parametrize(("a", "source", "b", "target"), DIFFERENT)
def test_what_says_something_else_is_not_the_same(a: str, source: str, b: str, target: str) -> None:
    assert not same_value(a, source, b, target)
    assert not same_value(b, target, a, source)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Um 20.30 Uhr in Saal 4.", "At 20.30 o'clock in hall 4."),
        ("Von 10 bis 18 Uhr.", "From 10 am to 6 pm."),
        ("Heute Abend um 8 Uhr.", "Tonight at 8 pm."),
        ("Heute Abend um acht Uhr.", "Tonight at 8 pm."),
        ("Karten kosten zwölf Euro.", "Tickets cost €12."),
        ("Am zwölften um zwanzig Uhr dreißig.", "On the twelfth at 8.30 pm."),
        ("Am 12. und 13. Februar.", "On February 12 and 13."),
        ("10–12 €", "€10–12"),
        ("Von 19 bis 21 Uhr.", "From 7 to 9 pm."),
        ("Von 10 bis 18 Uhr.", "From 10 to 6 p.m."),
        ("Von 12 bis 14 Uhr.", "12–2 pm."),
        ("Von 10 bis 18 Uhr.", "Until 6 pm, from 10 am."),
        ("Um 15 und 20 Uhr.", "At 8 pm and 3 pm."),
        ("Von 10 bis 10 Uhr.", "From 10 to 10."),
        ("Von 20:30 bis 22 Uhr.", "From 20:30 to 22.00."),
        ("um 20.30 Uhr", "at 20.30 Uhr"),
        ("am 12. Februar", "on 12. Februar"),
        ("1.500 Plätze", "1.500 seats"),
        ("Der 3. 4. und 5. Akt", "The 3rd, 4th and 5th act"),
        ("Am 12. 2. 2026", "On 12 February 2026"),
        ("Um halb acht.", "At 7.30."),
        ("Um halb 8.", "At half past seven."),
        ("Um 7.45 Uhr.", "At quarter to eight."),
        ("Um 8 Uhr.", "At eight o'clock."),
        ("Für 12 Euro.", "For twelve euros."),
    ],
)
def test_a_translation_keeps_what_its_source_says(source: str, target: str) -> None:
    assert compared(source, target, ("de", "en")) == ((), ())


@pytest.mark.parametrize(
    ("source", "target", "missing", "made_up"),
    [
        ("Um 19.30 Uhr.", "At 9.30 pm.", ("19.30 Uhr",), ("9.30 pm",)),
        ("Um 7.30 Uhr.", "At 7.30 pm.", ("7.30 Uhr",), ("7.30 pm",)),
        ("Am 12. Februar.", "On 12 March.", ("12. Februar",), ("12 March",)),
        ("Karten kosten 12 Euro.", "Tickets cost $12.", ("12 Euro",), ("$12",)),
        ("Raum 2.14", "Room 2,14", ("2.14",), ("2,14",)),
        ("Saal 4a", "Hall 4", ("4",), ("4",)),
        ("Um halb acht.", "At 8.30.", (), ("8.30",)),
        ("Von 2 bis 16 Uhr.", "From 2 to 4 pm.", ("2",), ("2",)),
        ("Von 10 bis 18 Uhr.", "From 6 pm to 10 am.", ("10 bis 18 Uhr",), ("6 pm to 10 am",)),
        ("Von 14.45 bis 11.50 Uhr.", "From 11.50 pm to 2.45.", ("14.45", "11.50 Uhr"), ("11.50 pm", "2.45")),
        ("8 Karten", "eight tickets", ("8",), ()),
        ("20 von 30 Plätzen", "at 20:30 seats", ("20", "30"), ("20:30",)),
    ],
)
def test_what_a_translation_changes_is_named(
    source: str, target: str, missing: tuple[str, ...], made_up: tuple[str, ...]
) -> None:
    assert compared(source, target, ("de", "en")) == (missing, made_up)


def test_a_language_without_conventions_is_compared_by_digits() -> None:
    assert compared("Am 12. Februar um 20.30 Uhr", "12 lutego o 20:30", ("de", "pl")) == ((), ())


@given(st.text(alphabet="ab 0123456789.,:-/€ hpmUruMay’", max_size=40), st.sampled_from(("de", "en", "nl", "fr")))
def test_any_text_keeps_its_own_values_and_every_digit_has_one(text: str, language: str) -> None:
    found = quantities.find(text, language)
    assert compared(text, text, (language, language)) == ((), ())
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(text[value.start : value.end] == value.text for value in found)
    covered = {place for value in found for place in range(value.start, value.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isdigit())


@pytest.mark.parametrize("text", ["1 " * 4000, "1." * 4000, "1-" * 4000, "12 Euro und " * 800, "8 pm to " * 800])
def test_odd_texts_do_not_take_for_ever(text: str) -> None:
    assert quantities.find(text, "en")
