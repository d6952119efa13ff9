"""Lets Python tidy up in the window's thread only.

Python looks for garbage in whichever thread has just made an object.  A worker's thread would take down widgets that
way while the window is drawing: Qt then crashes, now and then and far from the cause.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

EVERY = 100
"""Milliseconds: a second of looking through a long film leaves as much as takes a tenth of a second to take away."""

ALL_EVERY = 60_000
"""Milliseconds between two times that everything is looked through, which takes as long as a picture of a film."""

OLDEST = 2  # generation


class Tidying(QObject):
    """Turns Python's own collecting off, and does it in this thread by the same thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()
        self._since_all = QElapsedTimer()
        self._since_all.start()

    def tidy(self) -> int:
        """Collect the youngest generations that have grown beyond their thresholds; return how much it was."""
        generations = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        due = [generation for generation, (count, most) in generations if count > most > 0]
        if not due:
            return 0
        if max(due) < OLDEST or self._since_all.elapsed() < ALL_EVERY:
            return gc.collect(min(max(due), OLDEST - 1))
        self._since_all.restart()
        return gc.collect()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()
