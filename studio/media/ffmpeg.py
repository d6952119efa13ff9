"""The ffmpeg program: which binary, how a file is named to it, and its commands.

Commands are built with ffmpeg-python and started without a shell, so that no name of a file can be read as an option,
a protocol or a command.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio.errors import EnvironmentFault
from studio.i18n import _

if TYPE_CHECKING:
    from typing import Any

OVERRIDE = "SOUFFLEUR_FFMPEG"
"""The environment variable that names another ffmpeg."""

QUIET = ["-hide_banner", "-nostdin", "-loglevel", "error"]

LONGEST_HOLE = ["-dts_delta_threshold", "3600"]
"""Seconds: a hole in one stream of an MPEG transport stream stays one; ffmpeg's 10 would close longer ones."""


def binary() -> str:
    """Return the path of ffmpeg: `SOUFFLEUR_FFMPEG`, the one of imageio-ffmpeg, the system's.

    Raises `EnvironmentFault` when there is none.
    """
    override = os.environ.get(OVERRIDE)
    if override:
        return _checked(override)
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        system = shutil.which("ffmpeg")
    if system is None:
        raise EnvironmentFault(
            _("The program ffmpeg, which reads video and sound, was not found."),
            hint=_("Install Souffleur again, or install ffmpeg."),
        )
    return system


def source(path: Path, audio: int | None = None) -> Any:
    """Return one stream of `path` as the input of a command: a sound track from 0, or for None the picture.

    Its times count from the file's first timestamp, and only local files can be reached from it.

    The prefix keeps a leading dash and a colon from being understood as an option or a protocol, and the white list
    keeps a playlist that calls itself a video from opening addresses.
    """
    import ffmpeg

    late = f"{max(0.0, _lateness(path, audio)):.6f}"
    # `V` is a film's picture: unlike `v` it passes cover pictures by
    selected = "V:0" if audio is None else f"a:{audio}"
    return ffmpeg.input(address(path), protocol_whitelist="file", itsoffset=late)[selected]


def address(path: Path) -> str:
    """Return `path` in the form in which ffmpeg takes any name for nothing but a file."""
    return f"file:{path}"


def _lateness(path: Path, audio: int | None) -> float:
    """Return the seconds to add to the times of one stream so that they count from the file's first timestamp.

    ffmpeg counts so by itself, except in formats whose clock may jump (MPEG transport and program streams): there it
    counts from the first timestamp of the streams that are read.  (Reading all of them instead can lock ffmpeg up.)
    """
    import av
    from av.stream import Disposition

    try:
        with av.open(address(path), options={"protocol_whitelist": "file"}) as container:
            if av.format.Flags.ts_discont not in av.format.Flags(container.format.flags):
                return 0.0
            films = [one for one in container.streams.video if not one.disposition & Disposition.attached_pic]
            stream = films[0] if audio is None else container.streams.audio[audio]
            if stream.start_time is None or stream.time_base is None or container.start_time is None:
                return 0.0
            return float(stream.start_time * stream.time_base) - container.start_time / 1e6
    except (av.error.FFmpegError, IndexError):
        return 0.0  # gone or damaged since it was probed: ffmpeg will say so


def start(output: Any, *, stdout: int | IO[bytes], stderr: int | IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the command that ends in `output` and return its process."""
    command = [binary(), *QUIET, *LONGEST_HOLE, *output.get_args()]
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, creationflags=_HIDDEN)
    except OSError as error:
        raise EnvironmentFault(
            _("The program ffmpeg, which reads video and sound, could not be started."),
            hint=_("Install Souffleur again, or install ffmpeg."),
            details=str(error),
        ) from error


def stop(process: subprocess.Popen[bytes]) -> None:
    """End `process` if it still runs, and wait until it is gone."""
    if process.poll() is None:
        process.kill()
    process.wait()


_HIDDEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console for each ffmpeg


def _checked(path: str) -> str:
    found = shutil.which(path)
    if found is None:
        raise EnvironmentFault(
            _("“{path}” is not a program.").format(path=path),
            hint=_("The environment variable {name} must name the ffmpeg program, or be removed.").format(
                name=OVERRIDE
            ),
        )
    return found
