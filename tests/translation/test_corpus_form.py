"""The corpora by hand are well formed; what they say is measured elsewhere."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.translation.corpus import build

HERE = Path(__file__).parent / "corpus"
Records = list[dict[str, Any]]


def read(start: str) -> Records:
    """The records of all files whose name begins so."""
    paths = sorted(HERE.glob(f"{start}.*.json"))
    return [one for path in paths for one in json.loads(path.read_text(encoding="utf-8"))]


SPLITTING = [pytest.param(f"sentences.{language}", id=language) for language in build.SENTENCES]
FITTING = [pytest.param(f"cues.{direction}", id=direction) for direction in build.DIRECTIONS]
PROTECTED = [pytest.param(f"protected.{language}", id=language) for language in build.PROTECTED]
TYPES = {"url", "email", "phone", "price", "date", "time", "room", "name", "number"}


def test_the_files_say_what_the_sources_say() -> None:
    made = build.everything()
    assert {path.name for path in HERE.glob("*.json")} == set(made)
    for name, records in made.items():
        assert json.loads((HERE / name).read_text(encoding="utf-8")) == records, name


def test_every_id_and_every_sentence_is_there_once() -> None:
    records = read("*")
    ids = Counter(one["id"] for one in records)
    assert max(ids.values()) == 1
    texts = [text for one in records for text in one.get("sentences") or [one.get("text") or one["target"]]]
    texts += [spoken(one) for one in records if "cues" in one]
    double = [text for text, times in Counter(text.casefold() for text in texts).items() if times > 1]
    assert double == []


def spoken(record: dict[str, Any]) -> str:
    """The source sentence of an item."""
    return " ".join(cue["text"].replace("\n", " ") for cue in record["cues"])


@pytest.mark.parametrize("name", SPLITTING + FITTING)
def test_the_halves_are_alike(name: str) -> None:
    records = read(name)
    halves = Counter(one["half"] for one in records)
    assert set(halves) == {"tuning", "held_out"}
    assert abs(halves["tuning"] - halves["held_out"]) <= 2
    for kind in {one["kind"] for one in records}:
        share = Counter(one["half"] for one in records if one["kind"] == kind)
        assert abs(share["tuning"] - share["held_out"]) <= 1, kind


@pytest.mark.parametrize("name", SPLITTING)
def test_there_are_passages_enough_and_their_sentences_join_exactly(name: str) -> None:
    records = read(name)
    assert len(records) >= 70
    for one in records:
        assert 1 <= len(one["sentences"]) <= 4, one["id"]
        assert joined(one["text"], one["sentences"]) == one["text"], one["id"]


def joined(text: str, sentences: list[str]) -> str:
    """The sentences with the whitespace that stands between them in `text`: every border is white."""
    built = ""
    for sentence in sentences:
        assert sentence == sentence.strip() != ""
        at = text.index(sentence, len(built))
        between = text[len(built) : at]
        assert bool(between) == bool(built)
        assert not between.strip()
        built = text[:at] + sentence
    return built


@pytest.mark.parametrize("name", FITTING)
def test_there_are_items_enough_and_their_cues_are_well_formed(name: str) -> None:
    records = read(name)
    assert len(records) >= 44
    assert {len(one["cues"]) for one in records} >= {2, 3, 4, 5}
    for one in records:
        cues = [*one["cues"], {"start_ms": one["next_start_ms"]}]
        assert 2 <= len(one["cues"]) <= 5, one["id"]
        for cue, later in pairwise(cues):
            assert 1000 <= cue["end_ms"] - cue["start_ms"] <= 7000 + build.FRAME, one["id"]
            assert 2 * build.FRAME <= later["start_ms"] - cue["end_ms"] <= 4000, one["id"]
            lines = cue["text"].split("\n")
            assert len(lines) <= 2, one["id"]
            assert all(0 < len(line) <= 42 and line == line.strip() for line in lines), one["id"]


@pytest.mark.parametrize("name", FITTING)
def test_cuts_lie_before_chunks_and_names_lie_in_their_cue(name: str) -> None:
    for one in read(name):
        target, chunks = one["target"], one["chunks"]
        assert " ".join(chunks) == target, one["id"]
        starts = [len(" ".join(chunks[:count])) + 1 for count in range(1, len(chunks))]
        assert len(one["cuts"]) == len(one["cues"]) - 1, one["id"]
        for places in one["cuts"]:
            assert set() < set(places) <= set(starts), one["id"]
        for anchor in one["anchors"]:
            assert target[anchor["start"] : anchor["end"]] == anchor["text"] != "", one["id"]
            assert 0 <= anchor["cue"] < len(one["cues"]), one["id"]


@pytest.mark.parametrize("name", FITTING)
def test_every_item_can_be_cut_as_it_asks_unless_it_says_why_not(name: str) -> None:
    records = read(name)
    assert sum(one["impossible"] for one in records) <= 4
    for one in records:
        assert bool(one["reason"]) == one["impossible"], one["id"]
        assert any(build.choices(one | {"impossible": False})) != one["impossible"], one["id"]
        lengths = [cue["end_ms"] - cue["start_ms"] for cue in one["cues"]]
        speed = build.LIMITS[one["profile"]][1]
        assert any(build.readable(cut, lengths, speed) for cut in build.shapes(one, one["profile"])), one["id"]


@pytest.mark.parametrize("name", PROTECTED)
def test_protected_values_lie_where_they_are_said_to(name: str) -> None:
    records = read(name)
    assert len(records) == 60
    assert {span["kind"] for one in records for span in one["spans"]} == TYPES
    for one in records:
        assert one["half"] == "held_out", one["id"]
        assert one["spans"], one["id"]
        assert not set("{}") & set(one["text"]), one["id"]
        for span in one["spans"]:
            assert one["text"][span["start"] : span["end"]] == span["text"] == span["text"].strip() != "", one["id"]
        assert all(span["end"] <= later["start"] for span, later in pairwise(one["spans"])), one["id"]
