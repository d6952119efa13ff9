"""Which rules of a profile a cue breaks, by the ids that `quality` shares."""

from __future__ import annotations

from studio.model.cue import Cue
from studio.model.profile import Profile
from studio.subtitles.timing import Clock
from studio.text.length import visible_length, word_count

SPEED_TOLERANCE = 1e-9


def broken(cue: Cue, next_start: int | None, profile: Profile, clock: Clock) -> tuple[str, ...]:
    """Return the ids of the rules that `cue` breaks, with the start of the cue after it (None: there is none)."""
    rules = [
        ("line-length", any(visible_length(line) > profile.line_length for line in cue.lines)),
        ("reading-speed", _is_too_fast(cue, profile)),
        ("too-short", cue.duration < profile.shortest(word_count(cue.text))),
        ("too-long", profile.max_duration is not None and cue.duration > profile.max_duration),
    ]
    if next_start is not None:
        gap = next_start - cue.end
        rules.append(("gap", gap < clock.gap))
        rules.append(("gap-flicker", profile.gap_none_or is not None and 0 < gap < profile.gap_none_or))
    return tuple(id for id, is_broken in rules if is_broken)


def _is_too_fast(cue: Cue, profile: Profile) -> bool:
    characters = visible_length(cue.text, profile.line_break_counts)
    too_many_characters = (
        profile.max_cps is not None and characters * 1000 > profile.max_cps * cue.duration + SPEED_TOLERANCE
    )
    too_many_words = (
        profile.max_wpm is not None and word_count(cue.text) * 60_000 > profile.max_wpm * cue.duration + SPEED_TOLERANCE
    )
    return too_many_characters or too_many_words
