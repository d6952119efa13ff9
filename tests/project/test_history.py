"""Steps of people, beside what the machine does: labels, typing, bounds, conflicts, a doctored record."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError
from studio.model.cue import Cue, CueState
from studio.project import history
from studio.project.history import History
from studio.project.project import Project
from studio.project.values import Cause, Changed, StoredTrack


def write(project: Project, text: str, *, cue: int = 1, label: str = "Edit", merge: str = "") -> None:
    stored = project.cues.get(cue)
    assert stored is not None
    with project.step(label, merge=merge):
        project.cues.put(replace(stored, cue=replace(stored.cue, text=text, state=CueState.EDITED)))


def text(project: Project, cue: int = 1) -> str:
    stored = project.cues.get(cue)
    return stored.cue.text if stored else "gone"


def test_labels_say_what_comes_next(project: Project) -> None:
    write(project, "a", label="Change text")
    assert (project.undo_label, project.redo_label) == ("Change text", None)
    project.undo()
    assert (project.undo_label, project.redo_label) == ("Add video", "Change text")
    project.undo()
    assert (project.undo_label, project.redo_label) == (None, "Add video")
    assert project.undo() is None


@pytest.mark.parametrize("label", ["", "x" * 3000, "Ersetze “a” durch “ß”\n"])
def test_any_label_will_do(project: Project, label: str) -> None:
    write(project, "a", label=label)
    assert project.undo() == label[: history.LONGEST_LABEL]
    assert text(project) == "Guten Abend."


def test_a_new_step_ends_redo(project: Project) -> None:
    write(project, "a")
    project.undo()
    write(project, "b")
    assert project.redo_label is None
    assert project.redo() is None
    assert text(project) == "b"


def test_a_step_that_changes_nothing_leaves_no_trace(project: Project) -> None:
    write(project, "a")
    project.undo()
    seen: list[Changed] = []
    project.subscribe(seen.append)
    with project.step("Nothing"):
        project.cues.put(*project.cues.of(1))
    with project.step("There and back"):
        stored = project.cues.of(1)[0]
        project.cues.put(replace(stored, comment="x"))
        project.cues.put(stored)
        project.cues.remove(project.cues.add(1, [Cue(0, 1, "gone")]))
    assert (project.undo_label, project.redo_label) == ("Add video", "Edit")


def test_typing_is_one_step_and_each_letter_is_on_the_disk(project: Project, path: Path) -> None:
    for typed in ("G", "Gu", "Gut"):
        write(project, typed, merge="cue 1 text")
    assert text(project) == "Gut"
    assert project.undo() == "Edit"
    assert text(project) == "Guten Abend."
    assert project.undo_label == "Add video"
    project.redo()
    assert text(project) == "Gut"


def test_typing_elsewhere_later_or_after_undo_is_a_new_step(project: Project) -> None:
    clock = Clock()
    project._history._clock = clock
    write(project, "a", merge="cue 1")
    write(project, "b", merge="cue 1")
    write(project, "x", cue=2, merge="cue 2")
    write(project, "y", cue=2, merge="cue 2", label="Other")
    clock.now += history.MERGED_WITHIN + 1
    write(project, "z", cue=2, merge="cue 2", label="Other")
    assert [project.undo() for _ in range(3)] == ["Other", "Other", "Edit"]
    assert text(project, 1) == "b"
    write(project, "n", cue=2, merge="cue 2")
    write(project, "m", cue=2)
    write(project, "l", cue=2)
    for expected in ("m", "n", "Willkommen im\nTheater."):
        project.undo()
        assert text(project, 2) == expected


def test_typing_goes_on_after_a_letter_that_could_not_be_kept(project: Project) -> None:
    with pytest.raises(InputError, match="too large"):
        write(project, "x" * 2_000_000, merge="cue 1")
    write(project, "a", merge="cue 1")
    with pytest.raises(InputError, match="too large"):
        write(project, "x" * 2_000_000, merge="cue 1")
    write(project, "b", merge="cue 1")
    project.undo()
    assert text(project) == "a"


def test_what_the_machine_writes_neither_ends_redo_nor_is_undone(project: Project) -> None:
    write(project, "a")
    project.undo()
    with project.record():
        (new,) = project.cues.add(1, [Cue(9000, 9500, "neu")])
    assert project.redo() == "Edit"
    assert (text(project), text(project, new)) == ("a", "neu")
    project.undo()
    assert (text(project), text(project, new)) == ("Guten Abend.", "neu")


def test_undo_leaves_alone_what_the_machine_changed_since(project: Project) -> None:
    write(project, "a")
    project.undo()
    stored = project.cues.of(1)[0]
    with project.record():  # the machine snaps the cue, which is its own again, to a shot
        project.cues.put(replace(stored, cue=replace(stored.cue, start=960)))
    project.redo()
    assert project.cues.of(1)[0].cue == Cue(960, 2000, "a", state=CueState.EDITED)
    project.undo()
    assert project.cues.of(1)[0].cue == replace(stored.cue, start=960)


def test_ids_are_never_used_twice(project: Project) -> None:
    with project.step("Insert"):
        (mine,) = project.cues.add(1, [Cue(7000, 8000, "von Hand")])
    project.undo()
    with project.record():
        (machines,) = project.cues.add(1, [Cue(9000, 9500, "Maschine")])
    assert machines != mine
    project.redo()
    assert (text(project, mine), text(project, machines)) == ("von Hand", "Maschine")


def test_the_machines_cues_go_and_come_with_the_track_they_are_in(project: Project) -> None:
    with project.step("Translate"):
        track = project.tracks.add(StoredTrack(0, 1, "nl"))
    with project.record():
        project.cues.add(track.id, [Cue(0, 1, "Goedenavond")])
    project.undo()
    assert project.cues.of(track.id) == []
    project.redo()
    assert [stored.cue.text for stored in project.cues.of(track.id)] == ["Goedenavond"]


def test_an_edit_of_a_cue_that_the_machine_removed_comes_back_whole(project: Project) -> None:
    write(project, "von Hand")
    project.undo()
    with project.record():
        project.cues.remove([1])
    project.redo()
    assert project.cues.of(1)[0].cue == Cue(1000, 2000, "von Hand", state=CueState.EDITED)
    project.undo()
    assert text(project) == "gone"


def test_the_evidence_of_a_removed_video_comes_back_with_it(project: Project, path: Path) -> None:
    heard = project.evidence.heard(1)
    with project.step("Remove video"):
        project.media.remove(1)
    assert project.media.videos() == []
    project.close()
    with Project.open(path) as again:
        again.undo()
        assert [video.id for video in again.media.videos()] == [1]
        assert again.evidence.heard(1) == heard


def test_a_removed_video_goes_for_good_once_no_step_brings_it_back(project: Project, path: Path) -> None:
    with project.step("Remove video"):
        project.media.remove(1)
    with project.record():
        project._history.clear()
    project.close()
    with Project.open(path) as again:
        assert again.media.file(1) is None
        assert again.evidence.heard(1) == []
        assert again._db.value("SELECT count(*) FROM word") == 0


def test_only_the_newest_steps_are_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_STEPS", 5)
    for i in range(12):
        write(project, f"text {i}")
    assert [project.undo() for _ in range(6)] == ["Edit"] * 5 + [None]
    assert text(project) == "text 6"
    assert project._db.value("SELECT count(*) FROM change") == 5


def test_steps_that_touch_very_much_push_out_older_ones(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_ROWS", 4)
    write(project, "a")
    write(project, "b")
    with project.step("All"):
        project.cues.put(*[replace(stored, comment="!") for stored in project.cues.of(1)])
    assert [project.undo() for _ in range(3)] == ["All", "Edit", None]


def test_500_steps_are_kept() -> None:
    assert history.MOST_STEPS == 500


def test_nothing_is_written_outside_a_step(project: Project) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="outside a step"):
        project.names.add("x")
    with pytest.raises(sqlite3.IntegrityError, match="outside a step"):
        project.view.put("x", 1)
    with pytest.raises(sqlite3.IntegrityError, match="outside a step"):
        project.evidence.keep_shots(1, [])
    assert project.evidence.shots(1) != []


def test_steps_are_not_nested(project: Project) -> None:
    with pytest.raises(RuntimeError, match="inside"), project.step("a"), project.step("b"):
        pass


def test_subscribers_learn_which_rows_were_touched(project: Project) -> None:
    seen: list[Changed] = []
    stop = project.subscribe(seen.append)
    write(project, "a", label="Change text")
    project.undo()
    with project.record():
        project.cues.remove([3])
        project.view.put("zoom", 3)
    stop()
    project.redo()
    assert seen == [
        Changed(Cause.STEP, "Change text", {"cue": frozenset({1})}),
        Changed(Cause.UNDO, "Change text", {"cue": frozenset({1})}),
        Changed(Cause.RECORD, "", {"cue": frozenset({3}), "view": frozenset({"zoom"})}),
    ]


def test_a_failed_step_is_told_to_nobody(project: Project) -> None:
    seen: list[Changed] = []
    project.subscribe(seen.append)
    with pytest.raises(InputError), project.step("a"):
        project.names.add("x" * 2000)
    assert seen == []


DOCTORED = {
    "a table that is none of ours": "UPDATE change SET table_name = 'sqlite_schema'",
    "a table with SQL in its name": "UPDATE change SET table_name = 'cue; DROP TABLE cue'",
    "no JSON": "UPDATE change SET old = 'DELETE FROM cue'",
    "a row of another": "UPDATE change SET old = json_set(old, '$[0]', 99)",
    "too few values": "UPDATE change SET old = '[1]'",
    "nested values": "UPDATE change SET old = json_set(old, '$[4]', json('[1]'))",
    "very nested values": "UPDATE change SET old = printf('%.*c', 100000, '[')",
    "negative times": "UPDATE change SET old = json_set(old, '$[2]', -5)",
    "numbers for texts": "UPDATE change SET old = json_set(old, '$[2]', 'x')",
    "a huge number": "UPDATE change SET old = replace(old, '1000', '1000000000000000000000000')",
    "an unknown state": "UPDATE change SET old = json_set(old, '$[7]', 'wild')",
    "an unknown track": "UPDATE change SET old = json_set(old, '$[1]', 77)",
}


@pytest.mark.parametrize("sql", DOCTORED.values(), ids=DOCTORED.keys())
def test_a_doctored_step_is_refused_and_the_texts_stay(
    project: Project, doctor: Callable[[str], Path], sql: str
) -> None:
    path = doctor("")
    with Project.open(path) as again:
        write(again, "a")
    doctor(f"{sql} WHERE step = (SELECT max(id) FROM step)")
    with Project.open(path) as again:
        with pytest.raises(InputError, match="no longer be taken back"):
            again.undo()
        assert text(again) == "a"
        assert again.undo_label is None
        write(again, "b")
        assert again.undo() == "Edit"
        assert text(again) == "a"


def test_a_doctored_value_is_only_ever_a_value(project: Project, doctor: Callable[[str], Path]) -> None:
    path = doctor("")
    with Project.open(path) as again:
        write(again, "a")
    evil = "x''); DROP TABLE cue; --"
    doctor(f"UPDATE change SET old = json_set(old, '$[4]', '{evil}') WHERE step = (SELECT max(id) FROM step)")
    with Project.open(path) as again:
        again.undo()
        assert text(again) == evil.replace("''", "'")


def test_a_full_disk_takes_back_the_step_and_keeps_the_rest(project: Project) -> None:
    write(project, "a")
    project._db.value(f"PRAGMA max_page_count = {project._db.value('PRAGMA page_count')}")
    with pytest.raises(EnvironmentFault, match=r"disk is full.*season\.souffleur"):
        write(project, "b" * 500_000)
    assert text(project) == "a"
    project._db.value("PRAGMA max_page_count = 1000000")
    write(project, "c")
    project.undo()
    assert text(project) == "a"


@pytest.mark.parametrize(
    "cue", [Cue(2**62, 2**62, "a"), Cue(10**30, 10**30, "a"), Cue(0, 1, "a" * 1_000_001), Cue(0, 1, "\ud800")]
)
def test_values_too_large_for_a_production_are_refused_kindly(project: Project, cue: Cue) -> None:
    with pytest.raises(InputError, match="too large"), project.step("Import"):
        project.cues.add(1, [cue])
    assert len(project.cues.of(1)) == 3


class Clock:
    """A clock that stands."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_clock_of_typing_is_the_systems(project: Project) -> None:
    assert isinstance(project._history, History)
    assert project._history._clock() > 0
