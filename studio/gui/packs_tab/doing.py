"""What is being done with a pack at this moment, as a plain value; and the words for the line at the bottom."""

from __future__ import annotations

from dataclasses import dataclass

from studio.gui import pace
from studio.gui.packs_tab.names import bytes_in_words
from studio.gui.runner import Running, State
from studio.i18n import _

FETCH = "fetch"


@dataclass(frozen=True, slots=True)
class Doing:
    """A look at work for a pack: `done` of `total` bytes (or files), `remaining` seconds if that can be known.

    `trouble` is what it waits for, "" while it goes on.
    """

    state: State
    is_fetch: bool
    done: float = 0.0
    total: float = 0.0
    remaining: float | None = None
    can_pause: bool = False
    trouble: str = ""

    @property
    def share(self) -> float:
        """Return the finished share, 0 to 1; 0 while the total is not known."""
        return min(1.0, self.done / self.total) if self.total > 0 else 0.0


def look(running: Running, trouble: str = "") -> Doing:
    """Return how far `running` is now, and what it waits for."""
    progress = running.progress
    return Doing(
        running.state,
        running.work.lane == FETCH,
        progress.done,
        progress.total,
        running.remaining,
        running.can_pause,
        trouble,
    )


def in_short(doing: Doing) -> str:
    """Return how far a download is, in as few words as stand under a bar: "312 MB, 3 min left"."""
    if doing.done <= 0:
        return _("Connecting…")
    done = bytes_in_words(doing.done)
    if doing.remaining is None:
        return _("{size} so far").format(size=done)
    if doing.remaining < 50:
        return _("{size}, under 1 min left").format(size=done)
    return _("{size}, {n} min left").format(size=done, n=max(1, round(doing.remaining / 60)))


def waits(doing: Doing) -> str:
    """Return what a download waits for, "" while it goes on."""
    is_waiting = doing.trouble and doing.state == "working"
    return _("{trouble} Trying again…").format(trouble=doing.trouble) if is_waiting else ""


def at_the_bottom(name: str, doing: Doing) -> list[str]:
    """Return what the line at the bottom says of a download, the longest first."""
    if doing.total <= 0:
        return [_("Downloading “{name}”").format(name=name), _("Downloading")]
    percent = int(doing.share * 100)
    brief = (
        _("“{name}”: {percent} %").format(name=name, percent=percent),
        _("{percent} %").format(percent=percent),
    )
    plain = _("Downloading “{name}”: {percent} %").format(name=name, percent=percent)
    if doing.remaining is None:
        return [plain, *brief]
    return [_("{downloading}, {time}").format(downloading=plain, time=pace.left(doing.remaining)), plain, *brief]
