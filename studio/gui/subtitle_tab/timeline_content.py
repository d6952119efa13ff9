"""What the timeline has to show of a session beside its cues: cuts, speech, what was not heard yet, a proposal."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import sub

from PySide6.QtCore import QObject, Signal

from studio.gui.session import Session
from studio.gui.subtitle_tab.timeline_scale import Scale, crowd, merged
from studio.gui.subtitle_tab.timeline_view import Proposal
from studio.i18n import _, number
from studio.model.speech import Span
from studio.project.values import Changed, StoredCue
from studio.workflow.review import Change

TABLES = ("window", "run", "shot_search", "track")
"""Rows of these say that there is something new to show."""

SPEECH_GAP = 2
"""Pixels that two stretches of speech must be apart to be drawn as two."""

BEYOND = 2_000
"""Milliseconds that can be reached behind the last cue."""


OVERVIEW = 600_000
"""Milliseconds: when more is shown, cues are looked for in a way that is quick for many of them."""


class Content(QObject):
    """Kept up with the project; `changed` says that it is to be drawn anew."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.shots: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.unheard: Span | None = None
        self._crowd: tuple[list[int], list[int], int] | None = None
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

    def shots_within(self, scale: Scale) -> list[int]:
        """Return the cuts that are shown, of those in one pixel the first."""
        shown = range(bisect_left(self.shots, scale.start), bisect_right(self.shots, scale.end))
        return [first for first, _last in crowd(self.shots, self.shots, shown, scale.step)]

    def speech_within(self, scale: Scale) -> list[tuple[int, int]]:
        """Return where voices were found in what is shown; a pause that nobody could see is none."""
        shown = range(bisect_right(self._ends, scale.start), bisect_left(self._starts, scale.end))
        return crowd(self._starts, self._ends, shown, SPEECH_GAP * scale.step)

    def cues(self, scale: Scale, least: float) -> tuple[list[StoredCue], list[tuple[int, int]]]:
        """Return the cues of which something is shown: those of `least` ms, and where shorter ones are."""
        if scale.span > OVERVIEW:
            starts, ends, longest = self._read_crowd()
            if longest < least:
                shown = range(bisect_left(starts, scale.start - longest), bisect_left(starts, scale.end))
                return [], crowd(starts, ends, shown, scale.step)
        cues = self._session.cues.between(int(scale.start), int(scale.end) + 1)
        short = ((stored.cue.start, stored.cue.end) for stored in cues if stored.cue.duration < least)
        return [stored for stored in cues if stored.cue.duration >= least], [
            (round(start), round(end)) for start, end in merged(short, scale.step)
        ]

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
        self._crowd = None
        evidence, video = self._session.project.evidence, self._session.video.id
        self.shots = [shot.time for shot in evidence.shots(video) or []]
        speech = evidence.speech(video)
        self._starts = [span.start for span in speech]
        self._ends = [span.end for span in speech]
        self.unheard = self._find_unheard()
        self.changed.emit()

    def _read_crowd(self) -> tuple[list[int], list[int], int]:
        """Return all starts, all ends and the longest duration, read once after each change."""
        if self._crowd is None:
            cues = self._session.cues.stored_cues
            starts, ends = [stored.cue.start for stored in cues], [stored.cue.end for stored in cues]
            self._crowd = starts, ends, max(map(sub, ends, starts), default=0)
        return self._crowd

    def _take_in(self, changed: Changed) -> None:
        self._crowd = None
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
