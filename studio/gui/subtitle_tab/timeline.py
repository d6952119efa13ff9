"""The timeline of a film: its tools above its lanes."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.gui import metrics, widgets
from studio.gui.session import Session
from studio.gui.subtitle_tab.time_field import CueTimes
from studio.gui.subtitle_tab.timeline_canvas import Canvas
from studio.gui.subtitle_tab.timeline_tools import EDGE, ToolRow


class Timeline(QWidget):
    """Sound, speech, cuts and cues along the time of the film."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = ToolRow(session, self)
        self.times = CueTimes(session, self)
        self.canvas = Canvas(session, self)
        self.times.refused.connect(session.said)
        self.times.hide()
        self._build()
        self.tools.zoomed.connect(self.canvas.zoom)
        self.canvas.menu_asked.connect(self.tools.pop_up)
        self.canvas.scale_changed.connect(self._show_span)
        self._show_span()

    def show_times(self, is_shown: bool) -> None:
        """Show the times of the chosen cue as fields, where the editor has no room for them."""
        self.times.setVisible(is_shown)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.tools, self.times):
            self._column.addWidget(part)
        self._column.addWidget(self.canvas, 1)
        widgets.follow(self, self._fit)

    def _fit(self) -> None:
        self._column.setSpacing(0)
        edge, above = metrics.px(EDGE), metrics.px(6)
        self.times.setContentsMargins(edge, above, edge, above)

    def _show_span(self) -> None:
        self.tools.show_span(self.canvas.scale.span)
