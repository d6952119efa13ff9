"""A film stands, runs, jumps and repeats to the millisecond, and its clock is ours."""

from __future__ import annotations

import array
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtMultimedia import QAudioBuffer, QAudioBufferOutput, QAudioFormat, QMediaPlayer, QVideoFrame
from pytestqt.qtbot import QtBot

from studio.gui.subtitle_tab.film import Film
from studio.media import audio, probe
from studio.model.media import SAMPLE_RATE
from tests.gui import player_films

PATIENCE = 60_000
"""Milliseconds; only a film that never comes takes so long."""


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a film whose pictures are numbered by their grey."""
    return player_films.steps(tmp_path_factory.mktemp("films") / "steps.mp4")


@pytest.fixture
def film(qtbot: QtBot) -> Iterator[Film]:
    """Give a player without a film."""
    made = Film()
    yield made
    made.shut()
    made.deleteLater()


@pytest.fixture
def loaded(film: Film, steps: Path, qtbot: QtBot) -> Film:
    """Give a player that stands at the beginning of the numbered film."""
    with qtbot.waitSignals([film.loaded, film.frame_shown], timeout=PATIENCE):
        film.load(steps)
    return film


def number(frame: QVideoFrame) -> int:
    """Return the number of a picture of the numbered film."""
    image = frame.toImage()
    return player_films.step(image.pixelColor(image.width() // 2, image.height() // 2).red())


def seen(film: Film) -> list[int]:
    """Return the list that gets the numbers of all pictures as they are shown."""
    numbers: list[int] = []
    film.frame_shown.connect(lambda frame: numbers.append(number(frame)))
    return numbers


@pytest.mark.parametrize("moment", [1000, 1001, 1039, 1040, 2345, 3320, 3359, 40, 39, 1])
def test_a_jump_shows_the_picture_of_that_moment(moment: int, loaded: Film, qtbot: QtBot) -> None:
    numbers = seen(loaded)
    loaded.seek(2000)
    qtbot.waitUntil(lambda: numbers[-1:] == [50], timeout=PATIENCE)
    loaded.seek(moment)
    qtbot.waitUntil(lambda: numbers[-1:] == [moment // 40], timeout=PATIENCE)
    assert loaded.moment == moment


def test_of_many_jumps_the_last_one_counts(loaded: Film, qtbot: QtBot) -> None:
    numbers = seen(loaded)
    for moment in range(100, 3000, 100):
        loaded.seek(moment)
    qtbot.waitUntil(lambda: numbers[-1:] == [2900 // 40], timeout=PATIENCE)
    assert loaded.moment == 2900


def test_it_begins_at_the_moment_it_is_loaded_for(film: Film, steps: Path, qtbot: QtBot) -> None:
    numbers = seen(film)
    film.load(steps, 2000)
    qtbot.waitUntil(lambda: numbers[-1:] == [50], timeout=PATIENCE)
    assert film.moment == 2000


def test_it_runs_forward_and_stands_where_it_was_stopped(loaded: Film, qtbot: QtBot) -> None:
    moments: list[int] = []
    loaded.moved.connect(moments.append)
    loaded.play()
    qtbot.waitUntil(lambda: bool(moments) and moments[-1] > 200, timeout=PATIENCE)
    with qtbot.waitSignal(loaded.playing_changed, timeout=PATIENCE):
        loaded.pause()
    assert moments == sorted(moments)
    assert not loaded.is_playing
    here = loaded.moment
    assert here >= moments[-1]
    qtbot.wait(60)
    assert loaded.moment == here


def test_a_stretch_ends_where_it_ends(loaded: Film, qtbot: QtBot) -> None:
    moments: list[int] = []
    loaded.moved.connect(moments.append)
    with qtbot.waitSignal(loaded.stretch_ended, timeout=PATIENCE) as ended:
        loaded.play_stretch(1000, 1300, loops=False)
    assert ended.args == [1300]
    assert moments
    assert min(moments) >= 1000
    assert max(moments) < 1300
    qtbot.waitUntil(lambda: not loaded.is_playing, timeout=PATIENCE)
    assert loaded.moment == 1300


def test_a_loop_begins_anew_until_it_is_left(loaded: Film, qtbot: QtBot) -> None:
    moments: list[int] = []
    loaded.moved.connect(moments.append)
    loaded.play_stretch(1000, 1200, loops=True, at=1100)
    qtbot.waitUntil(lambda: moments.count(1000) >= 3, timeout=PATIENCE)
    assert max(moments) < 1200
    assert loaded.is_playing
    loaded.leave_stretch()
    qtbot.waitUntil(lambda: moments[-1] > 1300, timeout=PATIENCE)


def test_a_loop_at_the_very_end_goes_on(loaded: Film, qtbot: QtBot) -> None:
    moments: list[int] = []
    loaded.moved.connect(moments.append)
    loaded.play_stretch(3700, loaded.duration + 500, loops=True)
    qtbot.waitUntil(lambda: sum(later < earlier for earlier, later in pairwise(moments)) >= 2)
    assert loaded.is_playing


def test_after_the_end_it_plays_from_the_beginning(loaded: Film, qtbot: QtBot) -> None:
    moments: list[int] = []
    loaded.moved.connect(moments.append)
    loaded.seek(loaded.duration - 200)
    loaded.play()
    qtbot.waitUntil(lambda: not loaded.is_playing and moments[-1:] == [loaded.duration], timeout=PATIENCE)
    moments.clear()
    loaded.play()
    qtbot.waitUntil(lambda: bool(moments), timeout=PATIENCE)
    assert moments[0] < 2000
    loaded.pause()


def test_a_jump_after_the_end_shows_its_picture(loaded: Film, qtbot: QtBot) -> None:
    numbers = seen(loaded)
    loaded.seek(loaded.duration - 100)
    with qtbot.waitSignal(loaded.playing_changed, timeout=PATIENCE):
        loaded.play()
    qtbot.waitUntil(lambda: not loaded.is_playing, timeout=PATIENCE)
    loaded.seek(1000)
    qtbot.waitUntil(lambda: numbers[-1:] == [25], timeout=PATIENCE)


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_at_another_speed_it_comes_through_as_well(rate: float, loaded: Film, qtbot: QtBot) -> None:
    loaded.set_rate(rate)
    with qtbot.waitSignal(loaded.stretch_ended, timeout=PATIENCE):
        loaded.play_stretch(1000, 1400, loops=False)
    assert loaded.moment == 1400


def test_a_sound_without_picture_runs_just_so(film: Film, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "tone.wav"
    player_films.ffmpeg("-f", "lavfi", "-i", "sine=d=3", path)
    with qtbot.waitSignal(film.loaded, timeout=PATIENCE):
        film.load(path)
    assert not film.has_picture
    moments: list[int] = []
    film.moved.connect(moments.append)
    with qtbot.waitSignal(film.stretch_ended, timeout=PATIENCE):
        film.play_stretch(1000, 1500, loops=False)
    assert moments == sorted(moments)
    assert 1000 <= moments[0] < 1300
    film.seek(2222)
    assert film.moment == 2222


def test_a_picture_that_begins_late_comes_at_its_time(film: Film, tmp_path: Path, qtbot: QtBot) -> None:
    picture = player_films.steps(tmp_path / "picture.mp4", seconds=2)
    path, late = tmp_path / "late.mp4", ("-itsoffset", "1", "-i", str(picture))
    player_films.ffmpeg(*late, "-f", "lavfi", "-i", "sine=d=3", "-map", "0:v", "-map", "1:a", "-c:v", "copy", path)
    moments: list[int] = []
    film.moved.connect(moments.append)
    with qtbot.waitSignal(film.loaded, timeout=PATIENCE):
        film.load(path)
    numbers = seen(film)
    film.play()
    qtbot.waitUntil(lambda: film.moment > 2000, timeout=PATIENCE)
    assert moments == sorted(moments)
    assert numbers[-1] == pytest.approx((film.moment - 1000) / 40, abs=25)


def test_what_is_no_film_is_refused(film: Film, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("no film")
    with qtbot.waitSignal(film.refused, timeout=PATIENCE):
        film.load(path)


def test_a_film_that_vanishes_while_it_runs_does_no_harm(film: Film, tmp_path: Path, qtbot: QtBot) -> None:
    path = player_films.steps(tmp_path / "film.mp4", seconds=1)
    with qtbot.waitSignal(film.loaded, timeout=PATIENCE):
        film.load(path)
    with qtbot.waitSignal(film.moved, timeout=PATIENCE):
        film.play()
    try:
        path.unlink()
    except PermissionError:
        pytest.skip("this system keeps open files")
    qtbot.waitUntil(lambda: not film.is_playing, timeout=PATIENCE)


def test_one_film_after_the_other_can_be_loaded(film: Film, steps: Path, qtbot: QtBot) -> None:
    for _time in range(3):
        with qtbot.waitSignals([film.loaded, film.frame_shown], timeout=PATIENCE):
            film.load(steps)
        with qtbot.waitSignal(film.moved, timeout=PATIENCE):
            film.play()


def test_it_can_be_shut_while_it_runs(steps: Path, qtbot: QtBot) -> None:
    for _time in range(3):
        film = Film()
        with qtbot.waitSignal(film.loaded, timeout=PATIENCE):
            film.load(steps)
        film.play_stretch(0, 2000, loops=True)
        with qtbot.waitSignal(film.moved, timeout=PATIENCE):
            pass
        film.shut()
        film.deleteLater()


SAMPLES = {
    QAudioFormat.SampleFormat.Int16: ("h", 6000),
    QAudioFormat.SampleFormat.Int32: ("i", 6000 << 16),
    QAudioFormat.SampleFormat.Float: ("f", 0.2),
}
"""How samples lie in memory, and from where on they are loud."""

Made = Callable[[Path], Path]

FILMS: dict[str, Made] = {
    "plain.mp4": lambda path: player_films.flash_and_click(path),
    "late.mp4": lambda path: player_films.flash_and_click(path, at=2.3, late=2.0, seconds=2.8),
    "late.mkv": lambda path: player_films.flash_and_click(path, at=2.3, late=2.0, seconds=2.8),
    "stream.ts": lambda path: player_films.flash_and_click(path),
    "late.ts": lambda path: player_films.flash_and_click(path, at=2.3, late=2.0, seconds=2.8),
}


@pytest.mark.parametrize("name", FILMS)
def test_qt_shows_and_sounds_at_the_moments_that_we_hear(name: str, film: Film, tmp_path: Path, qtbot: QtBot) -> None:
    path = FILMS[name](tmp_path / name)
    flashes: list[float] = []
    clicks: list[float] = []
    film.frame_shown.connect(lambda frame: flashes.append(frame.startTime() / 1000) if number(frame) > 60 else None)
    ear = QAudioBufferOutput()
    ear.audioBufferReceived.connect(lambda buffer: clicks.extend(loud(buffer)))
    film.findChild(QMediaPlayer).setAudioBufferOutput(ear)
    with qtbot.waitSignal(film.loaded, timeout=PATIENCE):
        film.load(path)
    truth = pytest.approx(heard(path, tmp_path), abs=40), pytest.approx(heard(path, tmp_path), abs=80)
    for _play in plays(film, qtbot):
        found = bursts(clicks), bursts(flashes)
        if found == truth:
            break
        clicks.clear()
        flashes.clear()
    assert found == truth


def test_sound_after_a_hole_is_heard_with_its_picture(film: Film, tmp_path: Path, qtbot: QtBot) -> None:
    path = player_films.with_hole(tmp_path / "hole.mkv", tmp_path)
    pictures: list[float] = []
    heard_at: list[float] = []
    film.frame_shown.connect(lambda frame: pictures.append(frame.startTime() / 1000))
    ear = QAudioBufferOutput()  # what it calls a buffer's time is its place in the sound without the hole
    ear.audioBufferReceived.connect(lambda buffer: heard_at.extend(pictures[-1:] if any(loud(buffer)) else ()))
    film.findChild(QMediaPlayer).setAudioBufferOutput(ear)
    with qtbot.waitSignal(film.loaded, timeout=PATIENCE):
        film.load(path)
    truth = pytest.approx(heard(path, tmp_path), abs=500)  # were the hole closed, it would be 1500
    for _play in plays(film, qtbot):
        found = bursts(heard_at)
        if found == truth:
            break
        heard_at.clear()
    assert found == truth


def plays(film: Film, qtbot: QtBot) -> Iterator[int]:
    """Play a film to its end, a few times: on a busy machine Qt leaves pictures out, and others each time."""
    for number in range(5):
        film.play()
        qtbot.waitUntil(lambda: not film.is_playing, timeout=PATIENCE)
        yield number


def loud(buffer: QAudioBuffer) -> Iterator[float]:
    """Yield the moments at which a buffer is loud, one in a millisecond."""
    if not buffer.isValid():
        return  # the end of the film
    code, limit = SAMPLES[buffer.format().sampleFormat()]
    samples = array.array(code, bytes(buffer.constData()))
    rate, channels = buffer.format().sampleRate(), buffer.format().channelCount()
    for place in range(0, len(samples), channels):
        if abs(samples[place]) > limit:
            yield buffer.startTime() / 1000 + place / channels * 1000 / rate


def heard(path: Path, folder: Path) -> list[float]:
    """Return where it is loud in the sound as our own craft decodes it."""
    video = probe.probe(path)
    with audio.decode(video, probe.sound_track(video), folder) as sound:
        samples = array.array("h", sound.read(0, 10 * SAMPLE_RATE))
    return bursts([place * 1000 / SAMPLE_RATE for place, value in enumerate(samples) if abs(value) > 6000])


def bursts(moments: list[float]) -> list[float]:
    """Return where each of the groups of moments begins."""
    return [moment for place, moment in enumerate(moments) if place == 0 or moment - moments[place - 1] > 200]
