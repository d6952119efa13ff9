"""Show a window, say "painted" once it was drawn, and go: what `window.py` measures.

    python tests/benchmarks/first_paint.py home | empty

"home" is Souffleur's window as `souffleur` opens it; "empty" a PySide6 window with nothing in it.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

if "DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def empty() -> None:
    """Show a window without content."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    _leave_when_painted(window.centralWidget())
    window.show()
    app.exec()


def home() -> None:
    """Show Souffleur's window."""
    gc.disable()  # as studio/__main__.py does
    from studio.gui import app as gui

    app = gui.make(sys.argv[:1])
    window = gui.build(app, _lanes)
    _leave_when_painted(window.home.viewport())
    window.show()
    app.exec()


def _lanes() -> NoReturn:
    raise AssertionError("the lanes are made when something is opened")


def _leave_when_painted(widget: object) -> None:
    from PySide6.QtCore import QEvent, QObject

    class Eye(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                print("painted", flush=True)
                loaded = {"av", "ctranslate2", "faster_whisper", "numpy", "PySide6.QtMultimedia"} & sys.modules.keys()
                print("loaded:", *sorted(loaded), flush=True)
                os._exit(0)
            return False

    widget.eye = Eye()  # type: ignore[attr-defined]
    widget.installEventFilter(widget.eye)  # type: ignore[attr-defined]


if __name__ == "__main__":
    {"home": home, "empty": empty}[sys.argv[1]]()
