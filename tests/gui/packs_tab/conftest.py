"""The page with packs of every state, and the page with one model that a hub on this computer has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui.main_window import MainWindow
from studio.gui.packs_tab.tab import PacksTab
from studio.model.pack import Role
from studio.workflow import packs
from tests.gui.packs_tab import entries
from tests.packs.hub_server import HubServer, practice_offer, written


def shown_page(window: MainWindow) -> PacksTab:
    """Open the page and return it."""
    window.action("file.packs").trigger()
    page = window.tabs.currentWidget()
    assert isinstance(page, PacksTab)
    QApplication.processEvents()
    return page


@pytest.fixture
def page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> PacksTab:
    """Return the page of a venue that has a pack of every state."""
    monkeypatch.setattr(packs, "entries", lambda languages=(): list(entries.EVERYTHING))
    return shown_page(window)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """Return a hub that has the models “base” and “small”, which the catalogue offers as "quick" and "balanced"."""
    roles = {"base": Role.QUICK, "small": Role.BALANCED}
    offers = [replace(practice_offer(id=id), name=f"Whisper {id}", role=role) for id, role in roles.items()]
    (tmp_path / "catalogue.toml").write_text(written(offers), "utf-8")
    monkeypatch.setenv("SOUFFLEUR_CATALOGUE", str(tmp_path / "catalogue.toml"))
    with HubServer() as hub:
        monkeypatch.setenv("SOUFFLEUR_HUB", hub.address)
        yield hub


@pytest.fixture
def hub_page(hub: HubServer, window: MainWindow, qtbot: QtBot) -> PacksTab:
    """Return the page that offers what the hub has."""
    return shown_page(window)
