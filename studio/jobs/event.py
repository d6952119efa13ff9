"""What a job says: progress and partial results while it runs, one of two ends when it is over."""

from __future__ import annotations

from dataclasses import dataclass

from studio.errors import StudioError
from studio.model.progress import Partial, Progress


@dataclass(frozen=True, slots=True)
class Taken:
    """The process has the order; between worker and process only."""


@dataclass(frozen=True, slots=True)
class Done:
    """The task returned `value`."""

    value: object


@dataclass(frozen=True, slots=True)
class Failed:
    """The task raised `error`, was stopped (`Cancelled`), or its process died (`WorkerDied`)."""

    error: StudioError


Event = Progress | Partial | Done | Failed
