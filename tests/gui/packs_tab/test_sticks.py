"""A model comes from a folder, is verified, goes onto a stick, is removed and comes back from there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio import paths
from studio.gui.main_window import MainWindow
from tests.gui.packs_tab.conftest import shown_page


@pytest.mark.slow
def test_a_model_goes_from_computer_to_computer_on_a_stick(
    window: MainWindow, practice: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page, stock = shown_page(window), window.stock
    told: list[str] = []

    def wait(words: str) -> None:
        qtbot.waitUntil(lambda: stock.several is None and words in page.band.result.accessibleName())
        told.append(page.band.result.accessibleName())
        page.band.show_result(None)

    stock.import_from(practice / "whisper-practice")
    wait("1 pack came and was tested")
    page.refresh()
    (row,) = [row for row in page.list.rows.values() if row.row.standing.text == "Installed, verified"]
    id = page._entries[row.row.key].pack.id  # type: ignore[union-attr]
    stock.carry([id], tmp_path / "stick.souffleur-pack")
    wait("The copy is written")
    stock.remove(id, id)
    assert not list((paths.packs() / "speech").iterdir())
    stock.import_from(tmp_path / "stick.souffleur-pack")
    wait("1 pack came and was tested")
    assert (paths.packs() / "speech" / id / "model.bin").is_file()
    stock.verify_all()
    wait("packs are whole and work")
    assert stock.errors == {}
