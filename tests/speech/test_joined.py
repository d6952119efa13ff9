"""Short windows are heard together, and every word comes back to its own."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio.model.media import SAMPLE_RATE
from studio.model.speech import Segment, Span, Word
from studio.speech.joined import FAR, JOIN, join
from studio.speech.windows import Window

FIELD = 30_000


def window(start: int, end: int) -> Window:
    return Window(Span(start, end), (Span(start + 200, end - 200),))


class Clock:
    """A signal whose samples are their own numbers, in milliseconds."""

    duration = 1_000_000

    def read(self, start: int, stop: int) -> bytes:
        times = range(start * 1000 // SAMPLE_RATE, stop * 1000 // SAMPLE_RATE)
        return b"".join(time.to_bytes(4, "little") * (SAMPLE_RATE // 1000 // 2) for time in times)


def times(samples: bytes) -> list[int]:
    """Return the milliseconds of a `Clock` that were read."""
    size = SAMPLE_RATE * 2 // 1000
    return [int.from_bytes(samples[i : i + 4], "little") for i in range(0, len(samples), size)]


def test_the_first_window_is_heard_alone_and_others_together() -> None:
    found = [window(0, 5_000), window(9_000, 14_000), window(18_000, 23_000), window(27_000, 50_000)]
    assert [len(joined.windows) for joined in join(found, FIELD)] == [1, 2, 1]


def test_windows_far_apart_are_not_heard_together() -> None:
    found = [window(0, 1_000), window(5_000, 6_000), window(6_000 + FAR + 1, 6_000 + FAR + 2_000)]
    assert [len(joined.windows) for joined in join(found, FIELD)] == [1, 1, 1]


def test_a_recogniser_without_a_field_hears_each_window_by_itself() -> None:
    found = [window(0, 1_000), window(4_000, 5_000), window(8_000, 9_000)]
    assert [len(joined.windows) for joined in join(found, 0)] == [1, 1, 1]


def test_the_sound_is_the_windows_with_half_a_second_of_true_silence_between() -> None:
    _first, joined = join([window(0, 1_000), window(4_000, 5_000), window(8_000, 9_000)], FIELD)
    assert times(joined.samples(Clock())) == [*range(4_000, 5_000 + JOIN), *range(8_000, 9_000)]


def test_words_come_back_to_the_window_they_were_heard_in() -> None:
    _first, joined = join([window(0, 1_000), window(4_000, 5_000), window(8_000, 9_000)], FIELD)
    heard = Segment((Word("eins", 4_200, 4_700), Word("zwei", 5_600, 6_300)), "de")
    one, two = joined.brought_back([heard])
    assert [(word.text, word.start, word.end) for segment in one for word in segment.words] == [("eins", 4_200, 4_700)]
    assert [(word.text, word.start, word.end) for segment in two for word in segment.words] == [("zwei", 8_100, 8_800)]


def test_a_word_over_the_seam_stays_on_one_side() -> None:
    _first, joined = join([window(0, 1_000), window(4_000, 5_000), window(8_000, 9_000)], FIELD)
    one, two = joined.brought_back([Segment((Word("lang", 4_900, 5_900),), "de")])
    assert [(word.start, word.end) for segment in one for word in segment.words] == [(4_900, 5_000)]
    assert two == ()


@given(st.lists(st.tuples(st.integers(500, 29_000), st.integers(2_000, 20_000)), min_size=1, max_size=12), st.data())
def test_no_word_is_lost_and_all_lie_in_their_windows_in_order(
    shapes: list[tuple[int, int]], data: st.DataObject
) -> None:
    found, time = [], 0
    for length, gap in shapes:
        found.append(window(time, time + length))
        time += length + gap
    made = list(join(found, FIELD))
    assert [window for joined in made for window in joined.windows] == found
    for joined in made:
        length = len(times(joined.samples(Clock())))
        assert length <= FIELD
        edges = sorted(data.draw(st.lists(st.integers(0, length), min_size=2, max_size=8)))
        words = tuple(Word("ja", joined.start + one, joined.start + other) for one, other in pairwise(edges))
        back = joined.brought_back([Segment(words, "de")])
        assert sum(len(segment.words) for segments in back for segment in segments) == len(words)
        kept = [word for segments in back for segment in segments for word in segment.words]
        assert all(one.start <= other.start for one, other in pairwise(kept))
        for window_, segments in zip(joined.windows, back, strict=True):
            for segment in segments:
                assert window_.span.start <= segment.start <= segment.end <= window_.span.end


def test_a_full_group_ends_at_its_widest_silence() -> None:
    found = [window(0, 1_000)]
    for start in (10_000, 18_000, 26_000, 34_000):
        found.append(window(start, start + 7_900))
    found[3] = window(27_500, 33_900)  # a pause of 1.6 s before it, of 0.1 s elsewhere
    assert [len(joined.windows) for joined in join(found, FIELD)] == [1, 2, 2]
