"""Keeps the computer from falling asleep while work is under way; the screen may go dark."""

from __future__ import annotations

import contextlib
import logging

_log = logging.getLogger(__name__)


class Awake:
    """Called with True when work begins and with False when it has ended, as `Runner` does.

    A computer that does not let itself be asked may fall asleep: then the work waits, and goes on when it wakes.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self._held = contextlib.ExitStack()

    def __call__(self, is_busy: bool) -> None:
        """Ask the system to stay awake, or let it rest again; the same once more is no change."""
        if is_busy == self.is_asked:
            return
        self.is_asked = is_busy
        if is_busy:
            self._ask()
        else:
            self._held.close()

    def _ask(self) -> None:
        from wakepy import keep

        mode = self._held.enter_context(keep.running(on_fail="pass"))
        if not mode.active:
            _log.info("the system cannot be kept awake")
