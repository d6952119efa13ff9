"""A film that is not where it was is found again, asked for, or done without; nothing else stops."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.missing import MissingDialog
from studio.gui.main_window import MainWindow
from studio.gui.messages import ErrorDialog
from studio.model.cue import Cue
from studio.model.media import Video
from studio.project.project import Project
from studio.workflow import correct, listening
from studio.workflow.listening import Choice
from tests import clips
from tests.gui import producing
from tests.gui.accessible import unnamed


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clips.mute(tmp_path_factory.mktemp("film") / "trailer.mp4")


@pytest.fixture
def production(film: Path, tmp_path: Path) -> Path:
    """Return the file of a production beside its film."""
    here = Path(shutil.copy(film, tmp_path / "trailer.mp4"))
    with Project.create(tmp_path / "season.souffleur") as made:
        with made.record():
            made.media.add_video(Video(here, 3000, Fraction(25), (), 320, 180))
        producing.add_track(made, [Cue(500, 1500, "Guten Abend."), Cue(2000, 2900, "Vielen Dank.")])
    return tmp_path / "season.souffleur"


def test_a_film_that_moved_nearby_is_found_without_a_question(
    window: MainWindow, production: Path, qtbot: QtBot
) -> None:
    moved = production.parent / "films" / "trailer.mp4"
    moved.parent.mkdir()
    production.with_name("trailer.mp4").rename(moved)
    window.open_path(production)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.video.video.path == moved)
    assert window.findChild(MissingDialog) is None


def test_a_film_that_is_gone_is_asked_for_and_shown(
    window: MainWindow, production: Path, film: Path, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    elsewhere = Path(shutil.copy(film, tmp_path_factory.mktemp("elsewhere") / "other name.mp4"))
    production.with_name("trailer.mp4").unlink()
    window.open_path(production)
    qtbot.waitUntil(lambda: window.findChild(MissingDialog) is not None)
    dialog = window.findChild(MissingDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Where is trailer.mp4?"
    assert unnamed(dialog) == []
    dialog.search(elsewhere)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.video.video.path == elsewhere)
    assert not dialog.isVisible()


def test_without_its_film_a_production_is_worked_on_all_the_same(
    window: MainWindow, production: Path, qtbot: QtBot
) -> None:
    production.with_name("trailer.mp4").unlink()
    window.open_path(production)
    qtbot.waitUntil(lambda: window.findChild(MissingDialog) is not None)
    dialog = window.findChild(MissingDialog)
    assert dialog is not None
    dialog.later.click()
    session = window.session
    assert session is not None
    session.attempt(correct.set_text, session.project, 1, "Guten Morgen.")
    assert session.cues.stored(0).cue.text == "Guten Morgen."
    assert window.findChild(ErrorDialog) is None


def test_a_film_that_goes_while_the_window_is_open_is_said_when_it_is_needed(
    window: MainWindow, production: Path, qtbot: QtBot
) -> None:
    window.open_path(production)
    production.with_name("trailer.mp4").unlink()
    session = window.session
    assert session is not None
    assert session.attempt(listening.begin, session.project, session.video.id, Choice(model="practice")) is None
    dialog = window.findChild(ErrorDialog)
    assert dialog is not None
    assert "trailer.mp4" in dialog.text()
    assert session.cues.rowCount() == 2
