"""Languages and models as someone with a screen reader and a keyboard has them: from the first start to a model gone.

The models come from a hub on this computer, which has the practice model under the names of real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desktop_driver import Desktop

from studio.model.pack import Role
from tests.gui.made_entries import measure
from tests.packs.hub_server import Fault, HubServer, practice_offer, written

pytestmark = pytest.mark.slow

SLOW = 4096  # bytes each hundredth of a second: a download that takes a quarter of a minute where nobody pauses it
SIZE = "4.5 MB"
MODELS = ("Quick", "Balanced", "Careful")
WAYS = ("Download now", "From a USB stick or a folder", "Later")
OFFERS = {
    "base": ("Whisper base", Role.QUICK),
    "small": ("Whisper small", Role.BALANCED),
}


@pytest.fixture
def hub(tmp_path: Path, desktop: Desktop) -> Iterator[HubServer]:
    """Return a hub that has the models "base" and "small"; the program on the desktop asks no other.

    How quick the computer is was measured before: a model would wait for that with its self-test.
    """
    offers = [
        replace(practice_offer(id=id), name=name, role=role, practice=False) for id, (name, role) in OFFERS.items()
    ]
    catalogue = tmp_path / "catalogue.toml"
    catalogue.write_text(written(offers), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", desktop.environment["HOME"])
        for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
            patch.delenv(name, raising=False)
        measure()
    with HubServer() as hub:
        desktop.environment |= {"SOUFFLEUR_CATALOGUE": str(catalogue), "SOUFFLEUR_HUB": hub.address}
        yield hub


def test_the_guide_brings_a_model_and_the_page_brings_another_which_is_paused_gone_on_with_and_removed(
    desktop: Desktop, hub: HubServer
) -> None:
    desktop.start()
    _go_through_the_guide(desktop)
    _open_the_page(desktop)
    _fetch_with_a_pause(desktop, hub)
    _remove(desktop)


def _go_through_the_guide(desktop: Desktop) -> None:
    """Choose two languages and the quick model, which comes while the other steps are read; close the guide."""
    desktop.turn_to("Set up Souffleur")
    _step(desktop, 1)
    desktop.tab_to("Next")
    desktop.press("space")

    _step(desktop, 2)
    assert desktop.tab_to("English")["checked"]
    assert not desktop.tab_to("German")["checked"]
    desktop.press("space")
    desktop.until(lambda: desktop.focused()["checked"], "tick")
    desktop.tab_to("Next")
    desktop.press("space")

    _step(desktop, 3)
    assert "English and German" in _text(desktop, "You chose")
    assert desktop.choose(MODELS, "Quick")["name"].endswith(SIZE)
    assert desktop.choose(WAYS, "Download now")["name"] == f"Download now ({SIZE}, then no network is needed)"
    desktop.tab_to("Download and go on")
    desktop.press("space")

    _step(desktop, 4)
    desktop.choose(WAYS, "Later")
    desktop.tab_to("Next")
    desktop.press("space")

    _step(desktop, 5)
    _hears(desktop, "“Quick” is ready.")
    assert desktop.unnamed() == []
    desktop.tab_to("Close")
    desktop.press("space")
    desktop.until(lambda: len(desktop.ask("windows")) == 1, "the window without the guide")


def _open_the_page(desktop: Desktop) -> None:
    desktop.turn_to("Souffleur")
    desktop.press("alt+f")
    desktop.until(lambda: "menu" in desktop.focused()["role"], "menu")
    desktop.press("g")
    row = desktop.until(lambda: _here(desktop, "Quick"), "the page with its list")
    assert row["role"] == "list item"
    assert "Installed, verified" in row["name"]
    assert desktop.unnamed() == []


def _fetch_with_a_pause(desktop: Desktop, hub: HubServer) -> None:
    """Fetch the other model from its row's buttons: pause it on its way, go on from there."""
    hub.faults.append(Fault("model.bin", "slow", at=SLOW, times=-1))
    desktop.press("Down")
    desktop.until(lambda: _here(desktop, "Balanced"), "next row")
    _press_button(desktop, f"Download Balanced, Whisper small, {SIZE}")
    _stands(desktop, "so far", "left")
    _press_button(desktop, "Pause Balanced")
    _stands(desktop, "Paused")
    assert desktop.unnamed() == []

    hub.faults.clear()
    _press_button(desktop, "Go on Balanced")
    _stands(desktop, "Installed, verified")
    assert hub.sent("model.bin")[-1].start > 0
    _hears(desktop, "“Balanced” is ready.")


def _remove(desktop: Desktop) -> None:
    """Have the model removed: the question comes first, and to keep it is what Return would do."""
    desktop.press("Delete")
    desktop.turn_to("Remove a model")
    desktop.until(lambda: _here(desktop, "Keep"), "answer")
    assert desktop.ask("find", name="Remove “Balanced” from this computer?")
    assert desktop.unnamed() == []
    desktop.tab_to("Remove")
    desktop.press("space")
    desktop.until(lambda: len(desktop.ask("windows")) == 1, "the window without the question")
    desktop.turn_to("Souffleur")
    _stands(desktop, "Not installed")


def _hears(desktop: Desktop, sentence: str) -> None:
    """Wait for a sentence, which is spoken once."""
    desktop.until(lambda: sentence in desktop.ask("said"), sentence)
    assert desktop.ask("said").count(sentence) == 1


def _press_button(desktop: Desktop, name: str) -> None:
    desktop.tab_to(name)
    desktop.press("space")


def _stands(desktop: Desktop, *words: str) -> None:
    """Wait until the row of the second model has the keyboard and is spoken with one of these words."""
    desktop.until(lambda: any(word in (_here(desktop, "Balanced") or {}).get("name", "") for word in words), words[0])


def _step(desktop: Desktop, number: int) -> None:
    """Wait for a step of the guide; all that can have the keyboard there has a name."""
    desktop.until(lambda: desktop.ask("find", name=f"Step {number} of 5"), f"step {number}")
    assert desktop.unnamed() == []


def _text(desktop: Desktop, beginning: str) -> str:
    return str(desktop.until(lambda: desktop.ask("find", name=beginning), beginning)[0]["name"])


def _here(desktop: Desktop, name: str) -> dict[str, Any] | None:
    here = desktop.focused()
    return here if here["name"].startswith(name) else None
