"""The name of the reviewer, a file that is missing, and leaving while work runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import producing
import pytest
import running_tasks
from accessible import unnamed
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.leave import Question, may_leave, question
from studio.gui.dialogs.missing import MissingDialog
from studio.gui.dialogs.reviewer import ReviewerDialog, reviewer
from studio.gui.session import Session
from studio.jobs.lanes import Lanes
from studio.project.project import Project
from studio.workflow import add
from studio.workflow.work import Work

OK = QDialogButtonBox.StandardButton.Ok
CANCEL = QDialogButtonBox.StandardButton.Cancel


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with producing.project(tmp_path) as project:
        yield project


@pytest.fixture
def session(qtbot: QtBot, project: Project, lanes: Lanes) -> Iterator[Session]:
    session = producing.session(project, lanes)
    yield session
    session.desk.runner.close(patience=60)
    session.close()


def say(name: str, button: QDialogButtonBox.StandardButton = OK) -> None:
    """Type a name into the dialog that will come, and press a button."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReviewerDialog)
        dialog.field.setText(name)
        dialog.buttons.button(button).click()

    QTimer.singleShot(0, press)


def test_the_name_is_asked_once(session: Session) -> None:
    say("  A.  Brandt ")
    assert reviewer(session) == "A. Brandt"
    assert session.settings.reviewer == "A. Brandt"
    assert reviewer(session) == "A. Brandt"


def test_nobody_has_to_say_a_name(session: Session) -> None:
    say("A. Brandt", CANCEL)
    assert reviewer(session) == ""
    assert session.settings.reviewer == ""


def test_an_empty_name_is_none(qtbot: QtBot) -> None:
    dialog = ReviewerDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.field, "   ")
    assert not dialog.buttons.button(OK).isEnabled()
    qtbot.keyClicks(dialog.field, "Jo")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.result() == ReviewerDialog.DialogCode.Accepted.value
    assert unnamed(dialog) == []


def test_a_film_that_was_moved_is_found_by_showing_it(
    qtbot: QtBot, project: Project, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moved = tmp_path_factory.mktemp("elsewhere") / "film.mp4"
    shutil.move(tmp_path / "trailer.mp4", moved)
    video = project.media.videos()[0].id
    assert add.missing(project) == [video]
    dialog = MissingDialog(project, video)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "Where is trailer.mp4?"
    assert unnamed(dialog) == []
    dialog.search(moved)
    assert dialog.result() == MissingDialog.DialogCode.Accepted.value
    assert add.missing(project) == []


def test_another_film_is_refused(qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    (tmp_path / "trailer.mp4").unlink()
    other = tmp_path / "other.mp4"
    other.write_bytes(b"another film")
    dialog = MissingDialog(project, project.media.videos()[0].id)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search(other)
    error = QApplication.activeModalWidget()
    assert error is not None
    assert error.accessibleName() == "“other.mp4” is another file than “trailer.mp4”."
    error.close()
    assert dialog.isVisible()
    dialog.later.click()
    assert dialog.result() == MissingDialog.DialogCode.Rejected.value


def test_nothing_is_asked_while_nothing_runs(session: Session) -> None:
    assert may_leave(session.desk.runner)


def test_what_is_done_in_the_background_is_not_asked_about(session: Session, tmp_path: Path) -> None:
    session.desk.runner.run(Work("Looking", "media", running_tasks.count_and_wait, (1, tmp_path / "go")))
    assert may_leave(session.desk.runner)


@pytest.mark.parametrize(("button", "goes"), [("button_leave", True), ("button_stay", False)])
def test_leaving_while_work_runs_is_asked(session: Session, tmp_path: Path, button: str, goes: bool) -> None:
    work = Work(
        "Writing down what is said", "speech", running_tasks.count_and_wait, (1, tmp_path / "go"), can_pause=True
    )
    session.desk.runner.run(work, session.video.id)
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Question)
        said.append(box.informativeText())
        getattr(box, button).click()

    QTimer.singleShot(0, press)
    assert may_leave(session.desk.runner) is goes
    assert said == ["Writing down what is said\n\nWhat is done is kept. Open the production again to go on from there."]


def test_it_is_said_what_cannot_go_on(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    session.desk.runner.run(
        Work("Looking", "media", running_tasks.count_and_wait, (1, tmp_path / "go")), session.video.id
    )
    box = question(session.desk.runner)
    qtbot.addWidget(box)
    assert box.informativeText().endswith("The rest has to be begun anew.")
    assert unnamed(box) == []


def test_a_download_is_asked_about_only_when_the_program_ends(session: Session, tmp_path: Path) -> None:
    runner = session.desk.runner
    work = Work("Fetching “Whisper small”", "fetch", running_tasks.count_and_wait, (1, tmp_path / "go"), can_pause=True)
    running = runner.run(work, ("pack", "small"))
    assert may_leave(runner)
    assert question(runner, is_end=True).informativeText() == (
        "Fetching “Whisper small”\n\n"
        "A download goes on next time from the same place: choose “Go on” in “Languages and models”."
    )
    runner.close(packs=False)
    assert not running.is_over
    runner.close()
    assert running.is_over
