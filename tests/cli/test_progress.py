"""Long work is seen: stages, cues and times, on a terminal and without one."""

from __future__ import annotations

import pytest

from studio.cli import progress
from studio.cli.progress import Bar, Lines, clock, cue_line
from studio.model.cue import Cue
from studio.model.progress import Progress
from studio.workflow.work import CueFound, Said


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (7.9, "0:07"), (61, "1:01"), (3723, "1:02:03")])
def test_times_are_shown_as_on_a_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_cue_is_shown_on_one_line() -> None:
    assert cue_line(CueFound(3, Cue(61_500, 63_000, "Guten Abend,\nliebe Gäste."))) == (
        "   3  1:01  Guten Abend, / liebe Gäste."
    )


class Clock:
    """A clock that a test turns on."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that stages are timed by."""
    monkeypatch.setattr(progress, "time", Clock())
    return progress.time  # type: ignore[return-value]


def test_without_a_terminal_a_stage_is_a_line_every_tenth(capsys: pytest.CaptureFixture[str], turned: Clock) -> None:
    with Lines() as lines:
        for done in range(101):
            turned.now += 1
            lines.show(Progress(done, 100, "seconds", "Transcribe"))
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 11
    assert said[0].startswith("Transcribe: 0 %, 0:00")
    assert "left" in said[5]
    assert said[-1].startswith("Transcribe: 100 %")


def test_what_is_left_of_a_download_gone_on_with_is_told_by_what_came_since(
    capsys: pytest.CaptureFixture[str], turned: Clock
) -> None:
    with Lines() as lines:
        lines.show(Progress(0, 0, "bytes", "Fetch"))
        lines.show(Progress(80, 100, "bytes", "Fetch"))
        turned.now += 60
        lines.show(Progress(90, 100, "bytes", "Fetch"))
    assert capsys.readouterr().err.splitlines() == [
        "Fetch: 0 %, 0:00",
        "Fetch: 80 %, 0:00",
        "Fetch: 90 %, 1:00, about 1:00 left",
    ]


def test_a_stage_that_comes_again_for_another_language_is_shown_again(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines() as lines:
        for done in [*range(101), *range(101)]:
            lines.show(Progress(done, 100, "sentences", "Translate"))
    assert len(capsys.readouterr().err.splitlines()) == 22


def test_cues_and_remarks_are_lines_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines() as lines:
        lines.show(CueFound(1, Cue(0, 1000, "Ja.")))
        lines.show(Said("The film is cut off."))
    assert capsys.readouterr().err.splitlines() == ["   1  0:00  Ja.", "The film is cut off."]


def test_a_bar_shows_brackets_in_a_text_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar() as bar:
        bar.show(Progress(1, 4, "seconds", "Transcribe"))
        bar.show(CueFound(1, Cue(0, 1000, "[red]Ja[/red]")))
        bar.show(Progress(4, 4, "seconds", "Transcribe"))
    assert "[red]Ja[/red]" in capsys.readouterr().err
