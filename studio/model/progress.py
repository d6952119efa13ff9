"""What long work says while it runs, on every layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is: `done` of `total` in `unit` (seconds, cues, sentences, bytes).

    `total` is 0 while it is not known. `stage` is a plain name to show, given by the verb ("Transcribe").
    """

    done: float
    total: float
    unit: str
    stage: str = ""

    @property
    def share(self) -> float:
        """Return the finished share, 0 to 1; 0 while the total is not known."""
        return min(1.0, self.done / self.total) if self.total > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Partial:
    """One piece of the result, usable before the rest is there."""

    value: object


Report = Callable[[Progress | Partial], None]
"""Given to every task; raises `Cancelled` when the work is to stop."""
