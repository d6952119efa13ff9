"""The scripted transcripts are what they say: so many cues, so many faults, and nothing else wrong by form."""

from __future__ import annotations

import pytest

from studio.model.finding import Evidence
from studio.quality.check import check
from studio.subtitles import profiles
from tests.quality import planted

each = pytest.mark.parametrize("name", planted.NAMES)


@pytest.mark.parametrize("name", ["tuning.de", "held_out.de"])
def test_two_transcripts_have_200_cues_and_30_faults_of_all_kinds(name: str) -> None:
    made = planted.load(name)
    assert len(made.cues) == 200
    assert len(made.faults) == 30
    assert {fault.kind for fault in made.faults} == planted.ACCEPTED.keys()


@each
def test_only_the_planted_faults_break_a_rule_of_form(name: str) -> None:
    made = planted.load(name)
    evidence = Evidence(made.cues, profiles.load(made.profile), planted.FRAME_RATE, made.duration)
    at = {fault.cue: fault.kind for fault in made.faults}
    strays = [(f.index + 1, f.rule, made.cues[f.index].text) for f in check(evidence) if f.index not in at]
    assert strays == []


@each
def test_a_transcript_is_the_same_every_time(name: str) -> None:
    assert planted.load(name) == planted.load(name)


@each
def test_every_planted_word_is_in_its_line(name: str) -> None:
    for row in (planted.DATA / f"{name}.txt").read_text("utf-8").splitlines():
        line = planted._line(row)
        assert all(word in line.text for word in line.words), row
