"""Find and replace in a production: shown first, then one step; nothing that changed meanwhile is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.model.cue import CueState
from studio.project.project import Project
from studio.workflow import correct, find
from studio.workflow.find import Query
from tests.workflow import corrected
from tests.workflow.corrected import GERMAN, dump, states, texts


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with corrected.production(tmp_path) as made:
        yield made


def test_hits_name_the_cue_and_the_characters(project: Project) -> None:
    hits = find.find(project, GERMAN, Query("unserem theater"))
    assert [(hit.cue, texts(project)[0][hit.start : hit.end]) for hit in hits] == [(1, "unserem Theater")]


def test_a_preview_changes_nothing(project: Project) -> None:
    before = dump(project)
    changes = find.preview(project, GERMAN, Query("Ja"), "Nein")
    assert [(change.cue, change.before, change.after) for change in changes] == [
        (id, "Ja.", "Nein.") for id in (2, 5, 9)
    ]
    assert dump(project) == before


def test_replacing_all_is_one_step_and_sets_approved_cues_to_edited(project: Project) -> None:
    correct.approve(project, [2, 3], "Eva")
    assert find.replace(project, find.preview(project, GERMAN, Query("Ja"), "Nein")) == 3
    assert states(project)[1:3] == [CueState.EDITED, CueState.APPROVED]
    assert project.undo() == "Replace"
    assert texts(project).count("Ja.") == 3
    assert states(project)[1] is CueState.APPROVED


def test_only_the_changes_that_were_kept_in_the_preview_are_made(project: Project) -> None:
    first, *_others = find.preview(project, GERMAN, Query("Ja"), "Nein")
    assert find.replace(project, [first]) == 1
    assert [stored.cue.text for stored in project.cues.of(GERMAN)].count("Ja.") == 2


def test_a_cue_that_changed_since_the_preview_is_left_alone(project: Project) -> None:
    changes = find.preview(project, GERMAN, Query("Ja"), "Nein")
    correct.set_text(project, 2, "Ja, gern.")
    correct.delete(project, [5])
    assert find.replace(project, changes) == 1
    assert (texts(project)[1], texts(project)[-2]) == ("Ja, gern.", "Nein.")


def test_lines_that_become_too_long_are_broken_anew_and_others_stay(project: Project) -> None:
    correct.set_text(project, 4, "und Prospero\nkommt auf die Insel.")
    (change,) = find.preview(project, GERMAN, Query("Insel"), "Halbinsel")
    assert change.after == "und Prospero\nkommt auf die Halbinsel."
    (change,) = find.preview(project, GERMAN, Query("die Insel"), "die allergrößte der Inseln im Meer")
    assert all(len(line) <= 37 for line in change.after.split("\n"))
    assert " ".join(change.after.split()) == "und Prospero kommt auf die allergrößte der Inseln im Meer."


def test_a_replaced_line_break_is_set_anew(project: Project) -> None:
    correct.set_text(project, 4, "und Prospero kommt auf die\nkleine Insel.")
    (change,) = find.preview(project, GERMAN, Query("die kleine"), "die ganz kleine")
    assert change.after == "und Prospero kommt\nauf die ganz kleine Insel."


def test_a_mistake_in_a_pattern_changes_nothing(project: Project) -> None:
    before = dump(project)
    with pytest.raises(InputError):
        find.preview(project, GERMAN, Query("(", regex=True), "")
    assert dump(project) == before


def test_names_are_corrected_everywhere_with_their_endings(project: Project) -> None:
    changes = find.names_preview(project, GERMAN)
    assert [(change.cue, change.after) for change in changes] == [
        (4, "und Prospero kommt auf die Insel."),
        (10, "Prosperos Zauber ist bald zu Ende."),
    ]
    assert find.replace_names(project, changes) == 2
    assert find.names_preview(project, GERMAN) == []
    assert project.undo() == "Correct names"
