"""A copy of a film that any player can play: at most 720 lines, on the same clock, as the ffmpeg at hand can write it.

The times of the copy are those of the film: both count from the film's first timestamp, sound that begins late or has a
hole is filled with silence as in `media.audio`, and pictures keep their own times, however unevenly they come.
"""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio.errors import EnvironmentFault, InputError
from studio.i18n import _
from studio.media import ffmpeg
from studio.media.audio import REPAIR_FROM
from studio.model.media import Video
from studio.model.progress import Progress, Report

if TYPE_CHECKING:
    from typing import Any

LINES = 720
"""Of the picture's height at most: enough to see lips, and light for an old laptop."""

PART = ".part"
"""How the name of an unfinished file ends."""

NO_SPACE = 256 - errno.ENOSPC
"""How ffmpeg ends on a full disk."""

KEYFRAME = 50
"""Pictures from one that stands by itself to the next: a jump has to decode so many at most."""


@dataclass(frozen=True, slots=True)
class Coding:
    """Encoders for picture and sound with their options, and the format that both fit into."""

    picture: str
    sound: str
    format: str
    options: tuple[tuple[str, object], ...]


CODINGS = (
    Coding("libx264", "aac", "mp4", (("preset", "veryfast"), ("crf", 24), ("tune", "fastdecode"))),
    Coding("libopenh264", "aac", "mp4", (("video_bitrate", "2500k"),)),
    Coding("libvpx", "libopus", "webm", (("deadline", "realtime"), ("cpu-used", 8), ("video_bitrate", "2500k"))),
    Coding("libvpx", "libvorbis", "webm", (("deadline", "realtime"), ("cpu-used", 8), ("video_bitrate", "2500k"))),
    Coding("mpeg4", "aac", "mp4", (("qscale:v", 4),)),
)
"""Best first; every ffmpeg has the last one."""


def make(video: Video, path: Path, report: Report) -> Path:
    """Write the copy of `video` to `path`, whole or not at all, and return it; progress in seconds of film.

    Raises `InputError` where ffmpeg cannot decode it either, `EnvironmentFault` on a full disk.
    """
    part = path.with_name(f"{path.stem}-{os.getpid()}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(video, part, report)
        part.replace(path)
    except OSError as error:
        raise _not_kept(video, str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return path


def tidy(path: Path) -> None:
    """Remove what a killed worker left of the copy that was to be at `path`."""
    for part in path.parent.glob(f"{path.stem}-*{PART}"):
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def coding() -> Coding:
    """Return the best way to write a copy that the ffmpeg at hand has."""
    known = encoders()
    return next((one for one in CODINGS if {one.picture, one.sound} <= known), CODINGS[-1])


def encoders() -> set[str]:
    """Return the names of all encoders that the ffmpeg at hand has."""
    command = [ffmpeg.binary(), "-hide_banner", "-encoders"]
    listed = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False).stdout
    lines = (line.split() for line in listed.decode(errors="replace").splitlines())
    return {words[1] for words in lines if len(words) > 1}


def _write(video: Video, part: Path, report: Report) -> None:
    with tempfile.TemporaryFile() as log:
        process = ffmpeg.start(_command(video, part, coding()), stdout=subprocess.PIPE, stderr=log)
        try:
            _follow(process, video, report)
        finally:
            ffmpeg.stop(process)
        _look_at_end(process, video, part, log)


def _command(video: Video, part: Path, coding: Coding) -> Any:
    import ffmpeg as builder

    streams = [*_sound(video), *_picture(video)]
    options: dict[str, object] = {"format": coding.format, **{"map_metadata": -1, "acodec": coding.sound}}
    if video.has_picture:
        options |= {"vcodec": coding.picture, "pix_fmt": "yuv420p", "g": KEYFRAME, **dict(coding.options)}
    if coding.format == "mp4":
        options["movflags"] = "+faststart"
    made = builder.output(*streams, ffmpeg.address(part), **options)
    return made.global_args("-y", "-nostats", "-stats_period", "0.2", "-progress", "pipe:1")


def _sound(video: Video) -> Sequence[Any]:
    """Return the first sound track, its gaps filled, as two channels."""
    if not video.audio:
        return []
    repair = {"async": 1, "first_pts": 0, "min_hard_comp": REPAIR_FROM, "out_chlayout": "stereo"}
    return [ffmpeg.source(video.path, video.audio[0].index).filter("aresample", 48_000, **repair)]


def _picture(video: Video) -> Sequence[Any]:
    """Return the picture with square pixels and sides that can be halved, as coders want them."""
    if not video.has_picture:
        return []
    by = f"min(1,{LINES}/ih)"
    scaled = ffmpeg.source(video.path).filter("scale", f"2*trunc(iw*sar*{by}/2)", f"2*trunc(ih*{by}/2)")
    return [scaled.filter("setsar", 1)]


def _follow(process: subprocess.Popen[bytes], video: Video, report: Report) -> None:
    """Report how far the copy is; the reports are also where a cancelled task stops."""
    assert process.stdout is not None
    with process.stdout as lines:
        report(Progress(0, video.duration / 1000, "seconds"))
        for line in lines:
            key, _equals, value = line.decode("ascii", errors="replace").strip().partition("=")
            if key == "out_time_us" and value.lstrip("-").isdigit():
                report(Progress(max(0, int(value)) / 1e6, video.duration / 1000, "seconds"))
    process.wait()


def _look_at_end(process: subprocess.Popen[bytes], video: Video, part: Path, log: IO[bytes]) -> None:
    """Raise what the user must know about how ffmpeg ended."""
    log.seek(0)
    said = "\n".join(log.read().decode(errors="replace").strip().splitlines()[-3:])
    if process.returncode == NO_SPACE or "No space left" in said:
        raise _not_kept(video, said)
    if process.returncode != 0 or not part.is_file() or not part.stat().st_size:
        raise InputError(
            _("“{name}” cannot be played, and no copy of it could be made.").format(name=video.path.name),
            hint=_("Export the video again, for example as MP4 with H.264."),
            details=said or f"ffmpeg ended with {process.returncode}",
        )


def _not_kept(video: Video, said: str) -> EnvironmentFault:
    return EnvironmentFault(
        _("A copy of “{name}” that can be played could not be written.").format(name=video.path.name),
        hint=_("Free some space on the disk, or export the video as MP4 with H.264 yourself."),
        details=said,
    )
