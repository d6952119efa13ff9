"""What a picture shows: asked for, kept as one step, or said to be nothing but decoration."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.description import DescriptionDialog
from studio.gui.flyer_session import FlyerSession
from studio.project.project import Project
from tests.gui.accessible import spoken, unnamed
from tests.gui.unit_scene import errors, flyer, session

__all__ = ["errors", "flyer", "session"]


@pytest.fixture
def dialog(session: FlyerSession, qtbot: QtBot, errors: list[str]) -> DescriptionDialog:
    made = DescriptionDialog(session, session.blocks[7].id)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_description_is_kept_as_one_step(
    dialog: DescriptionDialog, session: FlyerSession, flyer: Project, qtbot: QtBot
) -> None:
    assert not dialog.keep.isEnabled()
    qtbot.keyClicks(dialog.text, "Ein Boot im Sturm ")
    dialog.keep.click()
    assert session.blocks[7].block.text == "Ein Boot im Sturm"
    assert flyer.undo() == "Describe picture"
    assert session.blocks[7].block.text == ""


def test_decoration_needs_no_words(dialog: DescriptionDialog, session: FlyerSession) -> None:
    dialog.decoration.click()
    assert not dialog.text.isEnabled()
    dialog.keep.click()
    assert session.blocks[7].block.is_decoration


def test_what_is_described_is_no_decoration_any_more(session: FlyerSession, qtbot: QtBot, errors: list[str]) -> None:
    first = DescriptionDialog(session, session.blocks[7].id)
    qtbot.addWidget(first)
    first.decoration.click()
    first.accept()
    again = DescriptionDialog(session, session.blocks[7].id)
    qtbot.addWidget(again)
    assert again.decoration.isChecked()
    again.decoration.click()
    qtbot.keyClicks(again.text, "Ein Boot")
    again.accept()
    assert (session.blocks[7].block.text, session.blocks[7].block.is_decoration) == ("Ein Boot", False)


def test_everything_has_a_name(dialog: DescriptionDialog) -> None:
    assert unnamed(dialog) == []
    assert "Description in German" in spoken(dialog)
