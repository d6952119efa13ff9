"""What stands in the editor's place while no cue is chosen: how to go on, or that nothing can go wrong meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from studio.gui.widgets import Note, column
from studio.i18n import _


class Calm(QScrollArea):
    """A few sentences; where they need more room than there is, they scroll and take the keyboard for that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        choose = Note("info", _("No cue chosen:"), _("choose one in the table to work on it."))
        watch = _("You can already watch and correct the cues that are there. Nothing you change is overwritten.")
        safe = _("Every cue is on disk at once. If the computer stops, work goes on from the last cue.")
        self.setAccessibleName(" ".join((watch, safe)))
        self.choose = choose
        self.meanwhile = (Note("info", "", watch), Note("info", "", safe, icon="save"))
        page = QWidget()
        page.setProperty("role", "page")
        sentences = column(page, margin=12, gap=8)
        for note in (choose, *self.meanwhile):
            sentences.addWidget(note)
        sentences.addStretch(1)
        self.setWidget(page)
        self.verticalScrollBar().rangeChanged.connect(self._take_range)

    def show_state(self, *, is_listening: bool, has_cues: bool) -> None:
        """Say what holds now."""
        self.choose.setVisible(has_cues and not is_listening)
        for note in self.meanwhile:
            note.setVisible(is_listening)

    def _take_range(self, least: int, most: int) -> None:
        """Be reached by Tab only while there is something to scroll."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most > least else Qt.FocusPolicy.NoFocus)
