"""Where the window was, kept beside the settings: its size, its place, its splitters."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

from studio import paths
from studio.gui import metrics

SIZE = (1280, 720)  # at 100 %


def keep(window: QMainWindow) -> None:
    """Remember how the window stands."""
    _kept().setValue("geometry", window.saveGeometry())


def come_back(window: QMainWindow) -> None:
    """Let the window stand as it was left, or as is usual."""
    window.resize(*(metrics.px(length) for length in SIZE))
    geometry = _kept().value("geometry")
    if isinstance(geometry, QByteArray):
        window.restoreGeometry(geometry)


def keep_sizes(splitter: QSplitter, name: str) -> None:
    """Remember how a splitter is set."""
    _kept().setValue(f"splitter/{name}", splitter.saveState())


def restore_sizes(splitter: QSplitter, name: str) -> bool:
    """Set a splitter as it was left; return whether that was known."""
    state = _kept().value(f"splitter/{name}")
    return isinstance(state, QByteArray) and splitter.restoreState(state)


def _kept() -> QSettings:
    return QSettings(str(paths.settings_file().with_name("window.ini")), QSettings.Format.IniFormat)
