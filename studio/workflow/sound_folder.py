"""Where decoded sound lies while it is listened to: in the cache, and not a byte longer, also after a kill."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path

from studio import paths

YOUNG = 60
"""Seconds in which a file that nobody holds may still be on its way to be held."""


def make() -> Path:
    """Return the folder, made where it was missing; what a killed program left in it is removed.

    On Windows a file that is in use cannot be removed; elsewhere one in use has no name any more.
    """
    folder = paths.cache() / "sound"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # a home that may not be written
        return Path(tempfile.gettempdir())
    for file in folder.glob("sound-*.s16"):
        with contextlib.suppress(OSError):
            if time.time() - file.stat().st_mtime > YOUNG:
                file.unlink()
    return folder
