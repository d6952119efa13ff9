"""The page of a flyer: what is drawn and when, what keys and clicks do, what a screen reader finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import drawing_tasks
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab import page_pictures
from studio.gui.flyer_tab.page_canvas import PageCanvas
from studio.gui.flyer_tab.page_view import PageView
from studio.model.document import Box
from studio.project.project import Project
from studio.workflow import add
from studio.workflow.flyer import correct
from studio.workflow.work import Work
from tests.gui.accessible import spoken, unnamed
from tests.gui.unit_scene import DUTCH, errors, flyer, ids, session
from tests.workflow.flyer import made_flyers

__all__ = ["errors", "flyer", "session"]

MOVED = Box(40, 60, 180, 140)


class Showing:
    """Draws plain pages instead of those of a file; each request of a translated one has the next colour."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go: Path | None = None
        self.moved = (0, MOVED)

    def original(self, _project: Project, _flyer: int, page: int, width: int, _password: str) -> Work[Any]:
        self.asked.append(f"original {page}")
        return Work("Showing", "documents", drawing_tasks.original, (width,))

    def translated(self, _project: Project, _edition: int, page: int, width: int, _password: str) -> Work[Any]:
        self.asked.append(f"translated {page}")
        colour = f"#0000{len(self.asked):02x}"
        if self.go is not None:
            return Work("Showing", "documents", drawing_tasks.translated_when, (self.go, width, colour))
        return Work("Showing", "documents", drawing_tasks.translated, (width, colour, self.moved))


@pytest.fixture
def showing(monkeypatch: pytest.MonkeyPatch) -> Showing:
    made = Showing()
    monkeypatch.setattr(page_pictures, "showing", made)
    return made


@pytest.fixture
def view(showing: Showing, session: FlyerSession, qtbot: QtBot) -> Iterator[PageView]:
    """Give the page, shown and drawn."""
    view = PageView(session)
    qtbot.addWidget(view, before_close_func=lambda _view: session.close())
    view.resize(520, 640)
    view.show()
    view.canvas.setFocus()
    yield view
    session.desk.runner.close()


@pytest.fixture
def canvas(view: PageView) -> PageCanvas:
    return view.canvas


def drawn(canvas: PageCanvas) -> str:
    """Return the colour of the page that is shown, "" for none."""
    picture = canvas.pictures.current
    return picture.image.pixelColor(1, 1).name() if picture is not None else ""


def settled(canvas: PageCanvas) -> Callable[[], bool]:
    return lambda: not canvas.pictures.is_waiting and canvas.pictures.current is not None


def type_text(session: FlyerSession, text: str, place: int = 3) -> None:
    correct.set_wording(session.project, DUTCH, session.blocks[place].id, text)


# what is drawn, and when


def test_the_translated_page_is_drawn_as_sharp_as_the_screen(
    canvas: PageCanvas, showing: Showing, qtbot: QtBot
) -> None:
    assert canvas.pictures.words == "The page is being drawn."
    qtbot.waitUntil(settled(canvas))
    assert (showing.asked, drawn(canvas)) == (["translated 0"], "#000001")
    picture = canvas.pictures.current
    assert picture is not None
    assert picture.width == round(canvas.page_rect().width() * canvas.devicePixelRatioF())


def test_an_edit_has_the_page_drawn_anew_and_the_last_picture_stays_meanwhile(
    canvas: PageCanvas, session: FlyerSession, showing: Showing, qtbot: QtBot
) -> None:
    qtbot.waitUntil(settled(canvas))
    type_text(session, "Een eiland.")
    assert drawn(canvas) == "#000001"
    qtbot.waitUntil(lambda: drawn(canvas) == "#000002")


def test_while_one_page_is_drawn_only_the_last_of_many_edits_is_asked_for(
    canvas: PageCanvas, session: FlyerSession, showing: Showing, tmp_path: Path, qtbot: QtBot
) -> None:
    showing.go = tmp_path / "go"
    qtbot.waitUntil(lambda: len(showing.asked) == 1)
    for text in ("E", "Ee", "Een"):
        type_text(session, text)
        QApplication.processEvents()
    assert len(showing.asked) == 1
    showing.go.touch()
    qtbot.waitUntil(lambda: drawn(canvas) == "#000002")
    qtbot.waitUntil(settled(canvas))
    assert len(showing.asked) == 2


def test_what_changes_nothing_on_the_page_has_nothing_drawn(
    canvas: PageCanvas, session: FlyerSession, showing: Showing, qtbot: QtBot
) -> None:
    qtbot.waitUntil(settled(canvas))
    correct.approve(session.project, DUTCH, ids(session, (3,)), "Ada")
    qtbot.waitUntil(settled(canvas))
    assert showing.asked == ["translated 0"]


def test_the_original_and_back_are_drawn_once_each(
    canvas: PageCanvas, session: FlyerSession, showing: Showing, qtbot: QtBot
) -> None:
    qtbot.waitUntil(settled(canvas))
    session.show_translation(False)
    qtbot.waitUntil(lambda: drawn(canvas) == "#ffffff")
    session.show_translation(True)
    assert drawn(canvas) == "#000001"
    qtbot.waitUntil(settled(canvas))
    assert showing.asked == ["translated 0", "original 0"]


def test_another_size_has_the_page_drawn_at_that(canvas: PageCanvas, showing: Showing, qtbot: QtBot) -> None:
    qtbot.waitUntil(settled(canvas))
    canvas.zoom_by(1)
    qtbot.waitUntil(lambda: len(showing.asked) == 2)
    qtbot.waitUntil(settled(canvas))
    picture = canvas.pictures.current
    assert picture is not None
    assert picture.width == round(canvas.page_rect().width() * canvas.devicePixelRatioF())


def test_a_file_that_is_gone_is_said_on_the_page_and_drawn_once_it_is_found(
    flyer: Project, session: FlyerSession, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "Spielzeitflyer 2026-27.pdf"
    content = file.read_bytes()
    file.unlink()
    view = PageView(session)
    qtbot.addWidget(view, before_close_func=lambda _view: session.close())
    view.show()
    qtbot.waitUntil(lambda: view.canvas.pictures.error is not None)
    assert "is not found any more" in view.canvas.pictures.words
    view.grab()  # the words are drawn
    (tmp_path / "elsewhere").mkdir()
    (found := tmp_path / "elsewhere" / "f.pdf").write_bytes(content)
    add.found(flyer, 1, found)
    assert view.canvas.pictures.error is None


def test_what_cannot_be_drawn_is_said_on_the_page(
    canvas: PageCanvas, session: FlyerSession, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def original(*_values: object) -> Work[Any]:
        return Work("Showing", "documents", drawing_tasks.broken, (1,))

    monkeypatch.setattr(page_pictures, "showing", type("Broken", (), {"original": staticmethod(original)}))
    session.show_translation(False)
    qtbot.waitUntil(lambda: canvas.pictures.error is not None)
    assert canvas.pictures.words == "“flyer.pdf” is damaged. Ask for another copy."


# the blocks on it


def test_blocks_stand_where_their_words_are_on_the_page_that_is_shown(
    canvas: PageCanvas, session: FlyerSession, showing: Showing, qtbot: QtBot
) -> None:
    showing.moved = (session.blocks[1].id, MOVED)
    qtbot.waitUntil(settled(canvas))
    second = canvas.placed()[1]
    assert second.frames[0].width == pytest.approx(MOVED.width * canvas.scale, abs=10)
    assert [each.number for each in canvas.placed()] == list(range(1, 9))


def test_only_a_text_without_room_has_a_sign_and_only_on_the_translated_page(
    canvas: PageCanvas, session: FlyerSession
) -> None:
    assert [each.number for each in canvas.placed() if each.sign is not None] == [6]
    session.show_translation(False)
    assert [each.number for each in canvas.placed() if each.sign is not None] == []


def test_a_click_chooses_the_block_under_it_or_that_of_the_number(
    canvas: PageCanvas, session: FlyerSession, qtbot: QtBot
) -> None:
    corner = canvas.page_rect().topLeft()
    for placed in (canvas.placed()[2], canvas.placed()[5]):
        for x, y in (placed.spot.middle, placed.frames[0].middle):
            session.choose_block(0)
            at = QPoint(round(corner.x() + x), round(corner.y() + y))
            qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
            assert session.block == placed.id


def test_a_click_with_ctrl_asks_for_several(canvas: PageCanvas, session: FlyerSession, qtbot: QtBot) -> None:
    asked: list[list[int]] = []
    session.selection_asked.connect(asked.append)
    first, second = canvas.placed()[:2]
    session.choose_block(first.id)
    corner = canvas.page_rect().topLeft()
    at = QPoint(round(corner.x() + second.spot.middle[0]), round(corner.y() + second.spot.middle[1]))
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, control, pos=at)
    assert asked == [[first.id, second.id]]


def test_keys_go_through_the_blocks_and_to_the_text(canvas: PageCanvas, session: FlyerSession, qtbot: QtBot) -> None:
    key, blocks = Qt.Key, [each.id for each in session.blocks]
    steps = ((key.Key_Down, 0), (key.Key_Right, 1), (key.Key_Up, 0), (key.Key_End, -1), (key.Key_Home, 0))
    for pressed, place in steps:
        qtbot.keyClick(canvas, pressed)
        assert session.block == blocks[place]
    with qtbot.waitSignal(session.edit_asked):
        qtbot.keyClick(canvas, key.Key_Return)


def test_keys_change_the_size_of_the_page(canvas: PageCanvas, qtbot: QtBot) -> None:
    before = canvas.percent
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.percent > before
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.percent < before
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.zoom.kind == "whole"
    assert canvas.percent == before


def test_the_chosen_block_is_scrolled_to(canvas: PageCanvas, session: FlyerSession) -> None:
    for _step in range(8):
        canvas.zoom_by(1)
    for place in (6, 0, 5):
        session.choose_block(session.blocks[place].id)
        frame, corner = canvas.placed()[place].frames[0], canvas.page_rect().topLeft()
        assert 0 <= corner.y() + frame.top < canvas.viewport().height()
        assert 0 <= corner.x() + frame.left < canvas.viewport().width()


# the bar over it


def test_the_bar_shows_what_is_shown_and_changes_it(view: PageView, session: FlyerSession, qtbot: QtBot) -> None:
    bar = view.bar
    assert (bar.original.isChecked(), bar.translated.isChecked()) == (False, True)
    qtbot.mouseClick(bar.original, Qt.MouseButton.LeftButton)
    assert not session.is_translation_shown
    session.choose_edition(0)
    assert not bar.translated.isEnabled()
    assert bar.translated.toolTip() == "There is no translation yet."


def test_the_bar_says_how_large_the_page_is(view: PageView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.bar.larger, Qt.MouseButton.LeftButton)
    percent = view.canvas.percent
    assert view.bar.percent.text() == f"{percent} %"
    assert view.bar.percent.accessibleName() == f"Size of the page: {percent} %"


def test_pages_are_turned_where_there_are_several(
    view: PageView, session: FlyerSession, tmp_path: Path, qtbot: QtBot
) -> None:
    assert view.bar.before.isHidden() or not view.bar.before.isVisible()
    (folder := tmp_path / "two").mkdir()
    with made_flyers.production(folder, made_flyers.blocks(), pages=2) as project:
        two = FlyerSession(project, 1, session.desk)
        other = PageView(two)
        qtbot.addWidget(other, before_close_func=lambda _view: two.close())
        other.show()
        assert (other.bar.before.isEnabled(), other.bar.after.isEnabled()) == (False, True)
        for width, words in ((1200, "Page 1 of 2"), (380, "1 of 2"), (1200, "Page 1 of 2")):
            other.resize(width, 500)
            qtbot.waitUntil(lambda words=words: other.bar.number.text() == words)
        qtbot.mouseClick(other.bar.after, Qt.MouseButton.LeftButton)
        assert two.page == 1
        assert other.bar.number.accessibleName() == "Page 2 of 2"
        assert other.canvas.placed() == []
        qtbot.keyClick(other.canvas, Qt.Key.Key_PageUp)
        assert two.page == 0
        two.close()


# for a screen reader


def test_a_screen_reader_finds_every_block_by_its_words(canvas: PageCanvas, session: FlyerSession) -> None:
    session.choose_block(session.blocks[3].id)
    names = spoken(canvas)
    assert names[0] == "Page 1 of 1, as it will be exported"
    assert "Block 2, Heading 1, Approved: De Storm" in names
    assert (
        "Block 6, Paragraph, Machine, does not fit: Kaarten vanaf € 14, studenten € 7, rolstoelplaatsen op aanvraag"
        in names
    )
    assert next(name for name in names if name.startswith("Block 4")).endswith("…")
    assert unnamed(canvas) == []


def test_a_screen_reader_is_told_which_block_is_chosen(canvas: PageCanvas, session: FlyerSession) -> None:
    session.choose_block(session.blocks[3].id)
    found = QAccessible.queryAccessibleInterface(canvas)
    states = [found.child(n).state().selected for n in range(found.childCount())]
    assert states == [n == 3 for n in range(8)]
    fourth = found.child(3)
    assert found.indexOfChild(fourth) == 3
    middle = fourth.rect().center()
    assert found.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == fourth.text(QAccessible.Text.Name)


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_the_page_is_drawn_in_every_scheme_and_with_large_letters(
    view: PageView, session: FlyerSession, scheme: str, qtbot: QtBot
) -> None:
    session.choose_block(session.blocks[3].id)
    session.select(ids(session, (3, 4)))
    for size in (100, 200):
        theme.current().use(scheme, size)
        assert not view.grab().isNull()
    assert unnamed(view) == []


def test_a_click_with_the_other_button_chooses_the_block_and_offers_what_can_be_done(
    view: PageView, session: FlyerSession, qtbot: QtBot
) -> None:
    done: list[str] = []
    action = QAction("Join", view)
    action.triggered.connect(lambda: done.append("join"))
    view.set_menu([action])
    canvas, placed = view.canvas, view.canvas.placed()[2]
    corner = canvas.page_rect().topLeft()
    at = QPoint(round(corner.x() + placed.spot.middle[0]), round(corner.y() + placed.spot.middle[1]))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(canvas.viewport(), event)
    assert session.block == placed.id
    (menu,) = [menu for menu in view.findChildren(QMenu) if menu.actions() == [action]]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert done == ["join"]


def test_only_few_pictures_are_kept(
    canvas: PageCanvas, session: FlyerSession, showing: Showing, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(page_pictures, "KEPT", 1)
    for is_translated in (True, False, True):
        session.show_translation(is_translated)
        qtbot.waitUntil(settled(canvas))
    assert showing.asked == ["translated 0", "original 0", "translated 0"]
