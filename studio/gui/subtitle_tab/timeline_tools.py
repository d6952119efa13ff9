"""The row of tools above the timeline: what is done to the chosen cue most often, with its keys, and zooming."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from studio.gui import gestures, icons, metrics, theme, widgets
from studio.gui.session import Session
from studio.gui.widgets import IconButton, KeyHint, QuietButton
from studio.i18n import N_, _, number


@dataclass(frozen=True, slots=True)
class Tool:
    """Something done to the chosen cue (`needs_cue`) or the track, and its key, bound by the menus."""

    text: str
    key: str
    icon: str
    do: Callable[[Session], object]
    needs_cue: bool = True
    edits: bool = True


TOOLS = (
    Tool(N_("Start here"), "F6", "", gestures.start_here),
    Tool(N_("End here"), "F7", "", gestures.end_here),
    Tool(N_("New cue"), "Ins", "", gestures.insert, needs_cue=False),
    Tool(N_("Break lines anew"), "Ctrl+B", "", gestures.rebreak),
    Tool(N_("Play this cue"), "F5", "repeat-2", Session.play_cue, edits=False),
)

EDGE = 8
GAP = 3
"""Pixels at 100 % at the ends of the row, and between its parts."""

LEVELS = 4
"""How much is left away where there is little room: nothing, the keys, the legend too, the tools into one menu."""


class ToolRow(QFrame):
    """Buttons for `TOOLS`, what ▼ means, how much is shown, zoom."""

    zoomed = Signal(float)
    """Steps of zooming in (positive) or out."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._session = session
        self._level = -1
        self.buttons = [_ToolButton(tool, self) for tool in TOOLS]
        self._hints = [KeyHint(tool.key, self) for tool in TOOLS]
        self.more = QuietButton(_("More"), "ellipsis", self)
        self.legend = _Legend(self)
        self.shown = QLabel(self)
        self.shown.setProperty("role", "soft")
        self.zoom_out = IconButton(_("Zoom out"), "zoom-out", self, key="-")
        self.zoom_in = IconButton(_("Zoom in"), "zoom-in", self, key="+")
        self._build()
        self._connect()
        self._show_state()

    def show_span(self, ms: float) -> None:
        """Say how much is shown."""
        if ms < 60_000:
            text = _("{seconds} s shown").format(seconds=number(ms / 1000, 0 if ms >= 10_000 else 1))
        else:
            text = _("{minutes} min shown").format(minutes=number(ms / 60_000, 0 if ms >= 600_000 else 1))
        self.shown.setText(text)

    def pop_up(self, place: QPoint) -> None:
        """Show the tools as a menu at a place of the screen."""
        menu = self._menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return a width in which the smallest form fits: the row gives way, never the window."""
        least = self._width(LEVELS - 1)
        return QSize(least, super().minimumSizeHint().height())

    def _build(self) -> None:
        row = widgets.row(self, gap=2)
        for button, hint in zip(self.buttons, self._hints, strict=True):
            row.addWidget(button)
            row.addWidget(hint)
        row.addWidget(self.more)
        row.addStretch(1)
        for part in (self.legend, self.shown, self.zoom_out, self.zoom_in):
            row.addWidget(part)
        widgets.follow(self, self._space)

    def _space(self) -> None:
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.setContentsMargins(metrics.px(EDGE), metrics.px(1), metrics.px(EDGE), metrics.px(1))
        row.setSpacing(metrics.px(GAP))
        self._level = -1
        self._fit()

    def _connect(self) -> None:
        for button in self.buttons:
            button.clicked.connect(lambda _checked=False, tool=button.tool: tool.do(self._session))
        self.more.setMenu(self._menu(self.more))
        self.zoom_in.clicked.connect(lambda: self.zoomed.emit(1.0))
        self.zoom_out.clicked.connect(lambda: self.zoomed.emit(-1.0))
        self._session.cue_changed.connect(self._show_state)
        self._session.track_changed.connect(self._show_state)

    def _menu(self, parent: QWidget) -> QMenu:
        """Return the tools as a menu; the keys are shown, and bound elsewhere."""
        menu = QMenu(parent)
        for tool in TOOLS:
            line = menu.addAction(f"{_(tool.text)}\t{widgets.native(tool.key)}")
            if tool.icon:
                line.setIcon(icons.icon(tool.icon))
            line.triggered.connect(lambda _checked=False, tool=tool: tool.do(self._session))
        menu.aboutToShow.connect(lambda: self._enable(menu))
        self._enable(menu)
        return menu

    def _enable(self, menu: QMenu) -> None:
        for tool, line in zip(TOOLS, menu.actions(), strict=True):
            line.setEnabled(self._can(tool))

    def _can(self, tool: Tool) -> bool:
        track = self._session.track
        if track is None or (tool.edits and track.is_read_only):
            return False
        return bool(self._session.cue) or not tool.needs_cue

    def _show_state(self) -> None:
        for button in self.buttons:
            button.setEnabled(self._can(button.tool))

    def _fit(self) -> None:
        """Show as much as there is room for."""
        level = next((level for level in range(LEVELS) if self._width(level) <= self.width()), LEVELS - 1)
        if level == self._level:
            return
        self._level = level
        for button in self.buttons:
            button.setVisible(level < LEVELS - 1)
        for hint in self._hints:
            hint.setVisible(level < 1)
        self.legend.setVisible(level < 2)
        self.more.setVisible(level == LEVELS - 1)

    def _width(self, level: int) -> int:
        parts: list[QWidget] = [self.shown, self.zoom_out, self.zoom_in]
        parts += [self.legend] if level < 2 else []
        parts += self._hints if level < 1 else []
        parts += self.buttons if level < LEVELS - 1 else [self.more]
        widths = [part.sizeHint().width() for part in parts]
        return sum(widths) + len(widths) * metrics.px(GAP) + 2 * metrics.px(EDGE)


class _ToolButton(QuietButton):
    """A button that does one of `TOOLS`."""

    def __init__(self, tool: Tool, parent: QWidget) -> None:
        super().__init__(_(tool.text), tool.icon, parent, key=tool.key)
        self.tool = tool


class _Legend(QWidget):
    """Says what ▼ on the ruler is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QLabel(_("cut in the picture"), self)
        self._label.setProperty("role", "soft")
        row = widgets.row(self, gap=0)
        row.addWidget(self._label)
        widgets.follow(self, self._fit)

    def _fit(self) -> None:
        self.setContentsMargins(metrics.px(16), 0, metrics.px(12), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("shot"))
        half, middle = metrics.px(4.5), self.height() / 2
        box = QRectF(metrics.px(2), middle - half * 0.7, 2 * half, half * 1.5)
        corner = QPolygonF([box.topLeft(), box.topRight(), (box.bottomLeft() + box.bottomRight()) / 2])
        painter.drawPolygon(corner)
