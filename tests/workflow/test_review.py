"""The queue of what to check first: right after every edit, few, and left alone where people say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from studio.model.cue import Cue
from studio.model.media import Video
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import review
from studio.workflow.review import Item, Review

GOOD = Cue(10_000, 12_000, "Guten Abend.")
FAST = Cue(14_000, 15_000, "Willkommen im Theater der Stadt.")
LATER = Cue(20_000, 22_000, "Auf Wiedersehen.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production with one video and an empty German track, number 1."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    with Project.create(tmp_path / "film.souffleur") as made:
        with made.step("Add video"):
            video = made.media.add_video(Video(film, 60_000, Fraction(25), ()), "de")
            made.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
        yield made


def fill(project: Project, *cues: Cue) -> list[int]:
    with project.record():
        return project.cues.add(1, cues)


def built(project: Project) -> Review:
    """Return the queue of track 1, which follows every change from now on."""
    made = Review(project, 1)
    for _bite in made.build():
        pass
    project.subscribe(made.refresh)
    return made


def said(queue: Review) -> list[str]:
    return [item.title for item in queue.items]


def anew(project: Project) -> list[Item]:
    return built(project).items


def edit(project: Project, id: int, cue: Cue) -> None:
    stored = project.cues.get(id)
    assert stored is not None
    with project.step("Edit"):
        project.cues.put(replace(stored, cue=cue))


def test_a_cue_that_is_too_fast_says_so_and_offers_to_stay_longer(project: Project) -> None:
    ids = fill(project, GOOD, FAST, LATER)
    [item] = built(project).items
    assert item.title == "Cue 2: too fast to read"
    assert item.text == "There is a pause after it. The cue can stay 1.1 s longer without touching the next one."
    assert item.label == "Too fast"
    assert item.cues == (ids[1],)
    assert item.fix is not None
    assert item.fix.label == "Stay 1.1 s longer"


def test_a_fix_is_one_step_and_empties_the_queue(project: Project) -> None:
    fill(project, GOOD, FAST, LATER)
    queue = built(project)
    review.fix(project, queue.items[0])
    assert queue.items == []
    assert project.undo_label == "Stay 1.1 s longer"
    project.undo()
    assert said(queue) == ["Cue 2: too fast to read"]


def test_what_is_left_as_it_is_comes_back_when_its_cue_changes(project: Project) -> None:
    ids = fill(project, GOOD, FAST, LATER)
    queue = built(project)
    review.leave(project, queue.items[0])
    assert queue.items == []
    assert anew(project) == []
    edit(project, ids[1], replace(FAST, text="Willkommen im Theater der Städte."))
    assert said(queue) == ["Cue 2: too fast to read"]
    project.undo()
    assert queue.items == []
    project.undo()
    assert said(queue) == ["Cue 2: too fast to read"]


def test_many_cues_with_the_same_small_fault_are_one_item_with_one_fix(project: Project) -> None:
    fill(project, *(Cue(1000 * i, 1000 * i + 1000, "Ja, gut.") for i in range(11)))
    queue = built(project)
    [item] = queue.items
    assert item.title == "10 cues: too close to the next cue"
    assert len(item.cues) == 10


def test_after_every_edit_the_queue_is_what_it_would_be_anew(project: Project) -> None:
    ids = fill(project, GOOD, FAST, LATER)
    queue = built(project)
    for cue in (
        Cue(10_000, 14_500, "Guten Abend."),
        Cue(30_000, 30_500, "Guten Abend, meine Damen und Herren, und willkommen."),
        Cue(14_000, 14_100, ""),
    ):
        edit(project, ids[0], cue)
        assert queue.items == anew(project)
    with project.step("Delete"):
        project.cues.remove([ids[1]])
    assert queue.items == anew(project)
    while project.undo_label != "Add video":
        project.undo()
        assert queue.items == anew(project)
