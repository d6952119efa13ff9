"""Starts just before the first word, ends when it could be read, gaps in exact frames."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.subtitles import profiles, timing
from studio.subtitles.timing import Clock, Need

ARD = profiles.load("de-ard")


def place(needs: list[Need], profile=ARD, *, rate=Fraction(25), limit=None) -> list[tuple[int, int]]:
    return timing.place(needs, Clock.of(profile, rate), first_start=None, earliest=0, limit=limit)


def test_a_cue_leads_in_and_out_where_there_is_silence() -> None:
    assert place([Need(1000, 3000, 1000, 1500)]) == [(960, 3200)]


def test_a_cue_stays_longer_where_reading_needs_it() -> None:
    assert place([Need(1000, 1500, 1000, 2600)]) == [(960, 3560)]


def test_a_cue_goes_before_the_next_comes() -> None:
    assert place([Need(1000, 2000, 1000, 3000), Need(2000, 3000, 1000, 1000)]) == [(960, 1960), (2000, 3200)]


def test_a_cue_comes_early_where_the_one_before_must_stay_short() -> None:
    # 880 ms between the first words are too few for a second and a frame; the first comes 160 ms early
    assert place([Need(1000, 1880, 1000, 1000), Need(1880, 3000, 1000, 1000)])[0] == (840, 1840)


def test_no_cue_comes_more_than_200_ms_early() -> None:
    (start, _), (following, _) = place([Need(1000, 1500, 1000, 1000), Need(1500, 3000, 1000, 1000)])
    assert (start, following) == (800, 1500)


def test_a_gap_is_never_less_than_its_frames() -> None:
    (_, end), (start, _) = place(
        [Need(0, 2000, 900, 900), Need(2000, 4000, 900, 900)], profiles.load("nl-netflix"), rate=Fraction(24000, 1001)
    )
    assert start - end == 84  # two frames are 83.4 ms


def test_no_cue_ends_after_the_media() -> None:
    assert place([Need(1000, 3000, 1000, 5000)], limit=3050) == [(960, 3050)]


def test_netflix_closes_gaps_below_half_a_second() -> None:
    profile = profiles.load("en-netflix")
    (_, end), (start, _) = place([Need(1000, 2000, 834, 834), Need(2500, 4000, 834, 834)], profile)
    assert start - end == 80
    (_, end), (start, _) = place([Need(1000, 2000, 834, 834), Need(2800, 4000, 834, 834)], profile)
    assert start - end == 560


def test_bbc_cues_touch_or_stand_a_second_apart() -> None:
    profile = profiles.load("en-bbc")
    (_, end), (start, _) = place([Need(1000, 2000, 300, 300), Need(2900, 4000, 300, 300)], profile)
    assert start == end
    (_, end), (start, _) = place([Need(1000, 2000, 300, 300), Need(3900, 5000, 300, 300)], profile)
    assert start - end >= 1000


def test_a_bbc_cue_rather_goes_early_than_stand_through_a_long_silence() -> None:
    (_, end), (start, _) = place([Need(1000, 2000, 1500, 2600), Need(4100, 5000, 300, 300)], profiles.load("en-bbc"))
    assert start - end >= 1000


def test_a_cue_of_two_words_stands_two_seconds_on_the_web() -> None:
    clock = Clock.of(profiles.load("web"), Fraction(25))
    assert clock.shortest(2, 1) == 1000
    assert clock.shortest(5, 2) == 2000


def test_words_are_counted_for_the_bbc_and_characters_for_the_others() -> None:
    assert Clock.of(profiles.load("en-bbc"), Fraction(25)).shortest(80, 6) == 2000
    assert Clock.of(ARD, Fraction(25)).shortest(60, 6) == 4000


def test_durations_are_the_same_within_and_beyond_the_tables() -> None:
    clock = Clock.of(replace(ARD, max_wpm=100), Fraction(25))
    small = replace(clock, least_for_characters=[], least_for_words=[], good_for_characters=[], good_for_words=[])
    for characters, words in [(1, 1), (37, 5), (70, 3), (20, 12)]:
        assert clock.shortest(characters, words) == small.shortest(characters, words)
        assert clock.wanted(characters, words) == small.wanted(characters, words)


@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(0, 4000)), min_size=1, max_size=12),
    st.sampled_from(profiles.names()),
    st.sampled_from([Fraction(25), Fraction(30000, 1001), Fraction(50)]),
)
def test_cues_never_overlap_and_keep_their_200_ms(steps: list[tuple[int, int]], id: str, rate: Fraction) -> None:
    time, needs = 0, []
    for step, shortest in steps:
        time += step
        needs.append(Need(time, time + step // 2, max(1, shortest), shortest + 300))
    placed = place(needs, profiles.load(id), rate=rate)
    for need, (start, end) in zip(needs, placed, strict=True):
        assert need.start - 200 <= start <= need.start
        assert start < end
    assert all(end <= start for (_, end), (start, _) in pairwise(placed))


@pytest.mark.parametrize("id", profiles.names())
def test_speech_with_room_keeps_every_gap(id: str) -> None:
    profile = profiles.load(id)
    needs = [Need(i * 4000 + 500, i * 4000 + 3000, 1400, 1800) for i in range(5)]
    placed = place(needs, profile)
    gaps = [start - end for (_, end), (start, _) in pairwise(placed)]
    assert min(gaps) >= profile.gap(Fraction(25))
    assert profile.gap_none_or is None or all(gap == 0 or gap >= 1000 for gap in gaps)
