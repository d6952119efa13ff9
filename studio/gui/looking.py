"""Looks through something large in slices, a while after it was asked to, and says when it is through."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

SLICE = 8
"""Milliseconds that a look may take before the window gets its turn."""


class Looking(QObject):
    """One look at a time; asked again, it begins anew."""

    def __init__(
        self, begin: Callable[[], Iterator[None]], done: Callable[[], object], parent: QObject | None = None
    ) -> None:
        """`begin` returns what is gone through bit by bit; `done` is called at the end."""
        super().__init__(parent)
        self._begin = begin
        self._done = done
        self._going: Iterator[None] | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._start)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)

    def start(self, ms: int) -> None:
        """Look after so many milliseconds."""
        self.stop()
        self._soon.start(ms)

    def stop(self) -> None:
        """Look no further."""
        self._soon.stop()
        self._slices.stop()
        self._going = None

    def _start(self) -> None:
        self._going = self._begin()
        self._slices.start()

    def _go_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._going is not None and clock.elapsed() < SLICE:
            if next(self._going, self) is self:
                self.stop()
                self._done()
