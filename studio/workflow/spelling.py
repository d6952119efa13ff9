"""Looking words up in a dictionary, in a worker of its own: reading one takes seconds and much memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from studio.i18n import _
from studio.model.progress import Progress, Report
from studio.quality import spelling
from studio.quality.spelling import Checked
from studio.workflow.work import Event, Work

BITE = 50
"""Words looked up between two places to stop."""

Keep = Callable[[Checked | None], None]
"""Given what was found, None where there is no dictionary."""


def looking_up(language: str, words: Sequence[str], keep: Keep) -> Work[Checked | None]:
    """Return the work of looking up `words`, whose result goes to `keep`."""
    return Work(_("Checking spelling"), "quality", look_up, (language, tuple(words)), _Kept(keep))


def look_up(language: str, words: Sequence[str], *, report: Report) -> Checked | None:
    """Return which words no dictionary of the language knows; None without one.  Runs in a worker."""
    unknown: dict[str, str] = {}
    for first in range(0, len(words), BITE):
        report(Progress(first, len(words), "words"))
        checked = spelling.check(language, words[first : first + BITE])
        if checked is None:
            return None
        unknown.update(checked.unknown)
    return Checked(unknown)


class _Kept:
    """Hands the result on."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    def take(self, value: object) -> list[Event]:
        """Show nothing."""
        return []

    def finish(self, value: Checked | None) -> list[Work[Any]]:
        """Hand on what was found."""
        self._keep(value)
        return []

    def stopped(self) -> None:
        """Leave the words unasked; nothing is wrong with them."""
