from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import Cancelled, EnvironmentFault, InputError
from studio.media import probe, waveform
from studio.media.waveform import BYTES, Peaks
from studio.model.media import AudioTrack, Video
from studio.model.progress import Partial, Progress

SOURCE = bytes(range(32))
PICTURE = ("-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=6")
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:duration=4")
QUICK = ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac")


def unheard(event: Progress | Partial) -> None:
    """Take a report of which a test wants to know nothing."""


def peaks_of(path: Path) -> Peaks:
    video = probe.probe(path)
    waveform.make(video, video.audio[0], path.with_suffix(".peaks"), SOURCE, unheard)
    found = waveform.load(path.with_suffix(".peaks"), SOURCE)
    assert found is not None
    return found


def loud(peaks: Peaks) -> list[tuple[int, int]]:
    """Return the stretches of sound in ms, silences under 300 ms ignored."""
    level = peaks.levels[0]
    places = [i for i in range(len(level)) if level.pairs[BYTES * i + 1] > 2]
    found: list[tuple[int, int]] = []
    for place in places:
        time = round(place * level.step)
        if found and time - found[-1][1] < 300:
            found[-1] = (found[-1][0], time)
        else:
            found.append((time, time))
    return found


@pytest.mark.parametrize("ending", ["mp4", "mkv", "ts"])
def test_sound_that_begins_two_seconds_late_is_drawn_two_seconds_late(ending: str, make) -> None:
    peaks = peaks_of(make(f"late.{ending}", *PICTURE, "-itsoffset", "2", *TONE, *QUICK))
    assert loud(peaks) == [(pytest.approx(2000, abs=50), pytest.approx(6000, abs=50))]
    peaks.close()


@pytest.mark.parametrize("ending", ["mp4", "mkv", "ts"])
def test_a_hole_stays_a_hole(ending: str, make) -> None:
    hole = "aselect='not(between(t,1,3))'"
    peaks = peaks_of(make(f"hole.{ending}", *PICTURE, *TONE, "-af", hole, *QUICK))
    before, after = loud(peaks)
    assert before == (pytest.approx(0, abs=50), pytest.approx(1000, abs=80))
    assert after == (pytest.approx(3000, abs=80), pytest.approx(4000, abs=80))
    peaks.close()


def test_every_level_holds_the_extremes_of_the_one_below(make) -> None:
    peaks = peaks_of(make("noise.wav", "-f", "lavfi", "-i", "anoisesrc=duration=50.123:amplitude=0.7"))
    assert peaks.duration == pytest.approx(50_123, abs=10)
    assert peaks.levels[0].step <= 10
    for fine, coarse in zip(peaks.levels, peaks.levels[1:], strict=False):
        assert len(coarse) == (len(fine) + 1) // 2
        assert coarse.step == 2 * fine.step
        for i in range(len(coarse)):
            below = fine.pairs[2 * BYTES * i : 2 * BYTES * (i + 1)].tolist()
            assert coarse.pairs[BYTES * i] == min(below[::2])
            assert coarse.pairs[BYTES * i + 1] == max(below[1::2])
    assert peaks.loudest == max(max(map(abs, level.pairs)) for level in peaks.levels)
    peaks.close()


def test_the_finest_level_that_is_coarse_enough_is_found(make) -> None:
    peaks = peaks_of(make("tone.wav", *TONE))
    assert peaks.finest(0) is peaks.levels[0]
    assert peaks.finest(11).step == 20
    assert peaks.finest(10**9) is peaks.levels[-1]
    peaks.close()


def test_a_film_that_is_shorter_than_a_pair_has_a_waveform(make) -> None:
    peaks = peaks_of(make("blink.wav", "-f", "lavfi", "-i", "sine=duration=0.003"))
    assert [len(level) for level in peaks.levels] == [1]
    peaks.close()


def test_progress_ascends_to_the_end(make, tmp_path: Path) -> None:
    video = probe.probe(make("long.wav", "-f", "lavfi", "-i", "anoisesrc=duration=65:r=8000"))
    said: list[float] = []
    waveform.make(video, video.audio[0], tmp_path / "a.peaks", SOURCE, lambda event: said.append(event.share))
    assert said == sorted(said)
    assert len(said) >= 3
    assert said[-1] == pytest.approx(1)


def test_stopped_work_leaves_no_file(make, tmp_path: Path) -> None:
    video = probe.probe(make("long.wav", "-f", "lavfi", "-i", "anoisesrc=duration=65:r=8000"))

    def stop(event: Progress | Partial) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        waveform.make(video, video.audio[0], tmp_path / "peaks" / "a.peaks", SOURCE, stop)
    assert list((tmp_path / "peaks").iterdir()) == []


def test_what_a_killed_worker_left_is_tidied_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a-17.part", "a.peaks", "b-17.part"):
        (tmp_path / name).touch()
    waveform.tidy(tmp_path / "a.peaks")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.peaks", "b-17.part"]


def test_a_track_that_is_not_there_is_an_error_of_the_input(make, tmp_path: Path) -> None:
    video = probe.probe(make("mute.mp4", *PICTURE, "-c:v", "libx264"))
    with pytest.raises(InputError):
        waveform.make(video, AudioTrack(0, 0, 1, 48_000, "aac"), tmp_path / "a.peaks", SOURCE, unheard)
    assert not (tmp_path / "a.peaks").exists()


def test_a_folder_that_cannot_be_written_is_said(make, tmp_path: Path) -> None:
    video: Video = probe.probe(make("tone.wav", *TONE))
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault):
        waveform.make(video, video.audio[0], tmp_path / "file" / "a.peaks", SOURCE, unheard)


def test_a_stale_or_damaged_file_is_no_waveform(make, tmp_path: Path) -> None:
    path = make("tone.wav", *TONE)
    peaks_of(path).close()
    file = path.with_suffix(".peaks")
    whole = file.read_bytes()
    assert waveform.load(file, bytes(32)) is None
    assert waveform.load(tmp_path / "none.peaks", SOURCE) is None
    wild = bytearray(whole)
    wild[72:80] = b"\xff" * 8  # where the second level begins
    for damaged in (b"", whole[:50], whole[:-1], b"x" + whole[1:], bytes(wild)):
        file.write_bytes(damaged)
        assert waveform.load(file, SOURCE) is None, damaged[:100]
