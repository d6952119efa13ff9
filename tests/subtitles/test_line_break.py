"""Lines of one cue: whole phrases, the lower line rather the longer, never over the limit."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.subtitles import line_break, profiles
from studio.subtitles.tokens import words_of

ARD = profiles.load("de-ard")
TEXTS = st.lists(st.text(st.sampled_from("abcdeäöü,."), min_size=1, max_size=45), max_size=16).map(" ".join)


@pytest.mark.parametrize(
    ("language", "text", "broken"),
    [
        ("de", "Das passt auf eine Zeile.", "Das passt auf eine Zeile."),
        ("de", "Er geht ins alte Theater, weil dort heute gespielt wird.",
         "Er geht ins alte Theater,\nweil dort heute gespielt wird."),
        ("de", "Die neue Spielzeit beginnt mit einem sehr alten Stück.",
         "Die neue Spielzeit beginnt\nmit einem sehr alten Stück."),
        ("de", "Wir danken der Regisseurin Anna Schneider von Herzen.",
         "Wir danken der Regisseurin\nAnna Schneider von Herzen."),
        ("nl", "Wij beginnen om acht uur, want dan is iedereen er.",
         "Wij beginnen om acht uur,\nwant dan is iedereen er."),
        ("en", "She put the keys on the table and went back to sleep.",
         "She put the keys on the table\nand went back to sleep."),
    ],
)  # fmt: skip
def test_lines_break_where_people_would(language: str, text: str, broken: str) -> None:
    assert line_break.break_lines(text, ARD, language) == broken


def test_old_line_breaks_and_spaces_go() -> None:
    assert line_break.break_lines("  Ja,\n das   geht.\n", ARD, "de") == "Ja, das geht."
    assert line_break.break_lines(" \n ", ARD, "de") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Il a dit\u00a0: «\u00a0Venez\u202f!\u00a0»", ["Il", "a", "dit\u00a0:", "«\u00a0Venez\u202f!\u00a0»"]),
        ("Das kostet 12\u202f000\u00a0Euro.", ["Das", "kostet", "12\u202f000\u00a0Euro."]),
        ("Aus\u00a0dem\u00a0Netz\u00a0 kopiert", ["Aus", "dem", "Netz", "kopiert"]),
    ],
)
def test_a_hard_space_holds_marks_and_numbers_alone(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_no_line_begins_with_a_french_mark() -> None:
    text = "Mais pourquoi donc est-ce que personne\u00a0! ne nous l'a dit\u202f?"
    broken = line_break.break_lines(text, ARD, "fr")
    assert broken.replace("\n", " ") == text
    assert "personne\u00a0!" in broken


def test_a_text_too_long_for_the_profile_gets_the_lines_it_needs() -> None:
    text = "Dieser Satz ist so lang, dass er auf zwei Zeilen keinen Platz hat, und darum bekommt er eine dritte."
    lines = line_break.break_lines(text, ARD, "de").split("\n")
    assert len(lines) == 3
    assert max(map(len, lines)) <= 37


def test_three_lines_are_used_where_a_profile_has_them() -> None:
    profile = replace(ARD, lines=3, line_length=22)
    text = "Er kam nach Hause, sie ging ins Theater, alle waren froh."
    assert line_break.break_lines(text, profile, "de") == "Er kam nach Hause,\nsie ging ins Theater,\nalle waren froh."


@given(TEXTS, st.sampled_from(["de-ard", "web", "nl-pro"]))
def test_no_line_is_over_the_limit_unless_it_is_one_word(text: str, id: str) -> None:
    profile = profiles.load(id)
    broken = line_break.break_lines(text, profile, "de")
    assert broken.split() == text.split()
    assert all(len(line) <= profile.line_length or " " not in line for line in broken.split("\n"))


@given(TEXTS)
def test_a_text_that_fits_one_line_stays_on_it(text: str) -> None:
    broken = line_break.break_lines(text, ARD, "de")
    assert ("\n" in broken) == (len(" ".join(text.split())) > 37) or " " not in broken.replace("\n", " ").strip()
