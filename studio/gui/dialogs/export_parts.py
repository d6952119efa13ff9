"""The parts of an export: something to tick with its explanation, a check with the way to it, a list of files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from studio.gui import metrics, theme
from studio.gui.widgets import Button, Icon, Note, Text, column, follow, row
from studio.i18n import _, ngettext

BOX = 15 + 8
"""Width of a tick box and the gap after it, at 100 %."""


PICTURES = {".json": "file-text", ".srt": "captions", ".vtt": "captions"}
"""The icons of files by their suffix; of others that of a page."""


class Checked(Protocol):
    """What is to be known before an export: fine, or to be warned of."""

    @property
    def kind(self) -> Literal["ok", "warn"]: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...


class Option(QWidget):
    """A tick box with its name and, below, what it means; at the right perhaps a state."""

    def __init__(self, title: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(title)
        self.box.setAccessibleDescription(note)
        self.note = Text(note, "soft")
        self._line = row(self, gap=8)
        self._texts = column(gap=6)
        self._texts.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self._texts.addWidget(self.note)
        self._line.addLayout(self._texts, 1)
        follow(self, self._fit)

    def add_state(self, icon: str, token: str, text: str) -> None:
        """Say at the right how it is with this."""
        state = row(gap=4)
        state.addWidget(Icon(icon, token), 0, Qt.AlignmentFlag.AlignVCenter)
        state.addWidget(Text(text, "soft", wraps=False))
        self._line.addLayout(state)
        self.box.setAccessibleDescription(f"{self.note.text()}. {text}.")

    def show_checked(self, count: int, unchecked: int) -> None:
        """Say at the right how far somebody has looked at so many parts."""
        if count and not unchecked:
            self.add_state("circle-check", "approved", _("All checked"))
        elif unchecked:
            words = ngettext("{count} not checked", "{count} not checked", unchecked)
            self.add_state("triangle-alert", "problem", words.format(count=unchecked))

    def _fit(self) -> None:
        self.box.setFont(metrics.font(metrics.TEXT, metrics.STRONG))
        self.note.setContentsMargins(metrics.px(BOX), 0, 0, 0)


class CheckNote(QFrame):
    """What is to be known before an export, and perhaps the way to what it is about."""

    asked = Signal(object)
    """The check, to what it is about somebody wants to go."""

    def __init__(self, check: Checked, way: str = "", name: str = "", parent: QWidget | None = None) -> None:
        """`way` is what the button says, "" for none; `name` is how it is found."""
        super().__init__(parent)
        page = column(self, gap=6)
        self.note = Note("approved" if check.kind == "ok" else "problem", f"{check.title}.", check.text)
        page.addWidget(self.note)
        self.way: Button | None = None
        if way:
            self.way = Button(way, "list-checks")
            self.way.setObjectName(name)
            self.way.clicked.connect(lambda: self.asked.emit(check))
            page.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)


class FileList(QWidget):
    """The files of an export by their names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: QVBoxLayout = column(self, gap=6)
        self._shown: list[Path] | None = None

    def show_files(self, files: Sequence[Path]) -> None:
        """Show these files."""
        if list(files) == self._shown:
            return
        self._shown = list(files)
        clear(self._page)
        for file in files:
            line = QWidget()
            parts = row(line, gap=8)
            name = PICTURES.get(file.suffix, "file-text")
            parts.addWidget(Icon(name, "soft"), 0, Qt.AlignmentFlag.AlignVCenter)
            text = Text(file.name)
            text.setToolTip(str(file))
            parts.addWidget(text, 1)
            self._page.addWidget(line)

    def names(self) -> list[str]:
        """Return what is shown."""
        return [file.name for file in self._shown or []]


class Group(QWidget):
    """A heading over a line, and what belongs to it below."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: QVBoxLayout = column(self, gap=8)
        head = _Head()
        inside = column(head, gap=4)
        inside.addWidget(Text(title, "strong", wraps=False))
        inside.addSpacing(metrics.px(4))
        self.page.addWidget(head)


class _Head(QWidget):
    """A heading with the line under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def clear(layout: QVBoxLayout) -> None:
    """Take all widgets out of a column."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def files_words(count: int) -> str:
    """Return the heading of the list."""
    if not count:
        return _("No file will be written")
    return ngettext("{count} file will be written", "{count} files will be written", count).format(count=count)
