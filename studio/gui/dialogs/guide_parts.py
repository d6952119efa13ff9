"""The parts of the first-run guide: its list of steps, a page, the three ways a pack can come, and what is coming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio.gui import icons, metrics, theme
from studio.gui.option import Option, Options
from studio.gui.packs_tab import doing
from studio.gui.runner import Running
from studio.gui.widgets import Button, Heading, Text, column, follow, row
from studio.i18n import _

STEPS = 212
"""Width of the list of steps at 100 %."""

CIRCLE = 22

DOWNLOAD, STICK, LATER = "download", "stick", "later"


class Steps(QFrame):
    """Where one is in the guide; it is for orientation and takes no clicks."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._line = column(self, gap=0)
        self._line.addSpacing(metrics.px(14))
        self.steps = [Step(number, title) for number, title in enumerate(titles, start=1)]
        for step in self.steps:
            self._line.addWidget(step)
        self._line.addSpacing(metrics.px(16))
        self._later = Text(_("You can change all of this later under Languages and models."), "soft")
        self._line.addWidget(self._later)
        self._line.addStretch(1)
        follow(self, self._fit)

    def show_step(self, place: int) -> None:
        """Show the steps before `place` as done."""
        for each, step in enumerate(self.steps):
            step.become("done" if each < place else "now" if each == place else "to come")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _fit(self) -> None:
        side = metrics.px(16)
        self._later.setContentsMargins(side, 0, side, 0)
        self.setFixedWidth(metrics.px(STEPS))


class Step(QWidget):
    """One step: its number in a circle, or a tick, and its name."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self._number, self._title, self._state = number, title, "to come"
        self._text = Text(title, wraps=True)
        self._line = row(self, gap=0)
        self._line.addWidget(self._text, 1)
        follow(self, self._fit)
        self.become("to come")

    def become(self, state: str) -> None:
        """Be "done", "now" or "to come"."""
        self._state = state
        said = {"done": _("done"), "now": _("you are here")}.get(state, "")
        self.setAccessibleName(", ".join(filter(None, (f"{self._number}. {self._title}", said))))
        self._text.setFont(metrics.font(weight=metrics.STRONG if state == "now" else 400))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_now, side = self._state == "now", metrics.px(CIRCLE)
        if is_now:
            painter.fillRect(self.rect().adjusted(0, 0, -1, 0), theme.colour("surface"))
            painter.fillRect(0, 0, metrics.px(3), self.height(), theme.colour("accent"))
        circle = QRectF(metrics.px(16), (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        token = {"done": "approved", "now": "fill"}.get(self._state, "edge")
        painter.setPen(QPen(theme.colour(token), max(1, metrics.px(1.4))))
        if is_now:
            painter.setBrush(theme.colour("fill"))
        painter.drawEllipse(circle)
        if self._state == "done":
            inset = side * 0.22
            icons.paint(painter, circle.adjusted(inset, inset, -inset, -inset), "check", "approved")
            return
        painter.setFont(metrics.font(metrics.SMALL, metrics.STRONG))
        painter.setPen(theme.colour("onaccent" if is_now else "soft"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _fit(self) -> None:
        self._line.setContentsMargins(metrics.px(16 + CIRCLE + 10), 0, metrics.px(8), 0)
        self.setMinimumHeight(metrics.px(36))
        self.become(self._state)


class Page(QScrollArea):
    """One step of the guide; it scrolls, the row of buttons under it does not."""

    changed = Signal()
    """What stands on the button of the guide may be another word now."""

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "page")
        self.page: QVBoxLayout = column(inside, margin=24, gap=8)
        self.page.addWidget(Heading(title, level=1))
        self.text = Text(text, "soft")
        self.text.setVisible(bool(text))
        self.page.addWidget(self.text)
        self.setAccessibleName(title)
        self.setWidget(inside)

    def say(self, text: str) -> None:
        """Say something else under the title."""
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def begin(self) -> None:
        """Be brought to the front."""

    def first(self) -> QWidget | None:
        """Return what gets the keyboard, None where that is the button that leads on."""
        return None

    def leave(self) -> None:
        """Do what was chosen here, for the person goes on."""

    def verb(self) -> str:
        """Return what the button that leads on says."""
        return _("Next")


class Beside(QWidget):
    """Parts beside each other; below each other where their words are too long for that."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self._line = row(self, gap=8)
        for part in parts:
            self._line.addWidget(part)
        self._line.addStretch(1)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._turn)

    def minimumSizeHint(self) -> QSize:
        """Return what the widest part needs: the page is never wider than the window for the others' sake."""
        return QSize(max(part.sizeHint().width() for part in self._parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _turn(self) -> None:
        gaps = self._line.spacing() * len(self._parts)
        has_room = sum(part.sizeHint().width() for part in self._parts) + gaps <= self.width()
        way = QBoxLayout.Direction.LeftToRight if has_room else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)


class Ways(QWidget):
    """How something gets onto this computer: over the network, from a stick, or later."""

    changed = Signal()
    folder_asked = Signal()
    file_asked = Signal()

    def __init__(self, later: str) -> None:
        super().__init__()
        page = column(self, gap=4)
        page.addWidget(Heading(_("How should it get here?")))
        self.options = Options(_("How should it get here?"), gap=4)
        self.options.add(DOWNLOAD, Option("", framed=False))
        self.options.add(STICK, Option(_("From a USB stick or a folder"), framed=False))
        self.options.add(LATER, Option(later, framed=False))
        self.options.changed.connect(self._take)
        page.addWidget(self.options)
        self.folder = Button(_("Choose a folder or stick…"), "usb")
        self.file = Button(_("Choose a file…"), "folder-open")
        self.folder.clicked.connect(self.folder_asked)
        self.file.clicked.connect(self.file_asked)
        self._from = Beside(*self.buttons)
        page.addWidget(self._from)
        self.options.choose(DOWNLOAD)
        self._take()

    @property
    def buttons(self) -> tuple[Button, Button]:
        """Return what asks for a folder and for a file."""
        return self.folder, self.file

    @property
    def controls(self) -> list[QWidget]:
        """Return what can have the keyboard, in the order in which it is read."""
        return [*(option.button for option in self.options.all.values()), *self.buttons]

    @property
    def chosen(self) -> str:
        """Return the way: DOWNLOAD, STICK or LATER."""
        return self.options.chosen

    def offer(self, size: str) -> None:
        """Say how much would be downloaded, as far as anybody knows."""
        words = _("Download now ({size}, then no network is needed)") if size else _("Download now")
        self.options.all[DOWNLOAD].rename(words.format(size=size))

    def _take(self) -> None:
        self._from.setVisible(self.chosen == STICK)
        self.changed.emit()


class Coming(QFrame):
    """What was asked for in the guide, and how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._page = column(self, gap=8)
        self.rows: list[ComingRow] = []

    def show_all(self, coming: Sequence[tuple[str, Running]]) -> None:
        """Show these by their names, in their order."""
        if [(row.name, row.running) for row in self.rows] == list(coming):
            return
        for old in self.rows:
            self._page.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [ComingRow(running, name) for name, running in coming]
        for made in self.rows:
            self._page.addWidget(made)


class ComingRow(QWidget):
    """One pack on its way."""

    def __init__(self, running: Running, name: str) -> None:
        super().__init__()
        self.running, self.name = running, name
        page = column(self, gap=4)
        line = row(gap=8)
        line.addWidget(Text(name, "strong"), 1)
        self.state = Text("", "soft", wraps=False)
        self.state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        line.addWidget(self.state)
        page.addLayout(line)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        page.addWidget(self.bar)
        self.problem = Text("", "")
        page.addWidget(self.problem)
        self._waits = ("", 0.0)
        running.changed.connect(self._show)
        running.progressed.connect(self._show)
        running.said.connect(self._wait)
        self._show()

    def _wait(self, trouble: str) -> None:
        """Say what it waits for, until it comes further."""
        self._waits = (trouble, self.running.progress.done)
        self._show()

    def _show(self, *_news: object) -> None:
        if self.running.progress.done != self._waits[1]:  # it goes on, or begins anew
            self._waits = ("", 0.0)
        look, error = doing.look(self.running, self._waits[0]), self.running.error
        self.state.setText(_state(look))
        self.bar.setValue(round(look.share * 1000) if look.state != "finished" else 1000)
        self.bar.setVisible(not self.running.is_over)
        self.bar.setAccessibleName(f"{self.name}: {self.state.text()}")
        told = " ".join(filter(None, (error.message, error.hint))) if error is not None else doing.waits(look)
        self.problem.setText(told)
        self.problem.setVisible(bool(told))


def lead(parts: Iterable[QWidget]) -> None:
    """Have Tab lead from each part to the next, whenever they were made."""
    for before, after in pairwise(parts):
        QWidget.setTabOrder(before, after)


def line(*parts: QWidget) -> QWidget:
    """Return parts beside each other, at the left."""
    made = QWidget()
    across = row(made, gap=8)
    for part in parts:
        across.addWidget(part)
    across.addStretch(1)
    return made


class Foot(QFrame):
    """The row at the bottom."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, 0, self.width(), 0)


def _state(look: doing.Doing) -> str:
    match look.state:
        case "waiting":
            return _("Waits for its turn")
        case "finished":
            return _("It is here")
        case "failed":
            return _("It did not work")
        case "paused":
            return _("Paused")
        case "stopped" | "stopping":
            return _("Stopped")
    return doing.in_short(look) if look.is_fetch else _("Checking…")
