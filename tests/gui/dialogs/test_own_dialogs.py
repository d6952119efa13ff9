"""Settings, keys, About and the report: all there, all named, and nothing private leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from studio import settings as kept
from studio.gui import commands, theme
from studio.gui.dialogs.about import AboutDialog, licences, versions
from studio.gui.dialogs.keys import KeysDialog, plain, rows
from studio.gui.dialogs.report import ReportDialog, report
from studio.gui.dialogs.settings import SettingsDialog
from studio.gui.main_window import MainWindow
from studio.settings import Settings
from tests.gui.accessible import unnamed

ELSEWHERE = {"last_model", "volume", "is_guided", "venue_languages", "use_memory"}
"""Settings that are kept where they are used, not asked for here."""


@pytest.fixture
def settings(window: MainWindow) -> SettingsDialog:
    dialog = SettingsDialog(window.preferences, window)
    dialog.show()
    return dialog


def test_every_setting_has_a_control(settings: SettingsDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(settings.unfold, Qt.MouseButton.LeftButton)
    for name in {field.name for field in fields(Settings)} - ELSEWHERE:
        assert settings.control(name).isVisible(), name


def test_settings_are_in_force_and_kept_once_accepted(settings: SettingsDialog, window: MainWindow) -> None:
    colours, name, size = (settings.control(field) for field in ("theme", "reviewer", "text_size"))
    assert isinstance(colours, QComboBox)
    assert isinstance(name, QLineEdit)
    assert isinstance(size, QSpinBox)
    colours.setCurrentIndex(colours.findData("dark"))
    name.setText(" Anna ")
    size.setValue(150)
    assert theme.current().scheme == "light"
    settings.accept()
    assert theme.current().scheme == "dark"
    assert QApplication.font().pointSizeF() == pytest.approx(15)
    assert kept.load() == Settings(theme="dark", reviewer="Anna", text_size=150)


def test_settings_that_are_not_accepted_change_nothing(settings: SettingsDialog) -> None:
    name = settings.control("reviewer")
    assert isinstance(name, QLineEdit)
    name.setText("Anna")
    settings.reject()
    assert kept.load() == Settings()


def test_as_usual_keeps_the_names(settings: SettingsDialog, window: MainWindow, qtbot: QtBot) -> None:
    window.preferences.change(reviewer="Anna", venue="Haus am Kanal", subtitle_size=12.0)
    dialog = SettingsDialog(window.preferences, window)
    qtbot.mouseClick(dialog.defaults, Qt.MouseButton.LeftButton)
    dialog.accept()
    assert kept.load() == Settings(reviewer="Anna", venue="Haus am Kanal")


def test_the_network_is_folded_unless_something_is_set_there(window: MainWindow, qtbot: QtBot) -> None:
    folded = SettingsDialog(window.preferences, window)
    folded.show()
    assert not folded.control("proxy").isVisible()
    qtbot.mouseClick(folded.unfold, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(folded.control("proxy"), "http://proxy.example.org:3128")
    qtbot.mouseClick(folded.unfold, Qt.MouseButton.LeftButton)
    assert not folded.control("proxy").isVisible()
    folded.accept()
    assert kept.load() == Settings(proxy="http://proxy.example.org:3128")
    unfolded = SettingsDialog(window.preferences, window)
    unfolded.show()
    assert unfolded.control("proxy").isVisible()


def test_an_address_that_is_none_is_said_and_can_be_mended(settings: SettingsDialog, window: MainWindow) -> None:
    mirror = settings.control("hub_mirror")
    assert isinstance(mirror, QLineEdit)
    mirror.setText("mirror.example.org")
    settings.accept()
    shown = [child for child in settings.findChildren(QDialog) if child.isVisible()]
    assert [dialog.accessibleName() for dialog in shown] == [
        "“mirror.example.org” is not the address of a server (hub_mirror)."
    ]
    assert settings.isVisible()
    assert kept.load() == Settings()
    mirror.setText("https://mirror.example.org")
    settings.accept()
    assert window.preferences.settings.hub_mirror == "https://mirror.example.org"


def test_the_keys_are_those_of_the_actions(window: MainWindow) -> None:
    shown = rows(window)
    words = {text for _keys, text, _menu in shown}
    assert {plain(action.text) for action in commands.everything() if action.shortcuts} <= words
    assert ("F1", "Keys", "Help") in shown
    assert KeysDialog(window).table.rowCount() == len(shown)


def test_keys_that_are_switched_off_are_not_listed(window: MainWindow) -> None:
    window.preferences.change(letter_keys=False)
    assert not any("Space" in keys.split(" or ") for keys, _text, _menu in rows(window))


def test_about_names_versions_and_every_licence(window: MainWindow) -> None:
    assert versions()["faster-whisper"] != "–"
    text = licences()
    for word in ("pyside6-essentials", "LGPL", "ISC License", "Cole Bemis", "FFmpeg"):
        assert word in text
    dialog = AboutDialog(window)
    dialog.show()
    assert [dialog.tabs.tabText(place) for place in range(dialog.tabs.count())] == ["Versions", "Offline", "Licences"]


def test_about_says_whom_the_program_would_ask_and_how_to_check(
    window: MainWindow, qtbot: QtBot, screenshot: Callable[..., None]
) -> None:
    window.preferences.change(argos_mirror="https://mirror.example.org/index.json")
    dialog = AboutDialog(window)
    dialog.tabs.setCurrentWidget(dialog.offline)
    dialog.show()
    assert dialog.offline.hub.text() == "https://huggingface.co"
    assert dialog.offline.index.text() == "https://mirror.example.org/index.json"
    qtbot.mouseClick(dialog.offline.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == dialog.offline.command.text() == "unshare -rn souffleur tour"
    assert unnamed(dialog) == []
    screenshot(dialog, "about-offline", ("light", "dark", "contrast"), whole=False)


def test_the_report_holds_no_name_and_no_place(window: MainWindow) -> None:
    private = Settings(reviewer="Anna Beispiel", export_folder="/home/anna/Filme", last_model="/home/anna/model")
    text = report(replace(private, venue="Annas Bühne", proxy="http://anna:secret@proxy.example", hub_mirror=""))
    for word in ("Anna", "anna", "Filme", "secret", "Bühne", str(Path.home())):
        assert word not in text
    assert "settings.reviewer: set\n" in text
    assert "settings.theme: system\n" in text
    assert "Python: 3." in text


def test_the_report_is_copied_and_saved_whole(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ReportDialog(window)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    dialog.save_to(tmp_path / "report.txt")
    assert QApplication.clipboard().text() == (tmp_path / "report.txt").read_text("utf-8") == dialog.text.toPlainText()


def test_a_report_that_cannot_be_written_is_said(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    ReportDialog(window).save_to(tmp_path / "missing" / "report.txt")
    shown = [child for child in window.findChildren(QDialog) if child.isVisible()]
    assert [dialog.accessibleName() for dialog in shown] == ["“report.txt” could not be written."]


@pytest.mark.parametrize("kind", [SettingsDialog, KeysDialog, AboutDialog, ReportDialog])
def test_everything_in_a_dialog_has_a_name(window: MainWindow, kind: type, screenshot: Callable[..., None]) -> None:
    dialog = kind(window.preferences, window) if kind is SettingsDialog else kind(window)
    dialog.show()
    assert unnamed(dialog) == []
    screenshot(dialog, kind.__name__.lower(), ("light", "dark"), whole=False)


@pytest.mark.parametrize("id", ["file.settings", "help.keys", "help.about", "help.report"])
def test_the_menus_open_their_dialogs(window: MainWindow, id: str) -> None:
    window.action(id).trigger()
    assert [child for child in window.findChildren(QDialog) if child.isVisible()]
