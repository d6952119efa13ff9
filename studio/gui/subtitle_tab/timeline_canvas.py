"""The lanes of the timeline as one widget: what it shows, and how far it is zoomed and scrolled."""

from __future__ import annotations

from math import isclose

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.gui import metrics, theme
from studio.gui.session import Session
from studio.gui.subtitle_tab import timeline_accessible, timeline_keys, timeline_lanes, timeline_paint
from studio.gui.subtitle_tab.timeline_content import Content
from studio.gui.subtitle_tab.timeline_cues import NARROW
from studio.gui.subtitle_tab.timeline_hand import Hand
from studio.gui.subtitle_tab.timeline_scale import Scale
from studio.gui.subtitle_tab.timeline_sound import Sound
from studio.gui.subtitle_tab.timeline_view import View
from studio.i18n import _
from studio.project.values import StoredCue

STEP = 17.27
"""Milliseconds in a pixel at 100 % to begin with: 22 seconds in a window of common width."""

ZOOM = 1.25
"""How much longer a stretch is shown by one step of zooming out."""


class Canvas(QWidget):
    """Paints what is visible, and follows the playhead and the chosen cue."""

    scale_changed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.content = Content(session, self)
        self.sound = Sound(session, self)
        self._scale = Scale(0, STEP, 1, 0, 0)
        self._step = STEP
        self.lanes = timeline_lanes.lanes(self.size())
        self._layer: QPixmap | None = None
        self._moment = session.moment
        self._is_following = True
        self.preview: StoredCue | None = None
        """A cue as it is being dragged."""
        self._hand = Hand(self)
        timeline_accessible.install()
        self.setAccessibleName(_("Timeline"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "flush")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._follow_session()

    @property
    def scale(self) -> Scale:
        """Return the stretch that is shown."""
        return self._scale

    def sizeHint(self) -> QSize:
        return QSize(metrics.px(800), metrics.px(134))

    def minimumSizeHint(self) -> QSize:
        return QSize(metrics.px(240), timeline_lanes.least_height())

    def shown_cues(self) -> list[StoredCue]:
        """Return the cues of which something is shown."""
        return self.session.cues.between(int(self._scale.start), int(self._scale.end) + 1)

    def view(self) -> View:
        """Return what is shown now."""
        session, scale = self.session, self._scale
        cues, narrow = self.content.cues(scale, NARROW * self.lanes.unit * scale.step)
        chosen = self.preview or session.stored()
        is_shown = chosen is not None and chosen.cue.start < scale.end and chosen.cue.end >= scale.start
        return View(
            scale,
            self.lanes,
            [stored for stored in cues if stored.id != session.cue],
            narrow,
            chosen if is_shown else None,
            frozenset(session.selected) if len(session.selected) > 1 else frozenset(),
            self._number,
            self._has_problem,
            self.sound.peaks,
            self.sound.words,
            self.content.shots_within(scale),
            self.content.speech_within(scale),
            self.content.unheard,
            self.content.proposal() if self.preview is None else None,
            self.preview is not None,
            self.hasFocus(),
        )

    def show_scale(self, scale: Scale) -> None:
        """Show another stretch; how much a pixel of it holds is kept when the width changes."""
        if not isclose(scale.step, self._scale.step):
            self._step = scale.step * self.lanes.unit
        self._show(scale)

    def scroll_by(self, pixels: float) -> None:
        """Move what is shown; a playhead that leaves is not followed until it comes back or jumps."""
        self.show_scale(self._scale.scrolled(pixels))
        self._is_following = self._scale.holds(self._moment)

    def zoom(self, steps: float, x: float | None = None) -> None:
        """Show less (positive) or more; the time at `x` stays, by default the playhead or else the middle."""
        if x is None:
            is_shown = self._scale.holds(self._moment)
            x = self._scale.x(self._moment) if is_shown else self._scale.width / 2
        self.show_scale(self._scale.zoomed(ZOOM**-steps, x))

    def redraw(self) -> None:
        """Draw everything anew at the next occasion."""
        self._layer = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layer is None or self._layer.deviceIndependentSize().toSize() != self.size():
            self._layer = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._layer)
        timeline_paint.paint_playhead(painter, self._scale, self.lanes, self._moment)

    def show_preview(self, preview: StoredCue | None) -> None:
        """Show a cue as it would be, None: as it is."""
        self.preview = preview
        self.redraw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hand.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._hand.turn_wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_pointed = event.reason() is QContextMenuEvent.Reason.Mouse
        found = self._hand.under(QPointF(event.pos())) if is_pointed else None
        if found is not None:
            self.session.choose_cue(found[0].id)
        self.menu_asked.emit(event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._hand.tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._hand.let_go():
            return
        if not timeline_keys.press(self, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layer = None
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._measure()
            self.updateGeometry()
            self.redraw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.redraw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.redraw()

    def _follow_session(self) -> None:
        session = self.session
        for signal in (self.content.changed, self.sound.changed, theme.current().changed):
            signal.connect(self._measure)
        for signal in (session.reviewed, session.item_changed, session.selected_changed):
            signal.connect(self.redraw)
        session.cue_changed.connect(self._show_cue)
        session.moment_changed.connect(self._show_moment)
        session.seek_asked.connect(self._jump)

    def _measure(self) -> None:
        """Take in the width and the length of the film, which may be others now."""
        self.lanes = timeline_lanes.lanes(self.size())
        had_playhead = self._scale.holds(self._moment)
        width, step = self.lanes.all.width(), self._step / self.lanes.unit
        scale = Scale(self._scale.start, step, width, self.content.length, self.content.longest).fitted()
        self._show(scale if scale.holds(self._moment) or not had_playhead else scale.centred(self._moment))
        self.redraw()

    def _show(self, scale: Scale) -> None:
        if scale != self._scale:
            self._scale = scale
            self.redraw()
            self.scale_changed.emit()
            timeline_accessible.tell_description(self)

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        layer = QPixmap(self.size() * ratio)
        layer.setDevicePixelRatio(ratio)
        painter = QPainter(layer)
        timeline_paint.paint(painter, self.view())
        painter.end()
        return layer

    def _show_moment(self, moment: int) -> None:
        before, self._moment = self._moment, moment
        if self._is_following or self._scale.holds(moment):
            self._follow()
        for time in (before, moment):
            self.update(timeline_paint.playhead_place(self._scale, self.lanes, time))
        if not self.session.is_playing:
            timeline_accessible.tell_moment(self, moment)

    def _follow(self) -> None:
        """Keep the playhead in what is shown: by the page while the film runs, else in the middle."""
        self._is_following = True
        if self.session.is_playing:
            if self._scale.needs_page(self._moment):
                self.show_scale(self._scale.turned_to(self._moment))
        elif not self._scale.holds(self._moment):
            self.show_scale(self._scale.centred(self._moment))

    def _jump(self, moment: int) -> None:
        self._is_following = True
        if not self._scale.holds(moment):
            self.show_scale(self._scale.centred(moment))

    def _show_cue(self, id: int) -> None:
        stored = self.session.cues.get(id)
        if stored is not None and not (self._scale.holds(stored.cue.start) or self._scale.holds(stored.cue.end)):
            self.show_scale(self._scale.centred(stored.cue.start))
            self._is_following = self._scale.holds(self._moment)
        self.redraw()
        timeline_accessible.tell_description(self)

    def _number(self, id: int) -> int:
        return (self.session.cues.row_of(id) or 0) + 1

    def _has_problem(self, id: int) -> bool:
        review = self.session.review
        return review is not None and any(item.severity == "problem" for item in review.of(id))
