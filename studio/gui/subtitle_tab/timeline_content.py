"""What the timeline has to show of a session beside its cues: cuts, speech, what was not heard yet, a proposal."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from studio.gui.session import Session
from studio.gui.subtitle_tab.timeline_view import Proposal
from studio.i18n import _, number
from studio.model.speech import Span
from studio.project.values import Changed
from studio.workflow.review import Change

TABLES = ("window", "run", "shot_search", "track")
"""Rows of these say that there is something new to show."""

BEYOND = 2_000
"""Milliseconds that can be reached behind the last cue."""


class Content(QObject):
    """Kept up with the project; `changed` says that it is to be drawn anew."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.shots: list[int] = []
        self._speech: list[Span] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.unheard: Span | None = None
        session.changed.connect(self._take_in)
        session.track_changed.connect(self.read)
        session.video_changed.connect(self.read)
        self.read()

    @property
    def longest(self) -> int:
        """Return how many milliseconds can be shown at once: the film, or the cues where its length is not known."""
        return self._session.video.video.duration or min(self.length, 86_400_000)

    @property
    def length(self) -> int:
        """Return how far can be scrolled: to the end of the film, and to the last cue."""
        cues = self._session.cues.stored_cues
        last = max(cues[-1].cue.start, cues[-1].cue.end) + BEYOND if cues else 0
        return max(self._session.video.video.duration, last)

    def speech(self, start: float, end: float) -> Sequence[Span]:
        """Return where voices were found from `start` until `end`."""
        return self._speech[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def proposal(self) -> Proposal | None:
        """Return what the fix of the current item to check would do to the times of a cue."""
        item = self._session.item
        if item is None or item.fix is None:
            return None
        if item.fix.new is not None:
            return Proposal(item.fix.new.start, item.fix.new.end, _("New cue"))
        found = [proposed for change in item.fix.changes if (proposed := self._proposed(change)) is not None]
        return max(found, key=lambda proposed: proposed.end - proposed.start, default=None)

    def read(self) -> None:
        """Read everything anew."""
        evidence, video = self._session.project.evidence, self._session.video.id
        self.shots = [shot.time for shot in evidence.shots(video) or []]
        self._speech = evidence.speech(video)
        self._starts = [span.start for span in self._speech]
        self._ends = [span.end for span in self._speech]
        self.unheard = self._find_unheard()
        self.changed.emit()

    def _take_in(self, changed: Changed) -> None:
        if any(table in changed.rows for table in TABLES):
            self.read()
        elif "cue" in changed.rows:
            self.changed.emit()

    def _find_unheard(self) -> Span | None:
        """Return what the last run over the whole film has not heard yet."""
        track = self._session.track
        if track is None:
            return None
        runs = self._session.project.evidence.runs(self._session.video.id)
        whole = [run for run in runs if run.track == track.id and run.stop is None]
        if not whole or whole[-1].is_finished:
            return None
        heard, end = whole[-1].heard_until, self._session.video.video.duration
        return Span(heard, end) if heard < end else None

    def _proposed(self, change: Change) -> Proposal | None:
        """Return what one change adds at an edge of its cue, or the times it gives it."""
        stored = self._session.cues.get(change.cue)
        if stored is None or stored.cue != change.before or len(change.after) != 1:
            return None
        before, after = change.before, change.after[0]
        if (before.start, before.end) == (after.start, after.end):
            return None
        if after.start == before.start and after.end > before.end:
            return Proposal(before.end, after.end, _seconds(after.end - before.end))
        if after.end == before.end and after.start < before.start:
            return Proposal(after.start, before.start, _seconds(before.start - after.start))
        return Proposal(after.start, after.end, _seconds(after.duration - before.duration))


def _seconds(by: int) -> str:
    """Return how much longer (or shorter) a cue would stay: "+ 1.1 s"."""
    if not by:
        return ""
    text = _("+ {seconds} s") if by > 0 else _("− {seconds} s")
    return text.format(seconds=number(abs(by) / 1000))
