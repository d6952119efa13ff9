"""The order in which a flyer is read, and what its blocks are, as one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.model.cue import CueState
from studio.model.document import Role, TextBlock
from studio.project.project import Project
from studio.workflow.flyer.arrange import arrange
from tests.workflow.flyer import made_flyers


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production with the flyer and its picture."""
    with made_flyers.production(tmp_path, [*made_flyers.blocks(), made_flyers.picture()]) as made:
        yield made


def now(project: Project) -> list[TextBlock]:
    return [each.block for each in project.flyers.blocks(1)]


def test_order_and_roles_change_as_one_step_that_undo_takes_back(project: Project) -> None:
    before = now(project)
    first, second, *rest = before
    wanted = [replace(second, level=2), replace(first, role=Role.HEADER, is_kept=True), *rest]
    arrange(project, 1, wanted)
    assert now(project) == wanted
    assert project.undo() == "Change reading order"
    assert now(project) == before
    assert project.redo() == "Change reading order"
    assert now(project) == wanted


def test_nothing_changed_is_no_step(project: Project) -> None:
    label = project.undo_label
    arrange(project, 1, now(project))
    assert project.undo_label == label


def test_a_description_is_kept_and_edited_but_no_other_text_changes(project: Project) -> None:
    first, *others, picture = now(project)
    arrange(project, 1, [replace(first, text="nonsense"), *others, replace(picture, text=" Ein Boot im Sturm ")])
    stored = project.flyers.blocks(1)
    assert (stored[0].block.text, stored[0].state) == (made_flyers.GERMAN[0], CueState.MACHINE)
    assert (stored[-1].block.text, stored[-1].state) == ("Ein Boot im Sturm", CueState.EDITED)


def test_only_headings_have_a_level(project: Project) -> None:
    first, *rest = now(project)
    arrange(project, 1, [replace(first, level=3), *rest])
    assert now(project)[0].level == 0


def test_a_block_that_is_gone_is_said_to_be(project: Project) -> None:
    blocks = now(project)
    with project.step("Remove"):
        project.flyers.remove([blocks[0].key])
    with pytest.raises(InputError):
        arrange(project, 1, blocks)


def test_a_block_that_came_meanwhile_is_read_last(project: Project) -> None:
    blocks = now(project)
    with project.step("Add"):
        (new,) = project.flyers.add_blocks(1, [made_flyers.picture("Neu")])
    arrange(project, 1, blocks[::-1])
    assert [block.key for block in now(project)] == [*(block.key for block in blocks[::-1]), new]
