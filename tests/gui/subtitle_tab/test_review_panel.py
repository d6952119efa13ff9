"""What to check first: chosen, mended, left, and spoken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import producing
import pytest
from accessible import spoken, unnamed
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.session import Session
from studio.gui.subtitle_tab.review_panel import SHOWN, ReviewPanel
from studio.gui.tables.item_list import ItemList, sentence
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue, CueState
from studio.project.project import Project
from studio.workflow import correct
from studio.workflow.review import Item

PATIENCE = 60_000

FAST = [
    Cue(1000 + i * 9000, 1800 + i * 9000, f"Wir freuen uns sehr auf Sie alle, Nummer {name}.")
    for i, name in enumerate(("eins", "zwei", "drei"))
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with producing.project(tmp_path, language="de") as project:
        yield project


@pytest.fixture
def session(qtbot: QtBot, project: Project, lanes: Lanes) -> Iterator[Session]:
    session = producing.session(project, lanes)
    yield session
    session.desk.runner.close(patience=PATIENCE / 1000)
    session.close()


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> ReviewPanel:
    panel = ReviewPanel(session)
    qtbot.addWidget(panel)
    panel.resize(272, 446)
    panel.show()
    return panel


@pytest.fixture
def full(qtbot: QtBot, panel: ReviewPanel, session: Session, project: Project) -> ReviewPanel:
    """Give the panel of three cues that are too fast."""
    producing.add_track(project, FAST)
    qtbot.waitUntil(lambda: is_reviewed(session), timeout=PATIENCE)
    return panel


def is_reviewed(session: Session) -> bool:
    return session.review is not None and session.review.is_complete


def fast(session: Session) -> list[Item]:
    assert session.review is not None
    return [item for item in session.review.items if item.rule == "reading-speed"]


def made(key: str, title: str = "Cue 1: wrong") -> Item:
    return Item(key, "rule", "problem", (1,), 0, 1000, title, "Look at it.", "Wrong", None, 0.5)


def test_the_list_changes_as_little_as_can_be(qtbot: QtBot) -> None:
    items = ItemList()
    removed: list[tuple[int, int]] = []
    inserted: list[tuple[int, int]] = []
    items.rowsRemoved.connect(lambda _parent, first, last: removed.append((first, last)))
    items.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    a, b, c, d = (made(key) for key in "abcd")
    items.set_items([a, b, c])
    items.set_items([a, c])
    items.set_items([a, d, c])
    items.set_items([a, made("d", "Cue 1: worse"), c])
    assert (inserted, removed) == ([(0, 2), (1, 1)], [(1, 1)])
    assert items.index(1).data() == "Cue 1: worse"
    assert (items.row_of("c"), items.row_of("b")) == (2, None)
    items.set_items([])
    assert items.rowCount() == 0


def test_an_empty_list_says_why(panel: ReviewPanel) -> None:
    assert panel.empty_title.isVisible()
    assert panel.empty_title.text() == "Nothing to check yet."
    assert not panel.next.isEnabled()
    assert not panel.leave.isEnabled()


def test_a_track_without_faults_has_nothing_to_check(
    qtbot: QtBot, panel: ReviewPanel, session: Session, project: Project
) -> None:
    producing.add_track(project, [Cue(1000, 4000, "Guten Abend.", state=CueState.APPROVED)])
    qtbot.waitUntil(lambda: is_reviewed(session), timeout=PATIENCE)
    hints = {item.rule for item in session.review.items} if session.review else set()
    assert hints <= {"no-dictionary"}
    if not hints:
        assert panel.empty_title.text() == "Nothing to check."


def test_items_are_listed_and_counted(full: ReviewPanel, session: Session) -> None:
    assert session.review is not None
    assert full.items.rowCount() == len(session.review.items) >= 3
    assert full.count.text() == f"{full.items.rowCount()} things"


def test_choosing_an_item_shows_its_cue(qtbot: QtBot, full: ReviewPanel, session: Session) -> None:
    row = full.items.row_of(fast(session)[1].key)
    assert row is not None
    area = full.list.visualRect(full.items.index(row))
    qtbot.mouseClick(full.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert session.item == fast(session)[1]
    assert session.cue == fast(session)[1].cues[0]
    assert session.moment == fast(session)[1].start
    assert full.count.text() == f"{row + 1} of {full.items.rowCount()}"
    assert full.opened is not None
    assert full.opened.isVisible()


def test_the_arrow_keys_go_through_the_list(qtbot: QtBot, full: ReviewPanel, session: Session) -> None:
    full.list.setFocus()
    qtbot.keyClick(full.list, Qt.Key.Key_Down)
    first = session.item
    qtbot.keyClick(full.list, Qt.Key.Key_Down)
    assert first is not None
    assert session.item is not None
    assert full.items.row_of(session.item.key) == (full.items.row_of(first.key) or 0) + 1


def test_next_goes_to_the_next_item_and_round(full: ReviewPanel, session: Session) -> None:
    seen = []
    for _time in range(full.items.rowCount() + 1):
        full.next.click()
        assert session.item is not None
        seen.append(session.item.key)
    assert seen[0] == seen[-1]
    assert len(set(seen)) == full.items.rowCount()


def test_the_fix_mends_the_cue_and_goes_on(full: ReviewPanel, session: Session, project: Project) -> None:
    item = fast(session)[0]
    session.choose_item(item)
    assert full.opened is not None
    assert "fix" in full.opened.made
    assert item.fix is not None
    assert full.opened.made["fix"].text() == item.fix.label
    full.opened.made["fix"].click()
    after = project.cues.get(item.cues[0])
    assert after is not None
    assert after.cue.end > FAST[0].end
    assert full.items.row_of(item.key) is None
    assert session.item is not None
    assert session.item.key != item.key
    assert project.undo_label == item.fix.label


def test_leaving_it_as_it_is_takes_the_item_away_until_undo(
    full: ReviewPanel, session: Session, project: Project
) -> None:
    item = fast(session)[0]
    session.choose_item(item)
    full.leave.click()
    assert full.items.row_of(item.key) is None
    project.undo()
    assert full.items.row_of(item.key) is not None


def test_replay_plays_the_stretch_of_the_item(qtbot: QtBot, full: ReviewPanel, session: Session) -> None:
    item = fast(session)[2]
    session.choose_item(item)
    assert full.opened is not None
    with qtbot.waitSignal(session.stretch_asked) as asked:
        full.opened.made["replay"].click()
    assert asked.args == [item.start, item.end, False]


def test_editing_the_cue_keeps_the_place_in_the_list(full: ReviewPanel, session: Session, project: Project) -> None:
    item = fast(session)[1]
    session.choose_item(item)
    opened = full.opened
    correct.set_comment(project, item.cues[0], "noch einmal hören")
    assert session.item is not None
    assert session.item.key == item.key
    assert full.opened is opened


def test_the_keyboard_stays_in_the_list_after_a_fix(qtbot: QtBot, full: ReviewPanel, session: Session) -> None:
    session.choose_item(fast(session)[0])
    assert full.opened is not None
    assert "fix" in full.opened.made
    full.activateWindow()
    full.opened.made["fix"].setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is full.opened.made["fix"] if full.opened else False)
    qtbot.keyClick(full.opened.made["fix"], Qt.Key.Key_Space)
    assert QApplication.focusWidget() is full.list


def test_a_long_list_is_shown_as_far_as_people_came(
    qtbot: QtBot, panel: ReviewPanel, session: Session, project: Project
) -> None:
    producing.add_track(project, [Cue(i * 3000, i * 3000 + 500, f"Das ist viel zu schnell, {i}.") for i in range(300)])
    qtbot.waitUntil(lambda: is_reviewed(session), timeout=PATIENCE)
    assert session.review is not None
    count = len(session.review.items)
    assert count > 150 + SHOWN
    assert panel.items.rowCount() == SHOWN
    session.choose_item(session.review.items[150])
    assert panel.items.rowCount() == 150 + SHOWN
    assert panel.count.text() == f"151 of {count}"
    assert panel.opened is not None
    session.choose_item(session.review.items[0])
    assert panel.items.rowCount() == SHOWN


def test_each_item_is_one_spoken_sentence(full: ReviewPanel, session: Session) -> None:
    item = fast(session)[0]
    assert sentence(item).startswith(f"Problem: {item.title}. {item.text}")
    found = QAccessible.queryAccessibleInterface(full.list)
    names = [found.child(row).text(QAccessible.Text.Name) for row in range(found.childCount())]
    assert sentence(item) in names
    assert found.text(QAccessible.Text.Name) == "To check first"


def test_every_control_has_a_name(full: ReviewPanel, session: Session) -> None:
    session.choose_item(fast(session)[0])
    assert unnamed(full) == []
    assert {"Leave as it is", "Next"} <= set(spoken(full))
    assert full.opened is not None
    assert unnamed(full.opened) == []
    assert "Play this again" in spoken(full.opened)
    found = QAccessible.queryAccessibleInterface(full.opened.made["replay"])
    above = []
    while (found := found.parent()) is not None and found.isValid():
        above.append(found.object())
    assert full in above


@pytest.mark.parametrize(("scheme", "percent"), [("light", 100), ("dark", 100), ("contrast", 100), ("light", 200)])
def test_an_opened_item_has_room_for_all_its_words(
    full: ReviewPanel, session: Session, scheme: str, percent: int
) -> None:
    theme.current().use(scheme, percent)
    full.resize(272 * percent // 100, 600)
    session.choose_item(fast(session)[0])
    QApplication.processEvents()
    assert full.opened is not None
    assert full.opened.height() >= full.opened.heightForWidth(full.opened.width())
