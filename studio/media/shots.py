"""Hard cuts in the picture, found by ffmpeg's `scdet` filter."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from studio.errors import InputError
from studio.i18n import _
from studio.media import ffmpeg
from studio.model.media import ShotChange, Video
from studio.model.progress import Progress, Report

if TYPE_CHECKING:
    from typing import Any

THRESHOLD = 10.0
"""Score from which a frame begins a new shot: ffmpeg's own default; its manual calls 8 to 14 good values.

The score is the smaller of a frame's difference to the one before and the change of that difference, so that pans and
fades stay low.
"""

WIDTH = 160
"""Pixels: the score is a mean over the picture, and a small picture has the same mean."""

REPORT_EVERY = 1_000
"""Milliseconds of film between two reports."""


def find(video: Video, report: Report) -> list[ShotChange]:
    """Return the shot changes in order: the first frame of each new shot, on the file's clock.

    A video without a picture has none.  Raises `InputError` when nothing of the picture can be decoded.
    """
    if not video.has_picture:
        return []
    with tempfile.TemporaryFile() as log:
        process = ffmpeg.start(_command(video), stdout=subprocess.PIPE, stderr=log)
        try:
            changes = list(_changes(_lines(process), video, report))
        finally:
            ffmpeg.stop(process)
            if process.stdout is not None:
                process.stdout.close()
        if process.returncode != 0 and not changes:
            raise _not_decoded(video, log)
    return changes


def _command(video: Video) -> Any:
    """Return the command that prints every frame's time and score.

    The time base of 1/1000 makes the frame's `pts` its milliseconds; ffmpeg's `pts_time` is rounded to six digits.
    """
    picture = (
        ffmpeg.source(video.path)
        .filter("settb", "1/1000")
        .filter("scale", WIDTH, -2, flags="fast_bilinear")
        .filter("scdet", threshold=THRESHOLD)
        .filter("metadata", mode="print", file="pipe:1")
    )
    return picture.output("-", format="null")


def _lines(process: subprocess.Popen[bytes]) -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        yield line.decode("ascii", errors="replace").strip()


def _changes(lines: Iterator[str], video: Video, report: Report) -> Iterator[ShotChange]:
    time = reported = 0
    score = 0.0
    for line in lines:
        key, _equals, value = line.partition("=")
        if line.startswith("frame:"):
            pts = line.split("pts:")[1].split()[0]
            time = max(0, int(pts)) if pts.lstrip("-").isdigit() else time  # a frame without a time says NOPTS
            if time >= reported + REPORT_EVERY:
                reported = time
                report(Progress(time / 1000, video.duration / 1000, "seconds"))
        elif key == "lavfi.scd.score":
            score = float(value)
        elif key == "lavfi.scd.time":  # only frames above the threshold carry it
            yield ShotChange(time, score)


def _not_decoded(video: Video, log: IO[bytes]) -> InputError:
    log.seek(0)
    said = log.read().decode(errors="replace").strip().splitlines()
    return InputError(
        _("The picture of “{name}” cannot be decoded.").format(name=video.path.name),
        hint=_("Export the video again, for example as MP4 with H.264."),
        details="\n".join(said[-3:]),
    )
