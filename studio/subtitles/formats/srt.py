"""SubRip: counter from 1, `HH:MM:SS,mmm --> HH:MM:SS,mmm`, text, blank line.

Written strictly: only i, b and u, no blank line inside a cue.  Read with patience: counters may lack or be wrong,
a point may stand for the comma, blank lines inside a cue are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.errors import SubtitleFormatError
from studio.i18n import _
from studio.model.cue import Cue
from studio.text import markup

_CLOCK = r"(\d{1,3}):([0-5]?\d):([0-5]?\d)(?:[,.:](\d{1,3}))?"
_TIMES = re.compile(rf"^\s*{_CLOCK}\s*-{{1,2}}>\s*{_CLOCK}(?:\s.*)?$")
_LOOKS_LIKE_TIMES = re.compile(r"^\s*\d.*-->")


def dumps(cues: Sequence[Cue], language: str, notes: Sequence[str] = ()) -> str:
    """Return the file; cues without visible text are left out, and notes, which SubRip cannot hold."""
    shown = [(cue, _text(cue.text)) for cue in cues]
    blocks = [
        f"{number}\n{_clock(cue.start)} --> {_clock(cue.end)}\n{text}\n"
        for number, (cue, text) in enumerate(((cue, text) for cue, text in shown if text), 1)
    ]
    return "\n".join(blocks)


def loads(text: str) -> list[Cue]:
    """Return the cues in the order of the file; raises `SubtitleFormatError` for a line that cannot be times."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = [number for number, line in enumerate(lines) if _is_times(line, number)]
    if not at:
        raise SubtitleFormatError(
            _("No cue was found: no line holds two times."), hint=_("Choose a subtitle file, e.g. one ending in .srt.")
        )
    stops = [*at[1:], len(lines)]
    has_counters = any(line.strip().isdigit() for line in lines[: at[0]])
    return [
        _cue(lines[number], lines[number + 1 : stop], counted=has_counters and stop < len(lines))
        for number, stop in zip(at, stops, strict=True)
    ]


def _text(text: str) -> str:
    lines = (line.strip() for line in markup.keep_basic(text).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    joined = "\n".join(line for line in lines if markup.strip(line).strip())
    return markup.keep_basic(joined)


def _clock(time: int) -> str:
    seconds, milliseconds = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{milliseconds:03}"


def _is_times(line: str, number: int) -> bool:
    if _TIMES.match(line):
        return True
    if _LOOKS_LIKE_TIMES.match(line):
        raise SubtitleFormatError(
            _("Line {number} should hold two times: “{line}”.").format(number=number + 1, line=line.strip()[:60]),
            hint=_("Times look like this: 00:01:02,345 --> 00:01:04,000."),
        )
    return False


def _cue(times: str, lines: Sequence[str], *, counted: bool) -> Cue:
    """Return the cue of a line of times and the lines after it; `counted`: the counter of the next cue is the last."""
    match = _TIMES.match(times)
    assert match is not None  # found by the same expression
    groups = match.groups()
    body = list(lines)
    if counted and body and body[-1].strip().isdigit():
        body.pop()
    text = "\n".join(line.strip() for line in body if line.strip())
    return Cue(_milliseconds(groups[:4]), _milliseconds(groups[4:]), markup.keep_basic(text))


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))
