"""A model is fetched in the page: with pause, going on, cancel, a broken network and a wrong file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio import paths
from studio.gui.dialogs.leave import question
from studio.gui.main_window import MainWindow
from studio.gui.packs_tab.row import PackRow
from studio.gui.packs_tab.tab import PacksTab
from studio.gui.packs_tab.words import Act
from studio.workflow import packs
from tests.packs.hub_server import Fault, HubServer

SLOW = 8192  # bytes each hundredth of a second: six seconds for all
KEY = "speech:small"


@pytest.fixture
def row(hub_page: PacksTab) -> PackRow:
    return hub_page.list.rows[KEY]


def acts(row: PackRow) -> tuple[Act, ...]:
    return row.row.standing.acts


def press(row: PackRow, act: Act) -> None:
    row.buttons[acts(row).index(act)].click()


def wait_for(row: PackRow, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: text in row.row.standing.text)


def begin_slowly(hub: HubServer, row: PackRow, qtbot: QtBot, at_once: int = SLOW) -> None:
    """Have the model on its way, slowly: so many bytes at once."""
    hub.faults.append(Fault("model.bin", "slow", at=at_once, times=-1))
    press(row, Act.GET)
    qtbot.waitUntil(lambda: Act.PAUSE in acts(row) and (row.row.standing.share or 0) > 0.1)


def test_a_model_is_fetched_tested_and_installed(
    hub_page: PacksTab, row: PackRow, window: MainWindow, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.stock.said.connect(said.append)
    assert row.row.standing.text == "Not installed"
    press(row, Act.GET)
    wait_for(row, "Installed, verified", qtbot)
    assert said == ["Downloading “Balanced”.", "“Balanced” is ready."]
    assert (paths.packs() / "speech" / "small" / "model.bin").is_file()
    assert window.status.network.label.text() == "Nothing leaves this computer"


def test_what_was_begun_elsewhere_is_spoken_by_its_plain_name_before_the_page_was_ever_opened(
    hub: HubServer, window: MainWindow, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.stock.said.connect(said.append)
    running = window.desk.runner.run(packs.get("small"), ("pack", "small"))
    qtbot.waitUntil(lambda: said == ["Downloading “Balanced”."])
    running.cancel()
    qtbot.waitUntil(lambda: running.is_over)


def test_while_it_is_fetched_the_line_at_the_bottom_says_so(
    hub: HubServer, row: PackRow, window: MainWindow, qtbot: QtBot
) -> None:
    begin_slowly(hub, row, qtbot)
    assert "“Balanced”" in window.status.fetching.accessibleName()
    assert window.status.network.label.text() == "Network in use for this download only. Nothing is sent."
    press(row, Act.CANCEL)
    wait_for(row, "Not installed", qtbot)
    assert window.status.network.label.text() == "Nothing leaves this computer"
    assert not window.status.fetching.is_used


def test_a_download_is_paused_and_gone_on_with(hub: HubServer, row: PackRow, qtbot: QtBot) -> None:
    begin_slowly(hub, row, qtbot)
    press(row, Act.PAUSE)
    wait_for(row, "Paused", qtbot)
    assert acts(row) == (Act.GO_ON, Act.CANCEL)
    hub.faults.clear()
    press(row, Act.GO_ON)
    wait_for(row, "Installed, verified", qtbot)
    assert hub.sent("model.bin")[-1].start > 0


def test_a_cut_connection_is_told_of_in_the_row_and_tried_again_by_itself(
    hub: HubServer, row: PackRow, window: MainWindow, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.stock.said.connect(said.append)
    hub.faults.append(Fault("model.bin", "cut", at=2_000_000))
    press(row, Act.GET)
    wait_for(row, "The connection to 127.0.0.1 was cut. Trying again…", qtbot)
    assert acts(row) == (Act.PAUSE, Act.CANCEL)
    assert said[-1] == "The connection to 127.0.0.1 was cut."
    wait_for(row, "Installed, verified", qtbot)
    assert [answer.start for answer in hub.sent("model.bin")] == [0, 2_000_000]


def test_of_two_downloads_the_second_waits_for_its_turn(
    hub: HubServer, hub_page: PacksTab, row: PackRow, qtbot: QtBot
) -> None:
    other = hub_page.list.rows["speech:base"]
    begin_slowly(hub, row, qtbot)
    press(other, Act.GET)
    wait_for(other, "Waits for its turn", qtbot)
    assert acts(other) == (Act.CANCEL,)
    press(row, Act.CANCEL)
    qtbot.waitUntil(lambda: (other.row.standing.share or 0) > 0)
    assert row.row.standing.text == "Not installed"
    press(other, Act.CANCEL)
    wait_for(other, "Not installed", qtbot)


def test_what_was_cancelled_is_thrown_away(hub: HubServer, row: PackRow, qtbot: QtBot) -> None:
    begin_slowly(hub, row, qtbot)
    press(row, Act.CANCEL)
    wait_for(row, "Not installed", qtbot)
    assert not list((paths.packs() / ".incoming").glob("*/model*"))


def test_what_was_paused_can_be_thrown_away_as_well(hub: HubServer, row: PackRow, qtbot: QtBot) -> None:
    begin_slowly(hub, row, qtbot)
    press(row, Act.PAUSE)
    wait_for(row, "Paused", qtbot)
    press(row, Act.CANCEL)
    wait_for(row, "Not installed", qtbot)


def test_a_wrong_file_is_an_error_with_a_hint(hub: HubServer, hub_page: PacksTab, row: PackRow, qtbot: QtBot) -> None:
    hub.faults.append(Fault("model.bin", "flip", at=1000, times=-1))
    hub_page.list.choose(KEY)
    press(row, Act.GET)
    qtbot.waitUntil(lambda: row.row.standing.is_problem)
    assert "model.bin" in row.row.standing.text
    assert not hub_page.details.note.isHidden()
    assert row.row.standing.text in hub_page.details.note.accessibleName()
    hub.faults.clear()
    row.buttons[0].click()
    wait_for(row, "Installed, verified", qtbot)
    assert hub_page.details.note.isHidden()


def test_it_goes_on_after_the_page_is_closed(hub: HubServer, row: PackRow, window: MainWindow, qtbot: QtBot) -> None:
    begin_slowly(hub, row, qtbot, 3 * SLOW)
    window.action("file.close_tab").trigger()
    assert window.tabs.count() == 1
    qtbot.waitUntil(lambda: (paths.packs() / "speech" / "small").is_dir())


def test_leaving_says_that_the_download_goes_on_next_time(
    hub: HubServer, row: PackRow, window: MainWindow, qtbot: QtBot
) -> None:
    begin_slowly(hub, row, qtbot)
    box = question(window.desk.runner, is_end=True)
    qtbot.addWidget(box)
    assert "A download goes on next time from the same place" in box.informativeText()
    window.desk.runner.close()
    wait_for(row, "Paused", qtbot)


def test_it_is_begun_and_paused_by_keyboard(hub: HubServer, hub_page: PacksTab, row: PackRow, qtbot: QtBot) -> None:
    hub.faults.append(Fault("model.bin", "slow", at=SLOW, times=-1))
    hub_page.list.focus_row(KEY)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: acts(row)[:1] == (Act.PAUSE,) and (row.row.standing.share or 0) > 0.1)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    wait_for(row, "Paused", qtbot)
