"""What is seen of a text leads back to the text itself, and changes tear no tags."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.text import markup, seen
from studio.text.length import visible

UNHURRIED = settings(deadline=None)  # other programs run beside the tests

MARKED = st.lists(
    st.sampled_from(["<i>", "</i>", "<b>", "</b>", "{\\an8}", "a", "é", "e\u0301", "ß", " ", "\n", "<", ">", "🎭"])
).map("".join)


def test_a_visible_character_stands_where_it_is_written() -> None:
    shown = seen.of("Es <i>wa\u0308re</i> da")
    assert shown.text == "Es wäre da"
    assert shown.span(3, 7) == (6, 11)
    assert shown.span(0, 10) == (0, 18)


@UNHURRIED
@given(MARKED)
def test_what_is_seen_is_the_text_without_markup_in_nfc(text: str) -> None:
    shown = seen.of(text)
    assert shown.text == visible(text)
    assert len(shown.starts) == len(shown.ends) == len(shown.text)
    for i, letter in enumerate(shown.text):
        assert letter in unicodedata.normalize("NFC", text[shown.starts[i] : shown.ends[i]])


@pytest.mark.parametrize(
    ("text", "found", "new", "after"),
    [
        ("Es <i>war</i> da", "Es war", "Ich bin", "Ich bin da"),
        ("Es <i>war</i> da", "war", "ist", "Es <i>ist</i> da"),
        ("Es <i>war</i> da", "s w", "Y", "EY<i>ar</i> da"),
        ("<i>Es <b>war</b></i> da", "r da", "", "<i>Es <b>wa</b></i>"),
        ("Es war", "Es war", "", ""),
    ],
)
def test_tags_inside_what_goes_stay_or_vanish_in_pairs(text: str, found: str, new: str, after: str) -> None:
    shown = seen.of(text)
    start = shown.text.index(found)
    assert seen.replaced(text, [(*shown.span(start, start + len(found)), new)]) == after


@UNHURRIED
@given(MARKED, st.integers(0, 20), st.integers(1, 5), st.sampled_from(["", "x", "xyz"]))
def test_a_well_formed_text_stays_so_and_loses_only_what_was_chosen(text: str, at: int, length: int, new: str) -> None:
    text = markup.keep_basic(text)
    shown = seen.of(text)
    if shown.text != visible(text) or at + length > len(shown.text):
        return
    after = seen.replaced(text, [(*shown.span(at, at + length), new)])
    expected = shown.text[:at] + new + shown.text[at + length :]
    if markup.strip(expected) == expected and "<" not in expected:  # what is typed may become a tag
        assert visible(after) == unicodedata.normalize("NFC", expected)
        assert markup.keep_basic(after) == after
