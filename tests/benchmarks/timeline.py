"""Drawing the timeline of a two-hour film with 10,000 cues while it is zoomed, scrolled, dragged and played.

    python tests/benchmarks/timeline.py [--frames 2000]

Each frame is painted whole into a picture of 1,366 × 166 (and one of twice that, with letters of 200 %), as a window
would; the 99th percentile counts.  What is measured is the way from the wheel to the finished picture.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import measure
import waveform as films
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from studio.gui import theme
from studio.gui.desk import Desk
from studio.gui.preferences import Preferences
from studio.gui.runner import Runner
from studio.gui.session import Session
from studio.gui.subtitle_tab.timeline import Timeline
from studio.jobs.lanes import Lanes
from studio.media import probe
from studio.model.cue import Cue, CueState
from studio.model.media import ShotChange
from studio.model.speech import Heard, Run, Span
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import waveform
from studio.workflow.work import Work
from studio.workflow.work import run as do

LIMIT = 20.0
CUES = 10_000
SIZE = QSize(1366, 166)


def main() -> None:
    options = _options()
    measure.surroundings("pyside6-essentials")
    app = QApplication([])
    rows = []
    worst = 0.0
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder, Lanes() as lanes:
        project = production(Path(folder), lanes)
        for size, percent in ((SIZE, 100), (SIZE * 2, 200)):
            theme.current().use("light", percent)
            timeline = shown(project, lanes, size)
            for name, gestures in GESTURES.items():
                frames = [timed(timeline, step, app) for step in gestures(timeline, options.frames)]
                times, processor = ([frame[place] for frame in frames] for place in (0, 1))
                worst = max(worst, _percentile(times))
                figures = (statistics.median(times), _percentile(times), max(times), _percentile(processor))
                rows.append((name, f"{percent} %", *(f"{figure:.1f}" for figure in figures)))
            timeline.canvas.sound.close()
            timeline.deleteLater()
        project.close()
    measure.table(("gesture", "letters", "median ms", "p99 ms", "longest ms", "processor, p99 ms"), *rows)
    measure.verdict("milliseconds a frame, p99", worst, LIMIT, form=".1f")


def zooming(timeline: Timeline, frames: int) -> Iterator[Callable[[], None]]:
    """Zoom out to the whole film and in again, again and again, at changing places."""
    canvas = timeline.canvas
    chance = random.Random(1)
    for number in range(frames):
        steps = 1.0 if math.sin(number / 12) > 0 else -1.0
        yield lambda steps=steps: canvas.zoom(steps, chance.random() * canvas.scale.width)


def scrolling(timeline: Timeline, frames: int) -> Iterator[Callable[[], None]]:
    """Scroll through the film, at the usual zoom, at a wide one and with all of it shown."""
    canvas = timeline.canvas
    for part in (22_000, 300_000, 3_000_000):
        canvas.show_scale(canvas.scale.zoomed(part / canvas.scale.span, 0))
        for number in range(frames // 3):
            by = 120 if number % 40 < 30 else -200
            yield lambda by=by: canvas.scroll_by(by)


def dragging(timeline: Timeline, frames: int) -> Iterator[Callable[[], None]]:
    """Drag a cue to and fro."""
    canvas = timeline.canvas
    canvas.show_scale(canvas.scale.zoomed(22_000 / canvas.scale.span, 0).centred(3_600_000))
    stored = canvas.shown_cues()[3]
    for number in range(frames // 2):
        by = round(500 * math.sin(number / 20))
        cue = replace(stored.cue, start=stored.cue.start + by, end=stored.cue.end + by)
        yield lambda cue=cue: canvas.show_preview(replace(stored, cue=cue))
    canvas.show_preview(None)


def playing(timeline: Timeline, frames: int) -> Iterator[Callable[[], None]]:
    """Let the playhead run, 25 times a second."""
    session = timeline.canvas.session
    session.set_playing(True)
    for number in range(frames):
        yield lambda moment=number * 40: session.set_moment(moment)
    session.set_playing(False)


GESTURES = {"zooming": zooming, "scrolling": scrolling, "dragging": dragging, "playing": playing}


def timed(timeline: Timeline, gesture: Callable[[], None], app: QApplication) -> tuple[float, float]:
    """Return the milliseconds from a gesture to the picture, and those of the processor among them."""
    picture = QImage(timeline.canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
    began, used = time.perf_counter(), time.thread_time()
    gesture()
    timeline.canvas.render(picture, QPoint())
    took = (time.perf_counter() - began) * 1000, (time.thread_time() - used) * 1000
    app.processEvents()
    return took


def shown(project: Project, lanes: Lanes, size: QSize) -> Timeline:
    """Return a timeline of the film with its waveform and its review."""
    app = QApplication.instance()
    assert app is not None
    session = Session(project, 1, Desk(lanes, Runner(lanes), Preferences()))
    timeline = Timeline(session)
    timeline.resize(size)
    timeline.show()
    while timeline.canvas.sound.peaks is None or session.review is None or not session.review.is_complete:
        app.processEvents()
    session.choose_cue(session.cues.stored(5000).id)
    return timeline


def production(folder: Path, lanes: Lanes) -> Project:
    """Return a production of the two-hour film: cues in all states, speech, 1,500 cuts, a waveform."""
    project = Project.create(folder / "film.souffleur")
    chance = random.Random(3)
    step = 7_200_000 // CUES
    cues, states = [], list(CueState)
    for number in range(CUES):
        start = number * step
        text = f"Satz {number}, der so lang ist\nwie Sätze eben sind."
        cues.append(Cue(start, start + chance.randrange(300, step - 40), text, state=chance.choice(states)))
    with project.record():
        video = project.media.add_video(probe.probe(films.film(120)), "de")
        track = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard")).id
        project.cues.add(track, cues)
        run = project.evidence.begin(Run("scripted", "", "de", False, ()), Listening(video, track))
        for start in range(0, 7_200_000, 30_000):
            spans = tuple(Span(at, at + 2_600) for at in range(start, start + 30_000, 3_000))
            project.evidence.keep(run, Heard(Span(start, start + 30_000), spans, ()))
        project.evidence.finish(run)
        project.evidence.keep_shots(video, [ShotChange(at) for at in sorted(chance.sample(range(7_200_000), 1500))])
    making = waveform.making(project, video)
    if isinstance(making, Work):
        do(making, lanes, lambda _event: None)
    return project


def _percentile(times: list[float]) -> float:
    return sorted(times)[math.ceil(0.99 * len(times)) - 1]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--frames", type=int, default=2000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
