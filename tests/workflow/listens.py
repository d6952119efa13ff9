"""A program that listens into a production, begins or goes on, and may end itself in the middle as a kill would.

python tests/workflow/listens.py FILE.souffleur MODEL ENGINE [WINDOWS]
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from studio.jobs.lanes import Lanes
from studio.project.project import Project
from studio.project.values import Changed
from studio.workflow import listening
from studio.workflow.listening import Choice
from studio.workflow.work import run


def main(path: Path, model: str, engine: str, windows: int = 0) -> None:
    """Listen to the first video; end without a word once so many windows were kept (0: never)."""
    with Project.open(path) as project, Lanes() as lanes:
        video = project.media.videos()[0].id
        if windows:
            project.subscribe(killer(windows))
        stored = listening.unfinished(project, video)
        sound = "everything" if engine == "scripted" else "speech"
        if stored is None:
            choice = Choice(model=model, engine=engine, sound=sound, language="de")
            work = listening.begin(project, video, choice)
        else:
            work = listening.resume(project, stored, model)
        tell("begun")
        run(work, lanes, lambda event: None)
        tell("done")


def killer(windows: int) -> Callable[[Changed], None]:
    """Return what ends this program once so many windows were kept."""
    kept = 0

    def look(changed: Changed) -> None:
        nonlocal kept
        kept += len(changed.rows.get("window", ()))
        if kept >= windows:
            os.kill(os.getpid(), signal.SIGKILL)

    return look


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], *map(int, sys.argv[4:]))
