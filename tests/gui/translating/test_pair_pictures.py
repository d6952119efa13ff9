"""Pictures of a translation beside its source, to be looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from tests.gui.conftest import OUTPUT

LOOKS = (("light", 100), ("dark", 100), ("contrast", 100), ("light", 200))


def take(qtbot: QtBot, widget: QWidget, name: str) -> None:
    """Take pictures in all looks, each once the parts stand where they have room."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for scheme, percent in LOOKS:
        theme.current().use(scheme, percent)
        for _turn in range(5):
            qtbot.wait(30)  # for looks only: nothing is said about what is seen
        assert widget.grab().save(str(OUTPUT / f"{name}-{scheme}-{percent}.png"))


def test_pictures_of_the_stage(tab: SubtitleTab, session: Session, qtbot: QtBot) -> None:
    session.show_cue(12)
    qtbot.waitUntil(lambda: session.review is not None and session.review.is_complete)
    take(qtbot, tab, "4-translate")
