"""The bar on top of a tab: the stages of a video or a flyer as buttons, and what else can be done at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from studio.gui import icons, metrics, theme
from studio.gui.widgets import QuietButton, follow, row
from studio.i18n import _

HEIGHT = 44
CIRCLE = 22
UNDERLINE = 3

NARROW = 1000
"""Width (px at 100 %) below which the second lines and the names go; so it is with large letters on a usual screen."""


class StageLike(Protocol):
    """A stage as it is shown: its name, a verb, and in a few words how far it is."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def is_done(self) -> bool: ...


class StageRow(QFrame):
    """The stages as buttons, "Names and terms" and "More"; what a stage leads to is for those who listen to say."""

    chosen = Signal(str)
    """The id of a stage."""

    def __init__(self, name: str, stages: Sequence[StageLike], parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls it."""
        super().__init__(parent)
        self._names_action: QAction | None = None
        self._more: list[QAction] = []
        self.buttons: dict[str, StageButton] = {}
        self.setAccessibleName(name)
        self._build(stages)
        follow(self, self._fit)

    def set_more(self, actions: Sequence[QAction]) -> None:
        """Put these into "More"."""
        self._more = list(actions)
        self._fit()

    def set_names(self, action: QAction) -> None:
        """Have "Names and terms" do this."""
        self.names.clicked.connect(action.trigger)
        self._names_action = action
        self._fit()

    def show_stages(self, stages: Sequence[StageLike], front: str) -> None:
        """Show how far all of them are, and which one is in front."""
        for number, stage in enumerate(stages, start=1):
            self.buttons[stage.id].show_stage(number, stage, is_current=stage.id == front)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), metrics.px(HEIGHT))

    def _build(self, stages: Sequence[StageLike]) -> None:
        self._row = row(self, gap=4)
        self._arrows: list[_Arrow] = []
        for place, stage in enumerate(stages):
            if place:
                self._arrows.append(_Arrow())
                self._row.addWidget(self._arrows[-1])
            button = self.buttons[stage.id] = StageButton()
            button.clicked.connect(lambda _on=False, id=stage.id: self.chosen.emit(id))
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.names = QuietButton(_("Names and terms"), "book-a")
        self.more = QuietButton(_("More"))
        self.more.setProperty("menu", "true")
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.more.hide()
        self._row.addWidget(self.names)
        self._row.addWidget(self.more)

    def _fit(self) -> None:
        side = metrics.px(8)
        self._row.setContentsMargins(side, 0, side, 0)
        self.setFixedHeight(metrics.px(HEIGHT))
        is_small = self.width() < metrics.px(NARROW)
        for button in self.buttons.values():
            button.set_single(is_small)
        self.names.setVisible(self._names_action is not None and not is_small)
        hidden = [self._names_action] if self._names_action is not None and is_small else []
        self._menu.clear()
        self._menu.addActions([*hidden, *self._more])
        self.more.setVisible(not self._menu.isEmpty())
        self._fit_arrows()

    def _fit_arrows(self) -> None:
        """Leave out the arrows where the words need their room: long words in large letters."""
        parts = [*self.buttons.values(), *(part for part in (self.names, self.more) if not part.isHidden())]
        needed = sum(part.sizeHint().width() + self._row.spacing() for part in parts) + 2 * metrics.px(8)
        arrows = sum(arrow.minimumWidth() + self._row.spacing() for arrow in self._arrows)
        for arrow in self._arrows:
            arrow.setVisible(needed + arrows <= self.width())


class StageButton(QPushButton):
    """One stage: its number or a tick in a circle, its name, and under that how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: StageLike = _Nothing()
        self._number = 0
        self._is_current = False
        self._is_single = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.setProperty("role", "quiet")
        self.setProperty("ring", "flush")

    def show_stage(self, number: int, stage: StageLike, *, is_current: bool) -> None:
        """Show how far the stage is now."""
        if (number, stage, is_current) == (self._number, self._stage, self._is_current):
            return
        is_wider = stage.detail != self._stage.detail
        self._number, self._stage, self._is_current = number, stage, is_current
        self.setAccessibleName(_("Stage {number}: {title}").format(number=number, title=stage.title))
        here = _("You are here.") if is_current else ""
        self.setAccessibleDescription(" ".join(filter(None, (f"{stage.detail}.", here))))
        self.setToolTip(stage.detail if self._is_single else "")
        if is_wider:
            self.updateGeometry()
        self.update()

    def set_single(self, is_single: bool) -> None:
        """Leave out the second line, or show it."""
        if is_single != self._is_single:
            self._is_single = is_single
            self.setToolTip(self._stage.detail if is_single else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        title = _width(self._stage.title, _title_font())
        detail = 0 if self._is_single else _width(self._stage.detail, metrics.font(metrics.SECONDARY))
        return QSize(metrics.px(CIRCLE + 8 + 20) + max(title, detail), metrics.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and not self._is_current:
            painter.fillRect(self.rect(), theme.colour("raised"))
        self._paint_circle(painter)
        self._paint_words(painter)
        if self._is_current:
            line = metrics.px(UNDERLINE)
            painter.fillRect(QRect(0, self.height() - line, self.width(), line), theme.colour("accent"))

    def _paint_circle(self, painter: QPainter) -> None:
        side = metrics.px(CIRCLE)
        circle = QRectF(metrics.px(10), (self.height() - side) / 2, side, side)
        if self._stage.is_done and not self._is_current:
            self._ring(painter, circle, "approved")
            inner = side * 0.24
            icons.paint(painter, circle.adjusted(inner, inner, -inner, -inner), "check", "approved")
            return
        if self._is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("fill"))
            painter.drawEllipse(circle)
        else:
            self._ring(painter, circle, "edge")
        painter.setFont(metrics.font(metrics.SECONDARY, metrics.STRONG))
        painter.setPen(theme.colour("onaccent" if self._is_current else "ink"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _ring(self, painter: QPainter, circle: QRectF, token: str) -> None:
        width = max(1.4, metrics.px(1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(token), width))
        painter.drawEllipse(circle.adjusted(width / 2, width / 2, -width / 2, -width / 2))

    def _paint_words(self, painter: QPainter) -> None:
        left = metrics.px(10 + CIRCLE + 8)
        words = QRect(left, 0, self.width() - left, self.height())
        painter.setFont(_title_font())
        painter.setPen(theme.colour("accent" if self._is_current else "ink"))
        left_side = Qt.AlignmentFlag.AlignLeft
        if self._is_single or not self._stage.detail:
            painter.drawText(words, left_side | Qt.AlignmentFlag.AlignVCenter, self._stage.title)
            return
        half, gap = self.height() // 2, metrics.px(1)
        above, below = words.adjusted(0, 0, 0, -half - gap), words.adjusted(0, half - gap, 0, 0)
        painter.drawText(above, left_side | Qt.AlignmentFlag.AlignBottom, self._stage.title)
        painter.setFont(metrics.font(metrics.SECONDARY))
        painter.setPen(theme.colour("soft"))
        painter.drawText(below, left_side | Qt.AlignmentFlag.AlignTop, self._stage.detail)


class _Nothing:
    """The stage of a button that was told of none yet."""

    id = title = detail = ""
    is_done = False


class _Arrow(QWidget):
    """The sign between two stages."""

    def __init__(self) -> None:
        super().__init__()
        follow(self, self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = metrics.px(14)
        middle = QPointF(self.rect().center())
        icons.paint(
            QPainter(self), QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), "chevron-right", "soft"
        )

    def _fit(self) -> None:
        self.setFixedWidth(metrics.px(18))


def _title_font() -> QFont:
    return metrics.font(metrics.TEXT, metrics.STRONG)


def _width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
