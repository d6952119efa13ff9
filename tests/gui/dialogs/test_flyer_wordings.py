"""Other wordings of a block: the shortest first, each with how it would fit, used as one step."""

from __future__ import annotations

import pytest
import running_tasks
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.flyer_wordings import FlyerWordingsDialog, fit_words
from studio.gui.flyer_session import FlyerSession
from studio.model.document import Fit
from studio.model.translation import Origin
from studio.project.project import Project
from studio.workflow.flyer import translate, trial
from studio.workflow.flyer.translate import Suggestion
from studio.workflow.work import Work
from tests.gui.accessible import unnamed
from tests.gui.unit_scene import DUTCH, errors, flyer, session
from tests.workflow.flyer import made_flyers

__all__ = ["errors", "flyer", "session"]

LONG = Suggestion("Kaarten vanaf € 14, studenten betalen € 7, rolstoelplaatsen op aanvraag")
SHORT = Suggestion("Kaarten € 14, studenten € 7", origin=Origin.MEMORY)
SAME = Suggestion(made_flyers.DUTCH[5])
TRIED = (Fit(6), Fit(6, 0.96, 0.04, 5))


@pytest.fixture
def dialog(
    session: FlyerSession, qtbot: QtBot, errors: list[str], monkeypatch: pytest.MonkeyPatch
) -> FlyerWordingsDialog:
    """Give the window of the sixth block, with two wordings that were tried on the page."""

    def work(lane: str, *values: object) -> Work[object]:
        return Work("Looking", lane, running_tasks.answer, values)  # type: ignore[arg-type]

    monkeypatch.setattr(translate, "suggestions", lambda *_what: work("translation", (LONG, SAME, SHORT)))
    monkeypatch.setattr(trial, "trying", lambda *_what, password: work("documents", TRIED))
    session.choose_block(session.blocks[5].id)
    made = FlyerWordingsDialog(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.wordings.rowCount() == 2)
    return made


def said(dialog: FlyerWordingsDialog, row: int) -> str:
    return str(dialog.wordings.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_shortest_comes_first_and_what_it_says_already_is_not_offered(dialog: FlyerWordingsDialog) -> None:
    assert [str(dialog.wordings.index(row).data()) for row in range(2)] == [SHORT.text, LONG.text]


def test_each_says_how_it_would_fit(dialog: FlyerWordingsDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Fits at full size" in said(dialog, 0))
    assert "4 % too long; set at 96 %" in said(dialog, 1)
    assert "From memory" in said(dialog, 0)


def test_return_uses_the_chosen_one_and_undo_takes_it_back(
    dialog: FlyerWordingsDialog, flyer: Project, session: FlyerSession, qtbot: QtBot
) -> None:
    block = session.block
    qtbot.waitUntil(dialog.list.hasFocus)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert flyer.flyers.wordings(DUTCH)[block].text == SHORT.text
    assert flyer.undo() == "Use other wording"
    assert flyer.flyers.wordings(DUTCH)[block].text == made_flyers.DUTCH[5]


def test_escape_leaves_it_as_it_is(dialog: FlyerWordingsDialog, flyer: Project, session: FlyerSession) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert flyer.flyers.wordings(DUTCH)[session.block].text == made_flyers.DUTCH[5]


def test_everything_has_a_name(dialog: FlyerWordingsDialog) -> None:
    assert unnamed(dialog) == []


def test_a_misfit_is_said_in_words() -> None:
    assert fit_words(Fit(1, 0.8, 0.5, 20, fits=False)) == "Does not fit"
