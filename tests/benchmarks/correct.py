"""Measure what people do to cues in a production of 10,000, each step on the disk with its undo.

    python tests/benchmarks/correct.py [FOLDER]

For every correction: median and p99 of 200 steps on cues all over the film, by the clock and of the processor, beside
a bare UPDATE in the same journal (see project.py).  Then find and replace, and near misses of names, over all cues.
FOLDER (default: the system's for temporary files) says which disk is measured.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import measure
from project import bare_edits, spread, timed

from studio.model.cue import Cue
from studio.model.media import ShotChange, Video
from studio.model.speech import Heard, Run, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredCue, StoredTrack
from studio.workflow import correct, find, names
from studio.workflow.find import Query

CUES = 10_000
WORDS = 8
EVERY = 3000
STEPS = 200
LIMIT = 10.0
NAMES = ("Prospero", "Miranda", "Caliban", "Elfriede Jelinek", "Thomas Bernhard", "Ophelia", "Gonzalo", "Meike Harmsen")


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        with made(Path(name) / "film.souffleur") as project:
            worst = max(show(label, work) for label, work in corrections(project).items())
            worst = max(worst, show("undo", project.undo))
            searches(project)
        print(f"{'bare UPDATE':12} {spread(bare_edits(Path(name) / 'bare.db'))}")
    measure.verdict("milliseconds of the processor a step with its undo, p99", worst, LIMIT, form=".1f")


def show(label: str, work: Callable[[], object], times: int = STEPS) -> float:
    """Print how long it takes by the clock and of the processor; return the latter's p99 in milliseconds."""
    processor: list[float] = []

    def counted() -> None:
        begin = time.process_time()
        work()
        processor.append((time.process_time() - begin) * 1000)

    print(f"{label:12} {spread(timed(counted, times))}; processor {spread(processor)}")
    return sorted(processor)[int(len(processor) * 0.99)]


def made(path: Path) -> Project:
    """Return an open production of 10,000 cues with the words they were made of."""
    film = path.with_name("film.mp4")
    film.write_bytes(b"film")
    project = Project.create(path)
    with project.step("Add video"):
        video = project.media.add_video(Video(film, CUES * EVERY, Fraction(25), ()), "de")
        track = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
        for name in NAMES:
            project.names.add(name)
    with project.record():
        run = project.evidence.begin(Run("scripted", "script", "de"), Listening(video, track.id))
        for first in range(0, CUES, 10):
            heard = [word for i in range(first, first + 10) for word in said(i)]
            window = Span(first * EVERY, (first + 10) * EVERY)
            ids = project.evidence.keep(run, Heard(window, (window,), (Segment(tuple(heard), "de"),)))
            cues = [Cue(i * EVERY + 60, i * EVERY + 2500, text(i)) for i in range(first, first + 10)]
            project.cues.add(track.id, cues, [(ids[i * WORDS], ids[i * WORDS + WORDS - 1]) for i in range(10)])
        project.evidence.keep_shots(video, [ShotChange(i * EVERY) for i in range(0, CUES, 3)])
    return project


def text(i: int) -> str:
    return f"Willkommen im Theater, meine Damen\nund Herren Nummer{i}."


def said(i: int) -> list[Word]:
    words = text(i).split()
    return [Word(word, i * EVERY + 100 + k * 280, i * EVERY + 350 + k * 280, 0.9) for k, word in enumerate(words)]


def corrections(project: Project) -> dict[str, Callable[[], object]]:
    """Return each correction as something that can be done again and again, on another cue each time."""
    some = _Some(project)
    return {
        "set_text": lambda: correct.set_text(project, some.cue().id, "Willkommen in unserem Theater,\nmeine Damen."),
        "split": lambda: correct.split(project, some.cue().id, 23),
        "merge": lambda: correct.merge(project, some.pair()),
        "insert": lambda: correct.insert(project, 1, _room(project, some)),
        "delete": lambda: correct.delete(project, [some.cue().id]),
        "set_times": lambda: correct.set_times(project, (each := some.cue()).id, each.cue.start + 9, each.cue.end + 9),
        "nudge": lambda: correct.nudge(project, some.cue().id, 0, 10),
        "shift": lambda: correct.shift(project, [some.cue().id], 10),
        "snap": lambda: correct.snap(project, [some.cue().id]),
        "rebreak": lambda: correct.rebreak(project, [some.cue().id]),
        "retime": lambda: correct.retime(project, [some.cue().id]),
        "recut": lambda: correct.recut(project, some.pair(), force=True),
        "approve": lambda: correct.approve(project, [some.cue().id], "Eva"),
        "set_speaker": lambda: correct.set_speaker(project, [some.cue().id], "Anna"),
        "set_comment": lambda: correct.set_comment(project, some.cue().id, "?"),
    }


class _Some:
    """Gives cues from all over the film that nothing was done to yet."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._ids = iter(random.Random(7).sample(range(1, CUES), CUES - 1))

    def cue(self) -> StoredCue:
        while (stored := self._project.cues.get(next(self._ids))) is None or stored.cue.text != text(stored.id - 1):
            pass
        return stored

    def pair(self) -> list[int]:
        first = self.cue()
        second = self._project.cues.next(first)
        return [first.id, second.id] if second is not None else self.pair()


def _room(project: Project, some: _Some) -> int:
    """Return a moment behind a cue with nothing else in it."""
    first = some.cue()
    after = project.cues.next(first)
    return first.cue.end + 50 if after is None or after.cue.start > first.cue.end + 400 else _room(project, some)


def searches(project: Project) -> None:
    """Print how long it takes to look through all cues."""
    plain, pattern, turned = Query("theater"), Query(r"(\w+),\s(\w+)", regex=True), r"\2, \1"
    show("find", lambda: find.find(project, 1, plain), 20)
    show("preview", lambda: find.preview(project, 1, pattern, turned), 20)
    show("near names", lambda: names.preview(project, 1), 20)
    changes = find.preview(project, 1, plain, "Haus")
    begin = time.perf_counter()
    count = find.replace(project, changes)
    print(f"replace all: {count} cues in {(time.perf_counter() - begin) * 1000:.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()))
