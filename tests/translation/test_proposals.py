"""Names are read from flyers: nearly all of them, and hardly anything else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model.term import Proposal
from studio.translation import name_words, proposals
from tests.translation import name_scores


def names(text: str, language: str = "") -> list[str]:
    return [proposal.text for proposal in proposals.propose(text, language)]


@pytest.mark.parametrize("tuning", [True, False])
def test_most_names_are_found_and_little_else(tuning: bool) -> None:
    result = name_scores.score(tuning=tuning)
    assert result.precision >= 0.9
    assert result.recall >= 0.9


def test_a_name_comes_with_how_often_and_where_it_stands() -> None:
    text = "Regie: Anna Berger\n\nEs liest Anna Berger. Anna Bergers Roman spielt in Wien."
    assert proposals.propose(text)[0] == Proposal("Anna Berger", 3, "Regie: Anna Berger")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Abend beginnt mit einem Konzert im Garten.", []),
        ("Karten gibt es am Freitag an der Kasse.", []),
        ("Die Sängerin Mara Quist und der Pianist Bo Ek treten auf.", ["Mara Quist", "Bo Ek"]),
        ("Es spricht Herr Doktor Wenk.", ["Wenk"]),
        ("Mit Odile Vankov, Ruud Pelt und Gästen.", ["Odile Vankov", "Ruud Pelt"]),
        ("Wir zeigen „Das große Rauschen“ zum letzten Mal.", ["Das große Rauschen"]),
        ("Sie rief: „Kommt alle her!“ Dann ging das Licht aus.", []),
        ("Odile Vankov (Medea) und andere.", ["Odile Vankov", "Medea"]),
        ("Es lesen Anna Vankov und Anna Pelt.", ["Anna Vankov", "Anna Pelt"]),
        ("Anna Vankov liest. Vankovs Roman spielt in Köln.", ["Anna Vankov", "Vankov"]),
        ("ODILE VANKOV", []),
        ("ANNA VANKOV", ["Anna Vankov"]),
    ],
)
def test_german_nouns_are_no_names_by_their_capitals(text: str, expected: list[str]) -> None:
    assert names(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We open on Monday. Tickets are free.", []),
        ("Our guest is Odile Vankov from Norway.", ["Odile Vankov", "Norway"]),
        ("Opening Hours", []),
        ("The evening with Mr Wenk is sold out.", ["Wenk"]),
        ("I'd say that I'm ready for Gracie's show.", ["Gracie"]),
    ],
)
def test_a_capital_inside_an_english_sentence_is_a_name(text: str, expected: list[str]) -> None:
    assert names(text, "en") == expected


def test_a_name_on_two_lines_is_one() -> None:
    text = (
        "An diesem besonderen Abend erzählt uns die Regisseurin Odile\nVankov von ihrer Arbeit. Danach gibt es Musik.\n"
    )
    assert names(text, "de") == ["Odile Vankov"]


@pytest.mark.parametrize("text", ["", "  \n\n", "1234", "„", "''", "\u0301", "a" * 5000, "“" * 500, "(" * 500])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert names(text) == []


WORDS = [
    "Anna",
    "BERGER",
    "von",
    "Theater",
    "am",
    "Kanal",
    "„",
    "“",
    "(",
    ")",
    ".",
    ":",
    "\n",
    "Herr",
    "d'",
    "’s",
    "A.",
    "der",
    "7",
]


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)),
    st.sampled_from(["", "de", "en", "nl", "fr", "xx"]),
)
def test_whatever_the_text_is_its_names_stand_in_it(text: str, language: str) -> None:
    shown = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    for proposal in proposals.propose(text, language):
        assert proposal.count > 0
        assert proposal.text.casefold() in shown
        assert proposal.text.casefold() in proposal.example.casefold()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir freuen uns auf Sie und Ihre Familie.", "de"),
        ("We look forward to seeing you and your family.", "en"),
        ("Wij verheugen ons op uw komst en die van uw familie.", "nl"),
        ("Nous nous réjouissons de vous voir avec votre famille.", "fr"),
        ("123", ""),
    ],
)
def test_the_language_of_a_flyer_is_guessed(text: str, language: str) -> None:
    assert name_words.language_of(text) == language
