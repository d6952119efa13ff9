"""The window opens what it is given, in tabs, and comes back as it was left."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from studio.errors import InputError
from studio.gui.app import build
from studio.gui.main_window import MainWindow
from studio.gui.messages import ErrorDialog
from studio.jobs.lanes import Lanes
from tests.gui.accessible import unnamed

SUBTITLES = "1\n00:00:01,000 --> 00:00:02,500\nWillkommen in Wien.\n"


@pytest.fixture
def film(practice: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample film in a folder of its own."""
    folder = tmp_path / "Für Kinder"
    folder.mkdir()
    return Path(shutil.copy(practice / "welcome.de.mp4", folder / "Einführung.de.mp4"))


@pytest.fixture
def opened(window: MainWindow, film: Path, qtbot: QtBot) -> MainWindow:
    """Return the window with a film in it."""
    window.open_path(film)
    wait_for_video(window, qtbot)
    return window


def wait_for_video(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session is not None)


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files onto the middle of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, none, left = window.rect().center(), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(at), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, none))


def test_a_film_that_is_dropped_begins_a_production_beside_it(window: MainWindow, film: Path, qtbot: QtBot) -> None:
    drop(window, film)
    wait_for_video(window, qtbot)
    assert film.with_name("Einführung.souffleur").is_file()
    assert window.windowTitle() == "Einführung – Souffleur"
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Einführung.de.mp4"


def test_a_production_opens_with_its_videos(opened: MainWindow, film: Path, qtbot: QtBot) -> None:
    opened.close_production()
    opened.open_path(film.with_name("Einführung.souffleur"))
    assert opened.session is not None
    assert opened.session.video.file.name == "Einführung.de.mp4"


def test_another_film_that_is_dropped_on_a_video_joins_its_production(
    opened: MainWindow, film: Path, qtbot: QtBot
) -> None:
    other = Path(shutil.copy(film, film.with_name("Zweiter.mp4")))
    other.write_bytes(film.read_bytes() + b"another")
    drop(opened, other)
    qtbot.waitUntil(lambda: opened.tabs.count() == 3)
    assert opened.project is not None
    assert len(opened.project.media.videos()) == 2


def test_the_same_film_again_is_only_brought_to_the_front(opened: MainWindow, film: Path) -> None:
    opened.show_home()
    opened.open_path(film)
    assert opened.session is not None
    assert opened.tabs.count() == 2


def test_a_subtitle_file_that_is_dropped_on_a_video_becomes_its_track(opened: MainWindow, film: Path) -> None:
    subtitles = film.with_suffix(".srt")
    subtitles.write_text(SUBTITLES, "utf-8")
    drop(opened, subtitles)
    assert opened.session is not None
    assert opened.session.cues.stored(0).cue.text == "Willkommen in Wien."


def test_a_subtitle_file_on_home_brings_its_film(window: MainWindow, film: Path, qtbot: QtBot) -> None:
    subtitles = film.with_suffix(".srt")
    subtitles.write_text(SUBTITLES, "utf-8")
    drop(window, subtitles)
    wait_for_video(window, qtbot)
    assert window.session is not None
    assert window.session.cues.rowCount() == 1


def test_the_sample_opens(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.home.sample_button, Qt.MouseButton.LeftButton)
    wait_for_video(window, qtbot)
    assert window.session is not None
    assert window.session.video.file.name == "welcome.de.mp4"


@pytest.mark.parametrize("name", ["missing.mp4", "broken.souffleur", "text.mp4", "lonely.srt"])
def test_what_cannot_be_opened_is_said(window: MainWindow, tmp_path: Path, qtbot: QtBot, name: str) -> None:
    if name != "missing.mp4":
        (tmp_path / name).write_text(SUBTITLES, "utf-8")
    with qtbot.waitSignal(window.production.failed):
        window.open_path(tmp_path / name)
    dialog = window.findChild(ErrorDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert name in dialog.text()
    assert window.project is None


def test_an_error_shows_its_details_only_when_asked_and_copies_them(window: MainWindow, qtbot: QtBot) -> None:
    window.fail(InputError("“a.mp4” has no sound.", hint="Choose another.", details="stream 0: none"))
    dialog = window.findChild(ErrorDialog)
    assert dialog is not None
    assert unnamed(dialog) == []
    assert dialog.details.isHidden()
    qtbot.mouseClick(dialog.unfold, Qt.MouseButton.LeftButton)
    assert dialog.details.isVisible()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "“a.mp4” has no sound.\n\nChoose another.\n\nstream 0: none"


def test_a_tab_closes_and_comes_back_from_home(opened: MainWindow, film: Path) -> None:
    opened.close_tab()
    assert opened.tabs.count() == 1
    opened.open_path(film.with_name("Einführung.souffleur"))
    assert opened.tabs.count() == 2


def test_closing_the_production_leaves_home(opened: MainWindow) -> None:
    opened.close_production()
    assert opened.project is None
    assert opened.session is None
    assert opened.windowTitle() == "Souffleur"
    (row,) = opened.home.recents.rows
    assert row.accessibleName().startswith("Einführung, ")
    assert "another window" not in row.accessibleName()  # looked at only after it was let go of


def test_a_production_is_found_as_it_was_left(opened: MainWindow, film: Path) -> None:
    subtitles = film.with_suffix(".srt")
    subtitles.write_text(SUBTITLES + "\n2\n00:00:03,000 --> 00:00:04,000\nGuten Abend.\n", "utf-8")
    opened.open_path(subtitles)
    assert opened.session is not None
    second = opened.session.cues.stored(1).id
    opened.session.choose_cue(second)
    opened.show_home()
    opened.close_production()
    opened.open_path(film.with_name("Einführung.souffleur"))
    assert opened.session is not None
    assert opened.session.cue == second


def test_the_menus_are_those_of_what_is_in_front(opened: MainWindow) -> None:
    def shown() -> list[str]:
        return [action.text().replace("&", "") for action in opened.menuBar().actions() if action.isVisible()]

    assert shown() == ["File", "Edit", "Cues", "Play", "Translate", "View", "Help"]
    opened.show_home()
    assert shown() == ["File", "Edit", "View", "Help"]


def test_tabs_turn_by_key(opened: MainWindow) -> None:
    opened.action("view.next_tab").trigger()
    assert opened.tabs.currentWidget() is opened.home
    opened.action("view.previous_tab").trigger()
    assert opened.session is not None


def test_the_close_button_of_a_tab_has_a_name(opened: MainWindow) -> None:
    names = {button.accessibleName() for button in opened.tabs.tabBar().findChildren(QToolButton) if button.isVisible()}
    assert names == {"Close Einführung.de.mp4"}


def test_the_status_says_how_far_the_video_is(opened: MainWindow, film: Path) -> None:
    subtitles = film.with_suffix(".srt")
    subtitles.write_text(SUBTITLES, "utf-8")
    opened.open_path(subtitles)
    assert opened.status.checked.text() == "1 of 1 cue checked"
    assert opened.status.machine.text() == ""
    opened.show_home()
    assert opened.status.checked.text() == ""


def test_the_window_comes_back_where_it_was(qapp: QApplication, lanes: Lanes) -> None:
    first = build(qapp, lambda: lanes)
    first.resize(780, 640)
    first.close()
    second = build(qapp, lambda: lanes)
    assert (second.width(), second.height()) == (780, 640)
    for each in (first, second):
        each.deleteLater()


def test_everything_in_the_window_has_a_name(opened: MainWindow) -> None:
    assert unnamed(opened) == []
    opened.show_home()
    assert unnamed(opened) == []


def test_home_looks_as_it_should(window: MainWindow, screenshot: Callable[..., None]) -> None:
    screenshot(window, "1-home", ("light", "dark", "contrast"))
