"""Translated sentences go back into cues as an editor would cut them: measured on sentences by another hand.

Half of them were never looked at while the rules were made.  The measures and the baselines are in
`tests/translation/corpus_scores.py`.
"""

from __future__ import annotations

import functools

import pytest

from studio.subtitles import profiles
from tests.translation import corpus_scores
from tests.translation.corpus_scores import WAYS, Cuts


@functools.cache
def counted(direction: str, half: str, way: str) -> Cuts:
    """One direction, looked at once."""
    return corpus_scores.cuts(direction, half, WAYS[way])["all"]


def measured(half: str, way: str) -> Cuts:
    """All directions together."""
    found = [{"all": counted(direction, half, way)} for direction in corpus_scores.DIRECTIONS]
    return corpus_scores.total(found, "all")


@pytest.mark.parametrize("half", corpus_scores.HALVES)
def test_names_and_numbers_are_in_the_right_cue(half: str) -> None:
    assert measured(half, "ours").anchors > 100
    assert measured(half, "ours").names >= 0.98
    assert measured(half, "ours").strictly >= 0.98


@pytest.mark.parametrize("half", corpus_scores.HALVES)
def test_cuts_lie_on_clause_borders(half: str) -> None:
    assert measured(half, "ours").clauses >= 0.90
    assert measured(half, "ours").places >= 0.87


@pytest.mark.parametrize("half", corpus_scores.HALVES)
@pytest.mark.parametrize("direction", corpus_scores.DIRECTIONS)
def test_no_pair_of_languages_falls_behind(half: str, direction: str) -> None:
    counts = counted(direction, half, "ours")
    assert counts.names >= 0.90
    assert counts.clauses >= 0.80
    assert counts.places >= 0.80


@pytest.mark.parametrize("half", corpus_scores.HALVES)
@pytest.mark.parametrize("baseline", ["by share", "filled up"])
def test_the_optimisation_is_better_than_simple_ways(half: str, baseline: str) -> None:
    assert measured(half, "ours").strictly > measured(half, baseline).strictly + 0.05
    assert measured(half, "ours").places > measured(half, baseline).places + 0.3
    assert measured(half, "ours").clauses > measured(half, baseline).clauses + 0.3


@pytest.mark.parametrize("half", corpus_scores.HALVES)
@pytest.mark.parametrize("direction", corpus_scores.DIRECTIONS)
def test_every_cue_keeps_its_profile_and_none_is_called_impossible(judge, half: str, direction: str) -> None:
    for item in corpus_scores.items(f"cues.{direction}", half):
        fitted = corpus_scores.fitted_of(item)
        assert judge([f.cue for f in fitted], profiles.load(item["profile"])) == ([], set()), item["id"]
        assert all(f.impossible == () for f in fitted), item["id"]


@pytest.mark.parametrize("half", corpus_scores.HALVES)
@pytest.mark.parametrize("direction", corpus_scores.DIRECTIONS)
def test_no_cue_is_empty_and_nothing_is_lost_or_doubled(half: str, direction: str) -> None:
    counts = counted(direction, half, "ours")
    assert (counts.empty, counts.lost) == (0, 0)
