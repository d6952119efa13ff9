"""Pictures of a translation beside its source, to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio import i18n
from studio.gui import theme
from studio.gui.main_window import MainWindow
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.project.project import Project
from studio.workflow import correct
from tests.gui.conftest import OUTPUT
from tests.gui.translating.test_panel import hear_for_practice

pytestmark = pytest.mark.slow  # the whole window is dressed anew for each look

LOOKS = (("light", 100), ("dark", 100), ("contrast", 100), ("light", 200))


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Have the window speak a language."""
    i18n.install([request.param])
    yield request.param
    i18n.install(["en"])


def take(qtbot: QtBot, widget: QWidget, name: str) -> None:
    """Take pictures in all looks, each once the parts stand where they have room."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for scheme, percent in LOOKS:
        theme.current().use(scheme, percent)
        for _turn in range(5):
            qtbot.wait(30)  # for looks only: nothing is said about what is seen
        assert widget.grab().save(str(OUTPUT / f"{name}-{scheme}-{percent}.png"))


def in_front(window: MainWindow, project: Project, qtbot: QtBot) -> Session:
    """Open the production in the window and take the English track in hand."""
    project.close()
    window.open_path(project.path)
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None
    window.resize(1366, 768)
    return window.session


def test_pictures_of_the_stage(language: str, window: MainWindow, project: Project, qtbot: QtBot) -> None:
    session = in_front(window, project, qtbot)
    session.choose_track(2)
    session.show_cue(12)
    qtbot.waitUntil(lambda: session.review is not None and session.review.is_complete)
    take(qtbot, window, f"4-translate-{language}")


def test_pictures_of_the_beginning(
    language: str, window: MainWindow, project: Project, qtbot: QtBot, practice: Path
) -> None:
    correct.remove_track(project, 2)
    hear_for_practice(project)
    in_front(window, project, qtbot)
    tab = window.tabs.currentWidget()
    assert isinstance(tab, SubtitleTab)
    tab.show_translation()
    take(qtbot, window, f"4-translate-begin-{language}")
