"""Where the window was, kept beside the settings: its size, its place, its splitters."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

from studio import paths
from studio.gui import metrics

SIZE = (1280, 720)  # at 100 %

WIDEST = 100_000
"""Pixels; a part that is said to be wider is none that anybody made."""


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
    _kept().setValue(f"splitter/{name}", ",".join(map(str, splitter.sizes())))


def sizes(name: str, count: int) -> list[int]:
    """Return how a splitter of `count` parts was left, in pixels; empty where that is not known."""
    found = [int(size) for size in str(_kept().value(f"splitter/{name}", "")).split(",") if size.isdecimal()]
    return found if len(found) == count and all(0 < size < WIDEST for size in found) else []


def _kept() -> QSettings:
    return QSettings(str(paths.settings_file().with_name("window.ini")), QSettings.Format.IniFormat)
