"""Measure the review queue over a long track: building it in bites, and keeping up with edits.

    python tests/benchmarks/review.py [FOLDER]

10,000 cues with heard words, speech, names and about one fault of form or hearing in twenty cues.  Building: median of
nine, with the longest time between two yields in each.  Refreshing: 1,000 edits of one cue, only what the queue takes
of each (the step itself is in `project.py` beside this file).  Then the same for a translation of it, cue by cue, with
the names as terms; edits of its source count, too.  All of it is the processor's time of the one thread that
does it, which other programs disturb less; the time on the clock is shown for building only.
"""

from __future__ import annotations

import platform
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

from studio.model.cue import Cue
from studio.model.media import Video
from studio.model.speech import Heard, Run, Segment, Span, Word
from studio.model.translation import Origin
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import Changed, StoredTrack
from studio.workflow.review import Review
from studio.workflow.spelling import look_up

CUES = 10_000
EDITS = 1000
RUNS = 9
NAMES = 50
PER_WINDOW = 10
TEXTS = (
    "Guten Abend, meine Damen und Herren.",
    "Wir spielen zum ersten Mal\nein Stück von Shakespeare.",
    "Die Premiere ist am 12. Februar\num 19.30 Uhr im Haus.",
    "Unsere Regisseurin las es ganz neu.",
    "Es geht um eine Insel\nund um einen alten Mann.",
    "Karten gibt es ab neun Euro\nan der Kasse und im Internet.",
)

ENGLISH = (
    "Good evening, ladies and gentlemen.",
    "For the first time we are performing\na play by Shakespeare.",
    "The opening night is on 12 February\nat 7.30 pm in this house.",
    "Our director read it in a new way.",
    "It is about an island\nand about an old man.",
    "Tickets from nine euros\nat the box office and online.",
)


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as name, Project.create(Path(name) / "long.souffleur") as project:
        fill(project)
        print(f"Python {platform.python_version()}, {CUES} cues, {NAMES} names")
        built = [build(project) for _time in range(RUNS)]
        print(f"build: {statistics.median(total for total, _longest in built):.0f} ms in all")
        longest = sorted(longest for _total, longest in built)
        print(f"longest time between two yields: median {longest[RUNS // 2]:.1f} ms, worst {longest[-1]:.1f} ms")
        review = followed(project)
        spelled(review)
        print(f"{len(review.items)} items")
        print(f"refresh after another text: {spread(edits(project, review, 'text'))}")
        print(f"refresh after other times: {spread(edits(project, review, 'time'))}")
        print(f"refresh after inserting and deleting: {spread(edits(project, review, 'insert'))}")
    with tempfile.TemporaryDirectory(dir=folder) as name, Project.create(Path(name) / "two.souffleur") as project:
        fill(project)
        translate(project)
        built = [build(project, 2) for _time in range(RUNS)]
        print(f"translation: build: {statistics.median(total for total, _longest in built):.0f} ms in all")
        longest = sorted(longest for _total, longest in built)
        print(f"longest time between two yields: median {longest[RUNS // 2]:.1f} ms, worst {longest[-1]:.1f} ms")
        review = followed(project, 2)
        print(f"{len(review.items)} items")
        print(f"refresh after another text: {spread(edits(project, review, 'text', 2))}")
        print(f"refresh after another text of the source: {spread(edits(project, review, 'text'))}")


def fill(project: Project) -> None:
    luck = random.Random(7)
    film = project.path.with_name("film.mp4")
    film.write_bytes(b"film")
    with project.step("Add video"):
        video = project.media.add_video(Video(film, CUES * 4000, Fraction(25), ()), "de")
        track = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard")).id
        for number in range(NAMES):
            project.names.add(f"{luck.choice('BDFGKLMNPRSTW')}{luck.choice(('aru', 'elo', 'ista', 'oran'))}mik{number}")
    cues = [cue(i, luck) for i in range(CUES)]
    with project.record():
        run = project.evidence.begin(Run("scripted", "made", "de"), Listening(video, track))
        for first in range(0, CUES, PER_WINDOW):
            project.evidence.keep(run, heard(cues[first : first + PER_WINDOW], luck))
        project.evidence.finish(run)
        counts = [len(each.text.split()) for each in cues]
        ends = list(accumulate(counts))
        project.cues.add(track, cues, [(end - count + 1, end) for end, count in zip(ends, counts, strict=True)])


def translate(project: Project) -> None:
    """Add a translation of the track, one in a hundred cues of which has another number."""
    luck = random.Random(8)
    sources = project.cues.of(1)
    with project.record():
        track = project.tracks.add(StoredTrack(0, 1, "en", profile="en-netflix", source=1)).id
        texts = [ENGLISH[number % len(ENGLISH)] for number in range(len(sources))]
        wrong = [text.replace("7.30", "9.30") if luck.random() < 0.06 else text for text in texts]
        cues = [replace(each.cue, text=text) for each, text in zip(sources, wrong, strict=True)]
        ids = project.cues.add(track, cues)
        project.pairs.add((id, each.id, each.cue.text, Origin.MACHINE) for id, each in zip(ids, sources, strict=True))


def cue(number: int, luck: random.Random) -> Cue:
    chance = luck.random()
    length = 1500 if chance < 0.02 else 3900
    text = TEXTS[number % len(TEXTS)].replace("Shakespeare", "Schekspir" if chance > 0.99 else "Shakespeare")
    return Cue(number * 4000, number * 4000 + length, text)


def heard(cues: list[Cue], luck: random.Random) -> Heard:
    segments = []
    for each in cues:
        texts = each.text.split()
        step = (each.end - each.start) // len(texts)
        words = (
            Word(text, each.start + i * step, each.start + (i + 1) * step - 10, 0.2 if luck.random() < 0.003 else 0.9)
            for i, text in enumerate(texts)
        )
        segments.append(Segment(tuple(words), "de", -0.2))
    speech = tuple(Span(each.start, each.end) for each in cues)
    return Heard(Span(cues[0].start, cues[-1].end), speech, tuple(segments))


def build(project: Project, track: int = 1) -> tuple[float, float]:
    """Return the milliseconds on the clock that a whole build takes, and the longest between two yields."""
    review = Review(project, track)
    begin = time.perf_counter()
    before, longest = time.thread_time(), 0.0
    for _bite in review.build():
        now = time.thread_time()
        longest = max(longest, now - before)
        before = now
    return (time.perf_counter() - begin) * 1000, max(longest, time.thread_time() - before) * 1000


def followed(project: Project, track: int = 1) -> Review:
    review = Review(project, track)
    for _bite in review.build():
        pass
    return review


def spelled(review: Review) -> None:
    work = review.spelling()
    assert work is not None
    work.finish(look_up(*work.values, report=lambda _said: None))
    for _bite in review.build():
        pass


def edits(project: Project, review: Review, kind: str, track: int = 1) -> list[float]:
    """Return what the queue takes for each of many edits, in milliseconds."""
    luck = random.Random(kind)
    ids = project.cues.ids(track)
    times: list[float] = []

    def follow(changed: Changed) -> None:
        begin = time.thread_time()
        review.refresh(changed)
        times.append((time.thread_time() - begin) * 1000)
        assert review.is_complete

    stop = project.subscribe(follow)
    for number in range(EDITS):
        stored = project.cues.get(luck.choice(ids))
        assert stored is not None
        old = stored.cue
        with project.step("Edit"):
            if kind == "text":
                project.cues.put(replace(stored, cue=replace(old, text=f"{old.text} und {number}")))
            elif kind == "time":
                project.cues.put(replace(stored, cue=replace(old, end=old.end - 7)))
            elif number % 2:
                project.cues.add(1, [Cue(old.end, old.end + 50, "Neu.")])
            else:
                project.cues.remove([stored.id])
                ids.remove(stored.id)
    stop()
    return times


def spread(times: list[float]) -> str:
    return f"median {statistics.median(times):.2f} ms, p99 {statistics.quantiles(times, n=100)[98]:.2f} ms"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()))
