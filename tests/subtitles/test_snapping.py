"""Cues go to near cuts, but never at the cost of a rule."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.model.cue import Cue, CueState
from studio.model.media import ShotChange
from studio.model.speech import Word
from studio.subtitles import profiles
from studio.subtitles.segmentation import from_words, snap

ARD = profiles.load("de-ard")
WORDS = [Word("Gut", 1100, 1500), Word("so.", 1500, 2000), Word("Weiter", 4100, 4600), Word("geht's.", 4600, 5000)]
CUES = [Cue(1060, 2200, "Gut so."), Cue(4060, 5200, "Weiter geht's.")]


def at(*times: int) -> list[ShotChange]:
    return [ShotChange(time) for time in times]


def test_a_start_goes_to_the_cut_just_before_its_first_word() -> None:
    assert [cue.start for cue in snap(CUES, at(4000), ARD, words=WORDS)] == [1060, 4000]


def test_a_start_goes_no_earlier_than_200_ms_before_its_first_word() -> None:
    assert snap(CUES, at(3899), ARD, words=WORDS)[1].start == 4060
    assert snap(CUES, at(3900), ARD, words=WORDS)[1].start == 3900


def test_a_start_goes_later_only_up_to_its_first_word() -> None:
    assert snap(CUES, at(4100), ARD, words=WORDS)[1].start == 4100
    assert snap(CUES, at(4101), ARD, words=WORDS)[1].start == 4060


def test_a_start_stays_where_its_first_word_is_not_known() -> None:
    assert [cue.start for cue in snap(CUES, at(4000), ARD)] == [1060, 4060]


def test_an_end_goes_a_gap_before_the_cut() -> None:
    assert snap(CUES, at(2400), ARD, words=WORDS)[0].end == 2360
    assert snap(CUES, at(2100), ARD, words=WORDS)[0].end == 2060


def test_an_end_never_cuts_the_last_word() -> None:
    assert snap(CUES, at(1990), ARD, words=WORDS)[0].end == 2200


def test_an_end_stays_where_the_cut_is_far() -> None:
    assert snap(CUES, at(2800), ARD, words=WORDS)[0].end == 2200


def test_a_cue_stays_long_enough_to_be_read() -> None:
    cues = [Cue(1060, 2060, "Gut so."), CUES[1]]
    assert snap(cues, at(2040), ARD, words=WORDS)[0] == cues[0]


def test_the_cue_before_makes_room() -> None:
    words = [Word("Eins", 1000, 2900), Word("zwei.", 3000, 5000)]
    cues = [Cue(960, 2960, "Eins"), Cue(3000, 5200, "zwei.")]
    assert [(cue.start, cue.end) for cue in snap(cues, at(2960), ARD, words=words)] == [(960, 2920), (2960, 5200)]


@pytest.mark.parametrize("state", [CueState.EDITED, CueState.APPROVED, CueState.STALE])
def test_what_a_person_touched_stays(state: CueState) -> None:
    cues = [replace(cue, state=state) for cue in CUES]
    assert snap(cues, at(2400, 4000), ARD, words=WORDS) == cues


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30_000), max_size=40), st.sampled_from(profiles.names()), st.integers(120, 260))
def test_snapping_breaks_no_rule_that_held(speak, judge, times, id, pace) -> None:
    profile = profiles.load(id)
    words = speak(
        "Der Vorhang geht auf, und alle sehen hin. Es ist dunkel. Dann kommt Licht, viel Licht! " * 2,
        words_a_minute=pace,
    )
    fitted = from_words(words, profile, "de")
    cues = [f.cue for f in fitted]
    snapped = snap(cues, at(*times), profile, words=words)
    errors, warnings = judge(snapped, profile)
    assert errors == []
    assert warnings <= judge(cues, profile)[1]
    assert [cue.text for cue in snapped] == [cue.text for cue in cues]
    assert all(
        words[f.first].start - 200 <= cue.start <= words[f.first].start for f, cue in zip(fitted, snapped, strict=True)
    )
    assert all(a.end <= b.start for a, b in pairwise(snapped))
