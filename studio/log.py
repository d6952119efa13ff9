"""The program's log: one rotating file for the main process and its workers.

Records above debug level never hold the text of a user's media; libraries only get a say from warnings up,
because some of them log what they work on.
"""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
from collections.abc import Callable
from pathlib import Path

from studio import paths

FILE = "souffleur.log"
LARGEST = 1_000_000  # bytes; then the next file begins
KEPT = 3
FORM = "%(asctime)s %(levelname)s %(processName)s %(name)s: %(message)s"

_TRAVELS = ("name", "levelno", "levelname", "pathname", "lineno", "funcName", "created", "msecs", "processName")
_OURS = logging.getLogger("studio")


def configure(level: int = logging.INFO, file: Path | None = None) -> Path | None:
    """Log this process and its workers to `file` (by default in the user's log folder); return the file.

    Returns None when the file cannot be written: the program must work without a log, too.
    At `logging.DEBUG` the libraries' records and texts of the user's media are kept as well.
    """
    file = file or paths.logs() / FILE
    _set_levels(level)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(file, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    except OSError:
        _install(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter(FORM))
    _install(handler)
    return file


def close() -> None:
    """Stop logging and close the file."""
    _install(logging.NullHandler())


def level() -> int:
    """Return the level from which the program's own records are kept; for workers, which log alike."""
    return _OURS.getEffectiveLevel()


def send_to(send: Callable[[logging.LogRecord], None], level: int) -> None:
    """Give every record of this process to `send`; in a worker, whose parent writes the log."""
    _set_levels(level)
    _install(_Link(send))


def pass_on(record: logging.LogRecord) -> None:
    """Log a `record` that came from a worker as if it had been made here."""
    logger = logging.getLogger(record.name)
    if logger.isEnabledFor(record.levelno):
        logger.handle(record)


class _Link(logging.Handler):
    """Makes records fit to travel (texts instead of objects) and sends them."""

    def __init__(self, send: Callable[[logging.LogRecord], None]) -> None:
        super().__init__()
        self._send = send

    def emit(self, record: logging.LogRecord) -> None:
        kept = {key: record.__dict__[key] for key in _TRAVELS}
        with contextlib.suppress(OSError):  # the parent is gone, and this process with it in a moment
            self._send(logging.makeLogRecord({**kept, "msg": self.format(record)}))


def _set_levels(level: int) -> None:
    _OURS.setLevel(level)
    logging.getLogger().setLevel(logging.DEBUG if level <= logging.DEBUG else logging.WARNING)


def _install(handler: logging.Handler) -> None:
    """Make `handler` the only one of ours; others (a test's) stay."""
    root = logging.getLogger()
    for old in [old for old in root.handlers if getattr(old, "is_souffleurs", False)]:
        root.removeHandler(old)
        old.close()
    handler.is_souffleurs = True  # type: ignore[attr-defined]
    root.addHandler(handler)
