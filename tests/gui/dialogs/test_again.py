"""Listening again: what it is meant for, and that it begins."""

from __future__ import annotations

import pytest
from accessible import unnamed
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.again import AgainDialog, stretch
from studio.gui.session import Session


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> AgainDialog:
    dialog = AgainDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def ids(session: Session) -> list[int]:
    return [session.cues.stored(row).id for row in range(session.cues.rowCount())]


def test_it_is_meant_for_what_the_selected_cues_cover(session: Session) -> None:
    session.select(ids(session)[1:4])
    assert stretch(session) == (5000, 17_000)


def test_without_a_cue_it_is_meant_for_what_is_around_the_moment(session: Session) -> None:
    session.seek(3000)
    assert stretch(session) == (0, 8000)
    session.seek(99_000)
    assert stretch(session) == (94_000, 100_000)


def test_it_cannot_begin_before_a_model_is_chosen(dialog: AgainDialog) -> None:
    assert not dialog.begin.isEnabled()
    assert dialog.why_not.text()
    dialog.form.model.setCurrentIndex(0)
    assert dialog.begin.isEnabled()


def test_it_is_followed_like_all_work_on_the_video(dialog: AgainDialog, session: Session) -> None:
    dialog.form.model.setCurrentIndex(0)
    dialog.begin.click()
    assert not dialog.isVisible()
    assert [running.work.lane for running in session.desk.runner.of(session.video.id)] == ["speech"]


def test_everything_that_takes_keys_has_a_name(dialog: AgainDialog) -> None:
    assert unnamed(dialog) == []
