"""WebVTT as the W3C defines it: signature, notes, cues with starts that never decrease, `&`, `<` and `>` escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from studio.errors import SubtitleFormatError
from studio.i18n import _
from studio.model.cue import Cue
from studio.text import markup

_CLOCK = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"^{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}(?:[ \t].*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_BASIC = re.compile(r"(</?[ibu]>)")


def dumps(cues: Sequence[Cue], language: str, notes: Sequence[str] = ()) -> str:
    """Return the file; cues are sorted by their starts, those without visible text are left out."""
    remarks = [*([f"Language: {language}"] if language else []), *notes]
    blocks = ["WEBVTT\n", *(f"NOTE {_note(remark)}\n" for remark in remarks)]
    for cue in sorted(cues, key=lambda cue: cue.start):
        text = _text(cue)
        if text:
            blocks.append(f"{_clock(cue.start)} --> {_clock(cue.end)}\n{text}\n")
    return "\n".join(blocks)


def loads(text: str) -> list[Cue]:
    """Return the cues in the order of the file, markup reduced to i, b and u.

    Raises `SubtitleFormatError` where the signature lacks or a line cannot be times.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise SubtitleFormatError(_("Line 1 should be “WEBVTT”."), hint=_("Choose a WebVTT file."))
    cues: list[Cue] = []
    number = 0
    while number < len(lines):
        if "-->" in lines[number]:
            stop = _block_end(lines, number)
            cues.append(_cue(lines, number, stop))
            number = stop
        elif re.match(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)", lines[number]):
            number = _block_end(lines, number)
        else:
            number += 1
    return cues


def _note(note: str) -> str:
    return " ".join(note.split()).replace("-->", "→")


def _text(cue: Cue) -> str:
    lines = (line.strip() for line in markup.keep_basic(cue.text).replace("\r", "\n").split("\n"))
    kept = "\n".join(line for line in lines if markup.strip(line).strip())
    escaped = "".join(piece if _BASIC.fullmatch(piece) else _escape(piece) for piece in _BASIC.split(kept))
    if not escaped or not cue.speaker:
        return escaped
    return f"<v {_escape(' '.join(cue.speaker.split()))}>{escaped}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(time: int) -> str:
    seconds, milliseconds = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"


def _block_end(lines: Sequence[str], number: int) -> int:
    """Return the index of the blank line that ends the block, or of the next line of times."""
    for stop in range(number + 1, len(lines)):
        if not lines[stop].strip() or "-->" in lines[stop]:
            return stop
    return len(lines)


def _cue(lines: Sequence[str], number: int, stop: int) -> Cue:
    match = _TIMES.match(lines[number].strip())
    if match is None:
        raise SubtitleFormatError(
            _("Line {number} should hold two times: “{line}”.").format(
                number=number + 1, line=lines[number].strip()[:60]
            ),
            hint=_("Times look like this: 00:01:02.345 --> 00:01:04.000."),
        )
    body = "\n".join(line.strip() for line in lines[number + 1 : stop])
    voice = _VOICE.search(body)
    groups = match.groups()
    return Cue(
        _milliseconds(groups[:4]),
        _milliseconds(groups[4:]),
        _unescape(markup.keep_basic(body)),
        speaker=unescape(voice[1]).strip() if voice else "",
    )


def _unescape(text: str) -> str:
    """Resolve the references outside the tags that stay."""
    return "".join(piece if _BASIC.fullmatch(piece) else unescape(piece) for piece in _BASIC.split(text))


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
