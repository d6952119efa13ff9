"""What of a translation answers to which cue of its source."""

from __future__ import annotations

import tomllib

import pytest

from studio import paths
from studio.subtitles import weights
from studio.subtitles.counterparts import Table

BACK = weights.load().back


def opening(language: str, stretches: list[str], target: str, border: int = 0) -> list[str]:
    """Return the words that answer best to the opening of the stretch after `border`."""
    words = target.split()
    prices = Table.of(language, stretches).against(words, stretches, BACK)[border]
    return [word for word, price in zip(words, prices, strict=True) if price == 0]


@pytest.mark.parametrize(
    ("language", "stretches", "target", "found"),
    [
        ("en", ["Sie blieb zu Hause,", "weil es regnete."], "She stayed at home because it was raining.", "because"),
        ("nl", ["Im Jahr 1920", "kamen zwölf Gäste."], "In 1920 kwamen 12 gasten.", "kwamen"),
        ("de", ["The letter came", "from Vienna."], "Der Brief kam aus Wien.", "aus"),
        ("fr", ["He wrote", "the history of the harbour."], "Il a écrit l'histoire du port.", "l'histoire"),
        ("fr", ["We drove", "in a red car."], "Nous avons roulé dans une voiture rouge.", "dans"),
        ("en", ["La ville était grande", "pour ma grand-mère."], "The town was big for grandmother.", "for"),
        ("en", ["Das Konzert beginnt:", "um acht Uhr."], "The concert begins: at eight.", "at"),
    ],
)
def test_a_cue_opens_with_what_answers_to_its_source(
    language: str, stretches: list[str], target: str, found: str
) -> None:
    assert found in opening(language, stretches, target)


def test_a_word_that_stands_oftener_answers_where_it_is_nearest() -> None:
    stretches = ["Er kam und blieb", "bis zum Abend, und dann ging er."]
    assert opening("en", stretches, "He came and stayed until the evening and then he left and slept.") == ["until"]


def test_the_language_of_the_source_is_seen_by_its_words() -> None:
    english = Table.of("fr", ["The car was old and the way was long."])
    dutch = Table.of("fr", ["De auto was oud en de weg was lang."])
    assert "car" in english.source
    assert "weg" in dutch.source
    assert "weg" not in english.source


@pytest.mark.parametrize("language", ["pt-BR", "xx"])
def test_a_language_without_words_goes_by_numbers_and_names(language: str) -> None:
    assert "1920" in opening(language, ["Anna Schneider kam", "1920 nach Wien."], "Anna Schneider chegou 1920 a Viena.")
    assert Table.of(language, ["Ja."]).against([], ["Ja,", "gut."], BACK) == [[]]


def test_every_row_has_words_of_all_languages() -> None:
    raw = tomllib.loads((paths.resources() / "counterparts.toml").read_text("utf-8"))
    for table in ("joins", "small", "words"):
        for row in raw[table]:
            assert len(row) == len(raw["languages"]), row
            for words in row:
                assert words == words.lower()
                assert len(words.split()) == len(set(words.split())) > 0, row
