from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from io import FileIO
from pathlib import Path

import numpy as np
import pytest

from studio.errors import EnvironmentFault, InputError
from studio.media import audio, ffmpeg, probe

PICTURE = ("-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=6")
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:duration=4")
QUICK = ("-c:v", "libx264", "-preset", "ultrafast")
ALL = 16_000 * 60


def _loud(path: Path, folder: Path) -> list[tuple[int, int]]:
    """Return the stretches of sound in ms, silences under 300 ms ignored."""
    video = probe.probe(path)
    with audio.decode(video, probe.sound_track(video), folder) as sound:
        samples = np.frombuffer(sound.read(0, ALL), "<i2").astype(int)
    places = np.nonzero(np.abs(samples) > 500)[0] // 16
    cuts = np.nonzero(np.diff(places) > 300)[0]
    starts, ends = [places[0], *places[cuts + 1]], [*places[cuts], places[-1]]
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


@pytest.mark.parametrize("ending", ["mp4", "mkv", "ts"])
def test_sound_that_begins_two_seconds_late_is_heard_two_seconds_late(ending: str, make, tmp_path: Path) -> None:
    path = make(f"late.{ending}", *PICTURE, "-itsoffset", "2", *TONE, *QUICK, "-c:a", "aac")
    assert _loud(path, tmp_path) == [(pytest.approx(2000, abs=50), pytest.approx(6000, abs=50))]


@pytest.mark.parametrize(("ending", "codec"), [("mp4", "aac"), ("mkv", "libopus"), ("mkv", "flac")])
def test_a_hole_of_two_seconds_stays_a_hole(ending: str, codec: str, make, tmp_path: Path) -> None:
    hole = "aselect='not(between(t,1,3))'"
    path = make(f"hole.{ending}", *PICTURE, *TONE, "-af", hole, *QUICK, "-c:a", codec)
    before, after = _loud(path, tmp_path)
    assert before == (pytest.approx(0, abs=50), pytest.approx(1000, abs=80))
    assert after == (pytest.approx(3000, abs=80), pytest.approx(4000, abs=80))


def test_a_long_hole_in_a_transport_stream_stays_a_hole(make, tmp_path: Path) -> None:
    hole = "aselect='not(between(t,1,16))'"
    path = make("hole.ts", *PICTURE, "-f", "lavfi", "-i", "sine=duration=18", "-af", hole, *QUICK, "-c:a", "aac")
    before, after = _loud(path, tmp_path)
    assert before[1] == pytest.approx(1000, abs=80)
    assert after == (pytest.approx(16_000, abs=80), pytest.approx(18_000, abs=80))


def test_a_clock_that_begins_at_a_hundred_is_read_from_zero(make, tmp_path: Path) -> None:
    path = make("far.ts", *PICTURE, "-itsoffset", "2", *TONE, *QUICK, "-c:a", "aac", "-output_ts_offset", "100")
    assert _loud(path, tmp_path)[0][0] == pytest.approx(2000, abs=50)


def test_the_chosen_track_is_heard_and_stereo_becomes_one(make, tmp_path: Path) -> None:
    silence = ("-f", "lavfi", "-i", "anullsrc=r=44100:cl=stereo")
    path = make("two.mkv", *silence, *TONE, "-map", "0", "-map", "1", "-ac", "2", "-t", "4", "-c:a", "flac")
    video = probe.probe(path)
    loudness = []
    for number in (1, 2):
        with audio.decode(video, probe.sound_track(video, number), tmp_path) as sound:
            samples = np.frombuffer(sound.read(0, ALL), "<i2")
            assert len(samples) == pytest.approx(64_000, abs=200)
            assert sound.duration == pytest.approx(4000, abs=20)
            loudness.append(int(np.abs(samples.astype(int)).max()))
    assert loudness[0] == 0
    assert loudness[1] > 1000


def test_samples_can_be_read_anywhere_and_none_beyond_the_end(film: Path, tmp_path: Path) -> None:
    video = probe.probe(film)
    with audio.decode(video, video.audio[0], tmp_path) as sound:
        whole = sound.read(0, ALL)
        assert sound.read(8000, 8100) == whole[16_000:16_200]
        assert sound.read(len(whole) // 2 - 10, ALL) == whole[-20:]
        assert sound.read(ALL, ALL + 10) == b""


@pytest.mark.skipif(sys.platform == "win32", reason="the slow decoder is a shell script")
def test_what_is_decoded_can_be_read_before_the_rest(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video, go = probe.probe(film), tmp_path / "go"
    slow = tmp_path / "slow"
    slow.write_text(
        f"#!/bin/sh\nhead -c 32000 /dev/zero\nwhile [ ! -e '{go}' ]; do sleep 0.02; done\nhead -c 32000 /dev/zero\n"
    )
    slow.chmod(0o755)
    monkeypatch.setenv(ffmpeg.OVERRIDE, str(slow))
    with audio.decode(video, video.audio[0], tmp_path) as sound:
        assert len(sound.read(0, 16_000)) == 32_000
        assert sound.decoded == 1000
        assert sound.duration == video.duration
        go.touch()
        assert len(sound.read(16_000, ALL)) == 32_000
        assert sound.duration == 2000


@pytest.mark.skipif(sys.platform == "win32", reason="the endless decoder is a shell script")
def test_leaving_ends_ffmpeg_and_removes_the_samples(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video, scratch = probe.probe(film), tmp_path / "scratch"
    scratch.mkdir()
    endless = tmp_path / "endless"
    endless.write_text(f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\nexec sleep 600\n")
    endless.chmod(0o755)
    monkeypatch.setenv(ffmpeg.OVERRIDE, str(endless))
    with audio.decode(video, video.audio[0], scratch):
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
            time.sleep(0.01)
    assert list(scratch.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_file_that_was_cut_off_is_used_as_far_as_it_goes(make, tmp_path: Path) -> None:
    path = make("cut.mp4", *PICTURE, *TONE, *QUICK, "-c:a", "aac", "-movflags", "+faststart")
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 45 // 100])
    video = probe.probe(path)
    with audio.decode(video, video.audio[0], tmp_path) as sound:
        assert 0 < len(sound.read(0, ALL)) < 4 * 32_000
        (warning,) = sound.warnings
    assert "cut.mp4" in warning
    assert sound.warnings == [warning]


@pytest.mark.skipif(sys.platform == "win32", reason="the dying decoder is a shell script")
def test_a_decoder_that_was_killed_leaves_a_warning(make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    video = probe.probe(make("long.mp4", *PICTURE, *TONE, *QUICK, "-c:a", "aac"))
    dying = tmp_path / "dying"
    dying.write_text("#!/bin/sh\nhead -c 32000 /dev/zero\nkill -9 $$\n")
    dying.chmod(0o755)
    monkeypatch.setenv(ffmpeg.OVERRIDE, str(dying))
    with audio.decode(video, video.audio[0], tmp_path) as sound:
        assert len(sound.read(0, ALL)) == 32_000
    (warning,) = sound.warnings
    assert "1 of 6 seconds" in warning


def test_sound_that_ends_before_the_picture_is_no_fault(make, tmp_path: Path) -> None:
    video = probe.probe(make("short.mp4", *PICTURE, *TONE, "-t", "6", *QUICK, "-c:a", "aac"))
    with audio.decode(video, video.audio[0], tmp_path) as sound:
        sound.read(0, ALL)
    assert sound.warnings == []


def test_sound_that_cannot_be_decoded_says_why(make, tmp_path: Path) -> None:
    path = make("bad.mkv", *TONE, "-c:a", "libmp3lame", "-t", "0.5")
    video = probe.probe(path)
    path.write_bytes(path.read_bytes()[:200])
    with (
        audio.decode(video, video.audio[0], tmp_path) as sound,
        pytest.raises(InputError, match=r"“bad\.mkv”") as caught,
    ):
        sound.read(0, 16_000)
    assert caught.value.hint
    assert caught.value.details


def test_a_folder_that_is_not_there_is_the_environments_fault(film: Path, tmp_path: Path) -> None:
    video = probe.probe(film)
    with pytest.raises(EnvironmentFault, match="none"), audio.decode(video, video.audio[0], tmp_path / "none"):
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_the_environments_fault(make, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("no disk can be mounted here")
    try:
        video = probe.probe(make("long.mkv", "-f", "lavfi", "-i", "sine=duration=20"))
        with (
            audio.decode(video, video.audio[0], disk) as sound,
            pytest.raises(EnvironmentFault, match="no space") as caught,
        ):
            sound.read(0, ALL)
        assert caught.value.hint
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_threads_read_what_they_asked_for(make, tmp_path: Path) -> None:
    path = make("rising.wav", "-f", "lavfi", "-i", "aevalsrc=t/4:s=16000:d=2", "-c:a", "pcm_s16le")
    video = probe.probe(path)
    with (
        audio.decode(video, probe.sound_track(video), tmp_path) as sound,
        _Slow(os.dup(sound._samples.fileno())) as slow,
    ):
        sound._samples = slow
        whole = np.frombuffer(sound.read(0, ALL), "<i2")
        places = [(number * 7919) % 31_000 for number in range(40)]
        with ThreadPoolExecutor(2) as threads:
            read = list(threads.map(lambda place: sound.read(place, place + 1), places))
    assert [int.from_bytes(sample, "little", signed=True) for sample in read] == [whole[place] for place in places]


class _Slow(FileIO):
    """A file in which another thread gets its turn between finding a place and reading there."""

    def seek(self, *place: int) -> int:
        found = super().seek(*place)
        time.sleep(0.002)
        return found
