"""What all productions of one window share: the lanes of long work, who follows it, and the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.gui.preferences import Preferences

if TYPE_CHECKING:
    from studio.gui.runner import Runner
    from studio.jobs.lanes import Lanes


@dataclass(frozen=True, slots=True)
class Desk:
    """Made once by the window; `close` of lanes and runner is the window's to call."""

    lanes: Lanes
    runner: Runner
    preferences: Preferences
    passwords: dict[str, str] = field(default_factory=dict)
    """Passwords of flyers that somebody gave, by the digests of the files; they go with the program."""
