"""A subtitle file becomes one in each language, or nothing is written and a sentence says why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import InputError, PackError, StudioError, UncheckedError, UsageError
from studio.jobs.lanes import Lanes
from studio.model.translation import Origin, Part, TranslationUnit
from studio.subtitles import profiles
from studio.workflow import check, record, translate_file
from studio.workflow.record import MadeTrack
from studio.workflow.translate_file import FileMade, FileOrder

TEXT = """1
00:00:01,000 --> 00:00:04,000
Willkommen in Wien,
liebe Familien.

2
00:00:05,000 --> 00:00:08,000
Am Montag spielen wir
Die Zauberflöte,

3
00:00:08,100 --> 00:00:10,000
und Julia Stern singt.
"""


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture
def film(tmp_path: Path, practice: Path) -> Path:
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    path = tmp_path / "film.de.srt"
    path.write_text(TEXT, "utf-8")
    return path


def translate(path: Path, lanes: Lanes, order: FileOrder) -> FileMade:
    return translate_file.translate_file(path, order, lanes, lambda _event: None)


def test_a_file_is_written_in_each_language_with_one_record(film: Path, lanes: Lanes) -> None:
    made = translate(film, lanes, FileOrder(("en", "nl"), practice=True, formats=("srt", "vtt")))
    names = sorted(file.name for file in film.parent.iterdir() if file.is_file())
    assert names == ["film.de.srt", "film.en.srt", "film.en.vtt", "film.nl.srt", "film.nl.vtt", "film.record.json"]
    cues = check.opened(film.parent / "film.en.srt")
    assert "welcome" in cues[0].text.lower()
    assert [cue.start for cue in cues] == [1_000, 5_000, 8_100]
    record = json.loads(made.record.read_text("utf-8"))
    assert record["translated"] == {"file": "film.de.srt", "language": "de"}
    assert [track["language"] for track in record["tracks"]] == ["en", "nl"]
    assert record["tracks"][1]["packages"][0]["practice"] is True
    assert translate(film, lanes, FileOrder(("en",), practice=True)).source == "de"  # what we wrote is replaced


@pytest.mark.parametrize(
    ("name", "order", "error", "sentence"),
    [
        ("film.srt", FileOrder(("en",)), UsageError, "In which language"),
        ("film.de.srt", FileOrder(("de",)), UsageError, "Into which language"),
        ("film.de.srt", FileOrder(("fi",), practice=True), PackError, "no translation package"),
        ("film.de.srt", FileOrder(("en",)), PackError, "no translation package"),  # practice is never chosen unasked
        ("film.de.srt", FileOrder(("en",), formats=("doc",)), UsageError, "not a format"),
        ("film.en.srt", FileOrder(("en",), source="de", practice=True), UsageError, "replaced by its own translation"),
        ("empty.de.srt", FileOrder(("en",), practice=True), InputError, "empty.de.srt"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    film: Path, lanes: Lanes, name: str, order: FileOrder, error: type[StudioError], sentence: str
) -> None:
    path = film.rename(film.with_name(name))
    if name.startswith("empty"):
        path.write_text("1\n00:00:01,000 --> 00:00:02,000\n\n", "utf-8")
    before = sorted(film.parent.rglob("*"))
    with pytest.raises(error, match=sentence):
        translate(path, lanes, order)
    assert sorted(film.parent.rglob("*")) == before


def test_a_translation_corrected_by_hand_is_not_replaced_unasked(film: Path, lanes: Lanes) -> None:
    (film.parent / "film.en.srt").write_text(TEXT.replace("Wien", "Vienna"), "utf-8")
    with pytest.raises(InputError, match="changed since it was made"):
        translate(film, lanes, FileOrder(("en",), practice=True))
    translate(film, lanes, FileOrder(("en",), practice=True, overwrite=True))
    assert "Welcome" in (film.parent / "film.en.srt").read_text("utf-8")


def test_what_lost_a_number_is_held_back_and_the_rest_is_written(film: Path) -> None:
    making = translate_file._Making(film, FileOrder(("en", "nl"), practice=True))
    making.prepare()
    report = check.cues(check.opened(film), profiles.load("web"))
    lost = TranslationUnit("Um 12.", (Part(1, "Um 12."),), "At noon.", Origin.MACHINE, missing=("12",))
    with pytest.raises(UncheckedError, match="nl, cue 2: 12"):
        making.export([MadeTrack("en", (), report), MadeTrack("nl", (), report, (), (lost,))])
    assert sorted(path.name for path in film.parent.glob("film.*")) == [
        "film.de.srt",
        "film.en.srt",
        "film.record.json",
    ]


def test_the_record_says_what_rules_did_to_which_cues(film: Path, lanes: Lanes) -> None:
    made = translate(film, lanes, FileOrder(("en",), practice=True))
    unit = TranslationUnit("", (Part(1, ""), Part(2, "")), localised=(("8 Uhr", "8 am"),), unobeyed=("Oper",))
    track = record.track(replace(made.tracks[0], units=(unit,)), dict.fromkeys(made.tracks[0].files, ""))
    assert track["localised"] == [{"source_cues": [2, 3], "from": "8 Uhr", "to": "8 am"}]
    assert (track["enforced"], track["unobeyed"]) == ([], [{"source_cues": [2, 3], "term": "Oper"}])
