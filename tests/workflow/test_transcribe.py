"""The verbs from a film to files, with a recogniser that says what it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import Cancelled, InputError
from studio.jobs.lanes import Lanes
from studio.model.media import Video
from studio.model.progress import Progress
from studio.workflow import tasks
from studio.workflow.transcribe import Transcript, transcribe
from studio.workflow.work import CueFound, Event, Said
from tests import clips

SAID = "Guten Abend, liebe Gäste, und willkommen in unserem Haus. Das Konzert beginnt heute Abend um acht Uhr."


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a script: one word every 400 ms from 0.6 s on, a pause between the sentences."""
    words, time = [], 600
    for word in SAID.split():
        words.append([word, time, time + 350, 0.9])
        time += 1600 if word.endswith(".") else 400
    path = tmp_path_factory.mktemp("script") / "script.json"
    path.write_text(json.dumps({"language": "de", "segments": [{"words": words}]}), "utf-8")
    return path


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, lanes: Lanes) -> Video:
    """Return a film of noise with a hard cut at 4.0 s."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    two = "color=c=red:s=320x180:d=4:r=25[a];color=c=blue:s=320x180:d=8:r=25[b];[a][b]concat"
    clips.ffmpeg("-f", "lavfi", "-i", two, "-f", "lavfi", "-i", "anoisesrc=d=12:a=0.1:r=16000", "-shortest", path)
    return lanes.submit("media", tasks.look, path).result()


def heard(film: Video, script: Path, lanes: Lanes) -> tuple[Transcript, list[Event]]:
    events: list[Event] = []
    hearing = tasks.Hearing(model=script, engine="scripted", language="de", sound="everything")
    return transcribe(film, hearing, lanes, watch=events.append), events


def test_joined_cues_are_the_words_that_were_heard(film: Video, script: Path, lanes: Lanes) -> None:
    transcript, _events = heard(film, script, lanes)
    assert " ".join(" ".join(fitted.cue.lines) for fitted in transcript.cues) == SAID
    assert " ".join(word.text for word in transcript.words) == SAID


def test_cues_begin_with_their_first_word(film: Video, script: Path, lanes: Lanes) -> None:
    transcript, _events = heard(film, script, lanes)
    for fitted in transcript.cues:
        assert 0 <= transcript.words[fitted.first].start - fitted.cue.start <= 200


def test_every_cue_is_watched_once_and_in_order(film: Video, script: Path, lanes: Lanes) -> None:
    transcript, events = heard(film, script, lanes)
    found = [event for event in events if isinstance(event, CueFound)]
    assert [event.number for event in found] == list(range(1, len(transcript.cues) + 1))
    assert [event.cue.text for event in found] == [fitted.cue.text for fitted in transcript.cues]


def test_progress_names_its_stage(film: Video, script: Path, lanes: Lanes) -> None:
    _transcript, events = heard(film, script, lanes)
    assert {event.stage for event in events if isinstance(event, Progress)} == {
        "Transcribe",
        "Look for cuts in the picture",
    }


def test_whoever_watches_can_stop_it(film: Video, script: Path, lanes: Lanes) -> None:
    def stop(event: Event) -> None:
        raise Cancelled("enough")

    hearing = tasks.Hearing(model=script, engine="scripted", language="de", sound="everything")
    with pytest.raises(Cancelled):
        transcribe(film, hearing, lanes, watch=stop)
    assert heard(film, script, lanes)[0].cues, "the lanes work again afterwards"


def test_a_picture_that_cannot_be_searched_costs_no_words(
    film: Video, script: Path, lanes: Lanes, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(film, path=film.path.with_name("sound.wav"))
    clips.ffmpeg("-i", film.path, "-vn", broken.path)
    transcript, events = heard(broken, script, lanes)
    assert " ".join(word.text for word in transcript.words) == SAID
    assert any(isinstance(event, Said) and "picture" in event.text for event in events)
    assert "no cuts were found" in caplog.text


def test_words_behind_the_end_that_a_header_names_keep_their_time(film: Video, script: Path, lanes: Lanes) -> None:
    transcript, _events = heard(replace(film, duration=5_000), script, lanes)
    assert transcript.duration == pytest.approx(12_000, abs=100)
    assert all(fitted.cue.duration >= 1_000 for fitted in transcript.cues)


def test_whoever_is_told_the_language_chooses_the_profile_or_stops(film: Video, script: Path, lanes: Lanes) -> None:
    hearing = tasks.Hearing(model=script, engine="scripted", sound="everything")
    told: list[str] = []

    def begin(language: str) -> str:
        told.append(language)
        return "de-ard-kids"

    def refuse(language: str) -> None:
        raise InputError(language)

    made = transcribe(film, hearing, lanes, begin=begin, watch=lambda event: None)
    assert (told, made.profile.id) == (["de"], "de-ard-kids")
    with pytest.raises(InputError, match="de"):
        transcribe(film, hearing, lanes, begin=refuse, watch=lambda event: None)


def test_a_sound_track_that_is_not_there_is_refused(film: Video, script: Path, lanes: Lanes) -> None:
    hearing = tasks.Hearing(model=script, engine="scripted", language="de", track=4)
    with pytest.raises(InputError):
        transcribe(film, hearing, lanes, watch=lambda event: None)
