"""What the menu File does with a production: copies, subtitles to compare with, videos that go and come back."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.hand_over import HandOverDialog
from studio.gui.main_window import MainWindow
from studio.gui.messages import ErrorDialog
from studio.model.cue import Cue
from studio.model.media import Video
from studio.project.project import Project
from tests import clips
from tests.gui import producing
from tests.gui.accessible import unnamed

SUBTITLES = "1\n00:00:01,000 --> 00:00:02,500\nWillkommen in Wien.\n"


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two films that can be played."""
    folder = tmp_path_factory.mktemp("films")
    clips.mute(folder / "trailer.mp4")
    (folder / "talk.mp4").write_bytes((folder / "trailer.mp4").read_bytes() + b"another")
    return folder


@pytest.fixture
def opened(window: MainWindow, films: Path, tmp_path: Path) -> MainWindow:
    """Return the window with a production of two films, the first, with two cues, in front."""
    for film in films.iterdir():
        shutil.copy(film, tmp_path)
    with Project.create(tmp_path / "season.souffleur") as made:
        for name in ("trailer.mp4", "talk.mp4"):
            with made.step("Add video"):
                made.media.add_video(Video(tmp_path / name, 3000, Fraction(25), (), 320, 180))
        producing.add_track(made, [Cue(500, 1500, "Guten Abend."), Cue(2000, 2900, "Vielen Dank.")])
    window.open_path(tmp_path / "season.souffleur")
    window.show_video(1)
    return window


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Answer every question for a file with `path`."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_values: (str(path), ""))


def shown(window: MainWindow) -> list[str]:
    return [tab.session.video.file.name for tab in window.tabs.videos()]


def test_a_copy_is_saved_beside(opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, tmp_path / "kept")
    opened.action("file.save_copy").trigger()
    with Project.open(tmp_path / "kept.souffleur") as copy:
        assert len(copy.media.videos()) == 2
        assert copy.undo_label == "Add video"


def test_a_copy_is_handed_over_after_it_was_said_what_it_lacks(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(monkeypatch, tmp_path / "given.souffleur")
    opened.action("file.hand_over").trigger()
    dialog = opened.findChild(HandOverDialog)
    assert dialog is not None
    assert unnamed(dialog) == []
    assert not (tmp_path / "given.souffleur").exists()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    with Project.open(tmp_path / "given.souffleur") as copy:
        assert len(copy.cues.of(1)) == 2
        assert copy.undo_label is None


def test_a_copy_to_a_place_that_is_not_there_is_refused_in_words(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "none" / "copy.souffleur")
    opened.action("file.save_copy").trigger()
    dialog = opened.findChild(ErrorDialog)
    assert dialog is not None
    assert "copy.souffleur" in dialog.text()


def test_subtitles_to_compare_with_stand_beside_and_are_never_changed(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.de.srt").write_text(SUBTITLES, "utf-8")
    choose(monkeypatch, tmp_path / "old.de.srt")
    opened.action("file.compare").trigger()
    session = opened.session
    assert session is not None
    assert [track.is_read_only for track in session.tracks()] == [False, True]
    assert session.track is not None
    assert session.track.id == 1
    opened.action("edit.undo").trigger()
    assert len(session.tracks()) == 1


def test_a_removed_video_comes_back_with_undo(opened: MainWindow, qtbot: QtBot) -> None:
    opened.action("file.remove_video").trigger()
    qtbot.waitUntil(lambda: shown(opened) == ["talk.mp4"])
    assert not opened.action("file.remove_video").isEnabled()
    opened.action("edit.undo").trigger()
    qtbot.waitUntil(lambda: sorted(shown(opened)) == ["talk.mp4", "trailer.mp4"])
    assert opened.session is not None
    assert opened.session.video.file.name == "trailer.mp4"
    assert opened.session.cues.rowCount() == 2


def test_a_tab_that_was_closed_stays_closed_when_another_video_goes(opened: MainWindow, qtbot: QtBot) -> None:
    opened.close_tab()
    assert shown(opened) == ["talk.mp4"]
    opened.action("file.remove_video").trigger()
    qtbot.waitUntil(lambda: shown(opened) == [])
    assert opened.project is not None
    assert len(opened.project.media.videos()) == 1
