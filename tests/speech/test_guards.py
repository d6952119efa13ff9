from __future__ import annotations

import tomllib

import pytest

from studio import paths
from studio.model.speech import Doubt, Segment, Span, Word
from studio.speech import guards

EVERYWHERE = [Span(0, 600_000)]


def _said(text: str, language: str = "de", *, each: int = 400, log_probability: float = -0.2) -> Segment:
    words = tuple(Word(word, index * each, (index + 1) * each) for index, word in enumerate(text.split()))
    return Segment(words, language, log_probability)


def _doubts(segment: Segment, speech: list[Span] | None = EVERYWHERE) -> set[Doubt]:
    result = guards.flagged(segment, speech)
    assert result.words == segment.words
    assert all(flag.evidence for flag in result.flags)
    return {flag.doubt for flag in result.flags}


FINE = [
    ("de", "Vielen Dank. Die Vorstellung beginnt um acht Uhr, bitte nehmen Sie Ihre Plätze ein."),
    ("de", "Vielen Dank fürs Zuschauen und kommen Sie gut nach Hause."),
    ("nl", "Ondertiteld door vrijwilligers van het theater, met dank aan de gemeente."),
    ("nl", "Nee, nee, nee, zo gaat dat niet."),
    ("en", "Thank you. Thank you. Thank you very much."),
    ("en", "No, no, no, no!"),
    ("en", "To be, or not to be, that is the question."),
    ("fr", "Sous-titres réalisés par la communauté d'Amara.org"),
]

INVENTED = [
    ("de", "Untertitel der Amara.org-Community"),
    ("de", "Untertitelung aufgrund der Amara.org-Community."),
    ("de", "Untertitel im Auftrag des ZDF für funk, 2017"),
    ("de", "UNTERTITELUNG IM AUFTRAG DES ZDF, 2021"),
    ("de", "Copyright WDR 2020"),
    ("de", "Vielen Dank für's Zuschauen!"),
    ("nl", "Ondertiteld door de Amara.org gemeenschap"),
    ("nl", "TV GELDERLAND 2021"),
    ("nl", "Bedankt voor het kijken!"),
    ("en", "Thanks for watching!"),
    ("en", "Subtitles by the Amara.org community"),
    ("en", "Transcribed by https://otter.ai"),
]

LOOPS = [
    "ja ja ja ja ja",
    "Das ist das Problem. " * 3,
    "und dann und dann und dann und dann",
    "Wir gehen nach Hause und " * 6,
]


@pytest.mark.parametrize(("language", "text"), FINE)
def test_what_people_say_is_not_doubted(language: str, text: str) -> None:
    assert _doubts(_said(text, language)) == set()


@pytest.mark.parametrize(("language", "text"), INVENTED)
def test_credits_of_the_training_material_are_known(language: str, text: str) -> None:
    assert Doubt.KNOWN_PHRASE in _doubts(_said(text, language))


@pytest.mark.parametrize("text", LOOPS)
def test_a_loop_is_doubted(text: str) -> None:
    assert Doubt.REPETITION in _doubts(_said(text))


def test_a_long_loop_compresses_too_well() -> None:
    assert Doubt.COMPRESSION in _doubts(_said("Wir gehen nach Hause und " * 6))


def test_what_the_recogniser_doubts_itself_is_doubted() -> None:
    assert _doubts(_said("Guten Abend", log_probability=-1.1)) == {Doubt.LOW_PROBABILITY}
    assert _doubts(_said("Guten Abend", log_probability=-0.9)) == set()


def test_text_over_no_speech_is_doubted() -> None:
    said = _said("Guten Abend, meine Damen und Herren")
    assert _doubts(said, []) == {Doubt.NO_SPEECH}
    assert _doubts(said, [Span(0, 400)]) == {Doubt.NO_SPEECH}
    assert _doubts(said, [Span(0, 1200)]) == set()
    assert _doubts(said, None) == set()


def test_more_than_anybody_can_say_is_doubted() -> None:
    assert _doubts(_said("Guten Abend, meine Damen und Herren", each=100)) == {Doubt.TOO_FAST}
    assert _doubts(_said("Guten Abend", each=0)) == {Doubt.TOO_FAST}
    assert _doubts(_said("Oh!", each=0)) == set()


def test_flags_that_were_there_stay() -> None:
    once = guards.flagged(_said("ja ja ja ja ja"), EVERYWHERE)
    assert guards.flagged(once, EVERYWHERE).flags[: len(once.flags)] == once.flags


def test_an_empty_segment_is_not_doubted() -> None:
    assert _doubts(Segment((), "de"), []) == set()


@pytest.mark.parametrize("language", ["de", "nl", "en"])
def test_every_known_phrase_is_found_and_has_a_reason_and_a_source(language: str) -> None:
    rows = tomllib.loads((paths.resources() / "phrases" / f"{language}.toml").read_text("utf-8"))["phrase"]
    assert len({row["text"].casefold() for row in rows}) == len(rows)
    for row in rows:
        assert set(row) <= {"text", "whole", "reason", "source"}
        assert row["reason"]
        assert row["source"] in {"928", "679", "seen"}
        assert Doubt.KNOWN_PHRASE in _doubts(_said(row["text"], language))
