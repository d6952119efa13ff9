"""The export dialog: what it offers, what it says before, and what it writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import producing
import pytest
from accessible import spoken, unnamed
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QBoxLayout, QMessageBox
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.dialogs.export import ExportDialog
from studio.gui.session import Session
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState
from studio.project.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with producing.project(tmp_path) as project:
        producing.add_track(project, [producing.GOOD, producing.DONE])
        english = [Cue(1000, 4000, "Good evening.", state=CueState.APPROVED)]
        producing.add_track(project, english, "en", "en-bbc")
        yield project


@pytest.fixture
def session(qtbot: QtBot, project: Project, lanes: Lanes) -> Iterator[Session]:
    session = producing.session(project, lanes)
    yield session
    session.close()


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> ExportDialog:
    dialog = ExportDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def notes(dialog: ExportDialog) -> list[str]:
    QApplication.processEvents()
    return [name for name in spoken(dialog) if name.startswith(("German", "English", "1 ", "“"))]


def answer(text: str) -> None:
    """Press the button of this name in the question that will come."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(0, press)


def test_all_languages_with_cues_are_chosen(dialog: ExportDialog) -> None:
    assert [option.box.text() for option in dialog.tracks.values()] == ["German", "English"]
    assert all(option.box.isChecked() for option in dialog.tracks.values())
    said = [option.box.accessibleDescription() for option in dialog.tracks.values()]
    assert said == ["2 cues. 1 not checked.", "1 cue. All checked."]


def test_every_file_is_named_before_it_is_written(qtbot: QtBot, dialog: ExportDialog) -> None:
    assert dialog.files.names() == ["trailer.de.srt", "trailer.en.srt", "trailer.record.json"]
    assert dialog.export.text() == "Export 3 files"
    dialog.formats["vtt"].box.click()
    qtbot.waitUntil(lambda: dialog.export.text() == "Export 5 files")
    next(iter(dialog.tracks.values())).box.click()
    qtbot.waitUntil(lambda: dialog.export.text() == "Export 3 files")
    assert dialog.files.names() == ["trailer.en.srt", "trailer.en.vtt", "trailer.record.json"]


def test_nothing_chosen_is_nothing_to_export(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.formats["srt"].box.click()
    qtbot.waitUntil(lambda: not dialog.export.isEnabled())
    assert dialog.files.names() == []
    assert dialog.files_title.text() == "No file will be written"


def test_unchecked_cues_are_said_and_lead_to_themselves(dialog: ExportDialog, session: Session, qtbot: QtBot) -> None:
    assert any(name.startswith("1 German cue was not checked.") for name in notes(dialog))
    check = dialog.plan.checks[0] if dialog.plan else None
    assert check is not None
    button = dialog.findChild(type(dialog.change), "show-cues-0")
    with qtbot.waitSignal(session.selection_asked) as asked:
        button.click()
    assert asked.args == [list(check.cues)]
    assert session.cue == check.cues[0]
    assert dialog.isHidden()


def test_the_cues_of_another_language_are_shown_in_it(dialog: ExportDialog, session: Session, project: Project) -> None:
    english = next(track for track in session.tracks() if track.language == "en")
    dialog.show_cues(tuple(project.cues.ids(english.id)))
    assert session.track == english


def test_exporting_writes_the_files_and_says_where(
    qtbot: QtBot, dialog: ExportDialog, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    with qtbot.waitSignal(session.said) as said:
        dialog.export.click()
    assert said.args == ["3 files were written"]
    assert (tmp_path / "trailer.de.srt").read_text("utf-8").count("-->") == 2
    assert (tmp_path / "trailer.record.json").exists()
    assert dialog.outcome.text() == "3 files were written"
    assert dialog.export.isHidden()
    assert dialog.cancel.text() == "Close"
    dialog.show_folder.click()
    assert opened == [str(tmp_path)]


def test_another_folder_is_taken_and_kept(dialog: ExportDialog, session: Session, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    dialog.set_folder(tmp_path / "out")
    assert dialog.folder.text() == str(tmp_path / "out")
    dialog.export.click()
    assert (tmp_path / "out" / "trailer.de.srt").exists()
    assert session.settings.export_folder == str(tmp_path / "out")


def test_the_line_on_how_it_was_made_is_written_and_kept(
    qtbot: QtBot, dialog: ExportDialog, session: Session, project: Project, tmp_path: Path
) -> None:
    track = session.tracks()[0].id
    producing.add_run(project, track, 60_000, is_finished=True)
    dialog.set_folder(tmp_path)
    before = dialog.credit_text.text()
    assert len(before.splitlines()) == 1  # nobody named made the English ones
    dialog.credit.click()
    dialog.export.click()
    assert (tmp_path / "trailer.de.srt").read_text("utf-8").count("-->") == 3
    assert session.settings.credit_line


def test_a_file_that_somebody_changed_is_kept_unless_a_person_says_so(
    qtbot: QtBot, dialog: ExportDialog, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "trailer.de.srt"
    file.write_text("of a colleague", "utf-8")
    answer("Keep them")
    dialog.export.click()
    assert file.read_text("utf-8") == "of a colleague"
    assert dialog.export.isVisible()
    answer("Replace")
    dialog.export.click()
    assert "Guten Abend." in file.read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    dialog.set_folder(tmp_path / "file")
    dialog.export.click()
    error = QApplication.activeModalWidget()
    assert error is not None
    assert "file" in error.accessibleName()
    error.close()
    assert dialog.export.isVisible()


def test_every_control_has_a_name(dialog: ExportDialog) -> None:
    assert unnamed(dialog) == []
    dialog.export.click()
    assert unnamed(dialog) == []


def test_large_letters_stand_in_one_column(qtbot: QtBot, dialog: ExportDialog) -> None:
    assert dialog._columns.direction() is QBoxLayout.Direction.LeftToRight
    theme.current().use("light", 200)
    dialog.resize(940, 620)
    QApplication.processEvents()
    assert dialog._columns.direction() is QBoxLayout.Direction.TopToBottom
    for button in (dialog.cancel, dialog.export, dialog.change):
        assert button.width() >= button.minimumSizeHint().width()
