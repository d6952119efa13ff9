"""The real window, without a screen, in which the sample becomes German and English files; for a watch to look at.

python tests/flows/window_without_network.py FOLDER
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from studio.gui import app as program
from studio.gui.main_window import MainWindow
from studio.gui.session import Session
from studio.jobs.lanes import Lanes
from studio.workflow import exporting, listening, translating
from studio.workflow.work import Work

PATIENCE = 240
"""Seconds until a busy computer must have done a step."""


def main(folder: Path) -> int:
    """Open the sample in a production of its own, play it, write it down, translate it, export it; then leave."""
    qt = program.make([sys.argv[0]])
    with Lanes() as lanes:
        window = program.build(qt, lambda: lanes)
        window.show()
        window.production.sample()
        until(qt, lambda: window.session is not None)
        session = window.session
        assert session is not None
        until(qt, lambda: not window.desk.runner.running)
        session.toggle_play()
        files = make(qt, window, session, folder)
        sys.stdout.write("\n".join(path.name for path in files) + "\n")
        window.shut()
    return 0


def make(qt: QApplication, window: MainWindow, session: Session, folder: Path) -> list[Path]:
    """Return the files of both languages."""
    project, video = session.project, session.video.id
    choice = listening.Choice(language="de", model="practice")
    do(qt, window, listening.begin(project, video, choice), video)
    source = session.tracks()[0].id
    do(qt, window, translating.begin(project, source, "en"), video)
    tracks = tuple(track.id for track in session.tracks())
    plan = exporting.plan(project, video, exporting.Choice(tracks, ("srt", "vtt"), folder))
    return exporting.write(project, plan)


def do(qt: QApplication, window: MainWindow, work: Work[object], video: int) -> None:
    """Have the window do the work, and all that follows from it."""
    running = window.desk.runner.run(work, video)
    running.failed.connect(lambda error: sys.stderr.write(f"{error.message}\n{error.details}\n"))
    until(qt, lambda: not window.desk.runner.running)


def until(qt: QApplication, is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so; end the process if it never is."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            sys.exit("it took too long")
        qt.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
