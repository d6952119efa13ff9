"""About: version, when the network is used, licences of all that is inside, where things lie on this computer."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLayout,
    QScrollArea,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

import studio
from studio import paths
from studio.gui import metrics
from studio.gui.dialogs.offline_page import OfflinePage
from studio.gui.widgets import Heading, QuietButton, Text, column, on_screen, row
from studio.i18n import _

if TYPE_CHECKING:
    from studio.gui.main_window import MainWindow

SHOWN = (
    "PySide6-Essentials",
    "faster-whisper",
    "ctranslate2",
    "argostranslate",
    "av",
    "pysubs2",
    "onnxruntime",
    "rapidocr",
)
"""The libraries whose version matters when something is asked."""


class AboutDialog(QDialog):
    """What this program is, and what it is made of."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(_("About Souffleur"))
        page = column(self, margin=16, gap=12)
        page.addWidget(Heading(f"Souffleur {studio.__version__}", level=1))
        page.addWidget(
            Text(_("Subtitles and translations for theatres, museums and libraries, made on your own computer."))
        )
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(_("About Souffleur"))
        self.tabs.addTab(self._build_facts(), _("Versions"))
        self.offline = OfflinePage()
        self.tabs.addTab(self.offline, _("Offline"))
        self.tabs.addTab(_reader(licences(), _("Licences")), _("Licences"))
        page.addWidget(self.tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page.addWidget(buttons)

    def sizeHint(self) -> QSize:
        return on_screen(self, 640, 520)

    def _build_facts(self) -> QWidget:
        facts = QWidget()
        facts.setProperty("role", "page")
        page = column(facts, margin=12, gap=12)
        form = QFormLayout()
        form.setHorizontalSpacing(metrics.px(16))
        for name, version in versions().items():
            form.addRow(Text(name, "strong", wraps=False), Text(version, wraps=False))
        page.addLayout(form)
        for title, folder in ((_("Log files"), paths.logs()), (_("Speech models"), paths.packs())):
            page.addLayout(self._build_place(title, folder))
        page.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(facts)
        area.setAccessibleName(_("Versions"))  # it has the keyboard, so that the arrow keys scroll
        return area

    def _build_place(self, title: str, folder: Path) -> QLayout:
        line = row(gap=12)
        words = column(gap=2)
        words.addWidget(Text(title, "strong"))
        words.addWidget(Text(str(folder), "soft"))
        line.addLayout(words, 1)
        button = QuietButton(_("Show folder"), "folder-open")
        button.setAccessibleName(_("Show folder: {name}").format(name=title))
        button.setEnabled(folder.is_dir())
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        line.addWidget(button)
        return line


def versions() -> dict[str, str]:
    """Return the versions of the program, of Python and Qt, and of the libraries that do the work."""
    import platform

    from PySide6.QtCore import qVersion

    found = {"Souffleur": studio.__version__, "Python": platform.python_version(), "Qt": qVersion()}
    for name in SHOWN:
        try:
            found[name] = distribution(name).version
        except PackageNotFoundError:
            found[name] = "–"
    return found


def licences() -> str:
    """Return the licences of all that is inside, as Markdown."""
    resources = paths.resources()
    lists = (
        resources / "licences.md",
        resources.parent / "packaging" / "licences.md",
    )  # as shipped; in the source tree
    packages = next((file.read_text("utf-8") for file in lists if file.is_file()), "")
    icons = (resources / "icons" / "LICENSE").read_text("utf-8")
    return f"{packages}\n## Icons (Lucide)\n\n```\n{icons}\n```\n"


def _reader(markdown: str, name: str) -> QTextBrowser:
    reader = QTextBrowser()
    reader.setAccessibleName(name)
    reader.setTabChangesFocus(True)
    reader.setOpenLinks(False)
    reader.setMarkdown(markdown)
    return reader
