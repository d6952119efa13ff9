"""The real window, without a screen, in which somebody edits without end while a film is written down; to be killed.

python tests/flows/window_at_work.py FILE.souffleur SEED

It types into the cue editor and triggers the actions of the menus, all on the track that was made by hand, and says in
a line of JSON what is there after each step, and which windows of the film are kept.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

from kill_window import state
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from studio import settings
from studio.gui import app as program
from studio.gui.main_window import MainWindow
from studio.gui.session import Session
from studio.gui.subtitle_tab.tab import SubtitleTab
from studio.jobs.lanes import Lanes
from studio.project.project import Project
from studio.project.values import Changed
from studio.settings import Settings
from studio.workflow import listening

WORDS = ("Abend", "Haus", "Konzert", "Saal", "leise", "heute", "Bitte")
MENUS = ("cues.approve", "cues.split", "cues.join", "cues.delete", "cues.later", "cues.rebreak", "cues.insert")
PAUSE = 50
"""Milliseconds between two gestures."""


def main(path: Path, seed: int) -> int:
    """Show the window with the production and work in it until killed."""
    settings.save(Settings(reviewer="Eva", last_model="practice"))
    qt = program.make([sys.argv[0]])
    with Lanes() as lanes:
        window = program.build(qt, lambda: lanes)
        window.resize(1366, 768)
        window.show()
        window.open_path(path)
        editor = Editor(window, random.Random(seed))
        editor.begin()
        return qt.exec()


class Editor(QObject):
    """Somebody who works quickly."""

    def __init__(self, window: MainWindow, draw: random.Random) -> None:
        super().__init__(window)
        self._window = window
        self._draw = draw
        self._last: list[list[Any]] = []
        self._chosen = 0

    def begin(self) -> None:
        """Listen to the film, or go on with that, and edit."""
        self._project.subscribe(tell_windows)
        self._listen()
        self._last = state(self._project)
        tell({"ready": True})
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._work)
        self._timer.start()

    @property
    def _tab(self) -> SubtitleTab:
        tab = self._window.tabs.currentWidget()
        assert isinstance(tab, SubtitleTab)
        return tab

    @property
    def _session(self) -> Session:
        return self._tab.session

    @property
    def _project(self) -> Project:
        return self._session.project

    def _listen(self) -> None:
        session = self._session
        stored = listening.unfinished(self._project, session.video.id)
        if stored is not None:
            work = listening.resume(self._project, stored)
        elif len(session.tracks()) == 1:
            choice = listening.Choice(language="de", model="practice")
            work = listening.begin(self._project, session.video.id, choice)
        else:
            tell({"over": True})
            return
        running = session.desk.runner.run(work, session.video.id)
        session.desk.runner.ended.connect(self._look_for_the_end)
        running.failed.connect(lambda error: tell({"failed": error.message}))

    def _look_for_the_end(self, _ended: object) -> None:
        """Say that there will be no more windows, once the cuts in the picture were looked for, too."""
        if not self._window.desk.runner.running:
            tell({"over": True})

    def _work(self) -> None:
        """Do one thing to one cue, and say what is there now."""
        if self._session.track is None or self._session.track.id != 1:
            self._session.choose_track(1)
        ids = self._project.cues.ids(1)
        self._chosen = self._draw.choice([id for id in ids if id != self._chosen])  # or two steps would be one
        self._session.choose_cue(self._chosen)
        if len(ids) < 10:
            self._trigger("cues.split" if self._draw.random() < 0.5 else "cues.insert")
        elif self._draw.random() < 0.4:
            self._type()
        else:
            self._trigger(self._draw.choice(MENUS))
        self._session.flush()
        now = state(self._project)
        if now != self._last:
            self._last = now
            tell({"cues": now})
            if self._draw.random() < 0.2:
                self._window.action("edit.undo").trigger()
                self._window.action("edit.redo").trigger()

    def _type(self) -> None:
        text = self._tab.editor.text
        text.selectAll()
        QTest.keyClicks(text, " ".join(self._draw.choices(WORDS, k=self._draw.randint(1, 6))))
        QTest.keyClick(text, Qt.Key.Key_End)

    def _trigger(self, action: str) -> None:
        text = self._tab.editor.text
        caret = text.textCursor()
        caret.setPosition(len(text.toPlainText()) // 2)
        text.setTextCursor(caret)
        self._window.action(action).trigger()


def tell_windows(changed: Changed) -> None:
    """Say which windows are kept."""
    if "window" in changed.rows:
        tell({"windows": sorted(changed.rows["window"])})


def tell(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
