"""What the timeline shows at one moment: everything the painting needs, and nothing that asks back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.gui.subtitle_tab.timeline_lanes import Lanes
from studio.gui.subtitle_tab.timeline_scale import Scale
from studio.i18n import _
from studio.model.speech import Span
from studio.project.values import StoredCue
from studio.workflow.waveform import Peaks


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a fix would do to a cue: the stretch it would add (or leave), and how long that is, in words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SoundWords:
    """What stands in the place of the waveform while there is none; `share` of it is made (None: none will be)."""

    text: str
    share: float | None = None

    @property
    def full(self) -> str:
        """Return the words with how much is made."""
        if self.share is None:
            return self.text
        return _("{text}: {percent} %").format(text=self.text, percent=round(self.share * 100))


@dataclass(frozen=True, slots=True)
class View:
    """The stretch that is shown, and what lies in it."""

    scale: Scale
    lanes: Lanes
    cues: Sequence[StoredCue]
    """Those to draw one by one, but for the chosen one."""
    narrow: Sequence[tuple[int, int]]
    """Stretches of cues that are too short to be told apart."""
    chosen: StoredCue | None
    selected: frozenset[int]
    number: Callable[[int], int]
    """Returns a cue's number, from its id."""
    has_problem: Callable[[int], bool]
    peaks: Peaks | None
    sound_words: SoundWords
    shots: Sequence[int]
    speech: Sequence[tuple[int, int]]
    unheard: Span | None
    proposal: Proposal | None
    is_dragged: bool
    """The chosen cue is shown as it would be."""
    is_focused: bool
