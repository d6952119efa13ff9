"""The shape of a rule, and what several rules share."""

from __future__ import annotations

from typing import Protocol

from studio.model.cue import Cue
from studio.model.finding import Evidence, Finding, Severity

ROUNDING = 1
"""Milliseconds a time in a file may be off: formats keep whole milliseconds, frames do not."""


class Rule(Protocol):
    """Looks at one cue among all and says what is wrong with it."""

    @property
    def id(self) -> str:
        """Return the name findings carry."""

    @property
    def severity(self) -> Severity:
        """Return how bad a finding of this rule is."""

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        """Return a finding on cue `i`, or None where the rule is kept or does not apply."""


def after(evidence: Evidence, i: int) -> Cue | None:
    """Return the cue after `i`, if there is one."""
    return evidence.cues[i + 1] if i + 1 < len(evidence.cues) else None


def latest_end(evidence: Evidence, i: int) -> int | None:
    """Return the latest end in ms that cue `i` could have without touching what follows; None: no limit."""
    following = after(evidence, i)
    limits = [] if evidence.media_duration is None else [evidence.media_duration]
    if following is not None:
        limits.append(following.start - evidence.profile.gap(evidence.frame_rate))
    return min(limits, default=None)
