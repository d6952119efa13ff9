"""What is made says what is doubtful, and a language that lost a value is held back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import ExitCode, InputError, UncheckedError, UsageError, WorkerDied
from studio.jobs.lanes import Lanes
from studio.workflow import subtitle
from studio.workflow.subtitle import Order, make, read_names
from studio.workflow.transcribe import transcribe
from studio.workflow.translate import translate
from studio.workflow.work import CueFound, Event
from tests import clips

SAID = "Karten kosten 12 Euro."


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, practice: Path) -> Path:
    """Return a film in which a scripted recogniser hears `SAID`, and whose translation loses the price."""
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    words = [[word, 500 + 500 * i, 900 + 500 * i] for i, word in enumerate(SAID.split())]
    script = tmp_path / "script.json"
    script.write_text(json.dumps({"language": "de", "segments": [{"words": words}]}), "utf-8")

    def scripted(video, hearing, lanes, **named):
        told = replace(hearing, model=script, engine="scripted", sound="everything")
        return transcribe(video, told, lanes, **named)

    monkeypatch.setattr(subtitle, "transcribe", scripted)
    monkeypatch.setattr(subtitle, "translate", losing)
    film = tmp_path / "film.mp4"
    two = ("-f", "lavfi", "-i", "color=c=red:s=64x64:d=5:r=25", "-f", "lavfi", "-i", "anoisesrc=d=5:a=0.1:r=16000")
    clips.ffmpeg(*two, "-shortest", film)
    return film


def losing(*values, **named):
    """Translate, and find the price lost: what a real package loses is not to be had on demand."""
    made = translate(*values, **named)
    return replace(made, units=tuple(replace(unit, missing=("12",)) for unit in made.units))


def order(folder: Path, language: str | None = "de", **more) -> Order:
    return Order(language=language, targets=("en",), model="practice", folder=folder, **more)


def test_a_language_that_lost_a_number_is_not_written(spoken: Path, tmp_path: Path, lanes: Lanes) -> None:
    with pytest.raises(UncheckedError, match="en, cue 1: 12") as caught:
        make(spoken, order(tmp_path / "out"), lanes, lambda event: None)
    assert caught.value.exit_code is ExitCode.FINDINGS
    assert "--allow-unchecked" in caught.value.hint
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"film.de.srt", "film.record.json"}


def test_it_is_written_and_marked_where_that_is_allowed(spoken: Path, tmp_path: Path, lanes: Lanes) -> None:
    made = make(spoken, order(tmp_path / "out", allow_unchecked=True), lanes, lambda event: None)
    assert (tmp_path / "out" / "film.en.srt").is_file()
    record = json.loads(made.record.read_text("utf-8"))
    assert record["tracks"][1]["doubtful"][0]["missing"] == ["12"]
    assert record["tracks"][1]["doubtful"][0]["source_cues"] == [1]


def test_what_was_heard_is_written_where_a_translation_fails(
    spoken: Path, tmp_path: Path, lanes: Lanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*values, **named):
        raise WorkerDied("killed")

    monkeypatch.setattr(subtitle, "translate", failing)
    with pytest.raises(WorkerDied):
        make(spoken, order(tmp_path / "out"), lanes, lambda event: None)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"film.de.srt", "film.record.json"}


def test_a_corrected_file_is_found_before_listening_to_a_language_nobody_named(
    spoken: Path, tmp_path: Path, lanes: Lanes
) -> None:
    (tmp_path / "film.de.srt").write_text("by hand", "utf-8")
    seen: list[Event] = []
    with pytest.raises(InputError, match="changed since"):
        make(spoken, order(tmp_path, language=None), lanes, seen.append)
    assert not [event for event in seen if isinstance(event, CueFound)]


def test_a_profile_for_a_language_serves_its_regions_also_where_it_is_proposed(
    spoken: Path, tmp_path: Path, lanes: Lanes
) -> None:
    named = {"de": "de-ard-kids", "en": "en-bbc"}
    for language, folder in ((None, "proposed"), ("de-AT", "region")):
        wanted = order(tmp_path / folder, language, profiles=named, allow_unchecked=True)
        made = make(spoken, wanted, lanes, lambda event: None)
        assert [track.report.profile.id for track in made.tracks] == ["de-ard-kids", "en-bbc"]


def test_another_language_later_leaves_the_first_ones_in_the_record(spoken: Path, tmp_path: Path, lanes: Lanes) -> None:
    for targets in (("en",), (), ("en",)):
        wanted = replace(order(tmp_path / "out", allow_unchecked=True), targets=targets)
        made = make(spoken, wanted, lanes, lambda event: None)
        record = json.loads(made.record.read_text("utf-8"))
        languages = [[track["language"] for track in each["tracks"]] for each in (record, *record.get("earlier", []))]
        assert languages == ([["de", "en"]] if targets else [["de"], ["en"]])


def test_the_record_names_how_it_was_heard_and_what_is_doubted(
    spoken: Path, tmp_path: Path, lanes: Lanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "script.json"
    told = json.loads(script.read_text("utf-8"))
    told["segments"][0]["log_probability"] = -1.5
    script.write_text(json.dumps(told), "utf-8")
    made = make(spoken, replace(order(tmp_path / "out"), targets=()), lanes, lambda event: None)
    record = json.loads(made.record.read_text("utf-8"))
    assert made.run.engine == "scripted"
    assert (record["doubted"][0]["text"], record["doubted"][0]["start"]) == (SAID, 500)
    assert [doubt["doubt"] for doubt in record["doubted"][0]["doubts"]] == ["low-probability"]


def test_no_format_at_all_is_refused_before_the_work(spoken: Path, tmp_path: Path, lanes: Lanes) -> None:
    with pytest.raises(UsageError):
        make(spoken, order(tmp_path / "out", formats=()), lanes, lambda event: None)


def test_a_names_list_has_a_name_a_line(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_bytes("\ufeffClara Vogel\r\n\r\n# Orte\r\n Wien \r\nClara Vogel\r\n".encode())
    assert read_names(file) == ("Clara Vogel", "Wien")
