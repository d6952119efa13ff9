"""Where people end their lines and cues: what they cut and what we cut alike, as F1.

The files of `material` only score.  The French sentences beside the tests are our own; where they failed, rules and
words were mended, as long as that is so for the language and not for the sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import human_breaks

OWN = Path(__file__).parent / "data" / "english_french.txt"


@pytest.mark.parametrize(("language", "least"), [("en", 0.66), ("fr", 0.67)])
def test_we_break_where_people_do(material: Path, language: str, least: float) -> None:
    assert human_breaks.f1(human_breaks.breaks(material, language, human_breaks.ours), "any") >= least


def test_a_french_translation_is_cut_where_people_cut_it(material: Path) -> None:
    assert human_breaks.f1(human_breaks.carried_breaks(material), "cue ends") >= 0.84


def test_a_language_that_is_data_alone_follows_the_picture() -> None:
    lines = [line.split(" | ") for line in OWN.read_text("utf-8").splitlines() if " | " in line]
    both = wanted = given = 0
    for cues, chunks in zip(lines[::2], lines[1::2], strict=True):
        words = " ".join(chunks).split()
        marks = human_breaks.carried(cues, words)
        ends = {len(" ".join(chunks[: i + 1]).split()) - 1 for i in range(len(chunks) - 1)}
        found = {i for i, mark in enumerate(marks) if mark}
        both, wanted, given = both + len(ends & found), wanted + len(ends), given + len(found)
    assert len(lines) > 90
    assert 2 * both / (wanted + given) >= 0.90
