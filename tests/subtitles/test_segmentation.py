"""Words become cues: nothing lost, nothing late, no rule broken that could be kept."""

from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.model.cue import Cue
from studio.model.profile import Profile
from studio.model.speech import Span, Word
from studio.subtitles import profiles, segmentation
from studio.subtitles.segmentation import Cutter, Fitted, from_words

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
VOCABULARY = (
    f"a I of the und Haus Theater kam. gehen, nicht! dass wir 12 km – ja? der Weg, sehen Eintrittskarten {LONG}".split()
)
GERMAN = (
    "Willkommen im Stadttheater! Der Regisseur Hans Müller sagte am 3. Mai, dass die neue Spielzeit, die im Herbst "
    "beginnt, mit einem sehr alten Stück eröffnet wird – und zwar um 20 Uhr. Wer eine Karte kaufen möchte, der kann "
    "das an der Kasse im Foyer oder auf unserer Seite tun, denn beide sind rund um die Uhr da. Danke."
)
ENGLISH = (
    "Welcome to the theatre. The curtain rises at eight, and the first guests are already waiting in the foyer because "
    "nobody wants to miss the beginning of the play that everybody has been talking about for weeks. No. Really? The "
    "old director, who has worked here for thirty years, knows every chair and every lamp in this house by name."
)
DUTCH = (
    "Het is de bedoeling dat iedereen die naar het theater komt om een stuk te zien, mee kan praten over wat er "
    "gebeurt. Mevrouw Jansen, die al twintig jaar in de garderobe werkt, kent alle acteurs bij "
    "naam. Kom maar binnen, zegt ze."
)
TEXTS = {"de": GERMAN, "en": ENGLISH, "nl": DUTCH}
RATES = [Fraction(25), Fraction(24000, 1001), Fraction(60)]


@st.composite
def streams(draw: st.DrawFn, *, most: int = 40, steady: bool = False) -> list[Word]:
    """Words at any speed, with pauses, zero lengths and overlaps; `steady` ones at the pace of people."""
    a_letter = draw(st.sampled_from([50, 70, 90] if steady else [0, 1, 8, 25, 60, 120]))
    words: list[Word] = []
    time = draw(st.integers(0, 1500))
    for text in draw(st.lists(st.sampled_from(VOCABULARY[:-1] if steady else VOCABULARY), min_size=1, max_size=most)):
        length = (len(text) + 1) * a_letter
        words.append(Word(text, time, time + length))
        pause = draw(st.sampled_from([0, 0, 0, 0, 80, 300, 900, 1999, 2000, 6000] + ([] if steady else [-20, -20])))
        time = max(words[-1].start, time + length + pause)
    return words


def joined(fitted: list[Fitted]) -> str:
    return " ".join(f.cue.text.replace("\n", " ") for f in fitted)


def in_steps(words: list[Word], sizes: list[int], cutter: Cutter, media_duration: int | None) -> list[Fitted]:
    """Return what a cutter gives that hears the words a few at a time."""
    given_out: list[Fitted] = []
    at = 0
    while at < len(words):
        size = sizes[at % len(sizes)]
        following = words[at + size : at + size + 1]
        heard = following[0].start if following else words[-1].end
        given_out += cutter.add(words[at : at + size], heard)
        at += size
    return given_out + cutter.finish(media_duration)


def check(words: list[Word], fitted: list[Fitted], profile: Profile, judged: tuple[list[str], set[tuple[int, str]]]):
    errors, warnings = judged
    assert errors == []
    assert warnings == {(i, rule) for i, f in enumerate(fitted) for rule in f.impossible}
    assert joined(fitted) == " ".join(word.text for word in words)
    assert [i for f in fitted for i in range(f.first, f.last + 1)] == list(range(len(words)))
    for f in fitted:
        assert words[f.first].start - 200 <= f.cue.start <= words[f.first].start
        assert all(b.start - a.end < 2000 for a, b in pairwise(words[f.first : f.last + 1]))
        spoken_at_once = words[f.last].start - words[f.first].start < 400  # more words than cues can be made
        assert spoken_at_once or all(len(line) <= profile.line_length or " " not in line for line in f.cue.lines)


@settings(max_examples=150, deadline=None)
@given(streams(), st.sampled_from(profiles.names()), st.sampled_from(RATES), st.sampled_from([None, 0, 700]))
def test_any_speech_becomes_sound_cues(judge, words, id, rate, tail) -> None:
    profile = profiles.load(id)
    media = None if tail is None else max(word.end for word in words) + 1 + tail
    fitted = from_words(words, profile, "de", frame_rate=rate, media_duration=media)
    check(words, fitted, profile, judge([f.cue for f in fitted], profile, rate, media))


@settings(max_examples=100, deadline=None)
@given(streams(), st.sampled_from(profiles.names()), st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_speech_heard_in_windows_becomes_sound_cues(judge, words, id, sizes) -> None:
    profile = profiles.load(id)
    fitted = in_steps(words, sizes, Cutter(profile, "de"), None)
    check(words, fitted, profile, judge([f.cue for f in fitted], profile))


@settings(max_examples=60, deadline=None, derandomize=True)  # the search keeps three ways a place: not a proof
@given(streams(most=8, steady=True), st.sampled_from(profiles.names()))
def test_what_is_called_impossible_is_impossible(words, id) -> None:
    """Every other way of cutting a short stream breaks a rule, too."""
    profile = profiles.load(id)
    if any(f.impossible for f in from_words(words, profile, "de")):
        assert all(broken for broken in every_way(words, profile))


def every_way(words: list[Word], profile: Profile) -> list[bool]:
    """Return for each way of cutting whether it breaks a rule."""
    from studio.subtitles import optimum, stream
    from studio.subtitles import weights as prices
    from studio.subtitles.line_break import lay_out
    from studio.subtitles.timing import Clock

    weights, clock = prices.load(), Clock.of(profile, Fraction(25))
    task = optimum.Task(stream.of(words, "de", weights), profile, clock, weights)
    broken: list[bool] = []
    for marks in product([False, True], repeat=len(words) - 1):
        ends = [i for i, mark in enumerate(marks) if mark] + [len(words) - 1]
        firsts = [0, *(end + 1 for end in ends[:-1])]
        if not task.stream.must <= set(ends):
            continue
        cuts = [
            optimum.Cut(first, last, lay_out(task.stream.page, first, last, profile, weights)[1])
            for first, last in zip(firsts, ends, strict=True)
        ]
        broken.append(any(f.impossible for f in segmentation.fit(task, cuts)))
    return broken


@pytest.mark.parametrize(
    "id", [id for id in profiles.names() if id != "de-ard-kids"]
)  # 11 a second is slower than speech
@pytest.mark.parametrize("words_a_minute", [140, 155, 170])
def test_speech_at_an_ordinary_pace_breaks_hardly_a_rule(speak, judge, id, words_a_minute) -> None:
    profile = profiles.load(id)
    text = TEXTS[profile.language or "en"]
    words = speak(" ".join([text] * 12), words_a_minute=words_a_minute, seed=words_a_minute)
    fitted = from_words(words, profile, profile.language or "en", media_duration=words[-1].end + 100)
    check(words, fitted, profile, judge([f.cue for f in fitted], profile, media_duration=words[-1].end + 100))
    assert sum(bool(f.impossible) for f in fitted) <= 0.02 * len(fitted)


@pytest.mark.parametrize("id", ["de-ard", "web"])
def test_windows_cut_as_well_as_the_whole(speak, id) -> None:
    words = speak(" ".join([GERMAN] * 6))
    whole = from_words(words, profiles.load(id), "de")
    windows = in_steps(words, [25, 40], Cutter(profiles.load(id), "de"), None)
    same = {(f.first, f.last) for f in whole} & {(f.first, f.last) for f in windows}
    assert len(same) >= 0.95 * len(whole)


def test_a_sentence_comes_out_once_the_next_begins(speak) -> None:
    words = speak("Der Vorhang geht auf. Es ist")
    given_out = Cutter(profiles.load("de-ard"), "de").add(words, words[-1].end)
    assert [f.cue.text for f in given_out] == ["Der Vorhang geht auf."]


def test_a_sentence_comes_out_once_silence_is_sure(speak) -> None:
    words = speak("Der Vorhang geht auf.")
    cutter = Cutter(profiles.load("de-ard"), "de")
    assert cutter.add(words, words[-1].end) == []
    assert [f.cue.text for f in cutter.add([], words[-1].end + 2000)] == ["Der Vorhang geht auf."]
    assert cutter.finish(None) == []


def test_a_sentence_without_end_is_not_held_for_ever(speak) -> None:
    words = speak("und dann kam noch einer " * 60)
    cutter = Cutter(profiles.load("de-ard"), "de")
    given_out = cutter.add(words, words[-1].end)
    assert words[-1].end > 70_000
    assert given_out
    assert joined(given_out + cutter.finish(None)) == " ".join(word.text for word in words)


def test_a_long_silence_parts_cues_even_if_a_word_is_left_alone() -> None:
    words = [Word("Er", 0, 200), Word("kam", 2200, 2500), Word("nicht.", 2550, 3000)]
    assert [f.cue.text for f in from_words(words, profiles.load("de-ard"), "de")] == ["Er", "kam nicht."]


def test_speech_spans_show_the_silence_inside_a_word() -> None:
    words = [Word("Er", 0, 4000), Word("kam", 4000, 4300), Word("nicht.", 4350, 4800)]
    spans = [Span(0, 300), Span(3950, 4800)]
    fitted = from_words(words, profiles.load("de-ard"), "de", speech=spans)
    assert [f.cue.text for f in fitted] == ["Er", "kam nicht."]
    assert fitted[0].cue.end < 2000


@pytest.mark.parametrize(
    ("language", "text", "cues"),
    [
        (
            "de",
            "Wer eine Karte kaufen möchte, der kann das an der Kasse im Foyer oder auf unserer Seite tun.",
            [
                "Wer eine Karte kaufen möchte,",
                "der kann das an der Kasse im Foyer\noder auf unserer Seite tun.",
            ],
        ),
        (
            "en",
            "The old man opened the door. He had loved this house, but nobody told him that it was sold.",
            ["The old man opened the door.", "He had loved this house,", "but nobody told him that it was sold."],
        ),
    ],
)
def test_cues_hold_a_sentence_or_a_clean_part_of_it(speak, language, text, cues) -> None:
    profile = profiles.load("en-netflix")
    assert [f.cue.text for f in from_words(speak(text), profile, language)] == cues


def test_no_words_give_no_cues() -> None:
    assert from_words([], profiles.load("web"), "de") == []


def test_a_word_that_hides_the_start_of_the_file_is_no_trouble() -> None:
    fitted = from_words([Word("Ja.", 0, 0)], profiles.load("nl-pro"), "nl", media_duration=1500)
    assert fitted == [Fitted(Cue(0, 1400, "Ja."), 0, 0)]
