"""Words become cues: cut by optimisation, broken into lines, timed, final window by window.

After Karamitroglou (1998) and the Code of Good Subtitling Practice: a cue holds one sentence or a clean part of it.
Nothing that was given out is changed later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from studio.model.cue import Cue
from studio.model.media import DEFAULT_FRAME_RATE
from studio.model.profile import Profile
from studio.model.speech import Span, Word
from studio.subtitles import limits, optimum, stream, timing
from studio.subtitles import weights as prices
from studio.subtitles.fitted import Fitted
from studio.subtitles.into_cues import into_cues
from studio.subtitles.optimum import Cut, Task
from studio.subtitles.snapping import snap
from studio.subtitles.stream import Stream
from studio.subtitles.timing import EARLIEST, Clock, Need

__all__ = ["Cutter", "Fitted", "fit", "from_words", "into_cues", "snap"]

PAUSE = 1000
"""After a pause of this many milliseconds a cue is final even inside a sentence."""
LONGEST_WAIT = 60_000
"""Words of a sentence that does not end are held back this many milliseconds at most."""


def from_words(
    words: Sequence[Word],
    profile: Profile,
    language: str,
    *,
    frame_rate: Fraction = DEFAULT_FRAME_RATE,
    media_duration: int | None = None,
    speech: Sequence[Span] = (),
    free: int = 0,
) -> list[Fitted]:
    """Return the cues of `words`; joined, their texts are the words.

    `speech` are the stretches where a voice was found: a word that reaches from one far into the silence
    after it is taken to end with it.  The screen is `free` for the first cue from that time (ms) on.
    """
    cutter = Cutter(profile, language, frame_rate, free)
    early = cutter.add(words, 0, speech)
    return early + cutter.finish(media_duration)


def fit(task: Task, cuts: Sequence[Cut], *, first_start: int | None = None) -> list[Fitted]:
    """Return the cues of the cuts with their times and the rules they break; words are counted within the task."""
    needs = [_need(task, cut) for cut in cuts]
    times = timing.place(needs, task.clock, first_start=first_start, earliest=task.earliest, limit=task.limit)
    fitted: list[Fitted] = []
    for i, (cut, (start, end)) in enumerate(zip(cuts, times, strict=True)):
        cue = Cue(start, end, task.stream.page.text(*cut))
        after = times[i + 1][0] if i + 1 < len(times) else None
        fitted.append(Fitted(cue, cut.first, cut.last, limits.broken(cue, after, task.profile, task.clock)))
    return fitted


class Cutter:
    """Cuts a stream of words into cues, window by window; a cue that was given out is final.

    Held back are the words after the last finished sentence, and cues whose times hang on words not yet heard.
    """

    def __init__(
        self, profile: Profile, language: str, frame_rate: Fraction = DEFAULT_FRAME_RATE, free: int = 0
    ) -> None:
        self._profile = profile
        self._language = language
        self._clock = Clock.of(profile, frame_rate)
        self._weights = prices.load()
        self._waiting: list[Word] = []
        self._given = 0  # words
        self._first_start: int | None = None  # of the next cue, where the one before was timed by it
        self._free = free  # when the screen is free for the next cue

    def add(self, words: Sequence[Word], heard_until: int, speech: Sequence[Span] = ()) -> list[Fitted]:
        """Take more words and return the cues that are final now.

        Up to `heard_until` (ms) everything has been heard: where no word is, there is silence.  `speech` are the
        stretches of the same window where a voice was found.
        """
        self._waiting += stream.trimmed(words, speech)
        if not self._waiting or heard_until <= 0:
            return []
        task = self._task(None)
        cuts = optimum.solve(task)
        final = self._final(task.stream, cuts, heard_until)
        return self._give(task, cuts, final) if final else []

    def finish(self, media_duration: int | None = None) -> list[Fitted]:
        """Return the cues of the words still waiting; none ends after `media_duration`."""
        if not self._waiting:
            return []
        task = self._task(media_duration)
        cuts = optimum.solve(task)
        return self._give(task, cuts, len(cuts))

    def _task(self, limit: int | None) -> Task:
        words = stream.of(self._waiting, self._language, self._weights)
        earliest = self._free if self._first_start is None else self._first_start
        return Task(words, self._profile, self._clock, self._weights, min(earliest, words.starts[0]), limit)

    def _final(self, words: Stream, cuts: Sequence[Cut], heard_until: int) -> int:
        """Return how many of the cuts can be given out now."""
        settled = [i for i, cut in enumerate(cuts) if self._is_settled(words, cut, heard_until)]
        ends = [
            i for i in settled if words.is_sentence_end(cuts[i].last) or self._pauses(words, cuts[i].last, heard_until)
        ]
        if ends:
            return ends[-1] + 1
        overdue = heard_until - words.starts[0] > LONGEST_WAIT
        return settled[-1] + 1 if settled and overdue else 0

    def _is_settled(self, words: Stream, cut: Cut, heard_until: int) -> bool:
        """Say whether enough after the cue was heard: another word, and the time that its end may hang on."""
        if cut.last + 8 < len(words):
            return True
        length = words.page.length(cut.first, cut.last)
        wanted = self._clock.wanted(length, cut.last - cut.first + 1)
        over = max(words.ends[cut.last] + timing.LEAD_OUT, words.starts[cut.first] + wanted)
        return heard_until >= over + max(self._clock.closes_below, self._clock.gap) + EARLIEST

    def _pauses(self, words: Stream, i: int, heard_until: int) -> bool:
        """Say whether so long a pause follows word `i` that no cue will span it."""
        after = words.starts[i + 1] if i + 1 < len(words) else heard_until
        return after - words.ends[i] >= PAUSE

    def _give(self, task: Task, cuts: Sequence[Cut], count: int) -> list[Fitted]:
        fitted = fit(task, cuts, first_start=self._first_start)
        given, rest = fitted[:count], fitted[count:]
        self._first_start = rest[0].cue.start if rest else None
        self._free = given[-1].cue.end + self._clock.gap
        offset = self._given
        self._given += given[-1].last + 1
        del self._waiting[: given[-1].last + 1]
        return [replace(f, first=f.first + offset, last=f.last + offset) for f in given]


def _need(task: Task, cut: Cut) -> Need:
    words = task.stream
    length = words.page.length(cut.first, cut.last) + (task.profile.line_break_counts - 1) * len(cut.breaks)
    count = cut.last - cut.first + 1
    return Need(
        words.starts[cut.first],
        words.ends[cut.last],
        task.clock.shortest(length, count),
        task.clock.wanted(length, count),
    )
