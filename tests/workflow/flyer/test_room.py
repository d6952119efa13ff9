"""How a text fits, in words: for the list, the editor and the export alike."""

from __future__ import annotations

import pytest

from studio.model.document import Fit, Measure
from studio.workflow.flyer import room


def test_what_fits_says_only_what_was_done_for_it() -> None:
    assert (room.of(Fit(1)).word, room.of(Fit(1)).title, room.of(Fit(1)).sentence) == ("Fits", "It fits.", "")
    assert room.of(Fit(1, over=0.2, measure=Measure.ROOM)).sentence == "It takes the free space below."


@pytest.mark.parametrize("measure", [each for each in Measure if each not in (Measure.NONE, Measure.SMALLER)])
def test_each_measure_has_its_sentence(measure: Measure) -> None:
    assert room.of(Fit(1, measure=measure)).sentence.endswith(".")


def test_what_is_set_smaller_says_by_how_much_and_what_would_help() -> None:
    found = room.of(Fit(1, 0.92, 0.12, 21, Measure.SMALLER))
    assert (found.kind, found.word) == ("smaller", "12 % too long; set at 92 %")
    assert found.lines == ("12 % too long;", "set at 92 %")
    assert f"{found.title} {found.sentence}" == (
        "12 % too long. It is set at 92 % of the size, so that it fits. "
        "About 21 letters fewer would bring back full size."
    )


def test_a_misfit_says_so_even_at_full_size() -> None:
    found = room.of(Fit(1, 1.0, 0.3, 1, fits=False))
    assert (found.kind, found.word) == ("misfit", "Does not fit")
    assert found.sentence.endswith("About 1 letter fewer would bring back full size.")
