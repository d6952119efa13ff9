from __future__ import annotations

from pathlib import Path

import av
import pytest

from studio.errors import Cancelled, InputError
from studio.media import probe, shots
from studio.model.progress import Partial, Progress

QUICK = ("-c:v", "libx264", "-preset", "ultrafast")
COLOURS = "color=red:s=64x48:r=25:d=2[a];color=blue:s=64x48:r=25:d=1.48[b];testsrc=s=64x48:r=25:d=3[c];"
CUTS = ("-filter_complex", f"{COLOURS}[a][b][c]concat=n=3")


def _ignore(_said: Progress | Partial) -> None:
    pass


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_cuts_are_found_to_the_frame(ending: str, make) -> None:
    found = shots.find(probe.probe(make(f"cuts.{ending}", *CUTS, *QUICK)), _ignore)
    assert [shot.time for shot in found] == [2000, 3480]
    assert all(shots.THRESHOLD <= shot.score <= 100 for shot in found)


def test_cuts_far_into_a_film_keep_their_milliseconds(make) -> None:
    before = ("-f", "lavfi", "-i", "color=red:s=64x48:r=30000/1001:d=2")
    after = ("-f", "lavfi", "-i", "testsrc=s=64x48:r=30000/1001:d=1")
    start = ("-f", "lavfi", "-i", "sine=d=0.1")
    joined = ("-filter_complex", "[0][1]concat=n=2,setpts=PTS+7200/TB[v]", "-map", "[v]", "-map", "2:a")
    path = make("far.mkv", *before, *after, *start, *joined, *QUICK, "-c:a", "flac", "-fps_mode", "passthrough")
    (cut,) = shots.find(probe.probe(path), _ignore)
    with av.open(path) as container:
        pictures = sorted(int(packet.pts) for packet in container.demux(video=0) if packet.pts is not None)
    assert cut.time == pictures[60]  # the time base of Matroska is a millisecond
    assert cut.time == pytest.approx(7_202_000, abs=10)


def test_a_clock_that_begins_at_a_hundred_is_read_from_zero(make) -> None:
    path = make("far.ts", *CUTS, *QUICK, "-output_ts_offset", "100")
    assert [shot.time for shot in shots.find(probe.probe(path), _ignore)] == [2000, 3480]


def test_a_picture_that_begins_after_the_sound_is_timed_from_the_sound(make) -> None:
    sound = ("-f", "lavfi", "-i", "sine=d=9", "-map", "[v]", "-map", "0:a")
    late = ("-filter_complex", f"{COLOURS}[a][b][c]concat=n=3,setpts=PTS+1/TB[v]", *QUICK, "-fps_mode", "passthrough")
    path = make("late.ts", *sound, *late, "-c:a", "aac")
    assert [shot.time for shot in shots.find(probe.probe(path), _ignore)] == [
        pytest.approx(3000, abs=40),
        pytest.approx(4480, abs=40),
    ]


def test_sound_has_no_cuts(make) -> None:
    assert shots.find(probe.probe(make("a.wav", "-f", "lavfi", "-i", "sine=d=1")), _ignore) == []


def test_progress_runs_to_the_end_of_the_film(make) -> None:
    said: list[Progress | Partial] = []
    shots.find(probe.probe(make("cuts.mp4", *CUTS, *QUICK)), said.append)
    done = [progress.done for progress in said if isinstance(progress, Progress)]
    assert done == sorted(done)
    assert done[-1] >= 6


def test_a_cancelled_search_leaves_no_process(make, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = shots.ffmpeg.start
    monkeypatch.setattr(
        shots.ffmpeg, "start", lambda *words, **more: started.append(start(*words, **more)) or started[0]
    )

    def cancel(_said: Progress | Partial) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        shots.find(probe.probe(make("cuts.mp4", *CUTS, *QUICK)), cancel)
    assert started[0].returncode is not None


def test_a_picture_that_cannot_be_decoded_says_so(make, tmp_path: Path) -> None:
    path = make("cuts.mkv", *CUTS, *QUICK)
    video = probe.probe(path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(InputError, match=r"“cuts\.mkv”") as caught:
        shots.find(video, _ignore)
    assert caught.value.hint
