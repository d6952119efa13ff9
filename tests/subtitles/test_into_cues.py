"""Translated sentences go back over the cues they came from."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.model.cue import Cue, Kind
from studio.model.translation import Origin, Part, TranslationUnit
from studio.subtitles import profiles
from studio.subtitles.segmentation import Fitted, from_words, into_cues

ENGLISH = profiles.load("en-netflix")
DUTCH = profiles.load("nl-pro")
OPENING = [
    Cue(1000, 4000, "Am 3. Mai 1920 wurde\ndas alte Haus eröffnet,"),
    Cue(4040, 7000, "und Anna Schneider spielte\ndie erste große Rolle,"),
    Cue(7040, 10_000, "während draußen 200 Menschen\nauf Einlass warteten."),
]


def unit(source: list[Cue], cues: range, target: str) -> TranslationUnit:
    parts = tuple(Part(i, source[i].text.replace("\n", " ")) for i in cues)
    return TranslationUnit(" ".join(part.text for part in parts), parts, target, Origin.MACHINE)


def texts(fitted: list[Fitted]) -> list[str]:
    return [f.cue.text for f in fitted]


def starts(fitted: list[Fitted]) -> list[int]:
    return [f.cue.start for f in fitted]


def test_the_text_follows_the_picture() -> None:
    target = (
        "On 3 May 1920 the old house was opened, and Anna Schneider played the first great part "
        "while 200 people waited to be let in."
    )
    fitted = into_cues([unit(OPENING, range(3), target)], OPENING, ENGLISH, "en")
    assert texts(fitted) == [
        "On 3 May 1920 the old house was opened,",
        "and Anna Schneider played\nthe first great part",
        "while 200 people waited to be let in.",
    ]
    assert starts(fitted) == [1000, 4040, 7040]
    assert all(f.impossible == () for f in fitted)


def test_names_and_numbers_are_shown_where_they_are_spoken() -> None:
    source = [Cue(0, 2500, "Danach reist die Truppe"), Cue(2540, 5500, "im Herbst weiter nach Basel.")]
    target = "After that, in autumn, the company will be going on to Basel."
    fitted = into_cues([unit(source, range(2), target)], source, ENGLISH, "en")
    shown = next(f.cue for f in fitted if "Basel" in f.cue.text)
    assert shown.end > 2540
    swapped = [Cue(0, 2500, "Nach Basel reist die Truppe"), Cue(2540, 5500, "im Herbst, und zwar mit der Bahn.")]
    target = "In autumn the company will travel to Basel, and by train."
    fitted = into_cues([unit(swapped, range(2), target)], swapped, ENGLISH, "en")
    shown = next(f.cue for f in fitted if "Basel" in f.cue.text)
    assert shown.start < 2500


def test_every_cue_keeps_the_profile_of_the_target() -> None:
    source = [Cue(0, 1000, "Ja."), Cue(1040, 2040, "Nein."), Cue(2080, 4000, "Kommen Sie.")]
    units = [unit(source, range(i, i + 1), text) for i, text in enumerate(["Ja.", "Nee.", "Kom maar."])]
    fitted = into_cues(units, source, DUTCH, "nl")
    assert texts(fitted) == ["Ja. Nee.", "Kom maar."]  # 1.4 s are the least there
    assert [(f.cue.start, f.cue.end) for f in fitted] == [(0, 1960), (2080, 4200)]
    assert all(f.impossible == () for f in fitted)


def test_a_long_translation_borrows_the_silence_after_it() -> None:
    source = [Cue(0, 1500, "Obacht!"), Cue(6000, 7500, "Gut.")]
    target = "Please be careful on the stairs behind the stage."
    fitted = into_cues([unit(source, range(1), target), unit(source, range(1, 2), "Good.")], source, DUTCH, "en")
    assert fitted[0].cue.end >= 49 * 1000 / 15
    assert fitted[0].cue.end <= 6000 - 120
    assert fitted[0].impossible == ()


def test_a_translation_too_long_for_one_cue_is_split_inside_its_time() -> None:
    source = [Cue(0, 8000, "Eintrittskartenvorverkaufsstellenleiter."), Cue(8040, 9000, "Ja.")]
    target = (
        "The head of the office where tickets are sold in advance, who has been here for many years, knows every guest."
    )
    fitted = into_cues([unit(source, range(1), target), unit(source, range(1, 2), "Yes.")], source, ENGLISH, "en")
    assert len(fitted) == 3
    assert 0 < fitted[1].cue.start < 8040
    assert starts(fitted)[2] == 8040
    assert fitted[0].cue.text.endswith(",")


def test_a_short_translation_leaves_no_cue_empty() -> None:
    fitted = into_cues([unit(OPENING, range(3), "Opened.")], OPENING, ENGLISH, "en")
    assert texts(fitted) == ["Opened."]
    assert fitted[0].cue.start == 1000


def test_two_sentences_of_one_cue_stay_together() -> None:
    source = [Cue(0, 3000, "Ja. Das stimmt."), Cue(3040, 5000, "Gut.")]
    units = [
        TranslationUnit("Ja.", (Part(0, "Ja."),), "Yes.", Origin.MACHINE),
        TranslationUnit("Das stimmt.", (Part(0, "Das stimmt."),), "That is true.", Origin.MACHINE),
        TranslationUnit("Gut.", (Part(1, "Gut."),), "Good.", Origin.MACHINE),
    ]
    assert texts(into_cues(units, source, ENGLISH, "en")) == ["Yes. That is true.", "Good."]


def test_no_cue_stands_through_a_long_silence() -> None:
    source = [Cue(0, 2000, "Und dann,"), Cue(6000, 8000, "nach einer Weile, kam er.")]
    fitted = into_cues([unit(source, range(2), "And then, after a while, he came.")], source, ENGLISH, "en")
    assert texts(fitted) == ["And then,", "after a while, he came."]
    assert fitted[0].cue.end < 4000
    assert starts(fitted) == [0, 6000]


def test_different_speakers_and_kinds_never_share_a_cue() -> None:
    source = [
        Cue(0, 1000, "Ja.", speaker="Anna"),
        Cue(1040, 2040, "Nein.", speaker="Ben"),
        Cue(2080, 3080, "Donner", kind=Kind.SOUND),
    ]
    units = [unit(source, range(i, i + 1), text) for i, text in enumerate(["Ja.", "Nee.", "Donder"])]
    fitted = into_cues(units, source, DUTCH, "nl")
    assert [(f.cue.speaker, f.cue.kind, f.cue.text) for f in fitted] == [
        ("Anna", Kind.SPEECH, "Ja."),
        ("Ben", Kind.SPEECH, "Nee."),
        ("", Kind.SOUND, "Donder"),
    ]
    assert "too-short" in fitted[0].impossible  # and so it says


def test_what_is_not_translated_gives_no_cue() -> None:
    source = [Cue(0, 2000, "Eins."), Cue(2040, 4000, "Zwei.")]
    assert texts(into_cues([unit(source, range(1), ""), unit(source, range(1, 2), "Two.")], source, ENGLISH, "en")) == [
        "Two."
    ]
    assert into_cues([unit(source, range(2), "")], source, ENGLISH, "en") == []
    assert into_cues([], source, ENGLISH, "en") == []


def test_a_source_with_nonsense_times_loses_no_text() -> None:
    source = [Cue(5000, 6000, "Eins."), Cue(0, 0, "Zwei."), Cue(0, 9000, "Drei."), Cue(5500, 5600, "Vier.")]
    long = "This sentence is much longer than two lines of a subtitle can ever hold, and so it has to be cut somewhere."
    units = [unit(source, range(i, i + 1), text) for i, text in enumerate(["One.", "Two.", long, "Four."])]
    fitted = into_cues(units, source, ENGLISH, "en")
    assert " ".join(texts(fitted)).split() == f"One. Two. {long} Four.".split()
    assert all(a.cue.end <= b.cue.start for a, b in pairwise(fitted))
    assert all(f.cue.start < f.cue.end for f in fitted)


TARGETS = [
    "the",
    "a",
    "house",
    "of",
    "theatre",
    "going,",
    "came",
    "not!",
    "that",
    "we",
    "Müller",
    "12",
    "km",
    "–",
    "yes?",
    "so",
    "way",
    "Anna",
    "performance",
    "because",
    "and",
    "who",
]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(3, 16), min_size=1, max_size=7),
    st.floats(0.4, 1.8),
    st.sampled_from(profiles.names()),
    st.sampled_from(profiles.names()),
    st.sampled_from([None, 100]),
    st.randoms(use_true_random=False),
)
def test_any_translation_goes_back_whole(speak, judge, sizes, ratio, id, target_id, tail, draw) -> None:
    sentences = [
        " ".join(draw.choices(["Haus", "und", "gehen,", "die", "Bühne", "12", "Anna"], k=n)) + "." for n in sizes
    ]
    words = speak(" ".join(sentences), words_a_minute=draw.choice([110, 140, 190]))
    cut = from_words(words, profiles.load(id), "de")
    source = [f.cue for f in cut]
    units, at = [], 0
    for sentence in sentences:
        parts: dict[int, list[str]] = {}
        for word in sentence.split():
            parts.setdefault(next(i for i, f in enumerate(cut) if f.first <= at <= f.last), []).append(word)
            at += 1
        target = " ".join(draw.choices(TARGETS, k=max(1, int(len(sentence.split()) * ratio))))
        pieces = tuple(Part(i, " ".join(texts)) for i, texts in parts.items())
        units.append(TranslationUnit(sentence, pieces, target, Origin.MACHINE))
    profile = profiles.load(target_id)
    media = None if tail is None else max(source[-1].end, words[-1].end) + tail
    fitted = into_cues(units, source, profile, "en", media_duration=media)
    errors, warnings = judge([f.cue for f in fitted], profile, Fraction(25), media)
    assert errors == []
    assert warnings == {(i, rule) for i, f in enumerate(fitted) for rule in f.impossible}
    assert " ".join(texts(fitted)).split() == " ".join(u.target for u in units).split()
    assert [i for f in fitted for i in range(f.first, f.last + 1)] == list(
        range(len(" ".join(u.target for u in units).split()))
    )
    assert all(len(line) <= profile.line_length for f in fitted for line in f.cue.lines)
    begun = {f.first: f.cue.start for f in fitted}
    at = 0
    for number, u in enumerate(units):  # a sentence that opens a source cue and a target cue begins with it
        opens = not any(p.cue == u.parts[0].cue for v in units[:number] for p in v.parts)
        assert not opens or at not in begun or begun[at] == source[u.parts[0].cue].start
        at += len(u.target.split())


SIGNS = "abeéßüñœЖ中019.,;:!?…–-'’\"“„«»()[]<{&%€/\u00a0\u202f"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(300, 7000), min_size=1, max_size=4),  # how long its source cues stand
            st.sampled_from([0, 40, 500, 2500]),  # the silence after each
            st.lists(st.text(SIGNS, min_size=1, max_size=14), max_size=30),
            st.sampled_from(["", "Anna"]),
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["de", "nl", "en", "fr", "xx"]),
    st.sampled_from(profiles.names()),
)
def test_no_sign_of_any_translation_is_lost_or_doubled(judge, sentences, language, id) -> None:
    source: list[Cue] = []
    units: list[TranslationUnit] = []
    for durations, silence, words, speaker in sentences:
        first = len(source)
        for duration in durations:
            start = source[-1].end + silence if source else 0
            source.append(Cue(start, start + duration, "Anna und 12 Häuser,", speaker=speaker))
        units.append(unit(source, range(first, len(source)), " ".join(words)))
    fitted = into_cues(units, source, profiles.load(id), language)
    shown = [word for f in fitted for word in f.cue.text.split()]
    assert shown == [word for u in units for word in u.target.split()]
    assert [i for f in fitted for i in range(f.first, f.last + 1)] == list(range(fitted[-1].last + 1 if fitted else 0))
    assert judge([f.cue for f in fitted], profiles.load(id))[0] == []
