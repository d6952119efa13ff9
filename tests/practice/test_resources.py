"""The shipped practice files: complete, small, and true to each other."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import grammar
import imageio_ffmpeg
import pytest

PAIRS = ("en_de", "de_en", "en_nl", "nl_en")
READING_SPEEDS = {"text": 15, "nl": 15, "en": 20}
"""Characters a second of the profiles de-ard, nl and en."""


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    path = Path(__file__).resolve().parents[2] / "resources" / "practice" / "welcome.de.json"
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


@pytest.mark.parametrize("pair", PAIRS)
def test_a_package_has_one_root_and_what_argos_needs(practice: Path, pair: str) -> None:
    source, target = pair.split("_")
    with zipfile.ZipFile(practice / f"translate-{pair}-1_0.argosmodel") as package:
        names = package.namelist()
        (root,) = {name.split("/")[0] for name in names}
        metadata = json.loads(package.read(f"{root}/metadata.json"))
        readme = package.read(f"{root}/README.md").decode()

    members = {name.removeprefix(f"{root}/") for name in names}
    assert {"model/model.bin", "model/config.json", "sentencepiece.model"} <= members
    assert not [name for name in members if re.search("minisbd|stanza|spacy", name)]
    assert (metadata["from_code"], metadata["to_code"], metadata["type"]) == (source, target, "translate")
    assert "practice language" in readme


def test_the_speech_model_is_complete(practice: Path) -> None:
    folder = practice / "whisper-practice"

    config = json.loads((folder / "config.json").read_text("utf-8"))
    vocabulary = json.loads((folder / "vocabulary.json").read_text("utf-8"))
    extractor = json.loads((folder / "preprocessor_config.json").read_text("utf-8"))

    assert (folder / "model.bin").stat().st_size < 6_000_000
    assert (folder / "tokenizer.json").is_file()
    assert {"alignment_heads", "lang_ids", "suppress_ids", "suppress_ids_begin"} <= set(config)
    assert [vocabulary[number] for number in config["lang_ids"]] == ["<|en|>", "<|de|>", "<|nl|>"]
    assert "" in vocabulary, "CTranslate2 would take the model for an English-only one"
    assert vocabulary[-1] == "<|30.00|>"
    assert extractor["feature_size"] == 80


def test_the_sample_is_held_out_from_training(truth: dict[str, Any]) -> None:
    for sentence in truth["sentences"]:
        parallel = grammar.find("de", sentence["text"])
        assert (parallel.en, parallel.nl) == (sentence["en"], sentence["nl"])
        assert grammar.is_held_out(parallel), sentence["text"]


def test_words_lie_inside_their_sentences_in_order(truth: dict[str, Any]) -> None:
    clock = truth["sound_start"]
    for sentence in truth["sentences"]:
        assert [word["word"] for word in sentence["words"]] == sentence["text"].split()
        edges = [edge for word in sentence["words"] for edge in (word["start"], word["end"])]
        assert [clock, *edges] == sorted([clock, *edges])
        assert sentence["start"] <= edges[0]
        clock = sentence["end"]
    assert clock < truth["duration"]


def test_nothing_is_said_in_silence_or_music(truth: dict[str, Any]) -> None:
    still = truth["silences"] + truth["tones"]

    assert any(end - start > 2 for start, end in truth["silences"])
    assert any(2 <= end - start <= 4 for start, end in truth["tones"])
    for start, end in still:
        for sentence in truth["sentences"]:
            assert sentence["end"] <= start or sentence["start"] >= end


def test_slides_change_on_frames_between_sentences(truth: dict[str, Any]) -> None:
    for cut in truth["cuts"]:
        frames = cut * truth["frame_rate"]
        assert frames == pytest.approx(round(frames))
        assert not [s for s in truth["sentences"] if s["start"] < cut < s["end"]]


@pytest.mark.parametrize(("language", "speed"), READING_SPEEDS.items())
def test_sentences_can_be_read_in_time(truth: dict[str, Any], language: str, speed: int) -> None:
    starts = [sentence["start"] for sentence in truth["sentences"]]
    for sentence, following in zip(truth["sentences"], [*starts[1:], truth["duration"]], strict=True):
        seconds = following - sentence["start"] - 1 / truth["frame_rate"]
        assert len(sentence[language]) / seconds <= speed, sentence[language]


def test_names_occur_in_the_sample(practice: Path, truth: dict[str, Any]) -> None:
    spoken = " ".join(sentence["text"] for sentence in truth["sentences"])

    names = (practice / "names.txt").read_text("utf-8").splitlines()

    assert names
    assert [name for name in names if name not in spoken] == []


def test_the_film_is_small_and_as_long_as_its_truth_says(practice: Path, truth: dict[str, Any]) -> None:
    film = practice / "welcome.de.mp4"

    described = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(film)], capture_output=True, text=True
    ).stderr

    match = re.search(r"Duration: (\d+):(\d+):(\d+\.\d+)", described)
    assert match
    hours, minutes, seconds = match.groups()
    assert int(hours) * 3600 + int(minutes) * 60 + float(seconds) == pytest.approx(truth["duration"], abs=0.05)
    assert re.search(r"Audio: aac.*start 0\.[56]", described), "the sound should begin after the picture"
    assert "h264" in described
    assert "25 fps" in described
    assert 20 <= truth["duration"] <= 60
    assert film.stat().st_size < 2_000_000
