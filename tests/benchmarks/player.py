"""When subtitles come: the moments at which the text over the picture changes, against the times of the cues.

    python tests/benchmarks/player.py [--film FILE] [--speed 1]

The sample film is played in the real player of a tab with a cue every few hundred milliseconds.  The film's true moment
is that of the pictures Qt shows: between two pictures it goes on at the film's speed, and each picture says anew where
it is.  Measured until the text is painted.  Also: how long the window is held up by a picture, and how far a jump's
picture lies from where it was sent.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import measure

LIMIT = 100
Jumps = list[tuple[float, float]]
EVERY = 370
"""Milliseconds between two cues: at ever other places within a picture."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--film", type=Path, default=Path("resources/practice/welcome.de.mp4"))
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=40)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measure.surroundings("pyside6-addons")
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        late, held, jumps = played(asked.film.absolute(), Path(folder), asked.speed, asked.seconds)
    off = sorted(map(abs, late))
    measure.verdict("subtitle against its time, p99 ms", off[int(len(off) * 0.99)], LIMIT, form=".0f")
    measure.verdict("jump's picture against its place, largest ms", max(off for off, _took in jumps), LIMIT, form=".0f")
    rows = [
        ("subtitles", str(len(late)), _spread(late)),
        ("a picture's hold on the window", str(len(held)), _spread(held)),
        ("until a jump's picture is there", str(len(jumps)), _spread([took for _off, took in jumps])),
    ]
    measure.table(("what", "number", "ms: median (least … p99 … most)"), *rows)


def played(film: Path, folder: Path, speed: float, seconds: float) -> tuple[list[float], list[float], Jumps]:
    """Play the film and return how late each text came, how long pictures took, and how far off jumps were."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from studio.gui import theme
    from studio.gui.subtitle_tab.player import Player

    app = QApplication.instance() or QApplication([])
    theme.current().use("light")
    session, close = opened(film, folder)
    player = Player(session)
    watch = Watch(player)
    player.resize(420, 260)
    player.show()

    def wait(ms: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(int(ms), loop.quit)
        loop.exec()

    while player.film is None or not player.film.is_loaded:
        wait(20)
    player.set_speed(speed)
    player.film.set_volume(0, is_muted=True)
    wait(300)
    session.toggle_play()
    wait(seconds * 1000)
    session.toggle_play()
    late = watch.late(speed)
    jumps = [watch.jump(moment, wait) for moment in range(1_111, session.video.video.duration - 1000, 2_347)]
    player.shut()
    close()
    app.processEvents()
    return late, watch.held, jumps


class Watch:
    """Notes when pictures are shown and texts are painted."""

    def __init__(self, player: object) -> None:
        self._player = player
        self.held: list[float] = []
        self._pictures: list[tuple[float, float]] = []
        self._texts: list[tuple[float, str]] = []
        picture = player.picture  # type: ignore[attr-defined]
        show, paint = picture.show_frame, picture.paintEvent

        def show_frame(frame: object) -> None:
            begun = time.perf_counter()
            show(frame)
            self.held.append((time.perf_counter() - begun) * 1000)
            self._pictures.append((begun * 1000, frame.startTime() / 1000))  # type: ignore[attr-defined]

        def paint_event(event: object) -> None:
            paint(event)
            self._texts.append((time.perf_counter() * 1000, "".join(picture.texts)))

        picture.paintEvent = paint_event
        player.film_seen = show_frame  # type: ignore[attr-defined]  # keeps it alive
        picture.show_frame = show_frame

    def late(self, speed: float) -> list[float]:
        """Return for each text how much later it was painted than the film came to it, in ms."""
        begun = min(at - moment / speed for at, moment in self._pictures[5:])  # the least delayed picture
        found, before = [], ""
        for at, text in self._texts:
            if text != before and text:
                found.append(at - begun - int(text) / speed)
            before = text
        return found[1:-1]

    def jump(self, moment: int, wait: object) -> tuple[float, float]:
        """Go to a moment; return how far from it the picture lies that is shown then, and when that came, in ms."""
        session = self._player.session  # type: ignore[attr-defined]
        length = float(1000 / session.video.video.frame_rate)
        before, begun = len(self._pictures), time.perf_counter() * 1000
        session.seek(moment)
        while len(self._pictures) == before and time.perf_counter() * 1000 < begun + 5000:
            wait(5)  # type: ignore[operator]
        at, start = self._pictures[-1]
        return max(0.0, start - moment, moment - start - length), at - begun


def opened(film: Path, folder: Path) -> tuple[object, object]:
    """Return a session of the film with a cue every `EVERY` ms whose text is when it begins, and what closes it."""
    from studio.gui.desk import Desk
    from studio.gui.preferences import Preferences
    from studio.gui.runner import Runner
    from studio.gui.session import Session
    from studio.jobs.lanes import Lanes
    from studio.media.probe import probe
    from studio.model.cue import Cue
    from studio.project.project import Project
    from studio.project.values import StoredTrack

    project = Project.create(folder / "film.souffleur")
    video = probe(film)
    with project.step("Add"):
        id = project.media.add_video(video)
        track = project.tracks.add(StoredTrack(0, id, "de"))
        starts = range(500, video.duration, EVERY)
        project.cues.add(track.id, [Cue(start, start + EVERY, str(start)) for start in starts])
    lanes = Lanes()
    session = Session(project, id, Desk(lanes, Runner(lanes), Preferences()))

    def close() -> None:
        session.close()
        project.close()
        lanes.close()

    return session, close


def _spread(values: list[float]) -> str:
    ordered = sorted(values)
    p99 = ordered[int(len(ordered) * 0.99)]
    return f"{statistics.median(ordered):.1f} ({ordered[0]:.1f} … {p99:.1f} … {ordered[-1]:.1f})"


if __name__ == "__main__":
    main()
