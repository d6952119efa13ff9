"""The waveform of a sound track: the lowest and highest sample of each two hundredth of a second, kept as a pyramid.

The file, all numbers little-endian:

    8 bytes    `SFLPEAKS`
    uint16     version, 1
    uint16     number of levels, at most 24
    uint32     pairs a second in the finest level
    uint64     length of the sound in milliseconds
    uint8      the loudest of all bytes, 0 to 128; then 7 bytes of nothing
    32 bytes   SHA-256 that names the sound the file was made of
    24 × 2 uint64   of each level: where it begins, counted from the start of the file, and how many pairs it has
    the levels      a pair is two signed bytes, lowest and highest; each level has half as many as the one before

ffmpeg decodes once, on the file's clock as in `media.audio`, and nothing but the chunk at hand is held in memory.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from studio.errors import EnvironmentFault, InputError
from studio.i18n import _
from studio.media import ffmpeg
from studio.media.audio import REPAIR_FROM
from studio.model.media import AudioTrack, Video
from studio.model.progress import Progress, Report

if TYPE_CHECKING:
    from typing import Any

    import numpy as np

MAGIC = b"SFLPEAKS"
VERSION = 1
PAIRS_A_SECOND = 200
SAMPLES_A_PAIR = 40
MOST_LEVELS = 24
COARSEST = 64
"""Pairs: a level with no more of them is the last."""

CHUNK = 4_000
"""Pairs worked on at a time: 20 seconds, 320 kB."""

BYTES = 2
"""Bytes of a pair, and of a sample as ffmpeg gives it."""

PART = ".part"
"""How the name of an unfinished file ends."""

_HEAD = struct.Struct("<8sHHIQB7x32s")
_TABLE = struct.Struct(f"<{MOST_LEVELS * 2}Q")
_DATA = _HEAD.size + _TABLE.size


@dataclass(frozen=True, slots=True)
class Level:
    """One level: pairs of signed bytes, and how many milliseconds each pair covers."""

    pairs: memoryview
    step: float

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.pairs) // BYTES


class Peaks:
    """A waveform that is read from its file as it is needed; close it before the file is to go."""

    def __init__(self, file: IO[bytes], source: bytes) -> None:
        """Map the file; raise `ValueError` when it is damaged, of another version or of another sound."""
        self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._bytes = memoryview(self._map).cast("b")
        self.levels: list[Level] = []
        try:
            self._read(source)
        except BaseException:
            self.close()
            raise

    def finest(self, step: float) -> Level:
        """Return the finest level whose pairs cover at least `step` ms, the coarsest if none does."""
        return next((level for level in self.levels if level.step >= step), self.levels[-1])

    def close(self) -> None:
        """Let go of the file."""
        for level in self.levels:
            level.pairs.release()
        self.levels.clear()
        self._bytes.release()
        self._map.close()

    def _read(self, source: bytes) -> None:
        if len(self._map) < _DATA:
            raise ValueError("too short")
        magic, version, levels, rate, self.duration, self.loudest, of = _HEAD.unpack_from(self._map)
        if (magic, version, of) != (MAGIC, VERSION, source):
            raise ValueError("another version, or of another sound")
        if not (1 <= levels <= MOST_LEVELS and rate):
            raise ValueError("levels or rate")
        table = _TABLE.unpack_from(self._map, _HEAD.size)
        for number in range(levels):
            start, pairs = table[2 * number : 2 * number + 2]
            if not pairs or start + pairs * BYTES > len(self._map):
                raise ValueError(f"level {number}")
            part = self._bytes[start : start + pairs * BYTES]
            self.levels.append(Level(part, 1000 * 2**number / rate))


def load(path: Path, source: bytes) -> Peaks | None:
    """Return the waveform in `path`, None when there is none, or not one of the sound that `source` names."""
    try:
        with path.open("rb") as file:
            return Peaks(file, source)
    except (OSError, ValueError):  # ValueError: also an empty file, which cannot be mapped
        return None


def make(video: Video, track: AudioTrack, path: Path, source: bytes, report: Report) -> None:
    """Write the waveform of `track` to `path`, whole or not at all.

    Raises `InputError` when nothing of the sound can be decoded, `EnvironmentFault` when it cannot be written.
    """
    try:
        with _part(path) as file:
            _write(video, track, file, source, report)
    except OSError as error:
        raise EnvironmentFault(
            _("The waveform of “{name}” cannot be kept.").format(name=video.path.name),
            hint=_("Free some space on the disk of “{folder}”, or look whether you may write there.").format(
                folder=path.parent
            ),
            details=str(error),
        ) from error


def tidy(path: Path) -> None:
    """Remove what a killed worker left of the file that was to be at `path`."""
    for part in path.parent.glob(f"{path.stem}-*{PART}"):
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _part(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that takes the place of `path` when all went well, and goes if not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}-{os.getpid()}{PART}")
    try:
        with part.open("w+b") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write(video: Video, track: AudioTrack, file: IO[bytes], source: bytes, report: Report) -> None:
    file.write(bytes(_DATA))
    pairs = loudest = 0
    for chunk in _decoded(video, track, report):
        file.write(chunk.tobytes())
        pairs += len(chunk)
        loudest = max(loudest, -int(chunk.min()), int(chunk.max()))
    table = [(_DATA, pairs)]
    while table[-1][1] > COARSEST and len(table) < MOST_LEVELS:
        table.append(_halve(file, *table[-1]))
    duration = pairs * 1000 // PAIRS_A_SECOND
    file.seek(0)
    file.write(_HEAD.pack(MAGIC, VERSION, len(table), PAIRS_A_SECOND, duration, loudest, source))
    numbers = [number for row in table for number in row]
    file.write(_TABLE.pack(*numbers, *[0] * (2 * MOST_LEVELS - len(numbers))))


def _decoded(video: Video, track: AudioTrack, report: Report) -> Iterator[np.ndarray[Any, Any]]:
    """Yield the finest pairs, a chunk at a time."""
    import numpy as np

    size = CHUNK * SAMPLES_A_PAIR * BYTES
    total = video.duration / 1000
    seconds = 0.0
    with _samples(video, track) as stream:
        while read := stream.read(size):
            samples = np.frombuffer(read[: len(read) // BYTES * BYTES], "<i2")
            whole = np.pad(samples, (0, -len(samples) % SAMPLES_A_PAIR), "edge").reshape(-1, SAMPLES_A_PAIR)
            yield (np.stack([whole.min(axis=1), whole.max(axis=1)], axis=1) >> 8).astype(np.int8)
            seconds += len(whole) / PAIRS_A_SECOND
            report(Progress(min(seconds, total), total, "seconds"))


@contextlib.contextmanager
def _samples(video: Video, track: AudioTrack) -> Iterator[IO[bytes]]:
    """Yield the 16-bit samples as ffmpeg decodes them; raise `InputError` at the end when there were none."""
    with tempfile.TemporaryFile() as log:
        process = ffmpeg.start(_command(video, track), stdout=subprocess.PIPE, stderr=log)
        assert process.stdout is not None
        try:
            stream = process.stdout
            is_there = bool(stream.peek(1))  # type: ignore[attr-defined]
            yield stream
        finally:
            ffmpeg.stop(process)
            process.stdout.close()
        if not is_there:
            raise _not_decoded(video, log)


def _command(video: Video, track: AudioTrack) -> Any:
    sound = ffmpeg.source(video.path, track.index).filter(
        "aresample",
        PAIRS_A_SECOND * SAMPLES_A_PAIR,
        **{"async": 1, "first_pts": 0, "min_hard_comp": REPAIR_FROM, "out_chlayout": "mono", "out_sample_fmt": "s16"},
    )
    return sound.output("pipe:1", format="s16le")


def _halve(file: IO[bytes], start: int, pairs: int) -> tuple[int, int]:
    """Append the next level to one that lies at `start`, and return where it begins and how many pairs it has."""
    import numpy as np

    behind = file.seek(0, 2)
    for first in range(0, pairs, 2 * CHUNK):
        count = min(2 * CHUNK, pairs - first)
        file.seek(start + first * BYTES)
        fine = np.frombuffer(file.read(count * BYTES), np.int8).reshape(-1, 2)
        even = np.pad(fine, ((0, count % 2), (0, 0)), "edge").reshape(-1, 2, 2)
        file.seek(0, 2)
        file.write(np.stack([even[:, :, 0].min(axis=1), even[:, :, 1].max(axis=1)], axis=1).tobytes())
    return behind, (pairs + 1) // 2


def _not_decoded(video: Video, log: IO[bytes]) -> InputError:
    log.seek(0)
    said = log.read().decode(errors="replace").strip().splitlines()
    return InputError(
        _("The sound of “{name}” cannot be decoded.").format(name=video.path.name),
        hint=_("Export the video again, for example as MP4 with AAC sound."),
        details="\n".join(said[-3:]),
    )
