"""The sound of a file as 16-bit samples on disk, usable while ffmpeg still decodes it.

ffmpeg's plain `-ac 1 -ar 16000` throws the container's timestamps away: sound that begins late, or has a hole, would
come out early.  `aresample` with `async` and `first_pts` fills both with silence, so that a sample's place is its time
on the file's clock, the one the player shows.
"""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio.errors import EnvironmentFault, InputError
from studio.i18n import _
from studio.media import ffmpeg
from studio.model.media import SAMPLE_RATE, AudioTrack, Video

if TYPE_CHECKING:
    from typing import Any

BYTES = 2
"""Bytes of one sample."""

REPAIR_FROM = 0.04
"""Seconds: holes and overlaps from one frame on are put right; less is jitter of rounded timestamps."""

WAIT = 0.01
"""Seconds between two looks at how far ffmpeg is."""

MISSING = 2_000
"""Milliseconds that may lack at the end before a file counts as cut off; headers round generously."""


NO_SPACE = 256 - errno.ENOSPC
"""How ffmpeg ends on a full disk; what it says then may be lost, since its log lies on a disk too."""


@contextmanager
def decode(video: Video, track: AudioTrack, folder: Path) -> Iterator[Sound]:
    """Yield the sound of `track` while ffmpeg writes it into a file in `folder`.

    About 115 MB an hour.  ffmpeg ends and the file goes when the context is left.
    """
    with _temporary(folder) as samples, tempfile.TemporaryFile() as log:
        process = ffmpeg.start(_command(video, track), stdout=samples, stderr=log)
        try:
            with Path(samples.name).open("rb", buffering=0) as reader:
                if os.name == "posix":
                    Path(samples.name).unlink()  # so that even a kill leaves nothing behind
                yield Sound(video, process, reader, log)
        finally:
            ffmpeg.stop(process)


class Sound:
    """A `Signal` that is still being decoded; made by `decode`, read by any number of threads."""

    def __init__(self, video: Video, process: subprocess.Popen[bytes], samples: IO[bytes], log: IO[bytes]) -> None:
        self._video = video
        self._process = process
        self._samples = samples
        self._log = log
        self._end: int | None = None
        self._lock = threading.Lock()  # one thread looks for speech ahead while another one listens
        self.warnings: list[str] = []
        """Sentences on what could not be read; final once everything was."""

    @property
    def duration(self) -> int:
        """Return the length in milliseconds: the header's at first, the true one once all is decoded."""
        return self._video.duration if self._end is None else self.decoded

    @property
    def decoded(self) -> int:
        """Return how many milliseconds can be read without waiting."""
        return self._available() * 1000 // SAMPLE_RATE

    @property
    def is_decoded(self) -> bool:
        """Say whether ffmpeg has ended, so that reading never waits."""
        return self._end is not None or self._process.poll() is not None

    def read(self, start: int, stop: int) -> bytes:
        """Return samples `start` to `stop` as little-endian int16, waiting until they are there.

        Fewer, perhaps none, come back beyond the end.
        """
        while self._end is None and self._available() < stop:
            if self._process.poll() is None:
                time.sleep(WAIT)
            else:
                with self._lock:
                    self._finish()
        wanted = max(0, min(stop, self._available()) - start) * BYTES
        with self._lock:
            self._samples.seek(start * BYTES)
            return self._samples.read(wanted)

    def _available(self) -> int:
        """Return how many samples are there."""
        return os.fstat(self._samples.fileno()).st_size // BYTES if self._end is None else self._end

    def _finish(self) -> None:
        """Look at how ffmpeg ended, once; raise or note what the user must know."""
        if self._end is not None:
            return
        end = self._available()
        said = self._said()
        if self._process.returncode == NO_SPACE or "No space left" in said:
            raise _disk_full(self._video.path, said)
        if not end:
            raise _not_decoded(self._video.path, said or f"ffmpeg ended with {self._process.returncode}")
        self._end = end
        failed = bool(said) or self._process.returncode != 0  # sound alone may end before the picture
        if failed and self.decoded < self._video.duration - MISSING:
            self.warnings.append(_cut_off(self._video, self.decoded))

    def _said(self) -> str:
        """Return the last lines of what ffmpeg complained about."""
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return "\n".join(lines[-3:])


def _disk_full(path: Path, said: str) -> EnvironmentFault:
    return EnvironmentFault(
        _("There is no space left on the disk for the sound of “{name}”.").format(name=path.name),
        hint=_("Free some space: an hour of sound needs 115 MB while it is transcribed."),
        details=said,
    )


def _not_decoded(path: Path, said: str) -> InputError:
    return InputError(
        _("The sound of “{name}” cannot be decoded.").format(name=path.name),
        hint=_("Export the video again, for example as MP4 with AAC sound."),
        details=said,
    )


def _cut_off(video: Video, decoded: int) -> str:
    return _("“{name}” is cut off or damaged: {read} of {all} seconds of its sound could be read.").format(
        name=video.path.name, read=decoded // 1000, all=video.duration // 1000
    )


def _command(video: Video, track: AudioTrack) -> Any:
    sound = ffmpeg.source(video.path, track.index).filter(
        "aresample",
        SAMPLE_RATE,
        **{"async": 1, "first_pts": 0, "min_hard_comp": REPAIR_FROM, "out_chlayout": "mono", "out_sample_fmt": "s16"},
    )
    return sound.output("pipe:1", format="s16le")


@contextmanager
def _temporary(folder: Path) -> Iterator[Any]:
    try:
        file = tempfile.NamedTemporaryFile(dir=folder, prefix="sound-", suffix=".s16", delete=False)  # noqa: SIM115
    except OSError as error:
        raise EnvironmentFault(
            _("Nothing can be written to the folder “{folder}”.").format(folder=folder),
            hint=_("Choose another folder, or make space on its disk."),
            details=str(error),
        ) from error
    try:
        with file:
            yield file
    finally:
        Path(file.name).unlink(missing_ok=True)
