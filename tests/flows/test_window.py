"""`souffleur FILE.souffleur` opens the window with the production, and lets go of it when it is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault
from studio.project.project import Project

PATIENCE = 120
"""Seconds until a busy computer must have opened the window."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way")
def test_a_production_is_open_while_its_window_is(tmp_path: Path) -> None:
    path = tmp_path / "season.souffleur"
    Project.create(path).close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-m", "studio", path], stderr=subprocess.PIPE, env=environment) as window:
        wait_for(path.with_name("season.souffleur-wal"), window)
        with pytest.raises(EnvironmentFault, match="open in another window"):
            Project.open(path)
        window.send_signal(signal.SIGTERM)
        window.communicate()
    Project.open(path).close()


def wait_for(file: Path, window: subprocess.Popen[bytes]) -> None:
    """Wait until the journal beside an open production is there; nobody may look into the production meanwhile."""
    latest = time.monotonic() + PATIENCE
    while not file.exists():
        assert window.poll() is None, window.communicate()[1].decode()
        assert time.monotonic() < latest, "the window has opened nothing"
        time.sleep(0.05)
