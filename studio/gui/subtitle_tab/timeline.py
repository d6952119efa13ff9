"""The timeline of a film: its tools above its lanes."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.gui.session import Session
from studio.gui.subtitle_tab.timeline_canvas import Canvas
from studio.gui.subtitle_tab.timeline_tools import ToolRow


class Timeline(QWidget):
    """Sound, speech, cuts and cues along the time of the film."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = ToolRow(session, self)
        self.canvas = Canvas(session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.canvas, 1)
        self.tools.zoomed.connect(self.canvas.zoom)
        self.canvas.menu_asked.connect(self.tools.pop_up)
        self.canvas.scale_changed.connect(lambda: self.tools.show_span(self.canvas.scale.span))
        self.tools.show_span(self.canvas.scale.span)
