"""What people do to cues keeps every word, and uses the times at which words were heard."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.errors import InputError
from studio.model.cue import Cue, CueState, Kind
from studio.model.media import ShotChange
from studio.model.speech import Word
from studio.subtitles import editing, heard, profiles
from studio.subtitles.editing import House
from studio.text.length import visible

ARD = House(profiles.load("de-ard"), "de")
NETFLIX = House(profiles.load("en-netflix"), "en")
DUTCH = House(profiles.load("nl-pro"), "nl")

WORDS = [
    Word("Guten", 1100, 1400),
    Word("Abend.", 1400, 2000),
    Word("Willkommen", 3500, 4200),
    Word("im", 4200, 4400),
    Word("Theater.", 4400, 5000),
]
CUE = Cue(1060, 5200, "Guten Abend.\nWillkommen im Theater.", speaker="Anna")

UNHURRIED = settings(deadline=None)  # other programs run beside the tests

TEXTS = st.text("ab éß.-\n", min_size=1, max_size=60)
CUES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), TEXTS), min_size=1, max_size=8).map(
    lambda rows: sorted((Cue(*row) for row in rows), key=lambda cue: cue.start)
)


def words_of(*texts: str) -> str:
    return "".join("".join(visible(text) for text in texts).split())


def test_the_second_part_begins_with_the_word_that_was_said_there() -> None:
    first, second = editing.split(CUE, CUE.text.index("Willkommen"), WORDS, ARD)
    assert (first.text, second.text) == ("Guten Abend.", "Willkommen im Theater.")
    # by length the cut would lie at 2600, by the words it lies at 3500; a frame before it comes from the silence
    assert (first.start, second.start, second.end) == (1060, 3460, 5200)
    assert first.end == 2200


def test_a_part_is_shown_longer_where_reading_needs_it() -> None:
    first, _second = editing.split(CUE, CUE.text.index("im"), WORDS, ARD)
    assert first.end == 4200 - 40  # up to the frame before the next word: 22 characters want 1.7 s and more


def test_both_parts_keep_what_they_are_and_count_as_edited() -> None:
    cue = replace(CUE, kind=Kind.LYRIC, state=CueState.APPROVED)
    for part in editing.split(cue, 13, WORDS, ARD):
        assert (part.kind, part.speaker, part.state) == (Kind.LYRIC, "Anna", CueState.EDITED)


def test_corrected_words_still_find_their_times() -> None:
    cue = replace(CUE, text="Einen guten Abend!\nWilkommen ins Theater.")
    _first, second = editing.split(cue, cue.text.index("Wilkommen"), WORDS, ARD)
    assert second.start == 3460


def test_words_elsewhere_in_the_film_do_not_disturb() -> None:
    others = [Word("Guten", 90_000, 90_400), Word("Abend.", 90_400, 91_000), Word("Willkommen", 95_000, 96_000)]
    assert editing.split(CUE, 13, WORDS + others, ARD) == editing.split(CUE, 13, WORDS, ARD)


def test_a_word_said_twice_is_cut_at_the_right_one() -> None:
    words = [Word("Nein.", 0, 500), Word("Nein.", 1000, 1500), Word("Nein.", 3000, 3500)]
    _first, second = editing.split(Cue(0, 3600, "Nein. Nein. Nein."), 12, words, ARD)
    assert second.start == 2960


def test_a_word_is_cut_in_the_midst_of_its_time() -> None:
    words = [Word("Theaterkasse", 1000, 2200)]
    first, second = editing.split(Cue(1000, 2200, "Theaterkasse"), 6, words, ARD)
    assert (first.text, second.text, second.start) == ("Theate", "rkasse", 1600)


def test_without_heard_words_time_goes_by_length() -> None:
    _first, second = editing.split(Cue(0, 4000, "eins zwei drei vier"), 10, [], ARD)
    assert second.start == pytest.approx(2000, abs=150)


def test_tags_are_closed_and_opened_again() -> None:
    first, second = editing.split(Cue(0, 4000, "Es <i>war <b>einmal</b> hier</i>."), 14, [], ARD)
    assert (first.text, second.text) == ("Es <i>war <b>e</b></i>", "<i><b>inmal</b> hier</i>.")


def test_a_caret_at_or_in_a_tag_leaves_no_empty_tags() -> None:
    cue = Cue(0, 4000, "Es <i>war einmal</i> hier.")
    for caret in range(cue.text.index("</i>"), cue.text.index(" hier") + 1):
        first, second = editing.split(cue, caret, [], ARD)
        assert (first.text, second.text) == ("Es <i>war einmal</i>", "hier.")


@pytest.mark.parametrize("caret", [0, 3, 14, 999])
def test_a_cue_is_not_split_where_a_side_has_no_text(caret: int) -> None:
    with pytest.raises(InputError, match="no text"):
        editing.split(Cue(0, 4000, "<i>Es war </i> "), caret, [], ARD)


def test_a_cue_without_duration_is_split_all_the_same() -> None:
    first, second = editing.split(Cue(5000, 4000, "eins zwei"), 5, [], ARD)
    assert (first.start, first.end, second.start, second.end) == (5000, 4000, 5000, 4000)


@UNHURRIED
@given(TEXTS, st.integers(0, 60), st.integers(0, 5000), st.integers(2, 9000), st.lists(st.integers(0, 12), max_size=9))
def test_splitting_keeps_words_order_and_times(
    text: str, caret: int, start: int, length: int, picks: list[int]
) -> None:
    pool = visible(text).split() or ["a"]
    words = [Word(pool[p % len(pool)], start + i * 500, start + i * 500 + 400) for i, p in enumerate(picks)]
    cue = Cue(start, start + length, text)
    try:
        first, second = editing.split(cue, caret, words, ARD)
    except InputError:
        return
    assert words_of(first.text, second.text) == words_of(text)
    assert cue.start == first.start < first.end <= second.start < second.end == cue.end


def test_joined_cues_stand_from_first_to_last_and_are_broken_anew() -> None:
    joined = editing.merge(Cue(0, 1000, "Guten\nAbend."), Cue(1100, 3000, "Willkommen im Theater."), ARD)
    assert joined == Cue(0, 3000, "Guten Abend. Willkommen im Theater.", state=CueState.EDITED)


def test_joined_cues_of_two_speakers_become_a_dialogue_of_the_house() -> None:
    a, b = Cue(0, 1000, "Wer da?", speaker="Anna"), Cue(1100, 2000, "Ich.", speaker="Ben")
    assert editing.merge(a, b, ARD).text == "- Wer da?\n- Ich."
    assert editing.merge(a, b, DUTCH).text == "Wer da?\n-Ich."
    assert editing.merge(a, replace(b, speaker=""), ARD).text == "Wer da? Ich."
    assert editing.merge(a, replace(b, speaker=""), ARD).speaker == "Anna"


def test_joining_does_not_close_a_tag_only_to_open_it() -> None:
    joined = editing.merge(Cue(0, 1, "<b><i>Es war</i></b>"), Cue(1, 2, "<b><i>einmal.</i></b>"), ARD)
    assert joined.text == "<b><i>Es war einmal.</i></b>"


def test_joining_with_an_empty_cue_keeps_the_text() -> None:
    assert editing.merge(Cue(0, 1, ""), Cue(1, 2, "Hier."), ARD).text == "Hier."


@UNHURRIED
@given(CUES)
def test_joining_keeps_words_and_times(cues: list[Cue]) -> None:
    for a, b in pairwise(cues):
        joined = editing.merge(a, b, NETFLIX)
        assert words_of(joined.text) == words_of(a.text, b.text)
        assert (joined.start, joined.end) == (min(a.start, b.start), max(a.end, b.end))


def test_a_new_cue_takes_two_seconds_or_the_room_there_is() -> None:
    cues = [Cue(0, 1000, "a"), Cue(6000, 7000, "b"), Cue(7500, 8000, "c")]
    assert editing.insert(cues, 2000, ARD) == Cue(2000, 4000, "", state=CueState.EDITED)
    assert editing.insert(cues, 500, ARD).start == 1040
    assert editing.insert(cues, 5000, ARD).end == 5960
    assert editing.insert(cues, 6500, ARD).end == 7460
    assert editing.insert([], 0, ARD).end == 2000


def test_no_new_cue_is_squeezed_in_where_there_is_no_room() -> None:
    with pytest.raises(InputError, match="no room"):
        editing.insert([Cue(0, 1000, "a"), Cue(1100, 2000, "b")], 500, ARD)


def test_a_new_cue_does_not_go_far_away_to_find_room() -> None:
    cues = [Cue(i * 1000, i * 1000 + 960, "a") for i in range(50)]
    with pytest.raises(InputError, match="no room"):
        editing.insert(cues, 500, ARD)
    assert editing.insert(cues, 49_500, ARD).start == 50_000


@UNHURRIED
@given(CUES, st.integers(0, 10**6))
def test_a_new_cue_never_overlaps(cues: list[Cue], at: int) -> None:
    try:
        new = editing.insert(cues, at, ARD)
    except InputError:
        return
    assert new.start >= at
    assert all(cue.end <= new.start or new.end <= cue.start for cue in cues if cue.start < cue.end)


def test_cues_are_shifted_together_and_never_before_the_beginning() -> None:
    cues = [Cue(1000, 2000, "a"), Cue(3000, 4000, "b", state=CueState.APPROVED)]
    assert [cue.start for cue in editing.shift(cues, 500)] == [1500, 3500]
    assert [cue.start for cue in editing.shift(cues, -5000)] == [0, 2000]
    assert [cue.state for cue in editing.shift(cues, 500)] == [CueState.MACHINE, CueState.APPROVED]
    assert editing.shift([], -5) == []


@UNHURRIED
@given(CUES, st.integers(0, 10**6))
def test_shifting_there_and_back_is_nothing(cues: list[Cue], by: int) -> None:
    assert editing.shift(editing.shift(cues, by), -by) == cues


def test_cues_are_stretched_between_two_moments() -> None:
    cues = [Cue(1000, 2000, "a"), Cue(5000, 6000, "b"), Cue(9000, 9500, "c")]
    moved = editing.stretch(cues, (1000, 2000), (9000, 18_000))
    assert [(cue.start, cue.end) for cue in moved] == [(2000, 4000), (10_000, 12_000), (18_000, 19_000)]
    assert editing.stretch(cues, (9000, 18_000), (1000, 2000)) == moved


def test_moments_out_of_order_are_refused() -> None:
    for first, second in [((0, 0), (0, 5)), ((0, 5), (9, 5)), ((0, 9), (9, 1))]:
        with pytest.raises(InputError, match="follow"):
            editing.stretch([Cue(0, 1, "a")], first, second)


def test_a_stretch_that_would_begin_before_the_film_is_refused() -> None:
    with pytest.raises(InputError, match="before the film"):
        editing.stretch([Cue(0, 500, "a"), Cue(5000, 6000, "b"), Cue(9000, 9500, "c")], (5000, 0), (9000, 9000))


@UNHURRIED
@given(CUES, st.integers(1, 10**6), st.integers(1, 10**6))
def test_stretching_keeps_the_order_of_all_times(cues: list[Cue], old: int, new: int) -> None:
    moved = editing.stretch(cues, (0, 0), (old, new))
    times = [(before, after) for c, m in zip(cues, moved, strict=True) for before, after in
             ((c.start, m.start), (c.end, m.end))]  # fmt: skip
    for (before, after), (later, moved_later) in pairwise(sorted(times)):
        assert before <= later
        assert after <= moved_later
    assert all(abs(m.start - Fraction(c.start * new, old)) <= Fraction(1, 2) for c, m in zip(cues, moved, strict=True))


def test_lines_are_broken_anew_and_speakers_keep_theirs() -> None:
    assert editing.rebreak(Cue(0, 1, "Guten\nAbend."), ARD).text == "Guten Abend."
    assert editing.rebreak(Cue(0, 1, "- Wer\nda?\n- Ich."), ARD).text == "- Wer da?\n- Ich."
    assert editing.rebreak(Cue(0, 1, "Wer da?\n-Ich."), DUTCH).text == "Wer da?\n-Ich."


@UNHURRIED
@given(TEXTS)
def test_breaking_anew_keeps_words_and_state_and_is_done_once(text: str) -> None:
    cue = Cue(0, 1, text, state=CueState.APPROVED)
    broken = editing.rebreak(cue, ARD)
    assert words_of(broken.text) == words_of(text)
    assert broken.state is CueState.APPROVED
    assert "\n\n" not in broken.text


def test_cues_go_where_their_words_were_heard() -> None:
    cues = [Cue(7000, 8000, "Guten Abend."), Cue(8000, 9000, "[Applaus]"), Cue(9000, 9500, "Wilkommen im Theater.")]
    timed = editing.retime([cues[0], cues[2]], WORDS, ARD)
    assert [(cue.start, cue.end) for cue in timed] == [(1060, 2200), (3460, 5200)]
    assert [cue.text for cue in timed] == ["Guten Abend.", "Wilkommen im Theater."]


def test_words_that_crowd_at_the_very_beginning_give_no_times_before_it() -> None:
    timed = editing.retime([Cue(0, 0, "a"), Cue(0, 0, "a")], [Word("a", 0, 0), Word("a", 0, 0)], ARD)
    assert [cue.start for cue in timed] == [0, 1]


def test_a_cue_that_nobody_heard_stays() -> None:
    cues = [Cue(1060, 2200, "Guten Abend."), Cue(2500, 3000, "[Applaus]"), Cue(3100, 5000, "Willkommen im Theater.")]
    timed = editing.retime(cues, WORDS, ARD)
    assert timed[1] == cues[1]
    assert timed[0].end <= 2500 - 40
    assert timed[2].start == 3460


def test_a_cue_timed_alone_finds_its_own_words_by_those_of_its_neighbours() -> None:
    said = ["Ja.", "Guten Abend.", "Ja.", "Wer da?", "Ja."]
    words = [Word(text, 1000 + i * 2000, 1500 + i * 2000) for i, text in enumerate(said)]
    words = [Word(part, word.start, word.end) for word in words for part in word.text.split()]
    cues = [Cue(960 + i * 2000, 2200 + i * 2000, text) for i, text in enumerate(said)]
    moved = [*cues[:2], replace(cues[2], start=4100, end=4300), *cues[3:]]
    timed = editing.retime_some(moved, {2}, words, ARD)
    assert timed[2].start == 4960
    assert [*timed[:2], *timed[3:]] == [*cues[:2], *cues[3:]]


def test_cues_timed_alone_end_before_what_follows_unless_it_stands_before_their_words() -> None:
    cues = [Cue(900, 1300, "Guten Abend."), Cue(1500, 2500, "Willkommen im Theater.")]
    assert editing.retime_some(cues, {0}, WORDS, ARD)[0] == Cue(1060, 1460, "Guten Abend.")
    cues[1] = replace(cues[1], start=1200)
    assert editing.retime_some(cues, {0}, WORDS, ARD)[0] == Cue(1060, 2200, "Guten Abend.")


@UNHURRIED
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(100, 900)), min_size=1, max_size=30), st.integers(-9000, 9000))
def test_retiming_undoes_any_shift(steps: list[tuple[int, int]], by: int) -> None:
    words, time = [], 10_000
    for i, (pause, length) in enumerate(steps):
        time += pause * 700
        words.append(Word(f"wort{i}", time, time + length))
        time += length
    cues = [
        Cue(w[0].start, w[-1].end, " ".join(x.text for x in w))
        for w in (words[i : i + 3] for i in range(0, len(words), 3))
    ]
    timed = editing.retime(cues, words, ARD)
    assert editing.retime(editing.shift(cues, by), words, ARD) == timed
    assert all(0 <= w.start - c.start <= 200 for w, c in zip(words[::3], timed, strict=True))
    assert all(a.end <= b.start for a, b in pairwise(timed))


@UNHURRIED
@given(CUES, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 10**6), st.integers(0, 3000)), max_size=12))
def test_timing_anew_keeps_every_cue_whatever_was_heard(cues: list[Cue], picks: list[tuple[int, int, int]]) -> None:
    pool = [word for cue in cues for word in visible(cue.text).split()] or ["a"]
    words = sorted((Word(pool[p % len(pool)], at, at + n) for p, at, n in picks), key=lambda word: word.start)
    timed = editing.retime(cues, words, ARD)
    assert [(cue.text, cue.state) for cue in timed] == [(cue.text, cue.state) for cue in cues]
    assert all(after == before or after.start < after.end for before, after in zip(cues, timed, strict=True))


def test_chosen_cues_go_to_cuts_whatever_their_state_and_keep_it() -> None:
    cues = [Cue(1060, 2200, "Guten Abend.", state=CueState.APPROVED), Cue(3460, 5200, "Willkommen im Theater.")]
    shots = [ShotChange(1000), ShotChange(3400)]
    moved = editing.snap(cues, {0}, shots, WORDS, ARD)
    assert moved == [replace(cues[0], start=1000), cues[1]]
    assert [cue.start for cue in editing.snap(cues, range(2), shots, WORDS, ARD)] == [1000, 3400]
    assert editing.snap(cues, (), shots, WORDS, ARD) == cues


def test_the_words_of_a_whole_film_are_found_though_some_were_changed() -> None:
    words = [Word(f"w{i % 97}", i * 400, i * 400 + 300) for i in range(4000)]
    cues = [
        Cue(own[0].start + 2500, own[-1].end + 2500, " ".join("neu" if w.start % 2800 == 0 else w.text for w in own))
        for own in (words[i : i + 8] for i in range(0, 4000, 8))
    ]
    found = heard.of_cues(cues, words)
    right = sum(own == words[i * 8 : i * 8 + 8] for i, own in enumerate(found))
    assert right == len(cues)
