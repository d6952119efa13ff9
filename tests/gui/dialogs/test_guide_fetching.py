"""The guide brings a model and a translation package from the network, one after the other, while it is read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_entries import measure
from pytestqt.qtbot import QtBot

from studio import paths
from studio.gui.dialogs.guide import GuideDialog
from studio.gui.main_window import MainWindow
from studio.model.pack import Role
from tests.packs.argos_server import ArgosServer
from tests.packs.hub_server import Fault, HubServer, practice_offer, written

SLOW = 32768  # bytes each hundredth of a second: a second and a half for all


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """Return a hub that has the balanced model; another server has the package from German to English."""
    model = replace(practice_offer(id="small"), name="Whisper small", role=Role.BALANCED, practice=False)
    with HubServer() as hub, ArgosServer() as packages:
        offers = [model, replace(packages.offer("de", "en"), practice=False)]
        (tmp_path / "catalogue.toml").write_text(written(offers), "utf-8")
        monkeypatch.setenv("SOUFFLEUR_CATALOGUE", str(tmp_path / "catalogue.toml"))
        monkeypatch.setenv("SOUFFLEUR_HUB", hub.address)
        yield hub


@pytest.fixture
def guide(hub: HubServer, window: MainWindow, qtbot: QtBot) -> GuideDialog:
    """Return the guide at its page on speech models, for German and English."""
    measure()
    window.preferences.change(venue_languages=("de", "en"))
    guide = GuideDialog(window)
    guide.open()
    qtbot.waitExposed(guide)
    guide.go_to(2)
    return guide


def coming(guide: GuideDialog) -> dict[str, str]:
    """Return what the last page says of what was asked for."""
    return {row.name: row.state.text() for row in guide.sample.coming.rows}


def test_a_model_and_a_package_come_one_after_the_other_and_are_ready(
    guide: GuideDialog, hub: HubServer, window: MainWindow, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.stock.said.connect(said.append)
    hub.faults.append(Fault("model.bin", "slow", at=SLOW, times=-1))
    guide.speech.options.choose(Role.BALANCED)
    guide.go_on()
    assert guide.translation.wanted() == {"de-en"}
    guide.go_on()
    assert coming(guide) == {"Balanced": "Connecting…", "German to English": "Waits for its turn"}
    qtbot.waitUntil(lambda: coming(guide) == {"Balanced": "It is here", "German to English": "It is here"})
    qtbot.waitUntil(lambda: said[-1:] == ["“German to English” is ready."])
    assert said[0] == "Downloading “Balanced”."
    places = ("speech/small/model.bin", "translation/de-en/metadata.json")
    assert all((paths.packs() / place).is_file() for place in places)


def test_what_a_download_waits_for_is_said_until_it_comes_further(
    guide: GuideDialog, hub: HubServer, qtbot: QtBot
) -> None:
    hub.faults.append(Fault("model.bin", "cut", at=2_000_000))
    guide.speech.options.choose(Role.BALANCED)
    guide.go_on()
    guide.go_to(4)
    (row,) = guide.sample.coming.rows
    qtbot.waitUntil(lambda: row.problem.text() == "The connection to 127.0.0.1 was cut. Trying again…")
    qtbot.waitUntil(lambda: coming(guide) == {"Balanced": "It is here"})
    assert guide.sample.coming.rows[0].problem.text() == ""
