"""Sentences are split as an editor would: measured on passages by another hand, of which half were never looked at."""

from __future__ import annotations

import pytest

from tests.translation import corpus_scores


@pytest.mark.parametrize("language", corpus_scores.LANGUAGES)
@pytest.mark.parametrize("half", corpus_scores.HALVES)
def test_hard_passages_are_split_exactly(language: str, half: str) -> None:
    counts = corpus_scores.splits(language, half)
    print(f"{language} {half}: exact {counts['all'].share:.1%}, borders {counts['all'].f1:.1%}")  # noqa: T201
    assert counts["all"].passages >= 40
    assert counts["all"].share >= 0.90
    assert counts["all"].f1 >= 0.92
