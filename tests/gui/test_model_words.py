"""What people are told of a model is measured, or said not to be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.gui import model_words
from studio.model.pack import Accuracy, Offer, PackKind
from studio.workflow import pace
from tests.gui.made_entries import measure, model

FIGURES = {"de": 10.0, "nl": 16.0, "en": 0.2, "fr": 60.0, "es": 4.0}
OFFER = Offer(
    "small", PackKind.SPEECH, "Whisper small", (), "MIT",
    accuracy=tuple(Accuracy(tag, wrong, "OpenAI") for tag, wrong in FIGURES.items()),
)  # fmt: skip


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (["de"], "About 1 word in 10 is wrong in German."),
        (["de", "nl"], "About 1 word in 10 is wrong in German, 1 in 6 in Dutch."),
        (["nl", "fy"], "About 1 word in 6 is wrong in Dutch, not measured for Frisian."),
        (["en"], "About 1 word in 100 is wrong in English."),
        (["fr"], "About every second word is wrong in French."),
        (["de", "nl", "fr", "es"], "About 1 word in 25 is wrong in Spanish, every second word in French."),
        (["fy"], "How often it is wrong was not measured."),
        ([], "About 1 word in 10 is wrong in German, 1 in 6 in Dutch, 1 in 100 in English."),
    ],
)
def test_errors_are_told_for_the_languages_that_matter(languages: list[str], said: str) -> None:
    assert model_words.wrong(OFFER, languages) == said


def test_a_model_that_nobody_measured_says_so() -> None:
    for offer in (None, replace(OFFER, accuracy=())):
        assert model_words.wrong(offer, ["de"]) == "How often it is wrong was not measured."


def test_who_measured_is_named_once() -> None:
    assert model_words.sources([OFFER, OFFER], ["de", "nl"]) == ["OpenAI"]
    assert model_words.sources([OFFER], ["fy"]) == []


def test_before_anything_was_measured_no_time_is_told() -> None:
    assert model_words.talk(model("small")) == ""
    assert model_words.film(model("small"), 600) == ""


def test_times_come_from_what_was_measured(measured: None) -> None:
    assert model_words.talk(model("small")).startswith("A talk of 10 minutes takes")
    assert model_words.film(model("small"), 600).endswith("for this film")
    assert model_words.film(model("small"), 600, is_stretch=True).endswith("for this stretch")
    assert model_words.film(model("small"), 0) == ""
    assert model_words.talk(model("unknown")) == ""


def test_a_model_that_listened_here_is_known_better(measured: None) -> None:
    pace.keep_listened("small", 600, 1200)
    assert model_words.talk(model("small")) == "A talk of 10 minutes takes about 20 minutes."
    assert model_words.film(model("small"), 60) == "about 2 minutes for this film"


@pytest.fixture
def measured() -> None:
    """Let this computer have been measured."""
    measure()
