"""Sentences from cues."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.model.cue import Cue, Kind
from studio.model.translation import Part
from studio.text import markup
from studio.translation import sentences


def cue(start: int, text: str, *, end: int | None = None, kind: Kind = Kind.SPEECH, speaker: str = "") -> Cue:
    return Cue(start, start + 1000 if end is None else end, text, kind, speaker)


def sources(*cues: Cue, language: str = "de") -> list[str]:
    return [unit.source for unit in sentences.from_cues(cues, language)]


def test_a_sentence_runs_over_cues_and_a_cue_holds_two() -> None:
    units = sentences.from_cues(
        [cue(0, "Das Museum ist\nam <i>Montag</i>"), cue(1000, "geschlossen. Kommen Sie"), cue(2000, "morgen.")], "de"
    )
    assert [unit.source for unit in units] == ["Das Museum ist am Montag geschlossen.", "Kommen Sie morgen."]
    assert units[0].parts == (Part(0, "Das Museum ist am Montag"), Part(1, "geschlossen."))
    assert units[1].parts == (Part(1, "Kommen Sie"), Part(2, "morgen."))


def test_an_abbreviation_at_the_end_of_a_cue_does_not_end_the_sentence() -> None:
    assert sources(cue(0, "Es spricht Prof."), cue(1000, "Weber am 3."), cue(2000, "März.")) == [
        "Es spricht Prof. Weber am 3. März."
    ]


def test_a_long_pause_ends_a_sentence() -> None:
    assert sources(cue(0, "Das Museum"), cue(3000, "ist zu.")) == ["Das Museum ist zu."]
    assert sources(cue(0, "Das Museum"), cue(3001, "ist zu.")) == ["Das Museum", "ist zu."]


def test_another_speaker_or_kind_ends_a_sentence() -> None:
    assert sources(cue(0, "Das", speaker="A"), cue(1000, "ist gut.", speaker="B")) == ["Das", "ist gut."]
    assert sources(cue(0, "Das"), cue(1000, "ist gut.", kind=Kind.LYRIC)) == ["Das", "ist gut."]
    assert sources(cue(0, "Telefon", kind=Kind.SOUND), cue(1000, "Tür", kind=Kind.SOUND)) == ["Telefon", "Tür"]


def test_lines_of_a_dialogue_are_sentences_of_their_own() -> None:
    assert sources(cue(0, "- Kommst du\n- Nein, ich"), cue(1000, "bleibe hier.")) == [
        "- Kommst du",
        "- Nein, ich bleibe hier.",
    ]
    assert sources(cue(0, "Kom je\n-Nee", end=900), cue(1000, "-Waarom"), language="nl") == [
        "Kom je",
        "-Nee",
        "-Waarom",
    ]


def test_a_minus_begins_no_line_of_dialogue() -> None:
    assert sources(cue(0, "Es waren\n-5 Grad.")) == ["Es waren -5 Grad."]


def test_sounds_and_music_stand_alone() -> None:
    assert sources(cue(0, "Er sagt"), cue(1000, "*Telefon klingelt*"), cue(2000, "♪"), cue(3000, "nichts.")) == [
        "Er sagt",
        "*Telefon klingelt*",
        "♪",
        "nichts.",
    ]


def test_a_word_is_never_cut_in_two() -> None:
    assert sources(cue(0, "Oh!Ja"), cue(1000, "1…"), cue(2000, "…A gut.Es")) == ["Oh!Ja 1… …A gut.Es"]


def test_an_empty_cue_has_no_unit() -> None:
    assert sources(cue(0, " "), cue(1000, "<i></i>"), cue(2000, "Ja.")) == ["Ja."]
    assert sentences.from_cues([], "de") == []


def test_speech_without_punctuation_is_cut_at_its_longest_pause() -> None:
    cues = [cue(n * 1500, f"und dann kamen noch {n} leute in den saal") for n in range(9)]
    cues = [cue(c.start + (600 if n >= 4 else 0), c.text) for n, c in enumerate(cues)]
    units = sentences.from_cues(cues, "de")
    assert [part.cue for part in units[0].parts] == [0, 1, 2, 3]
    assert all(len(unit.source) <= 260 for unit in units)


def test_one_endless_cue_is_cut_between_words() -> None:
    units = sentences.from_cues([cue(0, "wort " * 200)], "de")
    assert len(units) > 3
    assert all(len(unit.source) <= 260 for unit in units)
    assert " ".join(unit.source for unit in units) == ("wort " * 200).strip()


TEXTS = st.lists(
    st.text(alphabet="abAB .,!?…\n-♪*()1<i>", max_size=30).map(lambda text: text.replace("<", "").replace(">", "")),
    max_size=8,
)


@given(TEXTS, st.lists(st.integers(0, 4000), min_size=8, max_size=8), st.sampled_from(["de", "nl", "en", "fr", "it"]))
def test_no_text_is_lost_and_none_is_added(texts: list[str], gaps: list[int], language: str) -> None:
    cues, start = [], 0
    for text, gap in zip(texts, gaps, strict=False):
        cues.append(cue(start, text))
        start += 1000 + gap
    units = sentences.from_cues(cues, language)
    joined = " ".join(unit.source for unit in units)
    assert joined.split() == " ".join(markup.strip(c.text) for c in cues).split()
    assert all(unit.source == " ".join(part.text for part in unit.parts) for unit in units)
    by_cue = [part for unit in units for part in unit.parts]
    assert [part.cue for part in by_cue] == sorted(part.cue for part in by_cue)
    for index, c in enumerate(cues):
        assert " ".join(part.text for part in by_cue if part.cue == index).split() == markup.strip(c.text).split()
