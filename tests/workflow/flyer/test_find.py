"""Find and replace on a flyer: what would change is told before, and is one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.model.cue import CueState
from studio.project.project import Project
from studio.subtitles.find import Query
from studio.workflow.flyer import correct, find
from tests.workflow.flyer import made_flyers


@pytest.fixture
def flyer(tmp_path: Path) -> Iterator[Project]:
    with made_flyers.production(tmp_path) as project:
        made_flyers.translate(project)
        yield project


def texts(project: Project) -> list[str]:
    wordings = project.flyers.wordings(1)
    return [wordings[each.id].text for each in project.flyers.blocks(1)]


def test_what_would_change_is_told_in_reading_order(flyer: Project) -> None:
    changes = find.preview(flyer, 1, 1, Query("storm"), "orkaan")
    assert [change.before.split()[0] for change in changes] == ["De", "Een"]
    assert changes[0].after == "De orkaan"


def test_replacing_is_one_step_and_what_was_approved_is_edited(flyer: Project) -> None:
    before, changes = texts(flyer), find.preview(flyer, 1, 1, Query("Storm"), "Orkaan")
    assert find.approved(flyer, 1, changes) == 1
    assert find.replace(flyer, 1, changes) == 2
    assert texts(flyer)[1] == "De Orkaan"
    second = flyer.flyers.wordings(1)[changes[0].cue]
    assert (second.state, second.reviewer) == (CueState.EDITED, "")
    assert flyer.undo() == "Replace"
    assert texts(flyer) == before


def test_the_original_is_looked_through_where_no_edition_is_in_hand(flyer: Project) -> None:
    changes = find.preview(flyer, 1, None, Query("Sturm", match_case=True), "Orkan")
    assert find.approved(flyer, None, changes) == 0
    assert find.replace(flyer, None, changes) == 2
    assert flyer.flyers.blocks(1)[1].block.text == "Der Orkan"
    assert flyer.flyers.blocks(1)[1].state is CueState.EDITED


def test_what_was_changed_meanwhile_or_stays_as_it_is_is_left(flyer: Project) -> None:
    second = flyer.flyers.blocks(1)[1].id
    changes = find.preview(flyer, 1, 1, Query("Storm"), "Orkaan")
    correct.set_wording(flyer, 1, second, "De Stórm")
    assert find.replace(flyer, 1, changes) == 1
    assert find.replace(flyer, None, [replace(changes[0], before="anders")]) == 0
    correct.keep_as_is(flyer, [second], True)
    assert second not in {change.cue for change in find.preview(flyer, 1, 1, Query("De"), "Het")}


def test_a_pattern_with_a_mistake_is_told(flyer: Project) -> None:
    with pytest.raises(InputError):
        find.preview(flyer, 1, 1, Query("(", regex=True), "")
