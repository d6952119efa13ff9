from __future__ import annotations

import os
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.media import probe

PICTURE = ("-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=2")
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:duration=2")
QUICK = ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac")


def test_a_film_has_its_length_rate_size_and_sound(film: Path) -> None:
    video = probe.probe(film)
    assert video.duration == pytest.approx(2000, abs=30)
    assert video.frame_rate == 25
    assert (video.width, video.height) == (64, 48)
    (track,) = video.audio
    assert (track.index, track.start, track.channels, track.sample_rate, track.codec) == (0, 0, 1, 44100, "aac")


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
@pytest.mark.parametrize("rate", ["24000/1001", "30000/1001", "24", "50"])
def test_the_frame_rate_is_exact(rate: str, ending: str, make) -> None:
    path = make(f"a.{ending}", "-f", "lavfi", "-i", f"testsrc=size=64x48:rate={rate}:duration=2", *QUICK)
    assert probe.probe(path).frame_rate == Fraction(rate)


@pytest.mark.parametrize(("rate", "expected"), [("1", 25), ("500", 25), ("10", 10)])
def test_an_absurd_frame_rate_counts_as_25(rate: str, expected: int, make) -> None:
    path = make("a.mkv", "-f", "lavfi", "-i", f"testsrc=size=64x48:rate={rate}:duration=2", "-c:v", "mjpeg")
    assert probe.probe(path).frame_rate == expected


def test_a_varying_frame_rate_is_its_average(make) -> None:
    thinned = "select='if(lt(t,1),1,not(mod(n,2)))'"  # 25 pictures in the first second, then 12.5
    path = make("a.mp4", *PICTURE, "-vf", thinned, "-fps_mode", "passthrough", *QUICK)
    assert 17 < probe.probe(path).frame_rate < 21


def test_the_start_of_late_sound_is_on_the_files_clock(make) -> None:
    path = make("a.mkv", *PICTURE, "-itsoffset", "1", *TONE, *QUICK)
    assert probe.probe(path).audio[0].start == pytest.approx(1000, abs=30)


def test_a_clock_that_does_not_begin_at_zero_is_shown_from_zero(make) -> None:
    path = make("a.ts", *PICTURE, "-itsoffset", "1", *TONE, *QUICK, "-output_ts_offset", "100")
    video = probe.probe(path)
    assert video.duration == pytest.approx(3000, abs=150)
    assert video.audio[0].start == pytest.approx(1000, abs=60)


def test_a_cover_picture_is_no_film(make) -> None:
    cover = make("cover.png", "-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1")
    song = make(
        "a.mp3", *TONE, "-i", str(cover), "-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic"
    )
    video = probe.probe(song)
    assert not video.has_picture
    assert video.frame_rate == 25
    assert len(video.audio) == 1


def test_a_length_that_no_header_tells_is_counted(make) -> None:
    path = make("a.mkv", *TONE, "-c:a", "flac", "-live", "1")
    assert probe.probe(path).duration == pytest.approx(2000, abs=60)


def test_sound_tracks_are_chosen_by_their_number(make) -> None:
    both = (*TONE, *TONE, "-map", "0", "-map", "1")
    path = make("a.mkv", *both, "-metadata:s:a:0", "language=deu", "-metadata:s:a:1", "title=Regie")
    video = probe.probe(path)
    assert [track.language for track in video.audio] == ["deu", ""]
    assert probe.sound_track(video).index == 0
    assert probe.sound_track(video, 2).title == "Regie"
    with pytest.raises(InputError) as caught:
        probe.sound_track(video, 3)
    assert "Regie" in caught.value.hint


def test_a_film_without_sound_says_so(make) -> None:
    video = probe.probe(make("stumm.mp4", *PICTURE, *QUICK))
    with pytest.raises(InputError, match=r"“stumm\.mp4” has no sound\.") as caught:
        probe.sound_track(video)
    assert caught.value.hint


def _nothing(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def _text(path: Path) -> None:
    path.write_text("Dies ist kein Film.\n" * 100)


def _subtitles(path: Path) -> None:
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nHallo\n\n")


BROKEN = {
    _nothing: "There is no file",
    _folder: "is a folder",
    _empty: "is empty",
    _truncated: "is not complete",
    _text: "is not a video",
    _subtitles: "neither picture nor sound",
}


@pytest.mark.parametrize("damage", BROKEN, ids=lambda damage: damage.__name__[1:])
def test_what_is_no_video_gets_a_sentence_of_its_own(damage, film: Path) -> None:
    damage(film)
    with pytest.raises(InputError, match=BROKEN[damage]) as caught:
        probe.probe(film)
    assert film.name in caught.value.message
    assert caught.value.hint


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system knows no such name")
def test_a_name_with_broken_letters_asks_for_another(film: Path) -> None:
    odd = film.rename(film.with_name(os.fsdecode(b"\xfcbung.mp4")))
    with pytest.raises(InputError, match=r"\?bung") as caught:
        probe.probe(odd)
    assert caught.value.message.encode()
    assert caught.value.hint


@pytest.mark.parametrize("name", ["picture.png", "notes.txt"])
def test_a_picture_or_a_text_that_ffmpeg_could_play_is_refused(name: str, make, tmp_path: Path) -> None:
    if name.endswith("png"):
        path = make(name, "-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1")
    else:
        path = tmp_path / name
        path.write_text("Dies ist kein Film.\n" * 100)
    with pytest.raises(InputError):
        probe.probe(path)


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all"
)
def test_a_forbidden_file_says_so(film: Path) -> None:
    film.chmod(0)
    with pytest.raises(InputError, match="cannot be opened") as caught:
        probe.probe(film)
    assert "owner" in caught.value.hint
