"""A day with the window as someone with a screen reader and a keyboard has it: from the sample to the exported file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desktop_driver import Desktop

from studio.model.cue import CueState
from studio.project.project import Project
from studio.workflow import tour

pytestmark = pytest.mark.slow


def test_the_sample_is_written_down_corrected_approved_and_exported_by_keyboard_alone(
    desktop: Desktop, tmp_path: Path
) -> None:
    desktop.start()
    desktop.turn_to("Set up Souffleur")
    assert desktop.unnamed() == []
    desktop.press("Escape")
    desktop.until(lambda: len(desktop.ask("windows")) == 1, "the window without the guide")
    desktop.turn_to("Souffleur")
    desktop.tab_to("Try the sample")
    desktop.press("space")
    desktop.until(lambda: desktop.ask("find", name="Write down what is said", role="button"), "page to begin on")
    desktop.tab_to("Write down what is said")
    assert desktop.unnamed() == []
    desktop.press("space")
    desktop.until(lambda: _said_of(desktop, "Stage 1").startswith("Done"), "transcript")

    desktop.press("alt+Down")
    text = desktop.tab_to("Text of the cue")["text"]
    desktop.press("ctrl+End")
    desktop.type(" Ja")
    desktop.until(lambda: desktop.focused()["text"] == f"{text} Ja", "typed words")
    assert desktop.unnamed() == []
    desktop.press("ctrl+Return")
    desktop.turn_to("name|checking")
    desktop.type("A. Brandt")
    desktop.press("Return")
    desktop.until(lambda: _said_of(desktop, "Stage 2").startswith("1 of"), "approval")

    desktop.turn_to("Souffleur")
    desktop.press("ctrl+e")
    desktop.turn_to("Export")
    desktop.tab_to("Export 2 files")
    assert desktop.unnamed() == []
    desktop.press("space")
    production = tmp_path / "Documents" / "Souffleur" / "welcome.souffleur"
    written = production.with_name("welcome.de.srt")
    desktop.until(written.is_file, "file")
    assert f"{text} Ja" in written.read_text("utf-8-sig")
    desktop.stop()
    with Project.open(production) as project:
        first = project.cues.page(1, 0, 1)[0]
    assert (first.cue.text, first.cue.state, first.reviewer) == (f"{text} Ja", CueState.APPROVED, "A. Brandt")


def test_the_cue_in_the_table_is_spoken_with_its_number_time_text_and_problem(desktop: Desktop, tmp_path: Path) -> None:
    shutil.copy(tour.sample(), tmp_path / "film.mp4")
    cues = tmp_path / "film.de.srt"
    cues.write_text("1\n00:00:01,000 --> 00:00:01,400\nEin Satz, den niemand so schnell lesen kann.\n", "utf-8")
    desktop.start(str(cues))
    desktop.until(lambda: desktop.ask("find", name="Cues", role="table"), "table")
    desktop.press("alt+Down")
    spoken = desktop.until(lambda: desktop.ask("rows"), "chosen row")
    parts = ("Cue 1", "0:01.0", "Ein Satz, den niemand", "Too fast")
    assert any(all(part in one for part in parts) for one in spoken), spoken


def _said_of(desktop: Desktop, name: str) -> str:
    found = desktop.ask("find", name=name, role="button")
    return str(found[0]["description"]) if isinstance(found, list) and found else ""
