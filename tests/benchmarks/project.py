"""Measure the production file beside pysubs2 and beside bare SQLite, in the same run.

    python tests/benchmarks/project.py [FOLDER]

Opening 10,000 cues: medians of nine warm runs; ours looks at every value of the file and makes the same `Cue`s with
state, reviewer and comment.  Editing: 1,000 steps that change one cue, each on the disk; the reference does the same
UPDATE in a transaction with the same journal and nothing else.  FOLDER (default: the system's for temporary files) says
which disk is measured.
"""

from __future__ import annotations

import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pysubs2

from studio.model.cue import Cue
from studio.model.media import Video
from studio.project.project import Project
from studio.project.values import StoredTrack

CUES = 10_000
EDITS = 1000
RUNS = 9
TEXT = "Willkommen im Theater, meine Damen\nund Herren, zur Vorstellung Nummer {}."


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        production, srt = made(Path(name))
        print(f"SQLite {sqlite3.sqlite_version}, pysubs2 {pysubs2.__version__}, Python {platform.python_version()}")
        reference = median(lambda: pysubs2.load(str(srt)))
        opened = median(lambda: opened_and_read(production))
        print(f"open and read {CUES} cues: {opened:.0f} ms; pysubs2 {reference:.0f} ms; ratio {opened / reference:.2f}")
        ours, bare = edits(production), bare_edits(Path(name) / "bare.db")
        print(f"an edit with undo: {spread(ours)}; bare UPDATE: {spread(bare)}")
        with Project.open(production) as project:
            print(f"undo, redo: {spread(timed(project.undo, 200))}; {spread(timed(project.redo, 200))}")
            print(f"shift all cues: {median(lambda: shift_all(project)):.0f} ms; undo: {median(project.undo):.0f} ms")


def made(folder: Path) -> tuple[Path, Path]:
    """Return a production and an SRT with the same cues."""
    cues = [Cue(i * 3000, i * 3000 + 2500, TEXT.format(i)) for i in range(CUES)]
    film, production, srt = folder / "film.mp4", folder / "film.souffleur", folder / "film.srt"
    film.write_bytes(b"film")
    with Project.create(production) as project:
        with project.step("Add video"):
            video = project.media.add_video(Video(film, CUES * 3000, Fraction(25), ()))
            track = project.tracks.add(StoredTrack(0, video, "de"))
        with project.record():
            project.cues.add(track.id, cues)
    file = pysubs2.SSAFile()
    file.events = [pysubs2.SSAEvent(cue.start, cue.end, cue.text.replace("\n", "\\N")) for cue in cues]
    file.save(str(srt))
    return production, srt


def opened_and_read(path: Path) -> None:
    with Project.open(path) as project:
        assert len(project.cues.of(1)) == CUES


def edits(path: Path) -> list[float]:
    with Project.open(path) as project:
        ids = project.cues.ids(1)
        count = 0

        def edit() -> None:
            nonlocal count
            count += 1
            stored = project.cues.get(ids[count * 7 % CUES])
            assert stored is not None
            with project.step("Change text"):
                project.cues.put(replace(stored, cue=replace(stored.cue, text=f"Neu {count}")))

        return timed(edit, EDITS)


def bare_edits(path: Path) -> list[float]:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE cue (id INTEGER PRIMARY KEY, start INTEGER, text TEXT)")
        db.executemany("INSERT INTO cue VALUES (?, ?, ?)", [(i, i * 3000, TEXT.format(i)) for i in range(CUES)])
        count = 0

        def edit() -> None:
            nonlocal count
            count += 1
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE cue SET text = ? WHERE id = ?", (f"Neu {count}", count * 7 % CUES))
            db.execute("COMMIT")

        return timed(edit, EDITS)


def shift_all(project: Project) -> None:
    with project.step("Shift"):
        moved = [replace(c, cue=replace(c.cue, start=c.cue.start + 1, end=c.cue.end + 1)) for c in project.cues.of(1)]
        project.cues.put(*moved)


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Return the milliseconds of each call."""
    found = []
    for _time in range(times):
        begin = time.perf_counter()
        work()
        found.append((time.perf_counter() - begin) * 1000)
    return found


def median(work: Callable[[], object]) -> float:
    work()  # warm
    return statistics.median(timed(work, RUNS))


def spread(times: list[float]) -> str:
    return f"median {statistics.median(times):.2f} ms, p99 {statistics.quantiles(times, n=100)[98]:.2f} ms"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()))
