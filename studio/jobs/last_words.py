"""What a worker's libraries print on its error channel: kept for the log and, when it dies, as its last words.

Without this they would print into the progress a person is reading, and a crash would leave no trace.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from collections import deque
from multiprocessing.connection import Connection

KEPT = 40  # lines: the Python frames of a crash with a few lines before them
CHUNK = 65536

_logger = logging.getLogger(__name__)


def redirect(words: Connection) -> None:
    """Send this process's error channel, and the place of a crash, into `words`."""
    if sys.platform != "win32":  # there a pipe of multiprocessing cannot stand in for a file
        os.dup2(words.fileno(), 2)
    words.close()
    if sys.stderr is not None:  # a window program on Windows has none
        faulthandler.enable()


class LastWords:
    """The program's end of that channel."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe
        self.is_open = sys.platform != "win32"  # nothing comes there, see `redirect`, and its pipes are no files
        self._lines: deque[str] = deque(maxlen=KEPT)
        self._rest = ""

    def take(self) -> None:
        """Read what is there; it may hold words of the user's media, so it is logged as such."""
        text = os.read(self.pipe.fileno(), CHUNK).decode("utf-8", "replace")
        self.is_open = bool(text)
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            _logger.debug("a worker's library said: %s", line)
        self._lines.extend(lines)

    def close(self) -> str:
        """Return the last lines that were printed."""
        while self.is_open and self.pipe.poll():
            self.take()
        self.pipe.close()
        return "\n".join([*self._lines, self._rest]).strip()
