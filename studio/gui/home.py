"""Home: where a film is dropped, and what was worked on last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studio.gui.widgets import Button, Heading, Icon, PrimaryButton, Text, column, frame, row
from studio.i18n import _

if TYPE_CHECKING:
    from studio.gui.main_window import MainWindow


class Home(QWidget):
    """The first tab; it stays."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        page = column(self, margin=24)
        page.addWidget(self._build_target())
        page.addStretch(1)

    def refresh(self) -> None:
        """Look again at what is there."""

    def _build_target(self) -> QWidget:
        target = frame("drop")
        inside = column(target, margin=24, gap=12)
        inside.addWidget(Icon("film", "accent", 34), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(Heading(_("Drop a video here"), level=1), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(Text(_("Video and sound files, subtitles"), "soft"), 0, Qt.AlignmentFlag.AlignHCenter)
        buttons = row()
        self.open_button = PrimaryButton(_("Open…"), "folder-open")
        self.open_button.clicked.connect(lambda: self._window.action("file.open").trigger())
        self.sample_button = Button(_("Try the sample"), "play")
        self.sample_button.clicked.connect(lambda: self._window.action("file.sample").trigger())
        for each in (self.open_button, self.sample_button):
            each.make_main()
            buttons.addWidget(each)
        inside.addLayout(buttons)
        inside.setAlignment(buttons, Qt.AlignmentFlag.AlignHCenter)
        return target
