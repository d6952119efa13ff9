"""What can be made again at any time, kept within a limit: waveforms, films to play, decoded sound, pages of flyers.

It lies in the user's cache, and the waveforms of productions beside them.  What was used last goes last: whoever opens
such a file sets its time to now.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from studio import paths
from studio.media.waveform import PART
from studio.workflow.waveform import SUFFIX

FOLDERS = ("flyers", "peaks", "proxies", "sound")
"""Those within the user's cache."""

YOUNG = 3_600
"""Seconds: an unfinished file that nobody wrote to for so long was left by a program that was killed."""

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One file: its size in bytes, and when it was used last (seconds)."""

    path: Path
    size: int
    used: float

    @property
    def is_left_over(self) -> bool:
        """Say whether it will never be finished."""
        return self.path.suffix == PART and self.used < time.time() - YOUNG


def size(productions: Iterable[Path] = ()) -> int:
    """Return how many bytes are kept in the cache and beside these productions."""
    return sum(kept.size for kept in _all(productions))


def clean(limit_mb: int, productions: Iterable[Path] = (), in_use: Iterable[Path] = ()) -> int:
    """Remove what was not used for longest until no more than `limit_mb` is kept; return the bytes that went.

    Files that are `in_use`, or still being made, stay, and so do those the system does not let go.
    """
    found = sorted(_all(productions), key=lambda kept: kept.used)
    spared = {path.absolute() for path in in_use}
    left = sum(kept.size for kept in found)
    freed = 0
    for kept in found:
        is_wanted = kept.path.absolute() in spared or (kept.path.suffix == PART and not kept.is_left_over)
        if is_wanted or (left - freed <= limit_mb * MEGABYTE and not kept.is_left_over):
            continue
        if _remove(kept.path):
            freed += kept.size
    return freed


def _all(productions: Iterable[Path]) -> Iterator[Kept]:
    """Yield every file that may go: all in our own folders, but beside productions only what is ours by its name."""
    for name in FOLDERS:
        yield from _files(paths.cache() / name, ())
    for production in productions:
        yield from _files(production.with_suffix(SUFFIX), (SUFFIX, PART))


def _files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Kept]:
    with contextlib.suppress(OSError):  # a folder that is not there, or may not be looked into
        for path in sorted(folder.iterdir()):
            found = path.lstat()
            if path.is_file() and not path.is_symlink() and (not suffixes or path.suffix in suffixes):
                yield Kept(path, found.st_size, found.st_mtime)


def _remove(path: Path) -> bool:
    """Remove a file, and its folder when that is empty then; say whether the file went."""
    try:
        path.unlink()
    except OSError:
        return False
    if path.parent.suffix == SUFFIX:
        with contextlib.suppress(OSError):  # something else is in it
            path.parent.rmdir()
    return True
