"""The lists of names are written in, read from flyers and files, and near misses are put right after a look."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from studio import paths, settings
from studio.gui import gestures
from studio.gui.dialogs.names import NamesDialog
from studio.gui.dialogs.names_found import FoundDialog
from studio.gui.dialogs.names_page import TermsPage
from studio.gui.session import Session
from studio.gui.tables.term_table import Column
from studio.model.memory import MemoryUnit
from studio.model.term import Proposal, Term
from studio.project.venue import Venue
from studio.translation import tmx
from studio.workflow import correct, memories
from studio.workflow.terms import House, Production
from tests.gui import accessible
from tests.gui.conftest import Screenshot

TICK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, errors: list[str]) -> NamesDialog:
    """Give the open dialog with one name."""
    Production(session.project).add([Term("Prospero", note="duke")])
    made = NamesDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def listed(page: TermsPage) -> list[tuple[str, str, str, str]]:
    table = page.terms
    return [tuple(table.index(row, column).data() for column in Column) for row in range(table.rowCount())]  # type: ignore[misc]


def names(page: TermsPage) -> list[str]:
    return [term.source for term in page.terms.terms()]


def add(page: TermsPage, text: str, target: str = "") -> None:
    page.field.insert(text)  # a key for “ü” is more than QTest knows
    page.target.insert(target)
    QTest.keyClick(page.target, Qt.Key.Key_Return)


def misheard(session: Session) -> None:
    correct.set_text(session.project, 4, "Aber Prosparos Plan geht nicht auf.")
    correct.set_text(session.project, 5, "prospero!")


def said(dialog: NamesDialog) -> str:
    return dialog.note.accessibleName().strip()


def test_names_are_added_by_typing_and_return(dialog: NamesDialog) -> None:
    add(dialog.own, "Caliban")
    assert names(dialog.own) == ["Prospero", "Caliban"]
    assert dialog.own.field.text() == ""
    assert dialog.isVisible()
    gestures.undo(dialog.session)
    assert names(dialog.own) == ["Prospero"]


def test_a_term_with_a_translation_counts_for_the_languages_in_hand(dialog: NamesDialog) -> None:
    dialog.own.usual = ("de", "en")
    add(dialog.own, "Großes Haus", "Main Stage")
    assert listed(dialog.own) == [
        ("Prospero", "stays as it is", "All", "duke"),
        ("Großes Haus", "Main Stage", "German → English", ""),
    ]


def test_a_term_is_written_in_the_list(dialog: NamesDialog) -> None:
    table = dialog.own.terms
    assert table.setData(table.index(0, Column.NOTE), "duke of Milan")
    assert table.setData(table.index(0, Column.SOURCE), "Prospero di Milano")
    assert not table.setData(table.index(0, Column.SOURCE), "Prospero di Milano")
    assert table.setData(table.index(0, Column.TARGET), "Prospero of Milan")
    assert table.setData(table.index(0, Column.LANGUAGES), ("de", "en"))
    assert listed(dialog.own) == [("Prospero di Milano", "Prospero of Milan", "German → English", "duke of Milan")]
    assert dialog.session.project.undo_label == "Change name"


def test_languages_are_chosen_by_keyboard_from_those_of_the_house(dialog: NamesDialog, qtbot: QtBot) -> None:
    view = dialog.own.view
    view.setCurrentIndex(dialog.own.terms.index(0, Column.LANGUAGES))
    view.edit(view.currentIndex())
    box = view.findChild(QComboBox)
    assert box.accessibleName() == "Languages"
    qtbot.waitUntil(lambda: box.view().isVisible())
    assert [box.itemText(place) for place in range(3)] == ["All", "German → English", "German → Dutch"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(box.view(), key)
    assert listed(dialog.own)[0][Column.LANGUAGES] == "German → Dutch"
    qtbot.waitUntil(lambda: not view.findChildren(QComboBox))


def test_what_is_no_name_is_refused_and_the_old_one_stays(dialog: NamesDialog, errors: list[str]) -> None:
    dialog.own.terms.setData(dialog.own.terms.index(0, Column.SOURCE), "  ")
    add(dialog.own, " ")
    assert names(dialog.own) == ["Prospero"]
    assert len(errors) == 2
    errors.clear()


def test_what_is_there_already_is_said(dialog: NamesDialog) -> None:
    add(dialog.own, "Prospero")
    assert names(dialog.own) == ["Prospero"]
    assert said(dialog) == "That is in the list already."


def test_chosen_names_are_removed_by_key_and_button(dialog: NamesDialog) -> None:
    page = dialog.own
    add(page, "Caliban")
    page.view.setFocus()
    page.view.selectRow(0)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert names(page) == ["Caliban"]
    assert page.view.currentIndex().row() == 0
    page.view.selectAll()
    QTest.mouseClick(page.take_off, Qt.MouseButton.LeftButton)
    assert names(page) == []
    assert not page.take_off.isEnabled()
    assert not dialog.search.isEnabled()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(page) == ["Caliban"]


def test_the_houses_list_is_kept_beside_and_what_was_removed_comes_back(dialog: NamesDialog) -> None:
    page = dialog.house
    dialog.tabs.setCurrentWidget(page)
    add(page, "Seebühne")
    assert [stored.term for stored in House().all()] == [Term("Seebühne")]
    assert names(dialog.own) == ["Prospero"]
    assert not page.back.isVisible()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert House().all() == []
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert names(page) == ["Seebühne"]
    assert not page.back.isVisible()
    assert not dialog.own.back.isVisible()


def test_near_misses_of_the_houses_names_are_reported_at_once(dialog: NamesDialog, qtbot: QtBot) -> None:
    session = dialog.session
    correct.set_text(session.project, 4, "Aber Kalibans Plan geht nicht auf.")
    qtbot.waitUntil(lambda: session.review is not None and session.review.is_complete)
    assert session.review is not None
    assert [item for item in session.review.items if "Caliban" in str(item)] == []
    add(dialog.house, "Caliban")
    qtbot.waitUntil(lambda: any("Caliban" in str(item) for item in session.review.items))


def test_what_another_window_adds_to_the_houses_list_is_seen(dialog: NamesDialog) -> None:
    House().add([Term("Seebühne")])
    assert names(dialog.house) == []
    dialog.activateWindow()
    QApplication.processEvents()
    dialog.house.terms.read()
    assert names(dialog.house) == ["Seebühne"]


def test_names_of_a_flyer_are_proposed_and_chosen(dialog: NamesDialog, qtbot: QtBot, tmp_path: Path) -> None:
    House().add([Term("Karla Blum")])
    flyer = tmp_path / "flyer.txt"
    words = "Es spielen Anna Berger und Paul Winter.\n\nRegie: Mira Falk. Prospero spricht Anna Berger."
    flyer.write_text(f"{words} Licht: Karla Blum.\n", "utf-8")
    dialog.own.read_flyer(flyer)
    assert not dialog.own.flyer.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(FoundDialog)))
    found = dialog.findChildren(FoundDialog)[0]
    assert [proposal.text for proposal in found.chosen] == ["Anna Berger", "Paul Winter", "Mira Falk"]
    found.found.setData(found.found.index(1, 0), Qt.CheckState.Unchecked, TICK)
    assert found.add.text() == "Add 2 names"
    QTest.mouseClick(found.add, Qt.MouseButton.LeftButton)
    assert names(dialog.own) == ["Prospero", "Anna Berger", "Mira Falk"]
    assert said(dialog) == "2 names were added."
    assert dialog.own.flyer.isEnabled()
    assert dialog.session.project.undo_label == "Add names"


def test_a_flyer_without_names_and_one_that_cannot_be_read_are_told(
    dialog: NamesDialog, qtbot: QtBot, tmp_path: Path, errors: list[str]
) -> None:
    (tmp_path / "a.txt").write_text("nichts", "utf-8")
    dialog.own.read_flyer(tmp_path / "a.txt")
    qtbot.waitUntil(lambda: said(dialog) == "No names were found in “a.txt”.")
    dialog.own.read_flyer(tmp_path / "a.pdf")
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert "There is no file" in errors[0]
    errors.clear()
    assert not dialog.work.is_busy


def test_names_that_are_there_already_cannot_be_ticked(qtbot: QtBot) -> None:
    found = FoundDialog("a.txt", [Proposal("Prospero", 2, "…"), Proposal("Ariel", 1, "Ariel fliegt.")], {"Prospero"})
    qtbot.addWidget(found)
    found.show()
    assert [proposal.text for proposal in found.chosen] == ["Ariel"]
    spoken = [found.found.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["Ariel, 1 time: Ariel fliegt.", "Prospero, 2 times: …, in the list already"]
    found.none.click()
    assert not found.add.isEnabled()
    found.all.click()
    QTest.keyClick(found.table, Qt.Key.Key_Space)
    assert found.chosen == []
    QTest.keyClick(found.table, Qt.Key.Key_Space)
    QTest.keyClick(found.table, Qt.Key.Key_Return)
    assert found.result() == FoundDialog.DialogCode.Accepted


@pytest.mark.parametrize("name", ["list.csv", "list.tbx"])
def test_a_list_goes_out_and_comes_into_the_other(dialog: NamesDialog, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    dialog.own.usual = ("de", "en")
    add(dialog.own, "Großes Haus", "Main Stage")
    dialog.own.terms.setData(dialog.own.terms.index(0, Column.LANGUAGES), ("de", "en"))
    dialog.own.export_to(tmp_path / name)
    qtbot.waitUntil(lambda: said(dialog) == f"The list is in “{name}”.")
    House().add([Term("Großes Haus", "Main Stage", "de", "en")])
    dialog.house.import_from(tmp_path / name)
    qtbot.waitUntil(lambda: said(dialog) == "1 name was added. 1 was there already.")
    assert sorted(names(dialog.house)) == ["Großes Haus", "Prospero"]


def test_the_memory_is_counted_exported_and_imported(dialog: NamesDialog, qtbot: QtBot, tmp_path: Path) -> None:
    page = dialog.memory
    dialog.tabs.setCurrentIndex(2)
    assert page.count.text() == "0 sentences are remembered."
    assert not page.export.isEnabled()
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.remember([MemoryUnit("Ja.", "Yes.", "de", "en"), MemoryUnit("Nein.", "No.", "de", "en")])
    page.refresh()
    assert page.pairs.text() == "German → English: 2"
    page.export_to(tmp_path / "memory.tmx", is_own=False)
    qtbot.waitUntil(lambda: said(dialog) == "2 sentences are in “memory.tmx”.")
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.forget("")
    page.import_from(tmp_path / "memory.tmx")
    qtbot.waitUntil(lambda: said(dialog) == "2 sentences were added.")
    assert page.count.text() == "2 sentences are remembered."
    page.export_to(tmp_path / "own.tmx", is_own=True)
    qtbot.waitUntil(lambda: said(dialog) == "0 sentences are in “own.tmx”.")


def test_a_memory_is_imported_into_the_production_alone_and_forgotten_there(
    dialog: NamesDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    page = dialog.memory
    with (tmp_path / "guest.tmx").open("wb") as file:
        tmx.write(file, [MemoryUnit("Ja.", "Yes.", "de", "en")])
    dialog.tabs.setCurrentIndex(2)
    assert not page.own_forget.isVisible()
    page.import_from(tmp_path / "guest.tmx", is_own=True)
    qtbot.waitUntil(lambda: said(dialog) == "1 sentence was added.")
    assert page.own_count.text() == "1 sentence was imported."
    assert not page.forget.isVisible()
    assert page.count.text() == "1 sentence is remembered."
    page.export_to(tmp_path / "own.tmx", is_own=True)
    qtbot.waitUntil(lambda: said(dialog) == "1 sentence is in “own.tmx”.")
    QTest.mouseClick(page.own_forget, Qt.MouseButton.LeftButton)
    question = next(box for box in page.findChildren(QMessageBox) if box.isVisible())
    next(button for button in question.buttons() if button.text() == "Forget").click()
    assert said(dialog) == "1 sentence is forgotten."
    assert not page.own_forget.isVisible()
    assert memories.count() == 0


def test_what_was_imported_is_forgotten_after_a_question(dialog: NamesDialog, qtbot: QtBot) -> None:
    page = dialog.memory
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.remember([MemoryUnit("Ja.", "Yes.", "de", "en")])
        venue.memory.remember([MemoryUnit("Nein.", "No.", "de", "en")], owner="a production")
    dialog.tabs.setCurrentIndex(2)
    QTest.mouseClick(page.forget, Qt.MouseButton.LeftButton)
    question = page.findChildren(QMessageBox)[0]
    assert question.text() == "Forget 1 sentence that came from a file?"
    question.buttons()[1].click()
    assert memories.count() == 2
    page.ask_to_forget()
    question = next(box for box in page.findChildren(QMessageBox) if box.isVisible())
    next(button for button in question.buttons() if button.text() == "Forget").click()
    qtbot.waitUntil(lambda: said(dialog) == "1 sentence is forgotten.")
    assert page.count.text() == "1 sentence is remembered."
    assert not page.forget.isVisible()


def test_the_memory_can_be_switched_off(dialog: NamesDialog) -> None:
    dialog.tabs.setCurrentIndex(2)
    dialog.memory.use.click()
    assert not settings.load().use_memory
    assert not memories.is_used()
    dialog.memory.use.click()
    assert memories.is_used()


def test_a_memory_that_is_none_is_told(dialog: NamesDialog, qtbot: QtBot, tmp_path: Path, errors: list[str]) -> None:
    (tmp_path / "a.tmx").write_text("<x/>")
    dialog.memory.import_from(tmp_path / "a.tmx")
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert "is no translation memory" in errors[0]
    errors.clear()


def test_a_damaged_file_of_the_house_is_told_and_the_rest_works(
    session: Session, qtbot: QtBot, errors: list[str]
) -> None:
    paths.venue().parent.mkdir(parents=True, exist_ok=True)
    paths.venue().write_bytes(b"something else" * 500)
    dialog = NamesDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    assert ["is not the file in which Souffleur keeps" in error for error in errors] == [True]
    dialog.activateWindow()
    QApplication.processEvents()
    assert len(errors) == 1
    add(dialog.own, "Caliban")
    assert names(dialog.own) == ["Caliban"]
    errors.clear()


def test_near_misses_are_shown_and_put_right_in_one_step(dialog: NamesDialog) -> None:
    misheard(dialog.session)
    assert not dialog.found.isVisible()
    QTest.mouseClick(dialog.search, Qt.MouseButton.LeftButton)
    assert [dialog.changes.index(row, 2).data() for row in range(dialog.changes.rowCount())] == [
        "Aber Prosperos Plan geht nicht auf.",
        "Prospero!",
    ]
    assert dialog.found.isVisible()
    assert dialog.do.text() == "Correct in 2 cues"
    dialog.changes.setData(dialog.changes.index(1, 0), Qt.CheckState.Unchecked, TICK)
    assert dialog.do.text() == "Correct in 1 cue"
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert dialog.session.cues.stored(3).cue.text == "Aber Prosperos Plan geht nicht auf."
    assert said(dialog) == "Corrected in 1 cue."
    assert dialog.session.project.undo_label == "Correct names"


def test_where_there_is_no_room_the_near_misses_take_the_place_of_the_lists(
    dialog: NamesDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    misheard(dialog.session)
    dialog.look()
    assert dialog.tabs.isVisible()
    assert not dialog.back.isVisible()
    monkeypatch.setattr("studio.gui.dialogs.names.ROOM", 100_000)
    dialog.look()
    assert not dialog.tabs.isVisible()
    QTest.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
    assert not dialog.found.isVisible()
    assert dialog.tabs.isVisible()
    assert not dialog.back.isVisible()


def test_where_all_is_right_it_is_said(dialog: NamesDialog) -> None:
    dialog.look()
    assert "No cue seems to mean" in said(dialog)
    assert not dialog.do.isVisible()


def test_return_in_the_dialog_presses_nothing(dialog: NamesDialog) -> None:
    misheard(dialog.session)
    dialog.look()
    QTest.keyClick(dialog.own.view, Qt.Key.Key_Return)
    assert dialog.session.cues.stored(3).cue.text == "Aber Prosparos Plan geht nicht auf."


def test_there_is_one_dialog_for_a_film(session: Session, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert NamesDialog.show_for(session, window) is NamesDialog.show_for(session, window)


def test_every_control_has_a_name(dialog: NamesDialog, screenshot: Screenshot) -> None:
    misheard(dialog.session)
    dialog.own.usual = ("de", "en")
    add(dialog.own, "Elfriede Jelinek")
    add(dialog.own, "Großes Haus", "Main Stage")
    dialog.look()
    dialog.own.view.selectRow(0)
    House().add([Term("Seebühne", "Lake Stage", "de", "en"), Term("Theater am Kanal")])
    dialog.house.terms.read()
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.remember([MemoryUnit(f"Satz {i}.", "?", "de", "en" if i % 3 else "nl") for i in range(1234)])
    screenshot(dialog, "names-near", ("light",), whole=False)
    dialog.forget()
    for place, page in enumerate(("own", "house", "memory")):
        dialog.tabs.setCurrentIndex(place)
        assert accessible.unnamed(dialog) == []
        screenshot(dialog, f"names-{page}", ("light", "dark", "contrast"), whole=False)


def test_found_names_can_be_read_at_every_size(qtbot: QtBot, screenshot: Screenshot) -> None:
    proposals = [
        Proposal(
            "Heinrich von Kleist",
            3,
            "Regisseurin Anna Berger zeigt Szenen aus „Der zerbrochne Krug“ von Heinrich von Kleist.",
        ),
        Proposal("Anna Berger", 1, "Regisseurin Anna Berger zeigt Szenen."),
        Proposal("Prospero", 2, "Prospero spricht."),
    ]
    dialog = FoundDialog("flyer.docx", proposals, {"Prospero"})
    qtbot.addWidget(dialog)
    dialog.show()
    assert accessible.unnamed(dialog) == []
    screenshot(dialog, "names-found", ("light", "dark", "contrast"), whole=False)
