"""A house style for subtitles: the numbers cues are cut to and checked against."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Profile:
    """The numbers of a house style; `None` means: not published, not checked.

    Lengths are visible characters (grapheme clusters), times milliseconds, speeds characters per second or
    words per minute, `gap_frames` frames of the film.  Exactly one of `max_cps` and `max_wpm` is normally set.
    """

    id: str
    name: str
    language: str
    source: str
    line_length: int
    lines: int
    preferred_lines: int | None = None
    target_cps: float | None = None
    max_cps: float | None = None
    target_wpm: float | None = None
    max_wpm: float | None = None
    min_duration: int | None = None
    min_duration_two_words: int | None = None
    min_duration_per_word: int | None = None
    max_duration: int | None = None
    gap_frames: int = 0
    gap_none_or: int | None = None
    close_gaps_below: int | None = None
    line_break_counts: int = 0
    dash: str = "both"

    def __post_init__(self) -> None:
        if self.line_length < 1 or self.lines < 1 or self.gap_frames < 0:
            raise ValueError(f"profile {self.id}: lengths and gaps must be positive")

    def gap(self, frame_rate: Fraction) -> int:
        """Return the smallest gap between two cues in milliseconds, rounded up to a whole one."""
        return -((-self.gap_frames * 1000 * frame_rate.denominator) // frame_rate.numerator)

    def shortest(self, words: int) -> int:
        """Return the least milliseconds a cue of so many words must stand, as far as the profile says."""
        least = self.min_duration or 0
        if self.min_duration_two_words is not None and words >= 2:
            least = max(least, self.min_duration_two_words)
        if self.min_duration_per_word is not None:
            least = max(least, self.min_duration_per_word * words)
        return least
