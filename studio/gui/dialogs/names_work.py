"""A line that shows what is being read or written for a dialog, how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from studio.gui import widgets
from studio.gui.flyer_session import FlyerSession
from studio.gui.runner import Running
from studio.gui.session import Session
from studio.gui.widgets import Button, Text
from studio.i18n import _
from studio.model.progress import Progress
from studio.workflow.work import Work

PARTS = 1000


class WorkLine(QWidget):
    """Follows one piece of work at a time; hidden while there is none."""

    busy_changed = Signal(bool)
    stopped = Signal()

    def __init__(self, session: Session | FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._running: Running | None = None
        self._done: Callable[[Any], None] | None = None
        line = widgets.row(self, gap=8)
        self.words = Text("", wraps=False)
        self.bar = QProgressBar(textVisible=False)
        self.cancel = Button(_("Stop"), "x")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.stop)
        line.addWidget(self.words)
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Say whether something is being done."""
        return self._running is not None

    def run(self, work: Work[Any], done: Callable[[Any], None]) -> None:
        """Begin, and call `done` with the value; an error is shown.  Not while something is being done."""
        if self._running is not None:
            return
        self._done = done
        self._running = self._session.desk.runner.run(work)
        self.words.setText(work.label)
        self.bar.setAccessibleName(work.label)
        self.bar.setRange(0, 0)
        self._running.progressed.connect(self._show)
        self._running.finished.connect(self._finish)
        self._running.failed.connect(self._fail)
        self._running.stopped.connect(self._stop)
        self.show()
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Stop what is being done, if anything."""
        if self._running is not None:
            self._running.cancel()

    def _show(self, progress: Progress) -> None:
        if progress.total > 0:
            self.bar.setRange(0, PARTS)
            self.bar.setValue(round(progress.share * PARTS))

    def _finish(self, value: object) -> None:
        done = self._done
        self._end()
        if done is not None:
            done(value)

    def _fail(self, error: object) -> None:
        self._end()
        self._session.failed.emit(error)

    def _stop(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        had_keyboard = self.cancel.hasFocus()
        self._running = self._done = None
        self.hide()
        self.busy_changed.emit(False)
        if had_keyboard:
            self.window().setFocus()
