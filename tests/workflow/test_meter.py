"""How a cue reads is said in the words of the design, with the numbers of the profile, in the user's language."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from studio.model.cue import Cue, CueState
from studio.project.values import StoredCue
from studio.subtitles import profiles
from studio.workflow.meter import House, Meter, meter

GERMAN = House(profiles.load("de-ard"), "de", Fraction(25))
ENGLISH = House(profiles.load("en-netflix"), "en", Fraction(25))
BBC = House(profiles.load("en-bbc"), "en", Fraction(25))
TEXT = "Prospero hat den Sturm selbst\ngerufen, um Rache zu nehmen."


def measured(text: str, duration: int, house: House = GERMAN, next_start: int | None = None) -> Meter:
    """Return how a cue reads that begins at one second."""
    cue = Cue(1000, 1000 + duration, text, state=CueState.MACHINE)
    return meter(StoredCue(1, 1, cue), next_start, house)


def said(found: Meter) -> str:
    return f"{found.title} {found.sentence}"


def test_too_fast_is_said_as_in_the_design() -> None:
    found = measured(TEXT, 2720)
    assert found.lines == ((29, 37), (28, 37))
    assert (found.reading, found.word, found.is_problem) == ("too_fast", "Too fast", True)
    assert said(found) == ("Too fast to read: 21 characters a second, 15 at most; needs 1.1 s more. Both lines fit.")


@pytest.mark.parametrize(
    ("duration", "house", "word", "phrase"),
    [
        (5000, GERMAN, "Easy", "Easy to read"),
        (4000, GERMAN, "Brisk", "Brisk, but readable"),
        (3750, GERMAN, "Too fast", "Too fast to read"),
        (3000, ENGLISH, "Fits", "Can be read in time"),
        (2800, ENGLISH, "Too fast", "Too fast to read"),
        (4000, BBC, "Easy", "Easy to read"),
        (3500, BBC, "Brisk", "Brisk, but readable"),
        (3000, BBC, "Too fast", "Too fast to read"),
    ],
)
def test_speed_has_a_word_by_the_target_and_the_limit_of_the_profile(
    duration: int, house: House, word: str, phrase: str
) -> None:
    found = measured(TEXT, duration, house)
    assert (found.word, found.phrase) == (word, phrase)


def test_words_a_minute_are_said_where_the_profile_counts_words() -> None:
    assert said(measured(TEXT, 3000, BBC)) == (
        "Too fast to read: 200 words a minute, 180 at most; needs 0.4 s more. Both lines fit."
    )


def test_a_speed_just_over_the_limit_has_a_decimal_so_that_it_shows() -> None:
    assert said(measured(TEXT, 3750)).startswith("Too fast to read: 15.2 characters a second, 15 at most; needs 0.1 s")


def test_what_it_needs_is_enough() -> None:
    for duration in range(1000, 3780, 7):
        needed = float(measured(TEXT, duration).sentence.split("needs ")[1].split(" s more")[0])
        assert measured(TEXT, duration + round(needed * 1000)).reading != "too_fast"


def test_what_reads_well_says_so() -> None:
    assert said(measured("Guten Abend.", 2000)) == "Easy to read: 6 characters a second, 15 at most. The line fits."


@pytest.mark.parametrize(
    ("text", "duration", "sentence"),
    [
        (
            "Prospero hat den Sturm nun wirklich selbst gerufen,\num Rache zu nehmen.",
            6000,
            "Line 1 is too long: by 14 characters.",
        ),
        (
            "Prospero hat den Sturm nun wirklich ganz",
            6000,
            "The line is too long: by 3 characters.",
        ),
        ("a\nb\nc", 6000, "Too many lines: 3, 2 at most."),
        ("Ja.", 500, "Too short to notice: 0.5 s, 1 s at least. The line fits."),
        ("  ", 2000, "No text yet: an empty cue shows nothing."),
        ("Ja.", 0, "Ends before it starts: no player will show it. The line fits."),
    ],
)
def test_every_fault_has_its_sentence(text: str, duration: int, sentence: str) -> None:
    found = measured(text, duration)
    assert said(found) == sentence
    assert found.is_problem


def test_staying_too_long_is_said_where_the_profile_has_a_limit() -> None:
    assert said(measured("Wait a moment, please.", 8000, ENGLISH)) == (
        "Stays too long: 8 s, 7 s at most. The line fits."
    )


def test_several_faults_are_all_named() -> None:
    found = measured("Prospero hat den Sturm selbst gerufen, heute.", 1000, next_start=1500)
    assert said(found) == (
        "Too fast to read: 45 characters a second, 15 at most; needs 2 s more."
        " The line is too long: by 8 characters. Stays over the next cue: 0.5 s too long."
    )


def test_a_next_cue_that_only_touches_is_no_fault() -> None:
    assert not measured("Guten Abend.", 2000, next_start=3000).is_problem


def test_markup_does_not_count() -> None:
    assert measured("<i>Guten Abend.</i>", 2000).lines == ((12, 37),)


def test_a_profile_without_any_speed_leaves_it_at_fits() -> None:
    free = replace(GERMAN, profile=replace(GERMAN.profile, max_cps=None, target_cps=None))
    assert said(measured(TEXT, 2000, free)) == "Can be read in time: Both lines fit."
