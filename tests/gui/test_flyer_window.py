"""Flyers in the window: how they come, are asked for, go and come back; the window with one in front."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from studio.documents import typesetting
from studio.gui import commands
from studio.gui.dialogs.block_language import BlockLanguageDialog
from studio.gui.dialogs.find import FindDialog
from studio.gui.dialogs.missing import MissingDialog
from studio.gui.dialogs.names import NamesDialog
from studio.gui.dialogs.password import PasswordDialog
from studio.gui.flyer_session import FlyerSession
from studio.gui.main_window import MainWindow
from studio.gui.messages import ErrorDialog
from studio.gui.widgets import Note
from studio.workflow.flyer import correct, translate
from tests.gui.accessible import unnamed
from tests.gui.conftest import Screenshot
from tests.workflow.flyer import made_flyers

SOURCE = """
#set document(title: "Der Sturm")
#set page(width: 372pt, height: 526pt, margin: 40pt)
#set text(lang: "de", font: "Open Sans", size: 11pt)
= Der Sturm
Eine Insel, ein Zauberer und eine alte Rechnung.
#pagebreak()
Karten ab 14 €.
"""


@pytest.fixture(scope="module")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a PDF of two pages with a heading and two paragraphs."""
    file = tmp_path_factory.mktemp("leaflet") / "Spielzeit.de.pdf"
    file.write_bytes(typesetting.pdf(SOURCE, {}, standard="1.7"))
    return file


@pytest.fixture
def file(leaflet: Path, tmp_path: Path) -> Path:
    """Return a copy of it in a folder of its own."""
    (tmp_path / "flyers").mkdir()
    return Path(shutil.copy(leaflet, tmp_path / "flyers"))


@pytest.fixture
def production(tmp_path: Path) -> Path:
    """Return the file of a production with a flyer that is nonsense, and its Dutch edition."""
    with made_flyers.production(tmp_path, [*made_flyers.blocks(), made_flyers.picture()]) as project:
        made_flyers.translate(project)
    return tmp_path / "season.souffleur"


@pytest.fixture
def opened(window: MainWindow, production: Path) -> MainWindow:
    """Return the window with that production, its flyer in front."""
    window.preferences.change(reviewer="Ada")
    window.open_path(production)
    return window


def flyer(window: MainWindow) -> FlyerSession:
    assert window.flyer is not None
    return window.flyer


def wait_for_flyer(window: MainWindow, qtbot: QtBot) -> FlyerSession:
    qtbot.waitUntil(lambda: window.flyer is not None)
    return flyer(window)


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files onto the middle of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, none, left = window.rect().center(), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(at), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, none))


def names(window: MainWindow) -> list[str]:
    return [window.tabs.tabText(n) for n in range(window.tabs.count())]


def menus(window: MainWindow) -> list[str]:
    return [action.text().replace("&", "") for action in window.menuBar().actions() if action.isVisible()]


def dialog(window: MainWindow, kind: type[QDialog]) -> QDialog | None:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    return found[0] if found else None


# how flyers come


def test_a_flyer_that_is_dropped_on_home_begins_a_production_and_shows_its_page(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    drop(window, file)
    assert window.reading.isVisible()
    assert window.reading.title.text() == "Reading “Spielzeit.de.pdf”"
    session = wait_for_flyer(window, qtbot)
    assert not window.reading.isVisible()
    assert file.with_name("Spielzeit.souffleur").is_file()
    assert window.windowTitle() == "Spielzeit – Souffleur"
    assert names(window) == ["Home", "Spielzeit.de.pdf"]
    assert session.flyer.language == "de"
    assert [each.block.text for each in session.blocks] == [
        "Der Sturm",
        "Eine Insel, ein Zauberer und eine alte Rechnung.",
        "Karten ab 14 €.",
    ]
    canvas = window.tabs.flyers()[0].page.canvas
    qtbot.waitUntil(lambda: canvas.pictures.current is not None)
    assert [each.number for each in canvas.placed()] == [1, 2]
    assert unnamed(window) == []
    window.open_path(file)  # again: it is only shown
    assert names(window) == ["Home", "Spielzeit.de.pdf"]


def test_a_flyer_joins_the_production_in_front_and_goes_and_comes_back(
    opened: MainWindow, file: Path, qtbot: QtBot
) -> None:
    drop(opened, file)
    qtbot.waitUntil(lambda: len(opened.tabs.flyers()) == 2)
    assert flyer(opened).flyer.file.name == "Spielzeit.de.pdf"
    opened.action("file.remove_flyer").trigger()
    qtbot.waitUntil(lambda: len(opened.tabs.flyers()) == 1)
    assert not opened.action("file.remove_flyer").isEnabled()  # it is the last
    opened.action("edit.undo").trigger()
    qtbot.waitUntil(lambda: len(opened.tabs.flyers()) == 2)
    assert flyer(opened).flyer.file.name == "Spielzeit.de.pdf"


def test_several_files_at_once_come_into_one_production(
    window: MainWindow, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (text := tmp_path / "Hinweis.md").write_text("# Hinweis\n\nBitte leise.\n", "utf-8")
    drop(window, file, text)
    qtbot.waitUntil(lambda: len(window.tabs.flyers()) == 2)
    assert window.windowTitle() == "Spielzeit – Souffleur"


def test_a_text_file_is_subtitles_only_where_there_is_a_film_for_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Programm.txt").write_text("Der Sturm\n\nEine Insel.\n", "utf-8")
    window.open_path(tmp_path / "Programm.txt")
    assert wait_for_flyer(window, qtbot).flyer.format == "text"


def test_reading_can_be_cancelled_and_leaves_nothing(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    window.open_path(file)
    qtbot.mouseClick(window.reading.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.reading.isVisible())
    assert (window.project, names(window)) == (None, ["Home"])
    assert list(file.parent.iterdir()) == [file]


def test_a_damaged_flyer_is_told_once(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (bad := tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    with qtbot.waitSignal(window.production.failed):
        window.open_path(bad)
    error = dialog(window, ErrorDialog)
    assert error is not None
    assert "bad.pdf" in error.text()  # type: ignore[attr-defined]
    assert not window.reading.isVisible()
    assert window.project is None


def test_a_locked_flyer_asks_for_its_password_until_it_opens(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="o", user="geheim"))
    window.open_path(file)
    for is_again, word in ((False, "falsch"), (True, "geheim")):
        qtbot.waitUntil(lambda: dialog(window, PasswordDialog) is not None)
        asked = dialog(window, PasswordDialog)
        assert isinstance(asked, PasswordDialog)
        assert unnamed(asked) == []
        assert any(note.property("note") == "problem" for note in asked.findChildren(Note)) == is_again
        assert not asked.open_button.isEnabled()
        qtbot.keyClicks(asked.field, word)
        qtbot.keyClick(asked, Qt.Key.Key_Return)
    session = wait_for_flyer(window, qtbot)
    assert session.password == "geheim"
    canvas = window.tabs.flyers()[0].page.canvas
    qtbot.waitUntil(lambda: canvas.pictures.current is not None)
    assert dialog(window, ErrorDialog) is None
    window.close_production()
    production = file.with_name("Spielzeit.souffleur")
    assert b"geheim" not in production.read_bytes()
    window.desk.passwords.clear()  # as the next time that the program runs
    window.open_path(production)
    qtbot.waitUntil(lambda: dialog(window, PasswordDialog) is not None)
    asked = dialog(window, PasswordDialog)
    assert isinstance(asked, PasswordDialog)
    qtbot.keyClicks(asked.field, "geheim")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    canvas = window.tabs.flyers()[0].page.canvas
    qtbot.waitUntil(lambda: canvas.pictures.current is not None)


def test_what_was_left_out_is_said_above_the_page(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(file)
    window.open_path(file)
    wait_for_flyer(window, qtbot)
    (tab,) = window.tabs.flyers()
    assert tab.notes.isVisible()
    assert "JavaScript" in tab.notes.text()
    qtbot.mouseClick(tab.notes.close_button, Qt.MouseButton.LeftButton)
    window.action("blocks.notes").trigger()
    assert tab.notes.isVisible()


# how they are left and found


def test_a_flyer_is_found_as_it_was_left(opened: MainWindow, production: Path) -> None:
    fourth = flyer(opened).blocks[3].id
    flyer(opened).choose_block(fourth)
    opened.show_home()
    opened.close_production()
    assert opened.flyer is None
    (row,) = opened.home.recents.rows
    assert row.accessibleName().startswith("season, 1 flyer · German to Dutch, 5 of 7 blocks checked")
    opened.open_path(production)
    assert flyer(opened).block == fourth
    assert flyer(opened).edition is not None


def test_a_flyer_that_is_gone_is_asked_for_and_shown(opened: MainWindow, production: Path, qtbot: QtBot) -> None:
    opened.close_production()
    file = production.with_name("Spielzeitflyer 2026-27.pdf")
    (place := production.parent.parent / f"{production.parent.name}-moved").mkdir()
    moved = file.rename(place / "other.pdf")
    opened.open_path(production)
    qtbot.waitUntil(lambda: dialog(opened, MissingDialog) is not None)
    asked = dialog(opened, MissingDialog)
    assert isinstance(asked, MissingDialog)
    asked.search(moved)
    assert dialog(opened, MissingDialog) is None
    assert dialog(opened, ErrorDialog) is None


# the window with a flyer in front


def test_the_menus_are_those_of_what_is_in_front(opened: MainWindow) -> None:
    assert menus(opened) == ["File", "Edit", "Blocks", "Translate", "View", "Help"]
    opened.show_home()
    assert menus(opened) == ["File", "Edit", "View", "Help"]


def test_the_status_says_how_far_the_flyer_is_and_which_page_that_is(opened: MainWindow) -> None:
    assert opened.status.checked.accessibleName() == "Dutch: 5 of 7 blocks checked"
    assert opened.status.machine.accessibleName() == "This is the page as it will be exported"
    flyer(opened).show_translation(False)
    assert opened.status.machine.accessibleName() == "This is the original page"


def test_keys_belong_to_what_is_in_front(opened: MainWindow) -> None:
    active = [key.toString() for action in opened.actions() if action.isVisible() for key in action.shortcuts()]
    assert sorted(active) == sorted(set(active))
    by_key = {
        key.toString(): action.objectName()
        for action in opened.actions()
        if action.isVisible()
        for key in action.shortcuts()
    }
    wanted = {
        "Ctrl+J": "blocks.join",
        "Ctrl+T": "blocks.split",
        "Ctrl+Return": "blocks.approve",
        "Ctrl+E": "blocks.export",
        "F8": "blocks.next_item",
        "Shift+F8": "blocks.previous_item",
        "Alt+Down": "blocks.next",
        "Alt+Shift+Down": "blocks.later",
        "Ctrl+Z": "edit.undo",
        "F9": "flyer.wordings",
        "F4": "view.translated",
    }
    assert {key: by_key[QKeySequence(key).toString()] for key in wanted} == wanted


def test_blocks_are_worked_on_by_keys(opened: MainWindow, qtbot: QtBot) -> None:
    session = flyer(opened)
    control, key = Qt.KeyboardModifier.ControlModifier, Qt.Key
    canvas = opened.tabs.flyers()[0].page.canvas
    session.choose_block(session.blocks[3].id)
    qtbot.keyClick(canvas, key.Key_Return, control)
    assert session.wordings[session.blocks[3].id].reviewer == "Ada"
    assert session.block == session.blocks[4].id
    qtbot.keyClick(canvas, key.Key_J, control)
    assert len(session.blocks) == 7
    qtbot.keyClick(canvas, key.Key_Z, control)
    assert len(session.blocks) == 8
    first, second = session.blocks[0].id, session.blocks[1].id
    session.choose_block(second)
    qtbot.keyClick(canvas, key.Key_Up, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [each.id for each in session.blocks[:2]] == [second, first]
    qtbot.keyClick(canvas, key.Key_F4)
    assert not session.is_translation_shown
    qtbot.waitUntil(lambda: bool(session.items))
    qtbot.keyClick(canvas, key.Key_F8)
    assert session.item is not None


def test_what_a_block_is_can_be_said_by_menu(opened: MainWindow) -> None:
    session = flyer(opened)
    fifth = session.blocks[4].id
    session.choose_block(fifth)
    for id, wanted in (
        ("blocks.role_heading3", ("heading", 3)),
        ("blocks.role_item", ("item", 0)),
        ("blocks.role_paragraph", ("paragraph", 0)),
    ):
        opened.action(id).trigger()
        stored = session.stored()
        assert stored is not None
        assert (stored.block.role, stored.block.level) == wanted
        assert opened.action(id).isChecked()
    opened.action("blocks.keep").trigger()
    opened.action("blocks.decoration").trigger()
    stored = session.stored()
    assert stored is not None
    assert (stored.block.is_kept, stored.block.is_decoration) == (True, True)
    assert opened.action("blocks.keep").isChecked()
    opened.action("blocks.keep").trigger()
    assert not opened.action("blocks.keep").isChecked()


def test_the_language_of_a_block_is_asked_for(opened: MainWindow, qtbot: QtBot) -> None:
    session = flyer(opened)
    session.choose_block(session.blocks[0].id)
    opened.action("blocks.language").trigger()
    asked = dialog(opened, BlockLanguageDialog)
    assert isinstance(asked, BlockLanguageDialog)
    assert unnamed(asked) == []
    assert asked.field.currentText() == "As the flyer: German"
    asked.field.setCurrentIndex(asked.field.findText("French"))
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    stored = session.stored()
    assert stored is not None
    assert stored.block.language == "fr"
    opened.action("edit.undo").trigger()
    assert session.blocks[0].block.language == ""


def test_names_and_terms_stand_beside_a_flyer_too(opened: MainWindow) -> None:
    opened.action("edit.names").trigger()
    shown = opened.findChild(NamesDialog)
    assert shown is not None
    assert unnamed(shown) == []
    assert not shown.search.isVisible()
    assert shown.own.usual == ("de", "nl")
    shown.close()


def test_every_action_can_be_chosen_with_a_flyer_in_front(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_values: ("", ""))
    ends = {"file.quit", "file.close", "file.close_tab", "file.sample", "file.remove_flyer", "file.remove_video"}
    away = {"view.home", "view.next_tab", "view.previous_tab", "file.packs"}
    dress = {action.id for action in commands.everything() if action.section == "size" or "theme" in action.id}
    session = flyer(opened)
    correct.set_title(session.project, 1, "De Storm")  # for undo
    for action in commands.everything():
        if action.id in ends | away | dress:
            continue
        session.choose_block(session.blocks[3].id)
        action.do(opened)  # also what is not shown: a button may have been pressed just before
        for shown in opened.findChildren(QDialog):
            shown.close()
        assert opened.flyer is session, action.id
    qtbot.waitUntil(lambda: not opened.desk.runner.running)
    for shown in opened.findChildren(ErrorDialog):
        shown.close()


def test_a_flyers_menus_hold_every_action_of_it(opened: MainWindow) -> None:
    held = {line.objectName() for menu in opened.menuBar().findChildren(QMenu) for line in menu.actions()}
    shown = {action.id for action in commands.everything() if action.is_for_flyers and action.in_menu}
    assert shown <= held
    for id in shown:
        assert opened.action(id).isVisible()


def test_words_are_found_and_replaced_on_a_flyer(opened: MainWindow, qtbot: QtBot) -> None:
    session = flyer(opened)
    opened.action("edit.find").trigger()
    asked = opened.findChild(FindDialog)
    assert asked is not None
    assert unnamed(asked) == []
    qtbot.keyClicks(asked.wanted, "Storm")
    qtbot.keyClicks(asked.new, "Orkaan")
    qtbot.waitUntil(lambda: asked.changes.rowCount() == 2)
    assert asked.do.text() == "Replace in 2 blocks"
    assert "1 of them is approved" in asked.note.accessibleName()
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert session.block == session.blocks[1].id
    qtbot.mouseClick(asked.do, Qt.MouseButton.LeftButton)
    assert session.wordings[session.block].text == "De Orkaan"
    opened.action("edit.undo").trigger()
    assert session.wordings[session.block].text == "De Storm"
    asked.close()


@pytest.mark.slow
def test_the_tab_looks_as_it_should(
    window: MainWindow, practice: Path, tmp_path: Path, screenshot: Screenshot, qtbot: QtBot
) -> None:
    window.open_path(Path(shutil.copy(practice / "flyer.de.pdf", tmp_path)))
    session = wait_for_flyer(window, qtbot)
    session.run(translate.begin(session.project, session.about, "en"))
    qtbot.waitUntil(lambda: session.edition is not None)
    session.choose_block(session.blocks[3].id)
    canvas = window.tabs.flyers()[0].page.canvas
    qtbot.waitUntil(lambda: canvas.pictures.current is not None and not canvas.pictures.is_waiting)
    assert unnamed(window) == []
    screenshot(window, "5-flyer", ("light", "dark", "contrast"))
