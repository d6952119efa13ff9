"""What all productions of one window share: the lanes of long work, who follows it, and the settings."""

from __future__ import annotations

from dataclasses import dataclass
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
