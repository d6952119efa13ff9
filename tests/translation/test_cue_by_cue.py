"""Whole sentences are translated, because cues alone lose what holds a sentence together: measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.translation import cue_by_cue

COUNT = 15


@pytest.mark.parametrize("direction", cue_by_cue.DIRECTIONS)
def test_translating_cue_by_cue_loses_sentences_that_whole_ones_keep(
    direction: str, practice: Path, tmp_path: Path
) -> None:
    scores = cue_by_cue.measured(direction, COUNT, practice, tmp_path)
    for name, score in scores.items():
        print(f"{direction} {name}: right {score.right}/{score.items}, names {score.in_place}/{score.anchors}")  # noqa: T201
    assert scores["ours"].items == COUNT
    assert scores["ours"].right >= scores["cue by cue"].right + COUNT // 4
    assert scores["ours"].right >= 0.9 * COUNT
    assert scores["ours"].in_place >= 0.9 * scores["ours"].anchors
