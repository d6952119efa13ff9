"""Kills the window at random moments of editing and listening, and looks at what is left each time.

python tests/flows/kill_window.py [ROUNDS] [SEED]
"""

from __future__ import annotations

import json
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio import i18n, paths
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import listening
from studio.workflow import open as opening
from studio.workflow.work import run

PROGRAM = Path(__file__).with_name("window_at_work.py")
LONGEST = 2.0
"""Seconds the window works at most, after it is ready or has kept another window, before it is killed."""

MOST_WINDOWS = 3
"""Windows of the film that are waited for at most; the sample has about ten."""

MARK = "SOUFFLEUR_KILLED_BY"
"""A variable by which the processes of one round are known."""

Cues = list[list[Any]]


@dataclass
class Figures:
    """What was seen in all rounds."""

    rounds: int = 0
    steps: int = 0
    windows: int = 0
    while_listening: int = 0
    half_a_step: int = 0
    finished: int = 0
    kept: list[Cues] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.rounds} kills, {self.while_listening} of them while listening; {self.steps} steps and"
            f" {self.windows} windows told, all there; {self.half_a_step} steps on the disk before they could be told;"
            f" {self.finished} films written down to the end, with the same cues as undisturbed"
        )


class Killing:
    """A production that is worked on, killed and looked at, until its film is written down; then a new one."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._draw = random.Random(seed)
        self._seed = seed
        self.figures = Figures()
        self._lanes = Lanes()
        self._undisturbed = self._listen_to_the_end(self._new_production("calm"))
        self._production = self._new_production("0")

    def close(self) -> None:
        """End the workers."""
        self._lanes.close()

    def round(self) -> None:
        """Let the window work, kill it, and look at everything."""
        self.figures.rounds += 1
        told = self._killed(self._draw.randint(0, MOST_WINDOWS), self._draw.uniform(0, LONGEST))
        assert not [line for line in told if "failed" in line], told
        with Project.open(self._production) as project:
            assert project._db.value("PRAGMA integrity_check") == "ok"
            self._look_at_steps(project, [line["cues"] for line in told if "cues" in line])
            self._look_at_windows(project, [id for line in told for id in line.get("windows", ())])
            is_over = listening.unfinished(project, 1) is None and len(project.tracks.of(1)) > 1
        if is_over:
            self._look_at_the_end()

    def end(self) -> None:
        """Listen to the end of the film of the last round."""
        self._listen_to_the_end(self._production)
        self._look_at_the_end()

    def _killed(self, windows: int, after: float) -> list[dict[str, Any]]:
        """Return what was told before the kill: so many seconds after so many windows of the film, or after its end."""
        mark = secrets.token_hex(8)
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "QT_QPA_PLATFORM": "offscreen",
            MARK: mark,
        }
        self._seed += 1
        command = [sys.executable, PROGRAM, self._production, str(self._seed)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
            assert child.stdout is not None
            told, is_ready = [], False
            while not is_ready or windows > 0:
                told.append(child.stdout.readline())
                assert told[-1], "the window has ended by itself"
                is_ready = is_ready or '"ready"' in told[-1]
                windows -= '"windows"' in told[-1]
                windows = 0 if '"over"' in told[-1] else windows
            time.sleep(after)
            child.kill()
            told += child.stdout
        _wait_for_the_end_of(mark)
        return [json.loads(line) for line in told if line.endswith("\n")]  # the last line may have been cut off

    def _look_at_steps(self, project: Project, told: Sequence[Cues]) -> None:
        """See that no told step is missing, that at most one more is there, and that undo leads back through them."""
        states = self.figures.kept
        states += told
        self.figures.steps += len(told)
        if project.redo_label is not None:  # the kill came between an undo and its repetition
            project.redo()
        now = state(project)
        if now != states[-1]:
            self.figures.half_a_step += 1
            assert project.undo() is not None
            assert state(project) == states[-1], "a finished step is missing"
            assert project.redo() is not None
            assert state(project) == now
            states.append(now)
        back = min(len(states) - 1, 3)
        for before in list(reversed(states))[1 : back + 1]:
            assert project.undo() is not None
            assert state(project) == before
        for _step in range(back):
            assert project.redo() is not None
        assert state(project) == states[-1]

    def _look_at_windows(self, project: Project, told: Sequence[int]) -> None:
        """See that no window is missing that was told, and that there are just the cues that the run has given."""
        self.figures.windows += len(told)
        for stored in project.evidence.runs(1):
            self.figures.while_listening += listening.unfinished(project, 1) is not None
            kept = {id for (id,) in project._db.rows("SELECT id FROM window WHERE run = ?", (stored.id,))}
            assert set(told) <= kept
            assert stored.track is not None
            cues = [each.cue for each in project.cues.of(stored.track)]
            assert len(cues) == stored.given
            assert [cue.text for cue in cues] == [cue.text for cue in self._undisturbed[: stored.given]]

    def _look_at_the_end(self) -> None:
        """See that the film has the cues of an undisturbed one; begin with a new production."""
        with Project.open(self._production) as project:
            assert [stored.cue for stored in project.cues.of(2)] == self._undisturbed
        self.figures.finished += 1
        self._production = self._new_production(str(self.figures.finished))

    def _listen_to_the_end(self, production: Path) -> list[Cue]:
        with Project.open(production) as project:
            stored = listening.unfinished(project, 1)
            if stored is not None:
                run(listening.resume(project, stored), self._lanes, lambda event: None)
            elif len(project.tracks.of(1)) == 1:
                choice = listening.Choice(language="de", model="practice")
                run(listening.begin(project, 1, choice), self._lanes, lambda event: None)
            return [each.cue for each in project.cues.of(2)]

    def _new_production(self, name: str) -> Path:
        """Return a production of the sample film with twelve cues made by hand."""
        folder = self._folder / name
        folder.mkdir()
        film = run(opening.looking(opening.sample(folder)), self._lanes, lambda event: None)
        with opening.start(film) as project:
            with project.record():
                project.tracks.add(StoredTrack(0, 1, "de"))
                project.cues.add(
                    1, [Cue(4000 * i, 4000 * i + 3000, f"Satz Nummer {i}, der hier steht.") for i in range(12)]
                )
            self.figures.kept = [state(project)]
            return project.path


def state(project: Project) -> list[list[Any]]:
    """Return all that a person can see of the cues made by hand."""
    stored = project.cues.of(1)
    return [[each.cue.start, each.cue.end, each.cue.text, each.cue.state, each.reviewer] for each in stored]


def _wait_for_the_end_of(mark: str) -> None:
    """Wait until no process of the killed window lives; it takes a moment until they notice."""
    end = time.monotonic() + 10
    while found := _alive(mark):
        assert time.monotonic() < end, f"still alive: {found}"
        time.sleep(0.02)


def _alive(mark: str) -> list[int]:
    """Return the processes that carry the mark, where the system tells of them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def kill(folder: Path, rounds: int, seed: int) -> Figures:
    """Kill the window so many times, then listen to the end; return what was seen."""
    killing = Killing(folder, seed)
    try:
        for number in range(rounds):
            killing.round()
            if __name__ == "__main__":
                print(f"{number + 1}: {killing.figures}", flush=True)  # noqa: T201
        killing.end()
    finally:
        killing.close()
    return killing.figures


def main(rounds: int = 50, seed: int = 1) -> None:
    """Kill the window of a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = home
        i18n.install([])
        started = time.monotonic()
        figures = kill(Path(home), rounds, seed)
        print(f"{figures}; {time.monotonic() - started:.0f} s, {paths.APP} seed {seed}")  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
