"""The band above the list while several packs are worked on: what, how far, Cancel; and then what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from studio.gui.metrics import px
from studio.gui.packs_tab.results import Said
from studio.gui.runner import Running
from studio.gui.widgets import Button, IconButton, Note, Text, column, follow, row
from studio.i18n import _

STEPS = 1000


class Band(QFrame):
    """Hidden while there is nothing to say."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAccessibleName(_("What is being done"))
        self._running: Running | None = None
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._hold_height)
        self._build()
        follow(self, self._fit)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def show_running(self, running: Running | None, turn: str = "") -> None:
        """Show how far work is, and whose turn it is in it; None takes it away."""
        self._running = running
        self._work.setVisible(running is not None)
        if running is not None:
            self.result.hide()
            self.close_button.hide()
            self.label.setText(turn or running.label)
            progress = running.progress
            self.bar.setRange(0, STEPS if progress.total else 0)
            self.bar.setValue(round(progress.share * STEPS))
            self.cancel.setEnabled(running.state != "stopping")
        self._show()

    def show_result(self, said: Said | None) -> None:
        """Say what came of it, until it is dismissed; None takes it away."""
        self.result.setVisible(said is not None)
        self.close_button.setVisible(said is not None)
        if said is not None:
            self.result.say(*said)
        self._show()

    def _build(self) -> None:
        inside = column(self, margin=8, gap=6)
        self._work = QWidget()
        line = row(self._work, gap=10)
        self.label = Text("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How far it is"))
        self.cancel = Button(_("Cancel"), "x")
        self.cancel.clicked.connect(self._cancel)
        line.addWidget(self.label, 1)
        line.addWidget(self.bar)
        line.addWidget(self.cancel)
        inside.addWidget(self._work)
        told = row(gap=6)
        self.result = Note("info", "")
        self.close_button = IconButton(_("Close this message"), "x")
        self.close_button.clicked.connect(self._dismiss)
        told.addWidget(self.result, 1)
        told.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(told)
        for part in (self._work, self.result, self.close_button):
            part.hide()

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _dismiss(self) -> None:
        self.show_result(None)
        self.dismissed.emit()

    def _show(self) -> None:
        self.setVisible(self._running is not None or not self.result.isHidden())
        self._soon.start()

    def _fit(self) -> None:
        self.bar.setFixedWidth(px(160))
        self._soon.start()

    def _hold_height(self) -> None:
        """Have the words whole: a splitter does not ask how high they are at their width."""
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))
