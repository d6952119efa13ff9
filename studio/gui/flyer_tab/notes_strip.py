"""What was noticed when a flyer was read, such as that its JavaScript was left out; it can be closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from studio.gui.widgets import IconButton, Note, row
from studio.i18n import _


class NotesStrip(QFrame):
    """A note with a button that closes it; hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._note = Note("info", "")
        line = row(self, margin=6, gap=6)
        line.addWidget(self._note, 1)
        self.close_button = IconButton(_("Close this note"), "x")
        self.close_button.clicked.connect(self.hide)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def text(self) -> str:
        """Return what is said."""
        return self._note.accessibleName()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Say these sentences; nothing is shown where there are none."""
        self._note.say("info", _("What was noticed when it was read:"), " ".join(notes))
        self.setVisible(bool(notes))
