"""The window killed at random moments loses nothing; fifty times by hand: python tests/flows/kill_window.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("kill_window.py")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the processes left are looked for in /proc")
def test_nothing_is_lost_when_the_window_is_killed(practice: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(PROGRAM.parents[2]), *sys.path]))}
    done = subprocess.run([sys.executable, PROGRAM, "3"], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert "3 kills" in done.stdout
    assert "1 films written down to the end" in done.stdout
