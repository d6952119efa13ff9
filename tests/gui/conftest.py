"""What the tests of the window stand on: no screen, one look, and tasks that worker processes find."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))  # a spawned process takes over `sys.path`, not pytest's modules

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.app import build
from studio.gui.focus import FocusWatch
from studio.gui.main_window import MainWindow
from studio.jobs.lanes import Lanes

OUTPUT = Path(os.environ.get("SCREENSHOTS", Path(__file__).parent / "output"))
SIZE = (1366, 768)
PATIENCE = 60_000
"""Milliseconds that a test waits for what must come; only a hang takes so long, however busy the machine is."""

Screenshot = Callable[..., None]


class PatientBot(QtBot):
    """A `QtBot` that gives up late unless told otherwise: its own five seconds are too few on a busy machine."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return the bot of pytest-qt, but patient."""
    return PatientBot(request)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Take the closed widgets of a test away before the production that they show is closed."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """Dress the application as `app.make` does, in a font that is the same on every machine of a kind."""
    family = "Inter" if "Inter" in QFontDatabase.families() else "DejaVu Sans"

    def font(percent: int = 100) -> QFont:
        made = QFont(family)
        made.setPointSizeF(10 * percent / 100)
        made.setFeature(QFont.Tag("tnum"), 1)
        return made

    patch = pytest.MonkeyPatch()
    patch.setattr(theme, "system_font", font)
    qapp.setStyle("Fusion")
    theme.current().use("light")
    FocusWatch(qapp)
    yield
    gc.unfreeze()
    patch.undo()


@pytest.fixture(scope="module", autouse=True)
def settled(look: None) -> None:
    """Take what is there by now for no garbage: looking for some after each test takes milliseconds then."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def tidy(look: None) -> Iterator[None]:
    """Free what is left of the windows of a test here: the thread of a worker would tear them down amid drawing."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def same_look() -> Iterator[None]:
    """Leave light colours and letters at 100 % to the next test."""
    yield
    if theme.current().scheme != "light" or QApplication.font().pointSizeF() != 10:
        theme.current().use("light")


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    """Return lanes whose processes end with the test."""
    with Lanes() as lanes:
        yield lanes


@pytest.fixture
def window(qapp: QApplication, lanes: Lanes) -> Iterator[MainWindow]:
    """Return the window, shown, on Home."""
    window = build(qapp, lambda: lanes)
    window.resize(*SIZE)
    window.show()
    yield window
    window.shut()  # a window that closes while work goes on would ask, and nobody answers here
    window.close()
    window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def screenshot(qapp: QApplication) -> Screenshot:
    """Return what writes pictures of a widget into the test output: at 100 % in each scheme, and at 200 % text."""

    def take(widget: QWidget, name: str, schemes: Sequence[str] = ("light",), *, whole: bool = True) -> None:
        OUTPUT.mkdir(parents=True, exist_ok=True)
        for scheme, percent in [*((scheme, 100) for scheme in schemes), (schemes[0], 200)]:
            theme.current().use(scheme, percent)
            if whole:
                widget.resize(*SIZE)
            else:
                widget.resize(widget.sizeHint().expandedTo(widget.minimumSizeHint()))
            qapp.processEvents()
            file = OUTPUT / f"{name}-{scheme}-{percent}.png"
            assert widget.grab().save(str(file))
        theme.current().use("light")

    return take
