"""What people do to the blocks of a flyer and to what these say elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.model.cue import CueState
from studio.model.document import Area, Line, Role
from studio.project.project import Project
from studio.workflow.flyer import correct, state
from tests.workflow.corrected import dump
from tests.workflow.flyer import made_flyers

FLYER = 1
Verb = Callable[[Project, list[int], int], object]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with made_flyers.production(tmp_path) as made:
        yield made


@pytest.fixture
def edition(project: Project) -> int:
    return made_flyers.translate(project)


def ids(project: Project) -> list[int]:
    return [stored.id for stored in project.flyers.blocks(FLYER)]


VERBS: dict[str, Verb] = {
    "change text": lambda p, b, e: correct.change_text(p, b[3], "Eine Insel."),
    "describe": lambda p, b, e: correct.describe(p, b[0], "Ein Boot"),
    "set wording": lambda p, b, e: correct.set_wording(p, e, b[0], "Theater"),
    "approve": lambda p, b, e: correct.approve(p, e, b, "Eva"),
    "approve source": lambda p, b, e: correct.approve(p, None, b, "Eva"),
    "withdraw": lambda p, b, e: correct.withdraw(p, e, b),
    "join": lambda p, b, e: correct.join(p, b[2:5]),
    "split": lambda p, b, e: correct.split(p, b[3], 20),
    "move": lambda p, b, e: correct.move(p, [b[5], b[1]], b[0]),
    "keep": lambda p, b, e: correct.keep_as_is(p, b[:2], True),
    "decoration": lambda p, b, e: correct.decoration(p, b[:2], True),
    "role": lambda p, b, e: correct.set_role(p, b[4:], Role.HEADING, 3),
    "language": lambda p, b, e: correct.set_language(p, b[:1], "fr"),
    "flyer's language": lambda p, b, e: correct.set_flyer_language(p, FLYER, "nl"),
    "title": lambda p, b, e: correct.set_title(p, e, "De Storm"),
    "remove edition": lambda p, b, e: correct.remove_edition(p, e),
}


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_is_one_step_that_undo_takes_back_and_redo_repeats(project: Project, edition: int, name: str) -> None:
    correct.approve(project, edition, ids(project)[:1], "Ada")
    before = dump(project)
    label = project.undo_label
    VERBS[name](project, ids(project), edition)
    after = dump(project)
    assert after != before
    project.undo()
    assert project.undo_label == label
    assert {**dump(project), "fit": []} == {**before, "fit": []}  # what was measured is measured again
    project.redo()
    assert {**dump(project), "fit": []} == {**after, "fit": []}


def test_a_changed_source_makes_its_wording_out_of_date_until_somebody_confirms_it(
    project: Project, edition: int
) -> None:
    block = ids(project)[1]
    correct.change_text(project, block, "Der große Sturm")
    stored, wording = project.flyers.block(block), project.flyers.wordings(edition)[block]
    assert stored is not None
    assert (stored.state, state.as_it_stands(stored, wording)) == (CueState.EDITED, CueState.STALE)
    assert state.standing(project, edition).stale == 1
    correct.approve(project, edition, [block], "Eva")
    wording = project.flyers.wordings(edition)[block]
    assert (wording.reviewer, state.as_it_stands(stored, wording)) == ("Eva", CueState.APPROVED)


def test_what_was_approved_is_edited_once_it_is_changed(project: Project, edition: int) -> None:
    block = ids(project)[0]
    correct.approve(project, edition, [block], "Eva")
    correct.set_wording(project, edition, block, "STADSTHEATER")
    wording = project.flyers.wordings(edition)[block]
    assert (wording.state, wording.reviewer, wording.reviewed_at) == (CueState.EDITED, "", None)


def test_a_block_without_a_translation_cannot_be_approved(project: Project) -> None:
    edition = made_flyers.translate(project, ["", "De Storm"])
    correct.approve(project, edition, ids(project), "Eva")
    assert list(project.flyers.wordings(edition)) == [ids(project)[1]]


def test_what_is_typed_in_a_row_is_one_step(project: Project, edition: int) -> None:
    block = ids(project)[1]
    for text in ("De", "De g", "De grote storm"):
        correct.set_wording(project, edition, block, text)
    project.undo()
    assert project.flyers.wordings(edition)[block].text == "De Storm"


def test_joined_blocks_say_what_they_said_in_all_languages(project: Project, edition: int) -> None:
    blocks = ids(project)
    first = correct.join(project, blocks[1:3])
    joined = project.flyers.block(first)
    assert joined is not None
    assert joined.block.text == "Der Sturm Von William Shakespeare, neu gelesen von Meike Harmsen"
    assert ids(project) == [blocks[0], blocks[1], *blocks[3:]]
    wording = project.flyers.wordings(edition)[first]
    assert wording.text == "De Storm Van William Shakespeare, in een nieuwe lezing van Meike Harmsen"
    assert state.as_it_stands(joined, wording) is CueState.EDITED  # one of both was only edited


@pytest.mark.parametrize("chosen", [[0], [0, 2]])
def test_only_neighbours_can_be_joined(project: Project, chosen: list[int]) -> None:
    with pytest.raises(InputError, match="one after the other"):
        correct.join(project, [ids(project)[place] for place in chosen])


def test_a_block_is_cut_between_words_and_its_parts_share_its_place(project: Project) -> None:
    block = ids(project)[3]
    stored = project.flyers.block(block)
    assert stored is not None
    at = stored.block.text.index("Prospero")
    first, second = correct.split(project, block, at)
    upper, lower = project.flyers.block(first), project.flyers.block(second)
    assert upper is not None
    assert lower is not None
    assert upper.block.text == "Eine Insel, ein Zauberer und eine alte Rechnung."
    assert f"{upper.block.text} {lower.block.text}" == stored.block.text
    assert stored.block.box.top == upper.block.box.top < upper.block.box.bottom <= lower.block.box.top
    assert lower.block.box.bottom == stored.block.box.bottom
    assert ids(project)[3:5] == [first, second]


@pytest.mark.parametrize("at", [0, 9999])
def test_nothing_is_cut_off_at_either_end(project: Project, at: int) -> None:
    with pytest.raises(InputError, match="nothing to cut"):
        correct.split(project, ids(project)[3], at)


def test_cut_and_joined_again_a_block_says_the_same_in_the_same_place(project: Project) -> None:
    block = ids(project)[3]
    before = project.flyers.block(block)
    assert before is not None
    correct.join(project, correct.split(project, block, before.block.text.index("Prospero")))
    after = project.flyers.block(block)
    assert after is not None
    assert (after.block.text, after.block.box) == (before.block.text, before.block.box)


@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [([4], 0, [4, 0, 1, 2, 3, 5, 6]), ([0, 1], None, [2, 3, 4, 5, 6, 0, 1]), ([1, 2], 2, [0, 1, 2, 3, 4, 5, 6])],
)
def test_blocks_are_read_where_they_were_moved(
    project: Project, moved: list[int], before: int | None, order: list[int]
) -> None:
    blocks = ids(project)
    correct.move(project, [blocks[place] for place in moved], None if before is None else blocks[before])
    assert ids(project) == [blocks[place] for place in order]


def test_a_described_picture_is_no_decoration(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    with made_flyers.production(folder, [made_flyers.picture()]) as project:
        block = ids(project)[0]
        correct.decoration(project, [block], True)
        correct.describe(project, block, "Ein Boot auf dem Meer")
        stored = project.flyers.block(block)
        assert stored is not None
        assert (stored.block.text, stored.block.is_decoration) == ("Ein Boot auf dem Meer", False)


def test_a_block_that_is_gone_is_an_error_that_people_understand(project: Project, edition: int) -> None:
    for verb in (correct.change_text, lambda p, b, t: correct.set_wording(p, edition, b, t)):
        with pytest.raises(InputError):
            verb(project, 99, "x")


def test_only_a_level_from_one_to_six_is_a_headings(project: Project) -> None:
    with pytest.raises(InputError, match="1 to 6"):
        correct.set_role(project, ids(project)[:1], Role.HEADING, 7)


def test_a_single_line_is_cut_left_and_right(tmp_path: Path) -> None:
    folder = tmp_path / "line"
    folder.mkdir()
    (part,) = made_flyers.blocks(["Karten Programm"])
    line = Line(part.box, part.text, (3,))
    with made_flyers.production(folder, [replace(part, areas=(Area(0, part.box, (line,)),))]) as project:
        first, second = (project.flyers.block(id) for id in correct.split(project, ids(project)[0], 7))
        assert first is not None
        assert second is not None
        assert (first.block.text, second.block.text) == ("Karten", "Programm")
        assert first.block.box.right == second.block.box.left
        assert first.block.box.top == second.block.box.top
        assert first.block.areas[0].lines[0].places == (3,)
