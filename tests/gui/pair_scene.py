"""A German scene with its English translation beside it: checked, machine-made, remembered and out of date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import producing
import pytest
from pytestqt.qtbot import QtBot

from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import correct

EDITED, APPROVED = CueState.EDITED, CueState.APPROVED

SOURCE = [
    Cue(1000, 4000, "Ich freue mich sehr, dass Sie\nheute so zahlreich da sind.", state=APPROVED),
    Cue(5000, 8000, "Wir spielen Shakespeares letztes\ngroßes Stück, den „Sturm“.", state=APPROVED),
    Cue(9000, 12_000, "Eine Insel, ein Zauberer\nund eine alte Rechnung.", state=APPROVED),
    Cue(13_000, 16_000, "Prospero hat den Sturm gerufen,\num sich zu rächen.", state=APPROVED),
    Cue(17_000, 20_000, "Aber der Plan geht nicht auf.", state=APPROVED),
    Cue(21_000, 25_000, "Die Premiere ist am 12. Februar,\nBeginn um 19.30 Uhr.", state=APPROVED),
]
TARGET = [
    Cue(1000, 4000, "I am delighted to see\nso many of you tonight.", state=APPROVED),
    Cue(5000, 8000, "We are playing Shakespeare’s last\ngreat work, “The Tempest”.", state=EDITED),
    Cue(9000, 12_000, "An island, a magician\nand an old score to settle."),
    Cue(13_000, 16_000, "Prospero raised the storm himself\nto take revenge."),
    Cue(17_000, 20_000, "But the plan does not work out."),
    Cue(21_000, 25_000, "The premiere is on 12 February,\nstarting at 9.30 pm."),
]
STALE = 10
"""The English cue whose German was changed."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give an open production: German is track 1 with cues 1 to 6, English track 2 with cues 7 to 12."""
    with producing.project(tmp_path, language="de") as project:
        build(project)
        yield project


def build(project: Project) -> None:
    """Add both tracks; the fourth German cue is changed after it was translated, the fifth was remembered."""
    video = project.media.videos()[0].id
    with project.record():
        german = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
        english = project.tracks.add(StoredTrack(0, video, "en", profile="en-bbc", source=german.id))
        sources = project.cues.add(german.id, SOURCE)
        targets = project.cues.add(english.id, TARGET)
        origins = [Origin.MEMORY if number == 4 else Origin.MACHINE for number in range(len(SOURCE))]
        project.pairs.add(
            (cue, source, was.text, origin)
            for cue, source, was, origin in zip(targets, sources, SOURCE, origins, strict=True)
        )
    correct.set_text(project, 4, "Prospero hat den Sturm gerufen,\num sich endlich zu rächen.")
    correct.approve(project, [4], "Ada")


@pytest.fixture
def session(qtbot: QtBot, project: Project, lanes: Lanes) -> Iterator[Session]:
    """Give a session with the English track in hand; the reviewer has a name."""
    session = producing.session(project, lanes)
    session.desk.runner.setParent(None)  # the tab takes the session with it
    session.desk.preferences.change(reviewer="Ada")
    session.choose_track(2)
    yield session
    session.desk.runner.close()
    session.close()


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> SubtitleTab:
    """Give the tab of that session, shown, with the first English cue chosen."""
    tab = SubtitleTab(session)
    qtbot.addWidget(tab, before_close_func=SubtitleTab.close_session)
    tab.resize(1366, 650)
    tab.show()
    session.show_cue(7)
    return tab


@pytest.fixture
def errors(session: Session) -> Iterator[list[str]]:
    """Give what the session could not do, and fail a test that does not take notice of it."""
    found: list[str] = []
    session.failed.connect(lambda error: found.append(error.message))
    yield found
    assert found == []
