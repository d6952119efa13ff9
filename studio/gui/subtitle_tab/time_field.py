"""Fields for times: typed as people write them, stepped by the arrow keys."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from studio.gui import metrics, times, widgets
from studio.gui.session import Session
from studio.gui.widgets import Text
from studio.i18n import _, number
from studio.workflow import correct

TENTH = 100
SECOND = 1000

PACE = 300
"""Milliseconds after the first key at which a stepped time is written down."""


class TimeField(QLineEdit):
    """A moment in milliseconds; Up and Down step a tenth of a second, with Shift a frame, Page Up and Down a second."""

    chosen = Signal(int)
    """A person gave another time."""
    refused = Signal(str)
    """What was typed is no time; a sentence for the person."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.frame = Fraction(40)
        self._kept = 0
        self._longest = 600_000
        self._shown = 0
        self._idle = QTimer(self, interval=PACE, singleShot=True)
        self._idle.timeout.connect(self.commit)
        self.returnPressed.connect(self.commit)
        self.setToolTip(_("Up and Down: a tenth of a second. With Shift: one frame. Page Up and Page Down: a second."))
        self.setAccessibleDescription(self.toolTip())
        widgets.follow(self, self._fit)

    @property
    def time(self) -> int:
        """Return the time that is kept."""
        return self._kept

    def show_time(self, ms: int) -> None:
        """Show another time, unless a person is about to type one."""
        is_untouched = self._shown == self._kept and not self.isModified()
        self._kept = ms
        if is_untouched or not self.hasFocus():
            self._show(ms)

    def commit(self) -> None:
        """Give out what was typed or stepped to; what is no time is refused with a sentence and put back."""
        self._idle.stop()
        typed = times.parse(self.text()) if self.isModified() else self._shown
        if typed is None:
            text = self.text()
            self._show(self._kept)
            self.refused.emit(
                _("“{text}” is no time. Write it like this: {example}").format(text=text, example=self.text())
            )
        elif typed != self._kept:
            self._kept = typed
            self._show(typed)
            self.chosen.emit(typed)
        else:
            self._show(self._kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._step(event)
        if step is not None:
            self._go(step)
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self._show(self._kept)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(event)

    def _step(self, event: QKeyEvent) -> Fraction | None:
        small = self.frame if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else Fraction(TENTH)
        steps = {
            Qt.Key.Key_Up: small,
            Qt.Key.Key_Down: -small,
            Qt.Key.Key_PageUp: Fraction(SECOND),
            Qt.Key.Key_PageDown: Fraction(-SECOND),
        }
        is_plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return steps.get(Qt.Key(event.key())) if is_plain else None

    def _go(self, by: Fraction) -> None:
        here = times.parse(self.text())
        if here is not None and not self.isReadOnly():
            self._show(max(0, round(here + by)))
            if not self._idle.isActive():
                self._idle.start()

    def _show(self, ms: int) -> None:
        self._shown = ms
        self.setText(times.exact(ms))
        self.setModified(False)

    def make_room_for(self, longest: int) -> None:
        """Be as wide as the time `longest` needs."""
        self._longest = longest
        self._fit()

    def _fit(self) -> None:
        sample = times.exact(self._longest)
        self.setFixedWidth(round(QFontMetricsF(metrics.font()).horizontalAdvance(sample)) + metrics.px(25))


class CueTimes(QWidget):
    """Number, start, end and duration of the chosen cue in one row."""

    refused = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.title = Text("", "strong", self, wraps=False)
        self.start = TimeField(_("Start"), self)
        self.end = TimeField(_("End"), self)
        self.duration = Text("", "soft", self, wraps=False)
        self._build()
        for field in (self.start, self.end):
            field.chosen.connect(self._write)
            field.refused.connect(self.refused)
        for signal in (session.cue_changed, session.changed, session.track_changed):
            signal.connect(self.show_cue)
        session.flush_asked.connect(self.commit)
        self.show_cue()

    def commit(self) -> None:
        """Write down what was stepped to or typed."""
        for field in (self.start, self.end):
            if not field.isReadOnly():
                field.commit()

    def show_cue(self, *_what: object) -> None:
        """Show the chosen cue's times as they are now."""
        session, stored = self._session, self._session.stored()
        self.setEnabled(stored is not None)
        row = session.cues.row_of(session.cue) if stored is not None else None
        self.title.setText(_("Cue {number}").format(number=row + 1) if row is not None else _("No cue chosen"))
        cue = stored.cue if stored is not None else None
        for field, time in ((self.start, cue.start if cue else 0), (self.end, cue.end if cue else 0)):
            field.make_room_for(max(session.video.video.duration, 60_000))
            field.frame = Fraction(1000) / session.video.video.frame_rate
            field.setReadOnly(session.track is None or session.track.is_read_only)
            field.show_time(time)
        self.duration.setText(_("{seconds} s").format(seconds=number(cue.duration / 1000, 2)) if cue else "")

    def _write(self, _time: int) -> None:
        session = self._session
        if session.cue:
            start, end = self.start.time, self.end.time
            session.attempt(correct.set_times, session.project, session.cue, start, end, goes_on=True)
            self.show_cue()

    def add(self, part: QWidget) -> None:
        """Put something behind the title."""
        self._row.insertWidget(1, part)

    @property
    def needed(self) -> int:
        """Return the width of title and fields, without duration."""
        labels, fields = (self.title, *self._labels), (self.start, self.end)
        gaps = self._row.spacing() * (len(labels) + len(fields))
        return sum(label.sizeHint().width() for label in labels) + sum(field.width() for field in fields) + gaps

    def fit(self, width: int, beside: int) -> bool:
        """Show as much as there is room for; say whether the fields find any.  `beside` is wanted for another part."""
        self.duration.setVisible(self.needed + self.duration.sizeHint().width() + self._row.spacing() + beside <= width)
        return self.needed <= width

    def _build(self) -> None:
        self._row = row = widgets.row(self, margin=0, gap=6)
        row.addWidget(self.title)
        row.addStretch(1)
        self._labels: list[QLabel] = []
        for text, field in ((_("Start"), self.start), (_("End"), self.end)):
            label = QLabel(text, self)
            label.setProperty("role", "soft")
            label.setBuddy(field)
            self._labels.append(label)
            row.addWidget(label)
            row.addWidget(field)
        row.addWidget(self.duration)
