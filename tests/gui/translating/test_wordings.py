"""Other wordings: looked for in a worker, chosen by keys, used as one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import running_tasks
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.gui import theme, translations
from studio.gui.dialogs.wording_view import marked
from studio.gui.dialogs.wordings import WordingsDialog
from studio.gui.session import Session
from studio.gui.tables import wording_list
from studio.model.cue import CueState
from studio.model.memory import Change, Piece
from studio.model.translation import Origin
from studio.project.project import Project
from studio.workflow import correct, translating
from studio.workflow.translating import Suggestion
from studio.workflow.work import Work
from tests.gui.accessible import unnamed
from tests.gui.conftest import OUTPUT

CUE = 12
"""The English cue "The premiere is on 12 February, starting at 9.30 pm."."""

REMEMBERED = Suggestion(
    "The premiere is on 14 February at 7.30 pm.",
    ((CUE, "The premiere is on 14 February\nat 7.30 pm."),),
    Origin.MEMORY,
    0.92,
    (
        Piece(Change.SAME, "Die Premiere ist am"),
        Piece(Change.REMOVED, "14."),
        Piece(Change.ADDED, "12."),
        Piece(Change.SAME, "Februar, Beginn um 19.30 Uhr."),
    ),
)
MACHINE = Suggestion(
    "The first night is on 12 February, it begins at 7.30 pm.",
    ((CUE, "The first night is on 12 February,\nit begins at 7.30 pm."),),
    Origin.MACHINE,
)
SAME = Suggestion(
    "The premiere is on 12 February, starting at 9.30 pm.",
    ((CUE, "The premiere is on 12 February,\nstarting at 9.30 pm."),),
    Origin.MACHINE,
)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what has the machine and the memory offer these."""

    def offer(*suggestions: Suggestion) -> None:
        work = Work("Looking", "translation", running_tasks.answer, (suggestions,))
        monkeypatch.setattr(translating, "suggestions", lambda _project, _cue: work)

    return offer


def shown(qtbot: QtBot, session: Session) -> WordingsDialog:
    dialog = WordingsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    return dialog


def rows(dialog: WordingsDialog) -> list[str]:
    return [str(dialog.wordings.index(row).data()) for row in range(dialog.wordings.rowCount())]


def text(project: Project) -> str:
    (stored,) = project.cues.several([CUE])
    return stored.cue.text


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, answering: Callable[..., None], errors: list[str]) -> WordingsDialog:
    """Give the dialog with two wordings."""
    answering(REMEMBERED, SAME, MACHINE)
    session.show_cue(CUE)
    made = shown(qtbot, session)
    qtbot.waitUntil(lambda: made.wordings.rowCount() == 2)
    return made


def test_what_the_cue_says_already_is_not_offered(dialog: WordingsDialog) -> None:
    assert rows(dialog) == [REMEMBERED.text, MACHINE.text]


def test_return_uses_the_chosen_wording_and_undo_takes_it_back(
    dialog: WordingsDialog, session: Session, qtbot: QtBot
) -> None:
    before = text(session.project)
    qtbot.waitUntil(dialog.list.hasFocus)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert text(session.project) == "The first night is on 12 February,\nit begins at 7.30 pm."
    assert session.project.undo_label == "Use other wording"
    session.project.undo()
    assert text(session.project) == before


def test_escape_leaves_everything_as_it_is(dialog: WordingsDialog, session: Session) -> None:
    before = text(session.project)
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert text(session.project) == before


def test_a_wording_says_where_it_is_from_and_what_differed_there(dialog: WordingsDialog) -> None:
    assert wording_list.about(REMEMBERED) == "From memory: for a sentence that is 92 % the same"
    assert wording_list.differing(REMEMBERED) == "There it said “14.”, here it says “12.”"
    assert wording_list.about(MACHINE) == "By the machine"
    assert wording_list.differing(MACHINE) == ""


def test_a_screen_reader_reads_a_wording_as_one_sentence(dialog: WordingsDialog) -> None:
    assert unnamed(dialog) == []
    found = QAccessible.queryAccessibleInterface(dialog.list)
    assert found.child(0).text(QAccessible.Text.Name) == (
        "The premiere is on 14 February at 7.30 pm. From memory: for a sentence that is 92 % the same. "
        "There it said “14.”, here it says “12.”"
    )


def test_new_words_are_underlined() -> None:
    assert marked("I am glad to see you", "I am delighted to see you") == "I am <u>glad</u> to see you"
    assert marked("You & me", "") == "<u>You &amp; me</u>"


def test_where_there_is_nothing_else_it_says_so(
    session: Session, qtbot: QtBot, answering: Callable[..., None], errors: list[str]
) -> None:
    answering(SAME)
    session.show_cue(CUE)
    dialog = shown(qtbot, session)
    qtbot.waitUntil(lambda: "no other wordings" in dialog.note.accessibleName())
    assert not dialog.take.isEnabled()


def test_what_cannot_be_looked_for_is_said(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    failed: list[str] = []
    session.failed.connect(lambda error: failed.append(error.message))
    broken = Work("Looking", "translation", running_tasks.count_and_fail, (1,))
    monkeypatch.setattr(translating, "suggestions", lambda _project, _cue: broken)
    session.show_cue(CUE)
    dialog = shown(qtbot, session)
    qtbot.waitUntil(lambda: failed == ["“a.mp4” is damaged."])
    assert not dialog.isVisible()


def test_what_somebody_approved_has_no_other_wordings(session: Session) -> None:
    session.show_cue(CUE)
    assert translations.can_choose_wording(session)
    correct.set_state(session.project, [CUE], CueState.APPROVED, "Ada")
    assert not translations.can_choose_wording(session)
    session.choose_track(1)
    session.show_cue(1)
    assert not translations.can_choose_wording(session)


def test_pictures_of_the_wordings(dialog: WordingsDialog, qtbot: QtBot) -> None:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for scheme, percent in (("light", 100), ("dark", 100), ("contrast", 100), ("light", 200)):
        theme.current().use(scheme, percent)
        dialog.resize(600 * percent // 100, 440 * percent // 100)
        for _turn in range(3):
            qtbot.wait(30)  # for looks only
        assert dialog.grab().save(str(OUTPUT / f"wordings-{scheme}-{percent}.png"))
