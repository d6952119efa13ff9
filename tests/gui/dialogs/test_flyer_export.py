"""The export of a flyer: what it offers, what it says before, and the way to what it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import running_tasks
from pytestqt.qtbot import QtBot

from studio.documents.output import Written
from studio.gui.dialogs.flyer_export import FlyerExportDialog
from studio.gui.flyer_session import FlyerSession
from studio.project.project import Project
from studio.workflow.flyer import correct, export
from studio.workflow.work import Work
from tests.gui.accessible import spoken, unnamed
from tests.gui.unit_scene import DUTCH, errors, flyer, session
from tests.workflow.flyer import made_flyers

__all__ = ["errors", "flyer", "session"]

WRITING = Callable[[Written], None]


@pytest.fixture
def dialog(session: FlyerSession, qtbot: QtBot, errors: list[str]) -> FlyerExportDialog:
    made = FlyerExportDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> WRITING:
    """Return what has the export end with this."""

    def end(written: Written) -> None:
        work = Work("Writing", "documents", running_tasks.answer, ([written],))
        monkeypatch.setattr(export, "writing", lambda *_what, **_how: work)

    return end


def titles(dialog: FlyerExportDialog) -> list[str]:
    return [check.title for check in dialog.plan.checks] if dialog.plan is not None else []


def test_languages_and_kinds_are_offered(dialog: FlyerExportDialog) -> None:
    assert [option.box.text() for option in dialog.editions.values()] == ["Dutch"]
    assert list(dialog.kinds) == ["same", "accessible"]
    assert dialog.editions[DUTCH].box.accessibleDescription() == "7 blocks. 2 not checked."


def test_every_file_is_named_before_it_is_written(qtbot: QtBot, dialog: FlyerExportDialog) -> None:
    assert dialog.files.names() == ["Spielzeitflyer 2026-27.nl.pdf", "Spielzeitflyer 2026-27.record.json"]
    assert dialog.export.text() == "Export 2 files"
    dialog.kinds["accessible"].box.click()
    qtbot.waitUntil(lambda: len(dialog.files.names()) > 2)
    assert any(name.endswith(".html") for name in dialog.files.names())


def test_what_is_unchecked_does_not_fit_or_lacks_a_description_is_said_first(dialog: FlyerExportDialog) -> None:
    assert titles(dialog) == [
        "2 Dutch blocks were not checked",
        "Dutch: 1 block has no room",
        "Dutch: 1 picture is not described",
    ]


def test_a_check_leads_to_its_blocks(dialog: FlyerExportDialog, session: FlyerSession, qtbot: QtBot) -> None:
    session.choose_edition(0)
    button = dialog.findChild(type(dialog.change), "show-cues-1")
    with qtbot.waitSignal(session.selection_asked) as asked:
        button.click()
    assert asked.args == [[session.blocks[5].id]]
    assert session.block == session.blocks[5].id
    assert session.edition is not None
    assert session.edition.id == DUTCH
    assert dialog.isHidden()


def test_what_was_written_is_listed_with_what_was_noticed(
    dialog: FlyerExportDialog, session: FlyerSession, writing: WRITING, qtbot: QtBot
) -> None:
    writing(Written((), notes=("A script in the file was left out.",)))
    with qtbot.waitSignal(session.said) as said:
        dialog.export.click()
    assert said.args == ["2 files were written"]
    assert dialog.outcome.text() == "2 files were written"
    assert "A script in the file was left out." in spoken(dialog)
    assert dialog.export.isHidden()
    assert dialog.cancel.text() == "Close"


def test_while_it_is_written_it_can_be_stopped(
    dialog: FlyerExportDialog, session: FlyerSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    work = Work("Writing", "documents", running_tasks.count_and_wait, (3, tmp_path / "go"))
    monkeypatch.setattr(export, "writing", lambda *_what, **_how: work)
    dialog.export.click()
    assert dialog.work.isVisible()
    assert not dialog.export.isEnabled()
    dialog.work.cancel.click()
    qtbot.waitUntil(dialog.work.isHidden)
    assert dialog.export.isEnabled()
    assert not dialog.export.isHidden()


def test_a_flyer_without_translation_says_so(session: FlyerSession, flyer: Project, qtbot: QtBot) -> None:
    correct.remove_edition(flyer, DUTCH)
    dialog = FlyerExportDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "This flyer is not translated yet." in spoken(dialog)
    assert not dialog.export.isEnabled()


def test_a_second_language_is_offered_too(session: FlyerSession, flyer: Project, qtbot: QtBot) -> None:
    made_flyers.translate(flyer, language="en")
    dialog = FlyerExportDialog(session)
    qtbot.addWidget(dialog)
    assert [option.box.text() for option in dialog.editions.values()] == ["Dutch", "English"]
    assert len(dialog.files.names()) == 3


def test_everything_has_a_name(dialog: FlyerExportDialog) -> None:
    assert unnamed(dialog) == []
