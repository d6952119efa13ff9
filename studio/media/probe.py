"""What is in a video or sound file, found by PyAV without decoding it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import InputError
from studio.i18n import _
from studio.media import ffmpeg
from studio.model.media import DEFAULT_FRAME_RATE, AudioTrack, Video

if TYPE_CHECKING:
    from typing import Any

SLOWEST, FASTEST = Fraction(5), Fraction(240)
"""Frame rates outside of these belong to slide shows and broken headers, not to films."""

STANDARD_RATES = (
    *(Fraction(n * 1000, 1001) for n in (24, 30, 60, 120)),
    *(Fraction(n) for n in (24, 25, 30, 48, 50, 60, 100, 120)),
)
SAME_RATE = Fraction(1, 5000)
"""Rates nearer than this to a standard one are that one (24 and 24000/1001 differ by five times as much)."""

STILL_FORMATS = ("image2", "tty")
"""ffmpeg also "plays" pictures and text files; they are no videos."""


def probe(path: Path) -> Video:
    """Return what is in the file: duration, frame rate, sound tracks, size of the picture.

    Times are milliseconds on the file's clock: its first timestamp is 0.  Raises `InputError` for whatever is not a
    readable video or sound file.
    """
    _refuse_unreadable(path)
    with _opened(path) as container:
        pictures = [stream for stream in container.streams.video if _is_film(stream)]
        tracks = tuple(_track(container, index, stream) for index, stream in enumerate(container.streams.audio))
        if _is_still(container) or not (pictures or tracks):
            raise InputError(
                _("“{name}” has neither picture nor sound.").format(name=path.name),
                hint=_("Choose a video or a sound file."),
                details=f"format {container.format.name}",
            )
        picture = pictures[0] if pictures else None
        return Video(
            path=path,
            duration=_duration(container, path),
            frame_rate=_frame_rate(picture),
            audio=tracks,
            width=picture.width if picture else 0,
            height=picture.height if picture else 0,
        )


def sound_track(video: Video, number: int | None = None) -> AudioTrack:
    """Return sound track `number`, counted from 1 as people do; the first one for None.

    Raises `InputError` when the video has no such track.
    """
    name = video.path.name
    if not video.audio:
        raise InputError(_("“{name}” has no sound.").format(name=name), hint=_("Choose a video with an audio track."))
    index = 0 if number is None else number - 1
    if not 0 <= index < len(video.audio):
        raise InputError(
            _("“{name}” has no audio track number {number}.").format(name=name, number=number),
            hint=_("It has {count}: {tracks}.").format(
                count=len(video.audio), tracks="; ".join(_described(track) for track in video.audio)
            ),
        )
    return video.audio[index]


def _described(track: AudioTrack) -> str:
    about = ", ".join(part for part in (track.language, track.title, track.codec) if part)
    return f"{track.index + 1} ({about})"


def _refuse_unreadable(path: Path) -> None:
    """Say what ffmpeg would only call an error: missing, a folder, forbidden, empty, an unreadable name."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:  # from a disk written with another set of letters
        shown = path.name.encode(errors="replace").decode()
        raise InputError(
            _("The name of “{name}” has letters that cannot be read.").format(name=shown), hint=_("Rename the file.")
        ) from error
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except FileNotFoundError as error:
        raise InputError(
            _("There is no file “{name}”.").format(name=path), hint=_("Check the name and the folder.")
        ) from error
    except IsADirectoryError as error:
        raise _is_a_folder(path) from error
    except OSError as error:
        if path.is_dir():  # Windows calls a folder "permission denied"
            raise _is_a_folder(path) from error
        raise _not_readable(path, error) from error
    if empty:
        raise InputError(
            _("“{name}” is empty (0 bytes).").format(name=path.name), hint=_("Copy or export the file again.")
        )


def _is_a_folder(path: Path) -> InputError:
    return InputError(
        _("“{name}” is a folder, not a video.").format(name=path), hint=_("Choose a file inside the folder.")
    )


def _not_readable(path: Path, error: OSError) -> InputError:
    hint = _("Ask the owner of the file, or copy it to a folder of your own.")
    if error.errno not in (errno.EACCES, errno.EPERM):
        hint = _("Check the name and whether the drive is connected.")
    return InputError(
        _("“{name}” cannot be opened: {reason}.").format(name=path.name, reason=os.strerror(error.errno or errno.EIO)),
        hint=hint,
        details=str(error),
    )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import av

    try:
        container = av.open(ffmpeg.address(path), options={"protocol_whitelist": "file"})
    except (av.error.FFmpegError, ValueError) as error:
        raise _not_media(path, str(error)) from error
    with container:
        yield container


def _not_media(path: Path, details: str) -> InputError:
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] in (b"ftyp", b"mdat", b"moov", b"wide", b"free"):  # the boxes an MP4 or MOV file begins with
        return InputError(
            _("“{name}” is not complete: its end, with the table of contents, is missing.").format(name=path.name),
            hint=_("Copy, download or export the file again."),
            details=details,
        )
    return InputError(
        _("“{name}” is not a video or sound file.").format(name=path.name),
        hint=_("Choose a video or a sound file; the name's ending alone does not make one."),
        details=details,
    )


def _is_film(stream: Any) -> bool:
    """Say whether the stream is a moving picture that can be decoded; a cover picture is not."""
    from av.stream import Disposition

    return not stream.disposition & Disposition.attached_pic and bool(getattr(stream, "width", 0))


def _is_still(container: Any) -> bool:
    name = container.format.name
    return name in STILL_FORMATS or name.endswith("_pipe")


def _track(container: Any, index: int, stream: Any) -> AudioTrack:
    origin = container.start_time or 0
    begin = (
        0 if stream.start_time is None else round(stream.start_time * stream.time_base * 1000 - Fraction(origin, 1000))
    )
    context = stream.codec_context
    language = stream.language or ""
    return AudioTrack(
        index=index,
        start=max(0, begin),
        channels=context.channels if context else 0,
        sample_rate=context.sample_rate if context else 0,
        codec=context.name if context else "",
        language="" if language == "und" else language,
        title=stream.metadata.get("title", ""),
    )


def _frame_rate(picture: Any | None) -> Fraction:
    """Return the exact rate; the average where it varies; 25 where there is none or an absurd one."""
    rate: Fraction | None = picture.average_rate if picture is not None else None
    if rate is None or not SLOWEST <= rate <= FASTEST:
        return DEFAULT_FRAME_RATE
    rate = Fraction(rate)
    nearest = min(STANDARD_RATES, key=lambda standard: abs(standard - rate))
    return nearest if abs(nearest - rate) <= rate * SAME_RATE else rate


def _duration(container: Any, path: Path) -> int:
    """Return the milliseconds from the first timestamp to the last; counted where the header does not say."""
    import av

    if container.duration:
        return round(Fraction(container.duration, 1000))
    origin = Fraction(container.start_time or 0, 1000)
    end = Fraction(0)
    try:
        for packet in container.demux():
            if packet.pts is not None:
                end = max(end, (packet.pts + (packet.duration or 0)) * packet.time_base * 1000 - origin)
    except av.error.FFmpegError as error:
        if not end:
            raise _not_media(path, str(error)) from error
    return round(end)
