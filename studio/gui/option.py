"""Something to choose: a radio button with its sentence, all of which can be clicked; framed, or a line of a list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from studio.gui import metrics, theme
from studio.gui.widgets import Icon, Text, column, follow, row

HEIGHT = 56
NARROW = 420
"""Below this width what stands at the right goes under the words."""


class Option(QWidget):
    """A radio button named by its title, its sentence and what stands at the right, e.g. a size."""

    def __init__(self, title: str, note: str = "", beside: str = "", *, framed: bool = True) -> None:
        super().__init__()
        self._is_framed = framed
        self._title = title
        self._is_narrow = False
        self.button = QRadioButton()
        self.title = Text(title, "strong" if framed else "")
        self.note = Text("", "soft")
        self.beside = Text("", "soft", wraps=False)
        self._badge = (Icon("check", "approved"), Text("", "soft", wraps=False))
        self._build()
        self.button.toggled.connect(self.update)
        follow(self, self._fit)
        self.say(note, beside)

    @property
    def is_chosen(self) -> bool:
        """Say whether this is the one that is chosen."""
        return self.button.isChecked()

    def rename(self, title: str) -> None:
        """Give it another title; the sentence stays."""
        self._title = title
        self.title.setText(title)
        self._name()

    def say(self, note: str, beside: str = "", badge: str = "") -> None:
        """Show another sentence, other words at the right, and perhaps a mark of approval after the title."""
        for text, words in ((self.note, note), (self.beside, beside), (self._badge[1], badge)):
            text.setText(words)
            text.setVisible(bool(words))
        self._badge[0].setVisible(bool(badge))
        self._name()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.button.isEnabled():
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_framed:
            return
        is_contrast = theme.current().scheme == "contrast"
        width = metrics.px(2 if not is_contrast else 3) if self.is_chosen else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if self.is_chosen else "edge"), width))
        painter.setBrush(theme.colour("select" if self.is_chosen and not is_contrast else "surface"))
        box = self.rect().toRectF().adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, metrics.px(4), metrics.px(4))

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def _build(self) -> None:
        self._line = row(self, gap=8)
        self._line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._words: QVBoxLayout = column(gap=2)
        head = row(gap=6)
        head.addWidget(self.title, 0 if self._is_framed else 1)
        for part in self._badge:
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._is_framed:
            self.title.setWordWrap(False)
            head.addStretch(1)
        self._words.addLayout(head)
        self._words.addWidget(self.note)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addLayout(self._words, 1)
        self._across.addWidget(self.beside)
        self._line.addLayout(self._across, 1)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part in (self.title, self.note, self.beside, *self._badge):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _fit(self) -> None:
        side, edge = (metrics.px(14), metrics.px(8)) if self._is_framed else (0, 0)
        self._line.setContentsMargins(side, edge, side, edge)
        self.setMinimumHeight(metrics.px(HEIGHT) if self._is_framed else 0)
        self._across.setSpacing(metrics.px(12 if not self._is_narrow else 2))
        self._arrange()

    def _arrange(self) -> None:
        is_narrow = self.width() < metrics.px(NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            direction = QBoxLayout.Direction
            self._across.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _name(self) -> None:
        parts = (self._title, self._badge[1].text(), self.note.text(), self.beside.text())
        self.button.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part))


class Options(QWidget):
    """Options of which one at most is chosen, below each other."""

    changed = Signal()

    def __init__(self, name: str, *, gap: float = 8, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls them together."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.all: dict[str, Option] = {}
        self._page: QVBoxLayout = column(self, gap=gap)
        self._group = QButtonGroup(self)
        self._is_silent = False

    @property
    def chosen(self) -> str:
        """Return the key of the chosen one, "" while there is none."""
        return next((key for key, option in self.all.items() if option.is_chosen), "")

    def add(self, key: str, option: Option) -> Option:
        """Add an option."""
        self.all[key] = option
        self._group.addButton(option.button)
        self._page.addWidget(option)
        option.button.toggled.connect(self._take)
        return option

    def choose(self, key: str) -> None:
        """Choose an option, none where there is none of this key; nobody is told."""
        self._is_silent = True
        self._group.setExclusive(False)
        for each, option in self.all.items():
            option.button.setChecked(each == key)
        self._group.setExclusive(True)
        self._is_silent = False

    def clear(self) -> None:
        """Take all options away."""
        for option in self.all.values():
            self._group.removeButton(option.button)
            self._page.removeWidget(option)
            option.hide()
            option.deleteLater()
        self.all = {}

    def _take(self, is_chosen: bool) -> None:
        if is_chosen and not self._is_silent:
            self.changed.emit()
