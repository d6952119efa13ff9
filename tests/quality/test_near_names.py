"""Near misses of names: what was misheard is found, what is right or only looks alike is left in peace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.quality.near_names import near_misses
from studio.text.length import visible

UNHURRIED = settings(deadline=None)  # other programs run beside the tests

NAMES = [
    "Prospero", "Caliban", "Miranda", "Ariel", "Elfriede Jelinek", "Gonzalo", "Thomas Bernhard", "Deutsches Theater",
    "Ophelia", "Schiller", "Müller-Lüdenscheidt", "de Balie", "Will", "Lear", "Anna", "Kathrin", "Meike Harmsen",
]  # fmt: skip


def found(text: str, names: list[str] = NAMES) -> list[tuple[str, str]]:
    return [(text[miss.start : miss.end], miss.name) for miss in near_misses(text, names)]


@pytest.mark.parametrize(
    ("text", "misses"),
    [
        ("Und dann kommt Prosparo.", [("Prosparo", "Prospero")]),
        ("Kaliban wartet", [("Kaliban", "Caliban")]),
        ("Gonsalo und Miramda", [("Gonsalo", "Gonzalo"), ("Miramda", "Miranda")]),
        ("Aryel!", [("Aryel", "Ariel")]),
        ("Ofelia", [("Ofelia", "Ophelia")]),
        ("Pros Pero kommt", [("Pros Pero", "Prospero")]),
        ("Elfride Jellineck schrieb", [("Elfride Jellineck", "Elfriede Jelinek")]),
        ("Jellineks Stück", [("Jellinek", "Jelinek")]),
        ("Thomas Bernhardt", [("Thomas Bernhardt", "Thomas Bernhard")]),
        ("Frau Hamsen", [("Hamsen", "Harmsen")]),
        ("Mueller-Lüdenscheidt", [("Mueller-Lüdenscheidt", "Müller-Lüdenscheidt")]),
        ("Müller Lüdenscheidt", [("Müller Lüdenscheidt", "Müller-Lüdenscheidt")]),
        ("Katrin ruft an", [("Katrin", "Kathrin")]),  # a frequent name, but said the same
        ("PROSPARO", [("PROSPARO", "PROSPERO")]),
        ("Prosparos Insel", [("Prosparo", "Prospero")]),
        ("Pros<i>paro</i>", [("Pros<i>paro", "Prospero")]),
        ("auf\nProsparo warten", [("Prosparo", "Prospero")]),
    ],
)
def test_a_name_that_was_misheard_is_found(text: str, misses: list[tuple[str, str]]) -> None:
    assert found(text) == misses


@pytest.mark.parametrize(
    ("text", "misses"),
    [
        ("auf prospero warten", [("prospero", "Prospero")]),
        ("elfriede jelinek", [("elfriede jelinek", "Elfriede Jelinek")]),
        ("in de balie", [("de balie", "de Balie")]),
        ("prosperos Insel", [("prospero", "Prospero")]),
        ("De Balie ist offen", []),
        ("PROSPERO", []),
        ("I will go", []),
        ("im deutschen theater", []),
    ],
)
def test_other_capitals_of_a_whole_name_count(text: str, misses: list[tuple[str, str]]) -> None:
    assert found(text) == misses


@pytest.mark.parametrize(
    "text",
    [
        "Prospero", "Prosperos Insel", "Prospero’s island", "Prospero's eiland", "Jelineks Stücke", "Mirandas", "Kafka",
        "Die Schilder am Eingang", "Das Theatre National", "die deutschen Theater", "Deutsche Bühnen", "Hanna und Anne",
        "Learning by doing", "Arielle", "Thomas Bernhards Stücke", "Was will er?", "Leander", "Der Herr im Bild",
        "Groschen, Zahlen, Wucht", "", "…", "<i></i>",
    ],
)  # fmt: skip
def test_what_is_right_or_another_word_is_no_miss(text: str) -> None:
    assert found(text) == []


def test_without_names_nothing_is_looked_for() -> None:
    assert near_misses("Prosparo", []) == []
    assert near_misses("Prosparo", ["", "…", "7"]) == []


def test_the_same_sound_is_more_alike_than_another_letter() -> None:
    same, other = (near_misses(text, ["Caliban"])[0].similarity for text in ("Kaliban", "Calidan"))
    assert 1 > same > other > 0.8


@UNHURRIED
@given(st.text("Prospe oa<i>/\n-’'Kß", max_size=40), st.lists(st.text("Prospe oaß-", max_size=12), max_size=4))
def test_misses_lie_in_the_text_in_order_and_say_what_is_there(text: str, names: list[str]) -> None:
    end = 0
    for miss in near_misses(text, names):
        assert end <= miss.start < miss.end <= len(text)
        assert visible(text[miss.start : miss.end]) == miss.written
        assert 0.8 <= miss.similarity < 1
        end = miss.end
