"""The tab of a film with 10,000 cues: how long it takes to open, and how long the window keeps a person waiting.

    python tests/benchmarks/many_cues.py [--gestures 1000] [--runs 9]

Opening: from nothing to the first picture of the whole tab with its table, beside pysubs2 reading the same SRT.
Answering: turns of the wheel, arrow keys and typed letters at the pace of a keyboard that repeats (30 a second), each
letter kept on the disk as it is for people; what counts is the longest time within each gesture that the event loop
did not come round, beside the same gestures with an empty table.  A `QTimer` of 0 ms is the witness.  The processor's
time of the same is the part that a busy machine does not falsify; waiting for the disk is not in it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import measure
import pysubs2
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.gui import theme
from studio.gui.desk import Desk
from studio.gui.preferences import Preferences
from studio.gui.runner import Runner
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.gui.tidying import Tidying
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue
from studio.model.media import Video
from studio.project.project import Project
from studio.project.values import StoredTrack

CUES = 10_000
SIZE = (1366, 700)
PACE = 1 / 30
"""Seconds between two gestures: how fast a key that is held down repeats."""
LONGEST = 50.0
TEXT = "Willkommen im Theater, meine Damen\nund Herren, zur Vorstellung Nummer {}."
LETTERS = "Der Vorhang geht auf und wieder zu "


def main() -> None:
    options = _options()
    measure.surroundings("pyside6-essentials", "pysubs2")
    app = QApplication([])
    theme.current().use("light")
    Tidying(app)
    with tempfile.TemporaryDirectory(prefix="souffleur-") as name, Lanes() as lanes:
        full, srt = made(Path(name), CUES)
        empty, _nothing = made(Path(name), 0)
        desk = Desk(lanes, Runner(lanes), Preferences())
        opening(app, desk, full, srt, options.runs)
        answering(app, desk, {"10,000 cues": full, "no cue": empty}, options.gestures)


def opening(app: QApplication, desk: Desk, path: Path, srt: Path, runs: int) -> None:
    """Measure how long it takes until the tab is there."""
    ours, theirs = [], []
    for number in range(runs + 1):  # the first one warms up
        begun = time.perf_counter()
        scene = Scene.open(app, desk, path)
        took = time.perf_counter() - begun
        scene.close()
        begun = time.perf_counter()
        pysubs2.load(str(srt))
        if number:
            ours.append(took)
            theirs.append(time.perf_counter() - begun)
    opened, read = statistics.median(ours), statistics.median(theirs)
    measure.table(("", "seconds"), ("open the tab", f"{opened:.3f}"), ("pysubs2 reads the SRT", f"{read:.3f}"))
    measure.verdict("seconds to open, beside 3 × pysubs2 + 0.5", opened, 3 * read + 0.5)


def answering(app: QApplication, desk: Desk, scenes: dict[str, Path], gestures: int) -> None:
    """Measure how long the loop does not come round during gestures."""
    rows, worst = [], 0.0
    for name, path in scenes.items():
        scene = Scene.open(app, desk, path)
        scene.rest()
        for kind, make in GESTURES.items():
            found = scene.waits(make(scene.tab), gestures)
            waits, busy = (sorted(wait[place] for wait in found) for place in (0, 1))
            p99 = waits[int(len(waits) * 0.99)]
            worst = max(worst, p99)
            figures = (statistics.median(waits), p99, waits[-1], statistics.median(busy), busy[int(len(busy) * 0.99)])
            rows.append((name, kind, *(f"{figure:.1f}" for figure in figures)))
        scene.close()
    measure.table(("table", "gesture", "median ms", "p99 ms", "longest ms", "processor: median ms", "p99 ms"), *rows)
    measure.verdict("milliseconds the loop is away, p99", worst, LONGEST, form=".1f")


@dataclass
class Scene:
    """The open tab of a production."""

    app: QApplication
    project: Project
    tab: SubtitleTab

    @classmethod
    def open(cls, app: QApplication, desk: Desk, path: Path) -> Scene:
        """Open it as the window does, until it is painted."""
        project = Project.open(path)
        tab = SubtitleTab(Session(project, 1, desk))
        tab.resize(*SIZE)
        tab.show()
        tab.grab()
        app.processEvents()
        return cls(app, project, tab)

    def rest(self) -> None:
        """Wait until the review has looked at everything and nothing is to be done."""
        self.tab.activateWindow()
        review = self.tab.session.review
        until = time.perf_counter() + 2
        while time.perf_counter() < until or (review is not None and not review.is_complete):
            self.app.processEvents()

    def waits(self, gestures: Iterator[Callable[[], None]], count: int) -> list[tuple[float, float]]:
        """Return for each gesture the longest ms that the loop did not come round, and those of the processor."""
        witness = Witness()
        found = []
        for _number in range(count):
            witness.begin()
            next(gestures)()
            until = time.perf_counter() + PACE
            while time.perf_counter() < until:
                self.app.processEvents()
            found.append((witness.longest * 1000, witness.busiest * 1000))
        witness.timer.stop()
        return found

    def close(self) -> None:
        """Close everything."""
        self.tab.close_session()
        self.tab.close()
        self.tab.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # nothing may ask the project after its end
        self.project.close()


class Witness:
    """Notes how long the event loop does not come round."""

    def __init__(self) -> None:
        self.timer = QTimer(interval=0)
        self.timer.timeout.connect(self._look)
        self.begin()
        self.timer.start()

    def begin(self) -> None:
        """Begin with another gesture."""
        self.longest = self.busiest = 0.0
        self._last, self._used = time.perf_counter(), time.thread_time()

    def _look(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        self.longest, self._last = max(self.longest, now - self._last), now
        self.busiest, self._used = max(self.busiest, used - self._used), used


def scrolling(tab: SubtitleTab) -> Iterator[Callable[[], None]]:
    """Turn the wheel through the table, to and fro."""
    rows = tab.cue_view.table
    place = QPointF(rows.viewport().rect().center())
    number = 0
    while True:
        by = QPoint(0, -360 if number % 100 < 70 else 480)
        number += 1
        yield lambda by=by: QApplication.sendEvent(  # type: ignore[misc]
            rows.viewport(),
            QWheelEvent(
                place,
                QPointF(rows.viewport().mapToGlobal(place.toPoint())),
                QPoint(),
                by,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )


def jumping(tab: SubtitleTab) -> Iterator[Callable[[], None]]:
    """Drag the scroll bar all over the table."""
    bar = tab.cue_view.table.verticalScrollBar()
    number = 0
    while True:
        number += 7919
        place = number % max(1, bar.maximum())
        yield lambda place=place: bar.setValue(place)  # type: ignore[misc]


def choosing(tab: SubtitleTab) -> Iterator[Callable[[], None]]:
    """Hold the arrow key down in the table: editor, picture and timeline follow."""
    rows = tab.cue_view.table
    rows.setFocus()
    while True:
        yield lambda: QTest.keyClick(rows, Qt.Key.Key_Down)


def typing(tab: SubtitleTab) -> Iterator[Callable[[], None]]:
    """Type into a cue in the middle of the film."""
    count = tab.session.cues.rowCount()
    if count:
        tab.session.show_cue(tab.session.cues.stored(count // 2).id)
    tab.editor.edit()
    number = 0
    while True:
        letter = LETTERS[number % len(LETTERS)]
        number += 1
        if number % 60 == 0:
            yield lambda: QTest.keyClick(tab.editor.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        yield lambda letter=letter: QTest.keyClicks(tab.editor.text, letter)  # type: ignore[misc]


GESTURES = {"wheel": scrolling, "scroll bar": jumping, "arrow key": choosing, "letter": typing}


def made(folder: Path, count: int) -> tuple[Path, Path]:
    """Return a production and an SRT with the same cues."""
    cues = [Cue(i * 3000, i * 3000 + 2500, TEXT.format(i)) for i in range(count)]
    film, production, srt = folder / "film.mp4", folder / f"{count}.souffleur", folder / f"{count}.srt"
    film.write_bytes(b"film")
    with Project.create(production) as project, project.record():
        video = project.media.add_video(Video(film, CUES * 3000, Fraction(25), ()))
        track = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
        project.cues.add(track.id, cues)
    file = pysubs2.SSAFile()
    file.events = [pysubs2.SSAEvent(cue.start, cue.end, cue.text.replace("\n", "\\N")) for cue in cues]
    file.save(str(srt))
    return production, srt


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gestures", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=9)
    return parser.parse_args()


if __name__ == "__main__":
    main()
