"""Tasks that draw pages for tests: a plain picture whose colour tells which request it answers."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from studio.errors import InputError
from studio.model.document import Box, Fit
from studio.model.progress import Progress, Report
from studio.workflow.flyer.showing import Shown


def original(width: int, *, report: Report) -> bytes:
    """Return a white page."""
    return _page(width, "#ffffff")


def translated(width: int, colour: str, box: tuple[int, Box], *, report: Report) -> Shown:
    """Return a page of a colour, with one block that stands elsewhere now and fits."""
    return Shown(_page(width, colour), (Fit(box[0]),), (box,))


def translated_when(go: Path, width: int, colour: str, *, report: Report) -> Shown:
    """Return a page of a colour once there is a file `go`."""
    while not go.exists():
        report(Progress(0, 0, ""))
        time.sleep(0.01)
    return Shown(_page(width, colour), (), ())


def broken(width: int, *, report: Report) -> bytes:
    """Say that the page cannot be drawn."""
    raise InputError("“flyer.pdf” is damaged.", hint="Ask for another copy.")


def _page(width: int, colour: str) -> bytes:
    image = QImage(width, width, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())
