"""The page Languages and models: by keyboard, for a screen reader, in any size; what it asks and what it tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_entries import MEASURED, SHAPES
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from running_tasks import answer, name_and_wait

from studio.errors import PackError
from studio.gui import theme
from studio.gui.main_window import MainWindow
from studio.gui.packs_tab import results
from studio.gui.packs_tab.asking import CarryDialog, RemoveQuestion
from studio.gui.packs_tab.tab import PacksTab
from studio.gui.packs_tab.words import Act
from studio.model.pack import Manifest
from studio.workflow import pace, packs
from studio.workflow.pack_tasks import Imported, Refused, Verified
from studio.workflow.pack_turns import Naming
from studio.workflow.work import Work
from tests.gui.accessible import spoken, unnamed, walk
from tests.gui.packs_tab import entries
from tests.gui.packs_tab.conftest import shown_page

Calls = list[tuple[str, tuple[object, ...]]]


@pytest.fixture
def calls(page: PacksTab, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Return what the page had done, by the names of the stock's verbs."""
    made: Calls = []

    def note(name: str) -> None:
        monkeypatch.setattr(window.stock, name, lambda *values: made.append((name, values)))

    for name in ("get", "pause", "cancel", "check", "remove", "carry", "import_from"):
        note(name)
    return made


def keys(page: PacksTab) -> list[str]:
    """Return the keys of the rows from top to bottom."""
    rows = sorted(page.list.rows.values(), key=lambda row: row.mapTo(page, QPoint()).y())
    return [row.row.key for row in rows]


def order(page: PacksTab) -> list[str]:
    """Return the ids of the rows from top to bottom."""
    return [key.split(":")[1] for key in keys(page)]


def test_everything_has_a_name(page: PacksTab) -> None:
    assert unnamed(page) == []
    assert "Download Careful, Whisper turbo, 1.6 GB" in spoken(page)
    assert "Get again Dutch to English" in spoken(page)


def test_a_row_is_an_item_of_a_list_and_says_whether_it_is_chosen(page: PacksTab) -> None:
    items = [found for found in walk(page) if found.role() == QAccessible.Role.ListItem]
    assert len(items) == len(page.list.rows)
    assert [bool(item.state().selected) for item in items].count(True) == 1
    assert [item.text(QAccessible.Text.Name) for item in items] == [
        page.list.rows[key].row.spoken for key in keys(page)
    ]


def test_arrows_go_from_row_to_row_through_all_sections(page: PacksTab, qtbot: QtBot) -> None:
    page.list.focus_row()
    seen = [page.list.chosen]
    for _ in range(20):
        qtbot.keyClick(page.list.rows[page.list.chosen], Qt.Key.Key_Down)
        seen.append(page.list.chosen)
    assert list(dict.fromkeys(key.split(":")[1] for key in seen)) == order(page)
    qtbot.keyClick(page.list.rows[page.list.chosen], Qt.Key.Key_Home)
    assert page.list.chosen == "speech:base"
    assert page.details.title.text() == "Quick, speech to text"


def test_tab_goes_from_the_row_to_its_buttons_and_then_out_of_the_rows(page: PacksTab, qtbot: QtBot) -> None:
    page.list.focus_row("speech:small")
    row = page.list.rows["speech:small"]
    assert row.hasFocus()
    seen = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [*row.buttons, page.list.more, page.list.filter]


def test_new_buttons_of_a_row_are_where_the_old_ones_were_for_tab(
    page: PacksTab, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page.list.focus_row("speech:small")
    absent = replace(entries.BALANCED, state=entries.EntryState.ABSENT, here=0)
    others = [absent if each is entries.BALANCED else each for each in entries.EVERYTHING]
    monkeypatch.setattr(packs, "entries", lambda languages=(): others)
    page.refresh()
    row = page.list.rows["speech:small"]
    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert [act.verb for act in row.row.standing.acts] == ["Download"]
    assert seen == [*row.buttons, page.list.more, page.list.filter]


def test_when_a_row_goes_the_keyboard_is_on_the_one_in_its_place(
    page: PacksTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.list.focus_row("speech:turbo")
    left = [each for each in entries.EVERYTHING if each is not entries.CAREFUL]
    monkeypatch.setattr(packs, "entries", lambda languages=(): left)
    page.refresh()
    assert (page.list.chosen, page.list.rows["speech:practice"].hasFocus()) == ("speech:practice", True)


def test_what_came_of_work_for_several_packs_is_said_whether_the_page_is_there_or_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.stock.said.connect(said.append)
    window.stock.begin("", lambda: Work("Verifying", "packs", answer, ([],)), ("packs", "verify"))
    qtbot.waitUntil(lambda: said == ["All 0 packs are whole and work."])


def test_what_went_wrong_with_a_download_is_forgotten_when_the_pack_comes_on_a_stick(
    page: PacksTab, window: MainWindow, qtbot: QtBot
) -> None:
    window.stock.errors["turbo"] = PackError("There is no network.")
    page.refresh()
    assert page.list.rows["speech:turbo"].row.standing.text == "There is no network."
    came = Imported((Manifest("turbo", entries.SPEECH, "Whisper turbo", (), "MIT", "carried", ()),))
    window.stock.begin("", lambda: Work("Importing", "packs", answer, (came,)), ("packs", "import"))
    qtbot.waitUntil(lambda: page.list.rows["speech:turbo"].row.standing.text == "Not installed")


def test_enter_and_delete_do_what_the_row_is_about(page: PacksTab, calls: Calls, qtbot: QtBot) -> None:
    for key, pressed in (
        ("speech:turbo", Qt.Key.Key_Return),
        ("speech:small", Qt.Key.Key_Return),
        ("translation:en-nl", Qt.Key.Key_Enter),
        ("speech:base", Qt.Key.Key_Return),
        ("ocr:latin", Qt.Key.Key_Delete),
    ):
        page.list.focus_row(key)
        qtbot.keyClick(page.list.rows[key], pressed)
    assert calls == [("get", ("turbo",)), ("get", ("small",)), ("check", ("en-nl", "en-nl"))]


def test_removing_is_asked_and_says_what_becomes_free(page: PacksTab, calls: Calls, qtbot: QtBot) -> None:
    page.list.focus_row("speech:base")
    qtbot.keyClick(page.list.rows["speech:base"], Qt.Key.Key_Delete)
    question = page.findChild(RemoveQuestion)
    assert question.text() == "Remove “Quick” from this computer?"
    assert question.informativeText().startswith("145 MB become free. It can be downloaded again.")
    assert calls == []
    question.button_remove.click()
    assert calls == [("remove", ("base", "base"))]


def test_keeping_removes_nothing(page: PacksTab, calls: Calls) -> None:
    page.list.asked.emit("speech:base", Act.REMOVE)
    page.findChild(RemoveQuestion).button_keep.click()
    assert calls == []


def test_a_row_has_a_menu_of_all_that_can_be_done(page: PacksTab) -> None:
    menu = page.list.rows["speech:base"].menu()
    assert [line.text() for line in menu.actions()] == ["Check", "Copy to a stick…", "Remove…"]


def test_what_cannot_be_done_is_not_offered(page: PacksTab) -> None:
    page.list.choose("ocr:latin")
    assert not page.details.remove.isEnabled()
    page.list.choose("speech:base")
    assert page.details.remove.isEnabled()


def test_models_for_experts_unfold_and_fold(page: PacksTab) -> None:
    assert page.list.more.text() == "More models (1)"
    page.list.more.click()
    assert "large" in order(page)
    assert page.list.more.text() == "Fewer models"
    page.list.more.click()
    assert "large" not in order(page)


def test_other_languages_come_by_the_filter(page: PacksTab) -> None:
    assert page.list.left_out.text() == "2 more models for other languages."
    page.list.filter.setCurrentIndex(page.list.filter.findData("da"))
    assert "da-en" in order(page)
    assert "fr-en" not in order(page)
    page.list.filter.setCurrentIndex(page.list.filter.findData("*"))
    assert page.list.left_out.text() == "All models are shown."


def test_the_languages_of_the_venue_come_first(page: PacksTab, window: MainWindow) -> None:
    window.preferences.change(venue_languages=("fr", "en"))
    page.refresh()
    assert "fr-en" in order(page)
    assert "en-de" not in order(page)


def test_a_stick_can_hold_several_packs(page: PacksTab, calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    page.list.choose("speech:base")
    page.details.carry.click()
    dialog = page.findChild(CarryDialog)
    assert dialog.ids() == ["base"]
    assert dialog.sum.text() == "The file will have 145 MB."
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    assert unnamed(dialog) == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: ("/stick/models", ""))
    dialog.choose.click()
    assert calls == [("carry", (["base", "de-en"], Path("/stick/models")))]


def test_a_file_and_a_folder_can_be_imported(page: PacksTab, calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: "/stick")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: ("/stick/a.souffleur-pack", ""))
    for line in page.import_button.menu().actions():
        line.trigger()
    assert calls == [("import_from", (Path("/stick"),)), ("import_from", (Path("/stick/a.souffleur-pack"),))]


def test_what_an_import_brought_is_told_until_it_is_read(page: PacksTab) -> None:
    came = Manifest("small", entries.SPEECH, "Whisper small", (), "MIT", "carried", ())
    value = Imported((came,), (Refused("b.zip", "“b.zip” is damaged.", "Copy it again."),), ())
    page._stock.finished.emit("import", value)
    assert page.band.isVisible()
    assert page.band.result.accessibleName() == (
        "1 pack came and was tested: Whisper small. “b.zip” is damaged. Copy it again."
    )
    page.band.close_button.click()
    assert not page.band.isVisible()


def test_of_several_packs_the_one_whose_turn_it_is_is_named(page: PacksTab, tmp_path: Path, qtbot: QtBot) -> None:
    values = ("Balanced", tmp_path / "go")
    work = Work("Verifying", "packs", name_and_wait, values, Naming("Verifying “{}”".format))
    page._stock.begin("", lambda: work, ("packs", "look"))
    qtbot.waitUntil(lambda: page.band.label.text() == "Verifying “Balanced”")
    assert page.band.isVisible()
    (tmp_path / "go").touch()
    qtbot.waitUntil(page.band.isHidden)
    assert page._stock.turn == ""


def test_a_damaged_pack_is_told_of_after_a_verification() -> None:
    assert entries.QUICK.pack is not None
    whole, damaged = Verified(entries.QUICK.pack, True, "", ""), Verified(entries.QUICK.pack, False, "Changed.", "")
    assert results.of_verify([whole])[:2] == ("approved", "1 pack is whole and works.")
    assert results.of_verify([whole, damaged]) == ("problem", "1 pack is damaged and not used any more.", "Changed.")


def test_an_error_has_its_hint_and_its_details_folded(page: PacksTab, window: MainWindow) -> None:
    window.stock.errors["small"] = PackError("It broke off.", hint="Go on later.", details="errno 104")
    page.refresh()
    page.list.choose("speech:small")
    assert page.details.note.accessibleName() == "It broke off. Go on later."
    assert page.details.technical.isHidden()
    page.details.unfold.click()
    assert page.details.technical.isVisible()
    page.details.copy.click()
    assert QGuiApplication.clipboard().text() == "It broke off.\n\nGo on later.\n\nerrno 104"
    page.list.choose("speech:base")
    assert page.details.note.isHidden()


def test_a_list_of_the_venue_that_cannot_be_read_is_told_of_once_and_hides_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text("[", "utf-8")
    monkeypatch.setenv("SOUFFLEUR_CATALOGUE", str(tmp_path / "own.toml"))
    page = shown_page(window)
    assert "own.toml” cannot be read." in page.band.result.accessibleName()
    assert "speech:small" in page.list.rows
    page.band.close_button.click()
    page.refresh()
    assert page.band.isHidden()


def test_large_letters_make_cards_and_fold_the_details(page: PacksTab, window: MainWindow, qtbot: QtBot) -> None:
    row = page.list.rows["speech:small"]
    before = row.height()
    theme.current().use("light", 200)
    qtbot.waitUntil(lambda: page.details.is_folded)
    assert row.height() > 3 * before
    assert not page.list.heads.isVisible()
    assert window.width() == 1366
    page.details.open.click()
    assert not page.details.is_folded
    assert page.details.carry.isVisible()


def test_the_page_is_opened_once_and_closed_by_its_key(page: PacksTab, window: MainWindow) -> None:
    window.action("view.home").trigger()
    assert shown_page(window) is page
    assert window.tabs.count() == 2
    window.action("file.close_tab").trigger()
    assert window.tabs.count() == 1
    window.action("file.close_tab").trigger()
    assert window.tabs.count() == 1


def test_a_changed_state_keeps_the_keyboard_on_its_row(
    page: PacksTab, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    row = page.list.rows["speech:turbo"]
    page.list.focus_row("speech:turbo")
    qtbot.keyClick(row, Qt.Key.Key_Tab)
    assert row.buttons[0].hasFocus()
    installed = [entries.QUICK if each is entries.CAREFUL else each for each in entries.EVERYTHING]
    turned = entries.Entry("turbo", entries.SPEECH, (), entries.EntryState.INSTALLED, entries.CAREFUL.offer)
    installed[installed.index(entries.QUICK, 1)] = turned
    monkeypatch.setattr(packs, "entries", lambda languages=(): installed)
    page.refresh()
    assert row.row.standing.text == "Installed, verified"
    assert row.hasFocus()


def test_this_computer_is_measured_once_at_a_time_and_can_be_measured_again(
    page: PacksTab, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    timed = replace(entries.QUICK, offer=replace(entries.QUICK.offer, shape=SHAPES["base"]))  # type: ignore[type-var]
    monkeypatch.setattr(packs, "entries", lambda languages=(): [timed])
    work = replace(pace.measure(), task=answer, values=(MEASURED,))
    monkeypatch.setattr(pace, "measure", lambda: work)
    page.refresh()
    assert (page.details.measure.isVisible(), page.details.measure.text()) == (True, "Measure this computer")
    page.details.measure.click()
    page.refresh()
    assert not page.details.measure.isEnabled()
    qtbot.waitUntil(lambda: "suits this computer" in page.list.rows["speech:base"].row.about)
    assert page.band.result.accessibleName().startswith("This computer was measured.")
    assert (page.details.measure.isEnabled(), page.details.measure.text()) == (True, "Measure again")
    qtbot.waitUntil(lambda: "A talk of 10 minutes takes" in " ".join(spoken(page.details)))
