"""Shift and stretch ask for what they need, say what they did, and are one step each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.gui import gestures
from studio.gui.dialogs.shift import ShiftDialog
from studio.gui.dialogs.stretch import StretchDialog
from studio.gui.session import Session
from tests.gui import accessible
from tests.gui.conftest import Screenshot

STARTS = [1000, 5000, 10_000, 14_000, 20_000]


@pytest.fixture
def shift(session: Session, qtbot: QtBot, errors: list[str]) -> ShiftDialog:
    """Give the dialog that shifts, for the third cue."""
    session.show_cue(3)
    made = ShiftDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def starts(session: Session) -> list[int]:
    """Return when the cues begin."""
    return [stored.cue.start for stored in session.cues.stored_cues]


@pytest.mark.parametrize(
    ("reach", "direction", "expected"),
    [
        ("these", "later", [1000, 5000, 10_500, 14_000, 20_000]),
        ("after", "earlier", [1000, 5000, 9500, 13_500, 19_500]),
        ("all", "later", [1500, 5500, 10_500, 14_500, 20_500]),
    ],
)
def test_cues_are_shifted_and_undo_brings_them_back(
    shift: ShiftDialog, session: Session, reach: str, direction: str, expected: list[int]
) -> None:
    shift.seconds.setValue(0.5)
    for name in (reach, direction):
        getattr(shift, name).click()
    QTest.mouseClick(shift.do, Qt.MouseButton.LeftButton)
    assert starts(session) == expected
    gestures.undo(session)
    assert starts(session) == STARTS


def test_without_a_chosen_cue_all_are_meant(session: Session, qtbot: QtBot) -> None:
    dialog = ShiftDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.all.isChecked()
    assert not dialog.after.isEnabled()


def test_shift_has_names_for_everything(shift: ShiftDialog, screenshot: Screenshot) -> None:
    assert accessible.unnamed(shift) == []
    screenshot(shift, "shift", whole=False)


@pytest.fixture
def stretch(session: Session, qtbot: QtBot, errors: list[str]) -> StretchDialog:
    """Give the dialog that stretches."""
    made = StretchDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_cues_are_stretched_between_the_first_and_the_last(stretch: StretchDialog, session: Session) -> None:
    assert (stretch.first.number.value(), stretch.second.number.value()) == (1, 5)
    field = stretch.second.time
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0:39")
    QTest.mouseClick(stretch.do, Qt.MouseButton.LeftButton)
    assert starts(session) == [1000, 9000, 19_000, 27_000, 39_000]
    gestures.undo(session)
    assert starts(session) == STARTS


def test_the_moment_shown_can_be_taken(stretch: StretchDialog, session: Session) -> None:
    session.set_moment(2000)
    QTest.mouseClick(stretch.first.here, Qt.MouseButton.LeftButton)
    assert stretch.first.value() == (1, 2000)


def test_the_same_cue_twice_is_refused_and_the_dialog_stays(stretch: StretchDialog, errors: list[str]) -> None:
    stretch.second.number.setValue(1)
    QTest.mouseClick(stretch.do, Qt.MouseButton.LeftButton)
    assert errors == ["The two moments do not follow each other."]
    errors.clear()
    assert stretch.isVisible()


def test_stretch_has_names_for_everything(stretch: StretchDialog, screenshot: Screenshot) -> None:
    assert accessible.unnamed(stretch) == []
    screenshot(stretch, "stretch", whole=False)
