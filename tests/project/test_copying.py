"""A copy is whole; a copy to hand over has nothing in it that is nobody else's business."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError
from studio.project.project import Project

SECRET = "Geheimnis-der-Probe"


def test_a_copy_is_the_same_and_can_be_undone(project: Project, tmp_path: Path) -> None:
    with project.step("Remove"):
        project.cues.remove([1])
    project.copy_to(tmp_path / "copy.souffleur")
    with project.step("After the copy"):
        project.names.add("x")
    with Project.open(tmp_path / "copy.souffleur") as copy:
        assert copy.undo() == "Remove"
        assert len(copy.cues.of(1)) == 3
        assert copy.evidence.heard(1) == project.evidence.heard(1)


def test_a_copy_to_hand_over_leaves_out_steps_view_removed_files_and_folders(project: Project, path: Path) -> None:
    project._db.value("PRAGMA secure_delete = OFF")  # as SQLite is built on most systems
    outside = path.parent.parent / f"{SECRET}.mp4"
    outside.write_bytes(b"other film")
    try:
        (video,) = project.media.videos()
        with project.step(SECRET):
            project.media.move(video.id, outside)
            removed = project.media.add_flyer(outside)
            project.names.remove([project.names.add(SECRET)])
            project.tracks.keep_original(1, SECRET, SECRET * 5000)
        with project.step("Remove"):
            project.tracks.put(project.tracks.of(1)[1])
            project._db.run("DELETE FROM original")
            project.media.remove(removed)
        with project.record():
            project.view.put("recent", SECRET)
        handed = path.with_name("handed.souffleur")
        project.copy_to(handed, hand_over=True)
    finally:
        outside.unlink()
    content = handed.read_bytes()
    assert content.count(SECRET.encode()) == 1  # the name of the video that is still in it
    assert b".." not in content.split(SECRET.encode())[0][-3:]
    with Project.open(handed) as copy:
        assert (copy.undo_label, copy.redo_label, copy.view.get("recent")) == (None, None, None)
        assert [stored.file.path for stored in copy.media.videos()] == [f"{SECRET}.mp4"]
        assert [stored.cue for stored in copy.cues.of(1)] == [stored.cue for stored in project.cues.of(1)]
    assert project.undo_label == "Remove"


def test_a_copy_replaces_a_file_but_never_an_open_production(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "copy.souffleur"
    target.write_bytes(b"something else")
    project.copy_to(target)
    with Project.open(target), pytest.raises(EnvironmentFault, match="another window"):
        project.copy_to(target)
    with pytest.raises(InputError, match="take the place"):
        project.copy_to(project.path)
    assert sorted(file.name for file in tmp_path.glob("*souffleur*")) == [
        "copy.souffleur", "season.souffleur", "season.souffleur-wal",
    ]  # fmt: skip


def test_a_copy_into_a_missing_folder_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        project.copy_to(tmp_path / "none" / "copy.souffleur")
