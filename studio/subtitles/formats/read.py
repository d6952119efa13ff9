"""Subtitle files of any kind and encoding: SubRip and WebVTT with our own readers, all else with pysubs2."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.errors import SubtitleFormatError
from studio.i18n import _
from studio.model.cue import Cue
from studio.model.media import DEFAULT_FRAME_RATE
from studio.subtitles.formats import srt, vtt
from studio.text import markup
from studio.text.western import is_western

if TYPE_CHECKING:
    import pysubs2

SUFFIXES = (".srt", ".vtt", ".ass", ".ssa", ".sub", ".ttml", ".smi", ".sami", ".txt", ".json")
"""The suffixes of the files that can be read."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def cues(source: bytes | str, suffix: str) -> list[Cue]:
    """Return the cues of a file; `suffix` (".srt") only helps where the text does not show its format.

    Raises `SubtitleFormatError` that names the line and says why.
    """
    text = (decode(source) if isinstance(source, bytes) else source).removeprefix("\ufeff")
    if text.startswith("WEBVTT") or suffix.lower() == ".vtt":
        return vtt.loads(text)
    if suffix.lower() == ".srt":
        return srt.loads(text)
    return _with_pysubs2(text, suffix)


def decode(raw: bytes) -> str:
    """Return the text of a file of any encoding, without byte-order mark, with `\\n` as line ends."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = _decode_as(raw[len(mark) :], encoding)
            break
    else:
        text = _decode_unmarked(raw)
    if "\0" in text:
        number = text[: text.index("\0")].count("\n") + 1
        raise SubtitleFormatError(
            _("This is not a text file: line {number} holds binary data.").format(number=number),
            hint=_("Choose a subtitle file, e.g. one ending in .srt."),
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        number = raw[: error.start].decode(encoding, "replace").count("\n") + 1
        raise SubtitleFormatError(
            _("Line {number} cannot be read as {encoding}, which the file says it is.").format(
                number=number, encoding=encoding.upper()
            ),
            hint=_("Save the file as UTF-8 in the program it came from."),
        ) from error


def _decode_unmarked(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass  # an older encoding, to be guessed
    import charset_normalizer

    if is_western(raw):
        return raw.decode("cp1252")
    guess = charset_normalizer.from_bytes(raw).best()
    return str(guess) if guess is not None else raw.decode("cp1252", "replace")


def _with_pysubs2(text: str, suffix: str) -> list[Cue]:
    """Return the cues of any other format; files counted in frames that do not say how many a second get 25."""
    import pysubs2

    try:
        subtitles = _parse(text, suffix)
    except (pysubs2.Pysubs2Error, ValueError, KeyError, IndexError, SyntaxError) as error:
        raise SubtitleFormatError(
            _("Line 1 begins no subtitle format that can be read ({reason}).").format(reason=error),
            hint=_("Formats that can be read: {names}.").format(names=", ".join(SUFFIXES)),
        ) from error
    return _from_events(list(subtitles))


def _parse(text: str, suffix: str) -> pysubs2.SSAFile:
    import pysubs2

    try:
        return pysubs2.SSAFile.from_string(text)
    except pysubs2.exceptions.FormatAutodetectionError:
        if suffix.lower() not in (".ass", ".ssa") or "[Events]" not in text:  # these may come without styles
            raise
        return pysubs2.SSAFile.from_string(text, format_=suffix.lower()[1:])
    except pysubs2.exceptions.UnknownFPSError:
        return pysubs2.SSAFile.from_string(text, fps=float(DEFAULT_FRAME_RATE))


def _from_events(events: Sequence[pysubs2.SSAEvent]) -> list[Cue]:
    return [
        Cue(max(0, event.start), max(0, event.end), markup.keep_basic(event.plaintext), speaker=event.name.strip())
        for event in events
        if not event.is_comment
    ]
