"""Light, dark or high contrast, as the system says or the user chose; the one place that dresses the application."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from studio.gui import palettes

SCHEMES: Mapping[str, Mapping[str, str]] = {
    "light": palettes.LIGHT,
    "dark": palettes.DARK,
    "contrast": palettes.CONTRAST,
}


class Theme(QObject):
    """The colours in use; `changed` says that colours or the size of the text are others now."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.scheme = "light"
        self._app = app
        self._choice = "system"
        self._text_size = 100
        self._colours: Mapping[str, str] = palettes.LIGHT
        self._dressed: tuple[QFont, str, str] | None = None
        self._pictures = tempfile.TemporaryDirectory(prefix="souffleur-", ignore_cleanup_errors=True)
        self._hints = app.styleHints()
        self._needs = self._hints.accessibility()  # kept: asked for again, PySide hands out a dead object
        self._hints.colorSchemeChanged.connect(self._dress)
        self._needs.contrastPreferenceChanged.connect(self._dress)

    def use(self, choice: str = "system", text_size: int = 100) -> None:
        """Dress the application in a scheme, "system" for what the system says; text in percent of the system's."""
        self._choice = choice
        self._text_size = text_size
        self._dress()

    def colour(self, token: str) -> QColor:
        """Return the colour that goes by this name now."""
        return QColor(self._colours[token])

    def _dress(self) -> None:
        """Look and put on what is right now; the same again would have every widget measured and drawn for nothing."""
        from studio.gui import style

        font = system_font(self._text_size)
        if self._app.font() != font:
            self._app.setFont(font)
        self.scheme = self._choice if self._choice in SCHEMES else self._of_system()
        self._colours = SCHEMES[self.scheme]
        if self.scheme == "contrast" and self._system_has_contrast() and sys.platform == "win32":
            self._app.setPalette(QPalette())
            self._colours = palettes.of_system(self._app.palette())
            self._dressed = None
        sheet = style.sheet(self._colours, Path(self._pictures.name))
        if self._dressed == (font, self.scheme, sheet):
            return
        self._dressed = (font, self.scheme, sheet)
        self._app.setPalette(palettes.qpalette(self._colours))
        self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _of_system(self) -> str:
        if self._system_has_contrast():
            return "contrast"
        is_dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        return "dark" if is_dark else "light"

    def _system_has_contrast(self) -> bool:
        return self._needs.contrastPreference() is Qt.ContrastPreference.HighContrast


@cache
def current() -> Theme:
    """Return the theme of this application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return Theme(app)


def colour(token: str) -> QColor:
    """Return the colour that goes by this name (those of `palettes`) now."""
    return current().colour(token)


def system_font(percent: int = 100) -> QFont:
    """Return the system's font at a size in percent, with figures that are all equally wide."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
