"""Counting is what a viewer sees, cluster by cluster."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.text.length import visible, visible_length, word_count

COUNTED = [
    ("", 0),
    ("Grüße", 5),
    ("Gru\u0308\u00dfe", 5),  # decomposed umlaut
    ("Warte…", 6),
    ("A B\nC", 4),
    ("<i>kursiv</i>", 6),
    ("{\\an8}oben", 4),
    ("a < b", 5),
    ("<Applaus>", 9),
    ("👩\u200d👩\u200d👧", 1),  # a family
    ("👍🏽!", 2),
    ("🇩🇪🇳🇱", 2),
    ("♪ la ♪", 6),
    ("नमस्ते", 4),
    ("\u1100\u1161\u11a8", 1),  # composed by NFC
    ("z\u0308\u0323", 1),  # nothing composes this
]


@pytest.mark.parametrize(("text", "length"), COUNTED)
def test_clusters_are_counted(text: str, length: int) -> None:
    assert visible_length(text) == length


def test_a_line_break_counts_only_where_the_profile_says_so() -> None:
    assert visible_length("ab\ncd\ne") == 5
    assert visible_length("ab\ncd\ne", line_break_counts=1) == 7


def test_words_stand_between_white_space() -> None:
    assert word_count("<i>Ja,</i> um\n20 Uhr –  gut.") == 6
    assert word_count("<i></i>") == 0


def test_visible_text_is_composed_and_keeps_its_lines() -> None:
    assert visible("<b>u\u0308ber</b>\nalles") == "über\nalles"


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"])))
def test_text_of_western_europe_has_its_characters_length(text: str) -> None:
    shown = visible(text)
    assert visible_length(text) == len(shown) - shown.count("\n") - shown.count("\u200d")


@given(st.text(max_size=30))
def test_composition_changes_no_length(text: str) -> None:
    assert visible_length(unicodedata.normalize("NFD", text)) == visible_length(unicodedata.normalize("NFC", text))
