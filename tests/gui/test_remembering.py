"""What people confirmed in a production is remembered by the house when the production is closed."""

from __future__ import annotations

from pathlib import Path

from studio.gui.main_window import MainWindow
from studio.model.cue import CueState
from studio.workflow import memories
from tests.workflow.test_memories import translated


def test_closing_a_production_keeps_what_was_confirmed(window: MainWindow, tmp_path: Path) -> None:
    translated(tmp_path, CueState.APPROVED).close()
    window.production.open(tmp_path / "film.souffleur")
    assert memories.count() == 0
    window.production.close()
    assert memories.count() == 1
