"""The pointer on the timeline: what it holds, clicks, drags and lets go; and the cue under it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from studio.gui import times
from studio.gui.metrics import px
from studio.gui.subtitle_tab.timeline_drag import Catches, Drag, Part
from studio.gui.widgets import escaped
from studio.project.values import StoredCue
from studio.text.length import visible
from studio.workflow import correct

if TYPE_CHECKING:
    from studio.gui.subtitle_tab.timeline_canvas import Canvas

GRIP = 24
"""Pixels at 100 % around the edge of the chosen cue that take hold of it; of other cues only what lies inside."""

REACH = 8
"""Pixels at 100 % from which an edge is caught."""

STILL = 4
"""Pixels at 100 % that a click may slip without becoming a drag."""

FASTEST = 40
"""Pixels that what is shown moves on, at most, with each move of a pointer that drags beyond the edge."""

NOTCH = 120
"""What Qt counts for one notch of a wheel."""

PAGE = 0.1
"""Of the width that one notch scrolls."""


class Hand:
    """Belongs to a canvas, which passes its events on."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._session = canvas.session
        self._pressed = 0.0
        self._drag: Drag | None = None
        self._is_scrubbing = False

    @property
    def is_dragging(self) -> bool:
        """Say whether a cue is being moved."""
        return self._canvas.preview is not None

    def press(self, event: QMouseEvent) -> None:
        """Choose and hold the cue under the pointer; elsewhere go to the time there."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        found = self.under(event.position())
        self._pressed = event.position().x()
        if found is None:
            self._is_scrubbing = self._x(event) >= 0
            self._scrub(event)
            return
        stored, part = found
        self._session.choose_cue(stored.id)
        if self._may_drag():
            self._drag = Drag(stored, part, self._time(event), self._catches(stored))

    def move(self, event: QMouseEvent) -> None:
        """Drag what is held, or show what could be held here."""
        if self._is_scrubbing:
            self._scrub(event)
        elif self._drag is None:
            self._show_cursor(event.position())
        elif self.is_dragging or abs(event.position().x() - self._pressed) >= px(STILL):
            self._pull(self._drag, event)

    def release(self, event: QMouseEvent) -> None:
        """Let go: what was dragged stays there, what was only clicked is shown."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        drag, preview = self._drag, self._canvas.preview
        is_click = drag is not None and preview is None
        self.let_go()
        if preview is not None:
            cue = preview.cue
            self._session.attempt(correct.set_times, self._session.project, preview.id, cue.start, cue.end)
        elif is_click and drag is not None:
            self._session.show_cue(drag.stored.id)

    def double_click(self, event: QMouseEvent) -> None:
        """Play the cue under the pointer; elsewhere play or stop the film."""
        self.let_go()
        found = self.under(event.position())
        if found is None:
            self._session.toggle_play()
        else:
            self._session.choose_cue(found[0].id)
            self._session.play_cue()

    def let_go(self) -> bool:
        """Hold nothing any more and take a drag back; say whether there was one."""
        was_dragging = self.is_dragging
        self._drag, self._is_scrubbing = None, False
        if was_dragging:
            self._canvas.show_preview(None)
        return was_dragging

    def turn_wheel(self, event: QWheelEvent) -> None:
        """Zoom where the pointer is; sideways, or with Shift, scroll."""
        turned = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        is_sideways = abs(turned.x()) > abs(turned.y())
        if is_sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            by = turned.x() if is_sideways else turned.y()
            is_touchpad = not event.pixelDelta().isNull()
            self._canvas.scroll_by(-by if is_touchpad else -by / NOTCH * PAGE * self._canvas.scale.width)
        else:
            self._canvas.zoom(event.angleDelta().y() / NOTCH, self._x(event))

    def tip(self, place: QPointF) -> str:
        """Return times and text of the cue at a place, as rich text."""
        found = self.under(place)
        if found is None or self.is_dragging:
            return ""
        cue = found[0].cue
        return f"<p>{times.short(cue.start)} – {times.short(cue.end)}<br>{escaped(visible(cue.text))}</p>"

    def under(self, place: QPointF) -> tuple[StoredCue, Part] | None:
        """Return the cue at a place and the part of it that would be held; the grips of the chosen one come first."""
        lanes, scale = self._canvas.lanes, self._canvas.scale
        if not lanes.cues.contains(place.toPoint()):
            return None
        x = place.x() - lanes.all.left()
        chosen = self._session.stored()
        if chosen is not None and (part := self._part(chosen, x, outside=px(GRIP) / 2)):
            return chosen, part
        near = self._session.cues.between(scale.time(x - px(2)), scale.time(x + px(2)) + 1)
        found = [(stored, part) for stored in near if (part := self._part(stored, x, outside=px(1)))]
        return found[-1] if found else None

    def _part(self, stored: StoredCue, x: float, outside: float) -> Part | None:
        """Return which part of a cue lies at `x`; a third of a short one is still its body."""
        scale = self._canvas.scale
        start, end = scale.x(stored.cue.start), scale.x(max(stored.cue.end, stored.cue.start))
        inside = min(px(GRIP) / 2, (end - start) / 3)
        if not start - outside <= x <= end + outside:
            return None
        if x <= start + inside:
            return "start"
        return "end" if x >= end - inside else "body"

    def _pull(self, drag: Drag, event: QMouseEvent) -> None:
        self._carry_on(event)
        is_free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        reach = 0 if is_free else px(REACH) * self._canvas.scale.step
        start, end = drag.at(self._time(event), reach)
        self._canvas.show_preview(replace(drag.stored, cue=replace(drag.stored.cue, start=start, end=end)))

    def _carry_on(self, event: QMouseEvent) -> None:
        """Move what is shown while the pointer drags beyond an edge."""
        x = self._x(event)
        beyond = min(x, 0) + max(x - self._canvas.scale.width, 0)
        if beyond:
            self._canvas.scroll_by(max(-FASTEST, min(FASTEST, beyond)))

    def _catches(self, stored: StoredCue) -> Catches:
        """Return what an edge of this cue is caught by: neighbours at the smallest gap that the rules allow."""
        session = self._session
        row = session.cues.row_of(stored.id) or 0
        gap = session.house.profile.gap(session.house.frame_rate) if session.house is not None else 0
        before = session.cues.stored(row - 1).cue.end if row > 0 else None
        after = session.cues.next_start(row)
        return Catches(
            self._canvas.content.shots,
            session.moment,
            None if before is None else before + gap,
            None if after is None else after - gap,
        )

    def _may_drag(self) -> bool:
        return self._session.track is not None and not self._session.track.is_read_only

    def _scrub(self, event: QMouseEvent) -> None:
        if self._is_scrubbing:
            self._carry_on(event)
            scale = self._canvas.scale
            self._session.seek(scale.time(max(0, min(self._x(event), scale.width - 1))))

    def _show_cursor(self, place: QPointF) -> None:
        found = self.under(place) if self._may_drag() else None
        is_edge = found is not None and found[1] != "body"
        self._canvas.setCursor(Qt.CursorShape.SizeHorCursor if is_edge else Qt.CursorShape.ArrowCursor)

    def _x(self, event: QMouseEvent | QWheelEvent) -> float:
        return event.position().x() - self._canvas.lanes.all.left()

    def _time(self, event: QMouseEvent) -> int:
        return self._canvas.scale.time(self._x(event))
