from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio.model.speech import Segment, Span, Word
from studio.speech.word_times import settled


def _times(words: list[tuple[int, int]], speech: list[tuple[int, int]]) -> list[tuple[int, int]]:
    segment = Segment(tuple(Word("ja", *times) for times in words), "de")
    (result,) = settled([segment], [Span(*span) for span in speech])
    return [(word.start, word.end) for word in result.words]


def test_a_first_word_that_begins_in_silence_begins_with_the_speech() -> None:
    assert _times([(0, 600), (600, 900)], [(200, 1000)]) == [(200, 600), (600, 1000)]


def test_a_first_word_that_begins_late_is_drawn_to_a_near_beginning_only() -> None:
    assert _times([(350, 600)], [(200, 600)]) == [(200, 600)]
    assert _times([(450, 600)], [(200, 600)]) == [(450, 600)]


def test_a_word_over_a_silence_stays_on_the_side_where_it_mostly_lies() -> None:
    assert _times([(0, 900), (900, 2500), (2500, 2700)], [(0, 1000), (2000, 2700)])[1:] == [(2000, 2500), (2500, 2700)]
    assert _times([(0, 300), (300, 2100), (2200, 2700)], [(0, 1000), (2000, 2700)]) == [
        (0, 300),
        (300, 1000),
        (2000, 2700),
    ]


def test_a_word_over_a_stop_consonant_stays_whole() -> None:
    assert _times([(0, 1000)], [(0, 400), (520, 1000)]) == [(0, 1000)]


def test_a_word_heard_in_the_silence_before_speech_is_brought_to_it() -> None:
    assert _times([(0, 100), (1300, 1600)], [(1000, 1600)]) == [(1000, 1300), (1300, 1600)]
    assert _times([(0, 100), (1000, 1600)], [(1000, 1600)]) == [(1000, 1300), (1300, 1600)]


def test_a_word_between_two_stretches_goes_to_the_one_it_precedes() -> None:
    heard = [(0, 900), (1200, 1300), (2500, 2900)]
    assert _times(heard, [(0, 1000), (2000, 2900)]) == [(0, 1000), (2000, 2500), (2500, 2900)]


def test_a_word_over_no_speech_keeps_its_times() -> None:
    assert _times([(0, 300)], [(2000, 3000)]) == [(0, 300)]
    assert _times([(0, 300)], []) == [(0, 300)]


TIMES = st.lists(st.integers(0, 5000), max_size=12).map(sorted)


@given(TIMES, TIMES, st.integers(0, 6))
def test_words_stay_in_order_and_inside(word_edges: list[int], speech_edges: list[int], cut: int) -> None:
    words = [
        Word(f"w{index}", *pair) for index, pair in enumerate(zip(word_edges[::2], word_edges[1::2], strict=False))
    ]
    speech = [Span(*pair) for pair in zip(speech_edges[::2], speech_edges[1::2], strict=False)]
    segments = [Segment(tuple(words[:cut]), "de"), Segment(tuple(words[cut:]), "de")]
    result = settled(segments, speech)
    told = [word for segment in result for word in segment.words]
    assert [len(segment.words) for segment in result] == [len(segment.words) for segment in segments]
    assert [word.text for word in told] == [word.text for word in words]
    assert all(first.end <= second.start for first, second in pairwise(told))
    edges = word_edges + speech_edges
    assert all(min(edges) <= word.start <= word.end <= max(edges) for word in told)
