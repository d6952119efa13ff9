"""What the stages say of a flyer."""

from __future__ import annotations

import pytest

from studio.gui.flyer_tab.stages import Facts, in_front, stages
from studio.gui.subtitle_tab.stages import Translation

HALF = Translation("Dutch", 7, 5)
WHOLE = Translation("English", 7, 7)


@pytest.mark.parametrize(
    ("facts", "details", "front"),
    [
        (Facts(), ["No text found", "Nothing to check", "Not begun", "Nothing exported yet"], "correct"),
        (Facts(7, 2), ["Done, 7 blocks", "2 of 7 checked", "Not begun", "Nothing exported yet"], "correct"),
        (
            Facts(7, 7, translations=(HALF,), shown=HALF),
            ["Done, 7 blocks", "All checked", "Dutch: 5 of 7 checked", "Nothing exported yet"],
            "translate",
        ),
        (
            Facts(1, 1, translations=(HALF, WHOLE), is_exported=True),
            ["Done, 1 block", "All checked", "2 languages", "Exported"],
            "correct",
        ),
    ],
)
def test_the_stages_say_how_far_a_flyer_is(facts: Facts, details: list[str], front: str) -> None:
    assert [stage.detail for stage in stages(facts)] == details
    assert in_front(facts) == front


def test_a_stage_is_done_when_all_of_it_is() -> None:
    done = [stage.is_done for stage in stages(Facts(7, 7, translations=(WHOLE,), is_exported=True))]
    assert done == [True, True, True, True]
    assert [stage.is_done for stage in stages(Facts(7, 3, translations=(HALF,)))] == [True, False, False, False]
