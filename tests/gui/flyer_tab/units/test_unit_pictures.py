"""Pictures of the blocks' side of a flyer and of its windows, to be looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.dialogs.description import DescriptionDialog
from studio.gui.dialogs.flyer_export import FlyerExportDialog
from studio.gui.dialogs.reading_order import ReadingOrderDialog
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.units_side import UnitsSide
from tests.gui.conftest import OUTPUT

pytestmark = pytest.mark.slow  # everything is dressed anew for each look

LOOKS = (("light", 100), ("dark", 100), ("contrast", 100), ("light", 200))

WINDOWS: dict[str, Callable[[FlyerSession], QWidget]] = {
    "order": ReadingOrderDialog,
    "export": FlyerExportDialog,
    "description": lambda session: DescriptionDialog(session, session.blocks[7].id),
}


def take(qtbot: QtBot, widget: QWidget, name: str) -> None:
    """Take pictures in all looks, each once the parts stand where they have room."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for scheme, percent in LOOKS:
        theme.current().use(scheme, percent)
        for _turn in range(5):
            qtbot.wait(20)  # for looks only: nothing is said about what is seen
        assert widget.grab().save(str(OUTPUT / f"flyer-{name}-{scheme}-{percent}.png"))


def test_pictures_of_the_blocks(side: UnitsSide, session: FlyerSession, qtbot: QtBot) -> None:
    session.choose_block(session.blocks[3].id)
    take(qtbot, side, "blocks")
    side.show_queue(True)
    session.choose_item(session.items[1])
    take(qtbot, side, "queue")


def test_pictures_of_the_original(side: UnitsSide, session: FlyerSession, qtbot: QtBot) -> None:
    session.choose_edition(0)
    take(qtbot, side, "original")


@pytest.mark.parametrize("name", list(WINDOWS))
def test_pictures_of_a_window(name: str, session: FlyerSession, qtbot: QtBot) -> None:
    window = WINDOWS[name](session)
    qtbot.addWidget(window)
    window.show()
    take(qtbot, window, name)
