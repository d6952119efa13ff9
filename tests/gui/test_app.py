"""The border of the window: what nobody foresaw becomes a message, and Qt speaks the user's language."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QtMsgType
from PySide6.QtWidgets import QApplication

from studio import i18n
from studio.errors import InputError
from studio.gui import app as gui
from studio.gui.main_window import MainWindow
from studio.gui.messages import ErrorDialog
from tests.benchmarks import first_paint


def test_an_unforeseen_error_becomes_a_message_and_a_line_in_the_log(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    window.activateWindow()
    try:
        raise ZeroDivisionError("by accident")
    except ZeroDivisionError as error:
        gui.show_defect(type(error), error, error.__traceback__)
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorDialog) and one.isVisible()]
    assert len(dialogs) == 1
    assert "by accident" in dialogs[0].text()
    assert "Your texts are saved" in dialogs[0].text()
    assert "by accident" in caplog.text
    dialogs[0].close()


def test_an_error_of_ours_keeps_its_own_words(window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    error = InputError("“a.mp4” has no sound.")
    gui.show_defect(InputError, error, None)
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorDialog) and one.isVisible()]
    assert [dialog.text() for dialog in dialogs] == ["“a.mp4” has no sound."]
    dialogs[0].close()


def test_what_qt_says_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "studio.qt"):
        gui.log_qt(QtMsgType.QtWarningMsg, None, "a plugin is missing")
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", "a plugin is missing")
    ]


@pytest.mark.parametrize(("language", "cancel"), [("de", "Abbrechen"), ("nl", "Annuleren")])
def test_qt_speaks_the_language_of_the_program(qapp: QApplication, language: str, cancel: str) -> None:
    before = QLocale()
    i18n.install([language])
    try:
        translator = gui.speak(qapp)
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel
        assert QLocale().name().startswith(language)
        assert translator is not None
        qapp.removeTranslator(translator)
    finally:
        i18n.install(["en"])
        QLocale.setDefault(before)


def test_nothing_heavy_is_loaded_when_home_is_seen() -> None:
    root = Path(__file__).resolve().parents[2]
    script = Path(first_paint.__file__)
    found = subprocess.run(
        [sys.executable, str(script), "home"],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env=_environment(root),
    )
    assert found.stdout.splitlines() == ["painted", "loaded:"]


def _environment(root: Path) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
