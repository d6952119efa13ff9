"""A report to send: versions and settings, no texts, no names, no places of files; nothing is sent by itself."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit

from studio import i18n
from studio.errors import EnvironmentFault
from studio.gui import theme
from studio.gui.dialogs.about import versions
from studio.gui.widgets import Button, PrimaryButton, Text, column, on_screen
from studio.i18n import _
from studio.settings import Settings

if TYPE_CHECKING:
    from studio.gui.main_window import MainWindow

PRIVATE = ("reviewer", "export_folder", "last_model", "venue", "hub_mirror", "argos_mirror", "proxy")
"""Settings of which only is said whether they are set."""


class ReportDialog(QDialog):
    """Shows the report whole, to be copied or saved by the person."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(_("A report to send"))
        page = column(self, margin=16, gap=12)
        page.addWidget(
            Text(
                _(
                    "This is all that the report holds: versions and settings, no texts, no names, no files. "
                    "Nothing is sent by itself; you decide whom to give it to."
                )
            )
        )
        self.text = QPlainTextEdit(report(window.preferences.settings))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("The report"))
        page.addWidget(self.text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.copy = PrimaryButton(_("Copy"), "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.save = Button(_("Save…"), "save")
        self.save.clicked.connect(self._ask_where)
        for button in (self.copy, self.save):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        page.addWidget(buttons)

    def sizeHint(self) -> QSize:
        return on_screen(self, 600, 520)

    def save_to(self, file: Path) -> None:
        """Write the report to `file`; where that fails, say so."""
        try:
            file.write_text(self.text.toPlainText(), "utf-8")
        except OSError as error:
            self._window.fail(
                EnvironmentFault(
                    _("“{name}” could not be written.").format(name=file.name),
                    hint=_("Choose another folder, or copy the report."),
                    details=str(error),
                )
            )

    def _ask_where(self) -> None:
        start = str(Path.home() / "souffleur-report.txt")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), start, _("Text (*.txt)"))
        if chosen:
            self.save_to(Path(chosen))


def report(settings: Settings) -> str:
    """Return the report: English, for whoever mends the program."""
    facts = {
        **versions(),
        "System": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Processors": str(os.cpu_count()),
        "Language": ", ".join(i18n.chosen()) or "en",
        "Window system": QGuiApplication.platformName(),
        "Screens": "; ".join(_screen(screen) for screen in QGuiApplication.screens()),
        "Colours": theme.current().scheme,
        "Packs": "; ".join(_packs()),
    }
    chosen = {f"settings.{name}": _shown(name, value) for name, value in asdict(settings).items()}
    return "\n".join(f"{name}: {value}" for name, value in {**facts, **chosen}.items()) + "\n"


def _screen(screen: object) -> str:
    size, ratio = screen.size(), screen.devicePixelRatio()  # type: ignore[attr-defined]
    return f"{size.width()}×{size.height()} at {ratio:g}"


def _packs() -> list[str]:
    from studio.workflow.packs import installed_packs

    return [f"{pack.kind} {pack.id if pack.practice else 'own'} ({pack.size} bytes)" for pack in installed_packs()]


def _shown(name: str, value: object) -> object:
    if name in PRIVATE:
        return "set" if value else "not set"
    return value
