"""A window that is killed at any moment has lost no finished step, and undo goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.project.project import Project

PROGRAM = Path(__file__).with_name("killed.py")


def run_and_kill(path: Path, after: float) -> tuple[int, int]:
    """Let the window work for `after` seconds, kill it, and return the last step and window that it finished."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, PROGRAM, path], stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        told = child.stdout.readline()
        time.sleep(after)
        child.kill()
        told += child.stdout.read()
    lines = told.rpartition("\n")[0].split("\n")  # the last line may have been cut off
    return last(lines, "step"), last(lines, "window")


def last(lines: list[str], kind: str) -> int:
    return max((int(line.split()[1]) for line in lines if line.startswith(kind)), default=0)


@pytest.mark.parametrize("rounds", [4, pytest.param(50, marks=pytest.mark.slow)])
def test_no_finished_step_is_missing_after_a_kill(doctor: Callable[[str], Path], rounds: int) -> None:
    path, draw = doctor(""), random.Random(11)
    for _round in range(rounds):
        step, window = run_and_kill(path, draw.uniform(0, 0.3))
        with Project.open(path) as project:
            assert project._db.value("PRAGMA integrity_check") == "ok"
            project.redo()  # where the kill came between an undo and its redo
            done = int(project.cues.of(1)[0].cue.text)
            assert step <= done <= step + 1
            assert [c.cue.text for c in project.cues.of(2)] == [f"{done}.{i}" for i in range(20)]
            (run,) = project.evidence.runs(1)
            heard = project.evidence.heard(run.id)
            assert max(window, 2) <= run.given <= max(window, step, 2) + 1
            assert run.heard_until == heard[-1].window.end
            assert run.given <= 3 or len(heard[-1].segments[0].words) == 20
            assert project.undo() == f"Step {done}"
            assert project.cues.of(1)[0].cue.text == (str(done - 1) if done > 1 else "Guten Abend.")
            assert len(project.cues.of(2)) == (20 if done > 1 else 0)
            assert project.redo() == f"Step {done}"
