"""Reading what stands in a picture.  The data for Latin letters comes with the program and is never fetched."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from studio import paths
from studio.documents.ocr import rapid
from studio.documents.ocr.engine import Line, Reader
from studio.errors import PackError
from studio.i18n import _

__all__ = ["Line", "Reader", "data", "kept", "reader", "self_test"]

WORDS = ("Souffleur liest Bilder", "Größe, Übermut, Füße", "één reünie, garçon", "Café Österreich 12:30")
"""What stands in `resources/packs/words.png`, line by line."""


def reader() -> Reader:
    """Return what reads pictures on this computer, loaded.  `PackError` where its data is missing or damaged."""
    return rapid.RapidReader()


@cache
def kept() -> Reader:
    """Return the reader of this process, which is loaded once and stays: for the tasks of workers."""
    return reader()


def data() -> Path | None:
    """Return the folder of the data that comes with the program, or None where it is not installed.  Quick."""
    return rapid.folder()


def self_test() -> str:
    """Read a small picture and return the words.  `PackError` where they are not those that stand there.

    It loads the reader: a task for a worker.
    """
    read = [line.text for line in reader().read(paths.resources() / "packs" / "words.png") if line.text]
    if [_letters(text) for text in read] != [_letters(text) for text in WORDS]:
        raise PackError(
            _("The data for reading pictures is damaged: it misread the picture of its test."),
            hint=_("Install Souffleur again."),
            details="\n".join(read),
        )
    return " · ".join(read)


def _letters(text: str) -> str:
    return "".join(text.split())
