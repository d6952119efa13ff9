"""The small parts every view is made of: buttons, headings, notes, hints for keys, rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui import icons, metrics, theme

NoteKind = Literal["problem", "stale", "approved", "machine", "info"]

ICON = 16  # pixels at 100 %
GAP = 6  # more than Qt leaves between an icon and its words

_NOTES: dict[str, tuple[str, str]] = {
    "problem": ("triangle-alert", "problem"),
    "stale": ("clock-alert", "stale"),
    "approved": ("circle-check", "approved"),
    "machine": ("cpu", "machine"),
    "info": ("info", "soft"),
}


class Button(QPushButton):
    """A button that says its verb, with an icon if it has one; `key` is shown in the tool tip."""

    role = "plain"
    ink = "ink"

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None, *, key: str = "") -> None:
        super().__init__(text, parent)
        self.setProperty("role", self.role)
        if icon:
            self.setIcon(icons.icon(icon, self.ink))
        if key:
            self.setToolTip(f"{text.replace('&', '')} ({native(key)})")
        follow(self, self._fit)

    def setMenu(self, menu: QMenu) -> None:
        """Show `menu` when pressed, and an arrow that says so."""
        super().setMenu(menu)
        self.setProperty("menu", True)
        repolish(self)

    def make_main(self) -> None:
        """Make this the large button of a page."""
        self.setProperty("measure", "main")
        repolish(self)

    def _fit(self) -> None:
        self.setIconSize(QSize(metrics.px(ICON + GAP), metrics.px(ICON)))


class PrimaryButton(Button):
    """The one filled button of a view."""

    role = "primary"
    ink = "onaccent"


class QuietButton(Button):
    """A button without an edge, for rows of tools."""

    role = "quiet"


class IconButton(QToolButton):
    """A button that is an icon only; `name` is what a screen reader says and the tool tip shows."""

    def __init__(self, name: str, icon: str, parent: QWidget | None = None, *, key: str = "") -> None:
        super().__init__(parent)
        self.setProperty("role", "icon")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rename(name, icon, key=key)
        follow(self, self._fit)

    def rename(self, name: str, icon: str, *, key: str = "") -> None:
        """Say and show something else, e.g. "Pause" instead of "Play"."""
        self.setIcon(icons.icon(icon))
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({native(key)})" if key else name)

    def _fit(self) -> None:
        self.setIconSize(QSize(metrics.px(ICON), metrics.px(ICON)))


class Icon(QLabel):
    """An icon that is only looked at; the words beside it say the same."""

    def __init__(self, name: str, token: str = "ink", size: float = ICON, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.show_icon(name, token)
        follow(self, self._draw)

    def show_icon(self, name: str, token: str = "ink") -> None:
        """Show another icon, or the same in another colour."""
        self._name, self._token = name, token
        self._draw()

    def _draw(self) -> None:
        size = metrics.px(self._size)
        self.setPixmap(icons.pixmap(self._name, self._token, size, self.devicePixelRatioF()))
        self.setFixedWidth(size + metrics.px(2))


class Text(QLabel):
    """Words that wrap; `role` is one of "", "title", "heading", "strong", "soft"."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None, *, wraps: bool = True) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wraps)


class Heading(Text):
    """What a part of a page is called."""

    def __init__(self, text: str, parent: QWidget | None = None, *, level: int = 2) -> None:
        super().__init__(text, "title" if level == 1 else "heading", parent, wraps=level == 1)


class KeyHint(QLabel):
    """A key, written as people on this system write it, in a small frame; the words beside it say what it does."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(native(key), parent)
        self.setProperty("role", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Note(QFrame):
    """A sentence on tinted ground with an icon; only the icon and the first words carry the colour.

    With `icon` it is another than that of its kind; a `stacked` one has its first words on a line of their own.
    """

    def __init__(self, kind: NoteKind, title: str, text: str = "", *, icon: str = "", stacked: bool = False) -> None:
        super().__init__()
        self._other_icon = icon
        self._gap = "<br>" if stacked else " "
        self._icon = Icon("info", "soft", parent=self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        line = row(self, margin=8 if not stacked else 12)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self._kind: NoteKind = kind
        self._words = (title, text)
        self.setProperty("note", kind)
        follow(self, self._show)

    def say(self, kind: NoteKind, title: str, text: str = "", *, icon: str | None = None) -> bool:
        """Say something else; return whether it is anything else: the whole window is laid out anew for that."""
        other = self._other_icon if icon is None else icon
        if (kind, (title, text), other) == (self._kind, self._words, self._other_icon):
            return False
        self._kind, self._words, self._other_icon = kind, (title, text), other
        if self.property("note") != kind:
            self.setProperty("note", kind)
            repolish(self)
        self._show()
        return True

    def _show(self) -> None:
        icon, token = _NOTES[self._kind]
        self._icon.show_icon(self._other_icon or icon, token)
        title, text = (escaped(words) for words in self._words)
        colour = theme.colour("ink" if self._gap != " " or self._kind in ("machine", "info") else token).name()
        first = f'<span style="color:{colour}; font-weight:600">{title}</span>'
        self._text.setText(self._gap.join(filter(None, (first, text))))
        self.setAccessibleName(" ".join(filter(None, self._words)))


class Column(QVBoxLayout):
    """Widgets below each other; margin and gap, drawn for 100 %, grow with the letters."""

    def __init__(self, parent: QWidget | None, margin: float, gap: float) -> None:
        if parent is not None:
            super().__init__(parent)
        else:
            super().__init__()
        self._lengths = (margin, gap)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        _space(self, *self._lengths)


class Row(QHBoxLayout):
    """Widgets beside each other; margin and gap, drawn for 100 %, grow with the letters."""

    def __init__(self, parent: QWidget | None, margin: float, gap: float) -> None:
        if parent is not None:
            super().__init__(parent)
        else:
            super().__init__()
        self._lengths = (margin, gap)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        _space(self, *self._lengths)


def column(parent: QWidget | None = None, *, margin: float = 0, gap: float = 8) -> Column:
    """Return a column of widgets; lengths as drawn for 100 %."""
    return Column(parent, margin, gap)


def row(parent: QWidget | None = None, *, margin: float = 0, gap: float = 8) -> Row:
    """Return a row of widgets; lengths as drawn for 100 %."""
    return Row(parent, margin, gap)


def frame(role: Literal["card", "bar", "panel", "drop"], parent: QWidget | None = None) -> QFrame:
    """Return an empty frame that looks like its role."""
    made = QFrame(parent)
    made.setProperty("role", role)
    return made


def follow(widget: QWidget, fit: Callable[[], object]) -> None:
    """Call `fit` now and each time colours or the size of the text change, as long as `widget` lives."""
    fit()
    _Follower(widget, fit)


class _Follower(QObject):
    """Goes with its widget, and the connection with it; a lambda alone would stay connected."""

    def __init__(self, widget: QWidget, fit: Callable[[], object]) -> None:
        super().__init__(widget)
        self._fit = fit
        theme.current().changed.connect(self._follow)

    def _follow(self) -> None:
        self._fit()


def on_screen(widget: QWidget, width: float, height: float) -> QSize:
    """Return a size drawn for 100 %, but never more than nine tenths of the screen."""
    screen = widget.screen().availableSize() * 0.9
    return QSize(metrics.px(width), metrics.px(height)).boundedTo(screen)


def repolish(widget: QWidget) -> None:
    """Make the stylesheet look at the properties of `widget` again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def native(keys: str | Sequence[str]) -> str:
    """Return keys as people on this system write them."""
    first = keys if isinstance(keys, str) else keys[0]
    return QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText)


def escaped(text: str) -> str:
    """Return `text` fit for rich text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def _space(layout: QBoxLayout, margin: float, gap: float) -> None:
    around = metrics.px(margin)
    layout.setContentsMargins(around, around, around, around)
    layout.setSpacing(metrics.px(gap))
