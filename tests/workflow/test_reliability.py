"""The sentence about what to expect: from figures that somebody measured, else that nobody has."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from studio import paths
from studio.model.translation import Package
from studio.packs import catalogue
from studio.workflow import reliability


def package(source: str, target: str, *, practice: bool = False) -> Package:
    return Package(source, target, "", "1.0", "", practice)


def test_a_model_says_what_was_measured() -> None:
    for model, language, sentence in (
        ("small", "nl", "Dutch with this model: expect about one wrong word in six."),
        ("small", "de-AT", "German with this model: expect about one wrong word in ten."),
        ("large-v3", "en", "English with this model: expect about one wrong word in 24."),
    ):
        assert reliability.listening(model, language) == sentence


def test_every_figure_of_the_catalogue_makes_a_sentence() -> None:
    for offer in catalogue.shipped():
        for figure in offer.accuracy:
            said = reliability.listening(offer.id, figure.language)
            assert "not measured" not in said
            assert reliability.measured_by(offer.id, figure.language) == figure.source


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (0.24, "less than one wrong word in a hundred"),
        (1.0, "about one wrong word in 100"),
        (12.5, "about one wrong word in eight"),
        (39.9, "about one wrong word in three"),
        (49.0, "every second word to be wrong, or more"),
    ],
)
def test_a_share_is_said_as_people_say_it(wrong: float, said: str) -> None:
    assert reliability._share(wrong) == said


def test_what_nobody_measured_is_said() -> None:
    unknown = "Finnish with this model: how often it is wrong was not measured."
    assert reliability.listening("small", "fi") == unknown
    assert reliability.listening("large-v3-turbo", "de").endswith("was not measured.")
    assert reliability.listening("no-such-model", "fi") == unknown
    assert reliability.measured_by("small", "fi") == ""
    assert reliability.listening("small", "") == ""


def test_a_folder_has_the_figures_of_a_pack_only_where_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    assert reliability.listening(tmp_path / "small", "nl").endswith("was not measured.")


def test_practice_models_know_their_own_sentences_only(practice: Path) -> None:
    sentence = reliability.listening("practice", "nl")
    assert sentence == (
        "Dutch with this practice model: less than one wrong word in a hundred in the sentences it was made for;"
        " it understands no others."
    )
    if (practice / "whisper-practice").is_dir():
        assert reliability.listening(practice / "whisper-practice", "nl") == sentence


def test_a_translation_says_that_nobody_measured_it() -> None:
    assert reliability.translating([package("de", "en")]) == (
        "German to English: how often it is wrong was not measured; read every sentence."
    )
    assert reliability.translating([package("de", "en"), package("en", "nl")]) == (
        "German to Dutch by way of English: how often it is wrong was not measured; read every sentence."
    )
    assert reliability.translating([]) == ""


def test_practice_translations_have_their_measured_figures() -> None:
    assert reliability.translating([package("de", "en", practice=True)]) == (
        "German to English for practice: 100 of 100 sentences right of those it was made for; it knows no others."
    )


def test_the_figures_of_practice_translations_are_those_that_were_measured() -> None:
    told = tomllib.loads((paths.resources() / "translation_quality.toml").read_text("utf-8"))["measured"]
    measured = json.loads((paths.resources() / "practice" / "measured.json").read_text("utf-8"))["translation"]
    [right] = [row["right"] for row in told if row.get("practice")]
    assert right == {way: 100 * figures["exact"] for way, figures in measured.items()}
