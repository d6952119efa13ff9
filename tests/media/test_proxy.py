"""A copy that can be played has the times of its film, and stays within what a player needs."""

from __future__ import annotations

import array
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError
from studio.media import audio, probe, proxy, shots
from studio.media.proxy import CODINGS, Coding
from studio.model.media import SAMPLE_RATE
from studio.model.progress import Partial, Progress
from tests.gui import player_films

Made = Callable[[Path], Path]

FILMS: dict[str, Made] = {
    "plain.mp4": lambda path: player_films.flash_and_click(path),
    "late.mp4": lambda path: player_films.flash_and_click(path, at=2.2, late=2.0),
    "late.ts": lambda path: player_films.flash_and_click(path, at=2.2, late=2.0),
    "hole.mkv": lambda path: player_films.with_hole(path, path.parent),
}


def ignored(_said: Progress | Partial) -> None:
    """Take no note of progress."""


def clicks(path: Path, folder: Path) -> list[float]:
    """Return the moments in ms at which it becomes loud."""
    video = probe.probe(path)
    with audio.decode(video, probe.sound_track(video), folder) as sound:
        samples = array.array("h", sound.read(0, 10 * SAMPLE_RATE))
    loud = [place * 1000 / SAMPLE_RATE for place, value in enumerate(samples) if abs(value) > 6000]
    return [moment for place, moment in enumerate(loud) if place == 0 or moment - loud[place - 1] > 200]


def flashes(path: Path) -> list[int]:
    """Return the moments in ms at which the picture changes."""
    return [shot.time for shot in shots.find(probe.probe(path), ignored)]


@pytest.mark.parametrize("name", FILMS)
def test_picture_and_sound_keep_their_times(name: str, tmp_path: Path) -> None:
    film = FILMS[name](tmp_path / name)
    copy = proxy.make(probe.probe(film), tmp_path / "copies" / "copy.film", ignored)
    assert clicks(copy, tmp_path) == pytest.approx(clicks(film, tmp_path), abs=25)
    assert flashes(copy) == pytest.approx(flashes(film), abs=25)
    assert flashes(copy)


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: f"{coding.picture}-{coding.sound}")
def test_every_coding_gives_a_film(coding: Coding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not {coding.picture, coding.sound} <= proxy.encoders():
        pytest.skip("this ffmpeg cannot write it")
    monkeypatch.setattr(proxy, "coding", lambda: coding)
    film = player_films.flash_and_click(tmp_path / "film.mp4")
    copy = proxy.make(probe.probe(film), tmp_path / "copy.film", ignored)
    assert flashes(copy) == pytest.approx(flashes(film), abs=25)
    assert clicks(copy, tmp_path) == pytest.approx(clicks(film, tmp_path), abs=25)


def test_the_coding_is_one_that_the_ffmpeg_has() -> None:
    assert proxy.coding() in CODINGS


def test_a_large_picture_becomes_smaller_and_keeps_its_shape(tmp_path: Path) -> None:
    film = tmp_path / "film.mkv"
    player_films.ffmpeg("-f", "lavfi", "-i", "color=s=1440x1080:d=0.2,setsar=4/3", "-c:v", "ffv1", film)
    video = probe.probe(proxy.make(probe.probe(film), tmp_path / "copy.film", ignored))
    assert (video.width, video.height) == (1280, 720)
    assert video.audio == ()


def test_odd_sides_become_even(tmp_path: Path) -> None:
    film = tmp_path / "film.mkv"
    player_films.ffmpeg("-f", "lavfi", "-i", "color=s=101x75:d=0.2", "-c:v", "ffv1", film)
    video = probe.probe(proxy.make(probe.probe(film), tmp_path / "copy.film", ignored))
    assert (video.width, video.height) == (100, 74)


def test_sound_alone_stays_sound(tmp_path: Path) -> None:
    film = tmp_path / "tone.wav"
    player_films.ffmpeg("-f", "lavfi", "-i", "sine=d=1", film)
    video = probe.probe(proxy.make(probe.probe(film), tmp_path / "copy.film", ignored))
    assert not video.has_picture
    assert video.duration == pytest.approx(1000, abs=50)


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    said: list[Progress | Partial] = []
    film = player_films.flash_and_click(tmp_path / "film.mp4")
    proxy.make(probe.probe(film), tmp_path / "copy.film", said.append)
    last = said[-1]
    assert isinstance(last, Progress)
    assert last.unit == "seconds"
    assert last.share > 0.9


class Stopped(Exception):
    """What a report raises when the task is to stop."""


def test_nothing_is_left_of_a_copy_that_was_stopped(tmp_path: Path) -> None:
    film = player_films.flash_and_click(tmp_path / "film.mp4")

    def stop(_said: Progress | Partial) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        proxy.make(probe.probe(film), tmp_path / "copies" / "copy.film", stop)
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_a_kill_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("copy-77.part", "copy.film", "other-77.part"):
        (tmp_path / name).touch()
    proxy.tidy(tmp_path / "copy.film")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.film", "other-77.part"]


def test_a_film_that_nobody_can_decode_is_an_error_in_words(tmp_path: Path) -> None:
    film = player_films.flash_and_click(tmp_path / "film.mp4")
    video = probe.probe(film)
    film.write_bytes(film.read_bytes()[:300])
    with pytest.raises(InputError) as caught:
        proxy.make(video, tmp_path / "copy.film", ignored)
    assert "film.mp4" in caught.value.message
    assert caught.value.hint
    assert not (tmp_path / "copy.film").exists()


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    film = player_films.flash_and_click(tmp_path / "film.mp4")
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault):
        proxy.make(probe.probe(film), tmp_path / "file" / "copy.film", ignored)


def test_a_name_is_only_a_name(tmp_path: Path) -> None:
    film = player_films.flash_and_click(tmp_path / "film.mp4")
    odd = film.rename(tmp_path / "-y %d [0];'.mp4")
    assert proxy.make(probe.probe(odd), tmp_path / "copy.film", ignored).is_file()
