"""Searching: what is seen is found, whatever tags or accents are in between, and nothing takes longer than a second."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.errors import InputError
from studio.subtitles import find
from studio.subtitles.find import Query
from studio.text import markup
from studio.text.length import visible

TEXTS = [
    (1, "Guten Abend im\nTheater."),
    (2, "Das <i>Theater</i>café, das Theater, THEATER!"),
    (3, "Cafe\u0301 – geht’s? (Ja.)"),
]


def found(query: Query) -> list[tuple[int, str]]:
    texts = dict(TEXTS)
    return [(hit.cue, texts[hit.cue][hit.start : hit.end]) for hit in find.hits(TEXTS, query)]


def test_plain_text_is_found_in_any_case_and_inside_words() -> None:
    assert found(Query("theater")) == [(1, "Theater"), (2, "Theater"), (2, "Theater"), (2, "THEATER")]


def test_case_is_matched_when_asked() -> None:
    assert found(Query("THEATER", match_case=True)) == [(2, "THEATER")]


def test_whole_words_end_where_letters_of_any_language_do() -> None:
    assert found(Query("theater", whole_word=True)) == [(1, "Theater"), (2, "Theater"), (2, "THEATER")]
    assert found(Query("Caf", whole_word=True)) == []
    assert found(Query("geht", whole_word=True)) == [(3, "geht")]
    assert found(Query("(Ja.)", whole_word=True)) == [(3, "(Ja.)")]


def test_a_word_is_found_through_tags_and_separate_accents() -> None:
    assert found(Query("theatercafé")) == [(2, "Theater</i>café")]
    assert found(Query("café")) == [(2, "café"), (3, "Cafe\u0301")]
    assert found(Query("cafe\u0301")) == [(2, "café"), (3, "Cafe\u0301")]


def test_a_space_finds_a_line_break() -> None:
    assert found(Query("im Theater")) == [(1, "im\nTheater")]


def test_signs_of_patterns_are_plain_text_until_a_pattern_is_asked_for() -> None:
    assert found(Query(".")) == [(1, "."), (3, ".")]
    theaters = [(1, "Theater"), (2, "Theater</i>café"), (2, "Theater"), (2, "THEATER")]
    assert found(Query(r"\bT\w+", regex=True)) == theaters


def test_a_pattern_sees_lines() -> None:
    assert found(Query("^theater", regex=True)) == [(1, "Theater")]
    assert found(Query("im$", regex=True)) == [(1, "im")]


def test_nothing_is_found_where_nothing_is_looked_for() -> None:
    assert found(Query("")) == []
    assert found(Query("x*", regex=True)) == []


def test_all_is_replaced_and_texts_that_stay_are_left_out() -> None:
    changes = find.changes(TEXTS, Query("theater", whole_word=True), "Haus")
    assert [(change.cue, change.after) for change in changes] == [
        (1, "Guten Abend im\nHaus."),
        (2, "Das <i>Theater</i>café, das Haus, Haus!"),
    ]
    assert find.changes(TEXTS, Query("Theater", match_case=True), "Theater") == []


def test_a_pattern_names_what_it_found() -> None:
    (change,) = find.changes([(1, "Abend, guten")], Query(r"(\w+), (?<how>\w+)", regex=True), r"\g<how> \1")
    assert change.after == "guten Abend"


def test_plain_replacements_mean_themselves() -> None:
    (change,) = find.changes([(1, "a")], Query("a"), r"\1 \g<x> $1")
    assert change.after == r"\1 \g<x> $1"


def test_a_replacement_with_half_a_tag_leaves_the_text_well_formed() -> None:
    (change,) = find.changes([(1, "Es <i>war</i> einmal")], Query("war"), "</i>ist<b>")
    assert markup.keep_basic(change.after) == change.after
    assert visible(change.after) == "Es ist einmal"


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2,1}", "(?P<x>a)(?P=y)", "*", "(" * 900, "(?<=a", "\\"])
def test_a_pattern_with_a_mistake_is_named(pattern: str) -> None:
    with pytest.raises(InputError, match="mistake"):
        find.hits(TEXTS, Query(pattern, regex=True))
    with pytest.raises(InputError):
        find.hits(TEXTS, Query(pattern, regex=True, whole_word=True))


@pytest.mark.parametrize("new", [r"\2", r"\g<x>", r"\g<"])
def test_a_replacement_that_names_what_is_not_there_is_refused(new: str) -> None:
    with pytest.raises(InputError, match="part that the pattern does not have"):
        find.changes(TEXTS, Query("(a)", regex=True), new)


def test_what_is_too_long_to_look_for_is_refused() -> None:
    with pytest.raises(InputError, match="too long"):
        find.hits(TEXTS, Query("a" * 1001))


@pytest.mark.parametrize("pattern", ["(x+x+)+y", "(x|x)+y", "(?<!(x+)+)y|x+z"])
def test_a_pattern_that_would_never_end_is_stopped_with_a_sentence(pattern: str) -> None:
    endless = [(1, "x" * 30_000)]
    with pytest.raises(InputError, match="too long to look for"):  # without a limit it would not be back today
        find.hits(endless, Query(pattern, regex=True), limit=0.05)


def test_many_searches_that_are_slow_together_are_stopped_too() -> None:
    texts = ((i, "Vorstellung und Vorhang " * 20) for i in count())
    with pytest.raises(InputError, match="too long to look for"):
        find.hits(texts, Query(r"(?:Vorstellunxxxx){e<=6}", regex=True), limit=0.05)


@settings(deadline=None)
@given(
    st.text("ab <>/i\n", max_size=30).map(markup.keep_basic),
    st.sampled_from(["a", "b", "ab", "a b", "i", " "]),
    st.sampled_from(["", "b", "xx", "<i>", "</i>", "\n"]),
)
def test_whatever_is_replaced_the_text_stays_well_formed(text: str, wanted: str, new: str) -> None:
    for change in find.changes([(1, text)], Query(wanted), new):
        assert change.before == text
        assert markup.keep_basic(change.after) == change.after
