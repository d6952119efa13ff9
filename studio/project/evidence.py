"""What was heard and seen, kept window by window as it comes, never edited; outside undo."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from studio.model.media import ShotChange
from studio.model.speech import Doubt, Flag, Heard, Run, Segment, Span, Word
from studio.project import faults
from studio.project.database import Database, Row
from studio.project.values import StoredRun, StoredWord

T = TypeVar("T")

_RUN = """
    SELECT id, video, engine, model, language, practice, settings, track, audio_track, start, stop, given, finished,
        coalesce((SELECT max(stop) FROM window WHERE run = run.id), start)
    FROM run
"""
_WORDS = """
    FROM word JOIN segment ON segment.id = word.segment JOIN window ON window.id = segment.window
"""

_ALL = 2**53
"""Later than anything is."""

_OVERHANG = 5000
"""Milliseconds that a word may begin outside its window and still be found in a stretch."""


@dataclass(frozen=True, slots=True)
class Listening:
    """What a run listens to: an audio track from `start` to `stop` (None: the end), for the cues of `track`."""

    video: int
    track: int | None = None
    audio_track: int = 0
    start: int = 0
    stop: int | None = None


class Evidence:
    """Runs of recognisers with their windows, segments and words; shot changes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, run: Run, listening: Listening) -> int:
        """Keep how a recognition is made, before its first window, and return its id."""
        settings = json.dumps(run.settings, ensure_ascii=False)
        made = (run.engine, run.model, run.language, int(run.practice), settings)
        on = (listening.video, listening.track, listening.audio_track, listening.start, listening.stop)
        sql = (
            "INSERT INTO run (engine, model, language, practice, settings, video, track, audio_track, start, stop)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        return self._db.insert(sql, (*made, *on))

    def keep(self, run: int, heard: Heard, *, given: int | None = None) -> list[int]:
        """Keep what was heard in the next window and return the ids of its words, in order.

        `given` is how many cues were made of the run so far: to be kept with the cues in the same transaction.
        """
        window = self._db.insert(
            "INSERT INTO window (run, start, stop) VALUES (?, ?, ?)", (run, heard.window.start, heard.window.end)
        )
        speech = [(window, i, span.start, span.end) for i, span in enumerate(heard.speech)]
        self._db.run_many("INSERT INTO speech VALUES (?, ?, ?, ?)", speech)
        ids = [id for segment in heard.segments for id in self._keep_segment(window, segment)]
        if given is not None:
            self.give(run, given)
        return ids

    def give(self, run: int, given: int) -> None:
        """Note how many cues were made of a run so far."""
        self._db.run("UPDATE run SET given = ? WHERE id = ?", (given, run))

    def finish(self, run: int) -> None:
        """Note that a run has heard everything."""
        self._db.run("UPDATE run SET finished = 1 WHERE id = ?", (run,))

    def runs(self, video: int) -> list[StoredRun]:
        """Return the recognitions of a video, the oldest first."""
        return [self._sound(_run, row) for row in self._db.rows(f"{_RUN} WHERE video = ? ORDER BY id", (video,))]

    def heard(self, run: int) -> list[Heard]:
        """Return what a run has heard so far, window by window."""
        windows = self._db.rows("SELECT id, start, stop FROM window WHERE run = ? ORDER BY start, stop", (run,))
        inside = "IN (SELECT id FROM window WHERE run = ?)"
        speech = self._grouped(
            f"SELECT window, start, stop FROM speech WHERE window {inside} ORDER BY window, number", run
        )
        segments = self._segments(run, inside)
        return [
            self._sound(
                lambda id, start, stop: Heard(
                    Span(start, stop), tuple(Span(*span) for span in speech[id]), tuple(segments[id])
                ),
                row,
            )
            for row in windows
        ]

    def speech(self, video: int, *, start: int = 0, stop: int | None = None) -> list[Span]:
        """Return where voices were found in a video, in order: where several runs listened, those of the newest.

        Only voices of windows that reach into the stretch from `start` until `stop` ms are read.
        """
        best: list[Span] = []
        for run in self.runs(video):
            until = run.heard_until if run.stop is None or not run.is_finished else run.stop
            best = [span for span in best if span.end <= run.start or span.start >= until]
            rows = self._db.rows(
                "SELECT speech.start, speech.stop FROM speech JOIN window ON window.id = speech.window"
                " WHERE run = ? AND window.start < ? AND window.stop > ?",
                (run.id, _ALL if stop is None else stop, start),
            )
            best += [self._sound(Span, row) for row in rows]
        return sorted(best, key=lambda span: (span.start, span.end))

    def voices(self, run: int, start: int, stop: int) -> list[Span]:
        """Return where voices were found by one run, in the windows that begin from `start` until `stop` ms."""
        rows = self._db.rows(
            "SELECT speech.start, speech.stop FROM speech JOIN window ON window.id = speech.window"
            " WHERE run = ? AND window.start >= ? AND window.start < ? ORDER BY speech.start, speech.stop",
            (run, start, stop),
        )
        return [self._sound(Span, row) for row in rows]

    def words(self, run: int, start: int = 0, stop: int | None = None) -> list[StoredWord]:
        """Return the words of a run that begin from `start` until `stop` ms (not included; None: all)."""
        until = _ALL if stop is None else stop
        sql = (
            f"SELECT word.id, word.text, word.start, word.stop, probability {_WORDS}"
            " WHERE window.run = ? AND window.start < ? AND window.stop > ?"
            " AND word.start >= ? AND word.start < ? ORDER BY word.id"
        )
        rows = self._db.rows(sql, (run, until + _OVERHANG, start - _OVERHANG, start, until))
        return [self._sound(_word, row) for row in rows]

    def word_ids(self, run: int) -> list[int]:
        """Return the ids of all words of a run, in order of hearing."""
        return [id for (id,) in self._db.rows(f"SELECT word.id {_WORDS} WHERE window.run = ? ORDER BY word.id", (run,))]

    def best_words(
        self, video: int, *, track: int | None = None, start: int = 0, stop: int | None = None
    ) -> list[StoredWord]:
        """Return the words of a video in order of time: where several runs listened, those of the newest.

        With `track`, only runs made for that track count; only words that begin from `start` until `stop` ms are read.
        """
        best: list[StoredWord] = []
        for run in self.runs(video):
            if track is None or run.track == track:
                until = run.heard_until if run.stop is None or not run.is_finished else run.stop
                best = [stored for stored in best if not run.start <= stored.word.start < until]
                best += self.words(run.id, start, stop)
        return sorted(best, key=lambda stored: (stored.word.start, stored.id))

    def words_by_id(self, first: int, last: int) -> list[StoredWord]:
        """Return the words from id `first` to `last` (included), in order of hearing: those of a cue."""
        sql = "SELECT id, text, start, stop, probability FROM word WHERE id BETWEEN ? AND ? ORDER BY id"
        return [self._sound(_word, row) for row in self._db.rows(sql, (first, last))]

    def doubts(self, first: int, last: int) -> list[tuple[Flag, int]]:
        """Return what guards said of the segments of these words (`last` included), and of how many words each."""
        sql = (
            "SELECT doubt, min(evidence), count(*) FROM word JOIN flag USING (segment)"
            " WHERE word.id BETWEEN ? AND ? GROUP BY doubt ORDER BY doubt"
        )
        rows = self._db.rows(sql, (first, last))
        return [(self._sound(_flag, (doubt, evidence)), count) for doubt, evidence, count in rows]

    def keep_shots(self, video: int, shots: Sequence[ShotChange]) -> None:
        """Keep the cuts of a video; those kept before go."""
        self._db.run("INSERT OR REPLACE INTO shot_search VALUES (?)", (video,))
        self._db.run("DELETE FROM shot WHERE video = ?", (video,))
        rows = [(video, shot.time, shot.score) for shot in shots]
        self._db.run_many("INSERT OR REPLACE INTO shot VALUES (?, ?, ?)", rows)

    def shots(self, video: int, *, start: int = 0, stop: int | None = None) -> list[ShotChange] | None:
        """Return the cuts of a video in order, from `start` until `stop` ms; None if nobody looked for them yet."""
        if self._db.row("SELECT id FROM shot_search WHERE id = ?", (video,)) is None:
            return None
        sql = "SELECT time, score FROM shot WHERE video = ? AND time >= ? AND time < ? ORDER BY time"
        rows = self._db.rows(sql, (video, start, _ALL if stop is None else stop))
        return [ShotChange(*row) for row in rows]

    def _keep_segment(self, window: int, segment: Segment) -> list[int]:
        sql = "INSERT INTO segment (window, language, log_probability) VALUES (?, ?, ?)"
        id = self._db.insert(sql, (window, segment.language, segment.log_probability))
        flags = [(id, i, flag.doubt, flag.evidence) for i, flag in enumerate(segment.flags)]
        self._db.run_many("INSERT INTO flag VALUES (?, ?, ?, ?)", flags)
        first = self._db.next_id("word")
        words = [(first + i, id, w.text, w.start, w.end, w.probability) for i, w in enumerate(segment.words)]
        self._db.run_many("INSERT INTO word VALUES (?, ?, ?, ?, ?, ?)", words)
        return [word[0] for word in words]

    def _segments(self, run: int, inside: str) -> dict[int, list[Segment]]:
        of = f"IN (SELECT id FROM segment WHERE window {inside})"
        words = self._grouped(
            f"SELECT segment, text, start, stop, probability FROM word WHERE segment {of} ORDER BY id", run
        )
        flags = self._grouped(f"SELECT segment, doubt, evidence FROM flag WHERE segment {of} ORDER BY number", run)
        found: dict[int, list[Segment]] = defaultdict(list)
        sql = f"SELECT window, id, language, log_probability FROM segment WHERE window {inside} ORDER BY id"
        for window, id, language, probability in self._db.rows(sql, (run,)):
            heard = tuple(self._sound(Word, row) for row in words[id])
            doubts = tuple(self._sound(_flag, row) for row in flags[id])
            found[window].append(Segment(heard, language, probability, doubts))
        return found

    def _grouped(self, sql: str, run: int) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for key, *rest in self._db.rows(sql, (run,)):
            found[key].append(tuple(rest))
        return found

    def _sound(self, make: Callable[..., T], row: Row) -> T:
        """Return the value of a row, which the model may refuse in a file made by hand."""
        try:
            return make(*row)
        except (ValueError, TypeError, RecursionError) as error:
            raise faults.damaged(self._db.path, str(error)) from error


def _run(
    id: int, video: int, engine: str, model: str, language: str, practice: int, settings: str, *rest: int
) -> StoredRun:
    pairs = tuple((str(name), str(value)) for name, value in json.loads(settings))
    run = Run(engine, model, language, bool(practice), pairs)
    track, audio_track, start, stop, given, finished, until = rest
    return StoredRun(id, video, run, track, audio_track, start, stop, given, bool(finished), until)


def _word(id: int, text: str, start: int, stop: int, probability: float) -> StoredWord:
    return StoredWord(id, Word(text, start, stop, probability))


def _flag(doubt: str, evidence: str) -> Flag:
    return Flag(Doubt(doubt), evidence)
