"""How much a worker may take before it is stopped, for work on files that strangers made.

A few kilobytes can unpack to gigabytes or keep a library busy for years.  Memory: on Linux the system refuses more to
the process itself (`RLIMIT_DATA`), on Windows to the job object it is in (see `process_group`); macOS keeps no such
limit, there only the libraries' own hold.  Time: the program ends a worker that has not said anything for too long,
on every system, since a library in C does not come back to look at a clock.
"""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass

from studio.i18n import _


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many bytes of memory of its own a process may have, and how many seconds it may be silent; 0: no bound."""

    memory: int = 0
    patience: float = 0.0


UNBOUND = Bounds()


def hint() -> str:
    """Return what to do about a file that takes more than a worker may."""
    return _(
        "The file may be damaged, or hold far more than it seems. Ask for it once more, or print it into a new PDF."
    )


def hold(memory: int) -> None:
    """Let the system refuse this process more than `memory` bytes of its own; not where it cannot."""
    if sys.platform == "win32" or not memory:
        return
    import resource

    with contextlib.suppress(ValueError, OSError):  # somebody has set a lower one, which may not be raised
        _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, hard))
