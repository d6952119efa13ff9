"""One long step, ready to run in its lane; and the words long work says to whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio.model.cue import Cue
from studio.model.progress import Progress


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue that is final: its number from 1 and the cue."""

    number: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence worth showing while work goes on."""

    text: str


Event = Progress | CueFound | Said
Watch = Callable[[Event], None]
"""Given to verbs; called in the process of the user, in order."""
