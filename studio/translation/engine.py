"""What a translation engine is, and the plain ordered table of those there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from studio.model.translation import Package

OnDone = Callable[[int], None]
"""Told how many texts of a call are finished, several times a second; may raise `Cancelled`."""


def ignore(done: int) -> None:
    """Do nothing: for callers who do not watch."""


class Translator(Protocol):
    """An opened package or pretence of one."""

    def translate(self, texts: Sequence[str], hypotheses: int = 1, on_done: OnDone = ignore) -> list[list[str]]:
        """Return up to `hypotheses` translations of each text, the best first, in the order of `texts`."""
        ...


def open(package: Package) -> Translator:
    """Open a package for use: load its model and tokenizer.  `PackError` when it is damaged."""
    return ENGINES["argos"](package)


def _open_argos(package: Package) -> Translator:
    from studio.translation import argos

    return argos.Argos(package)


def _open_scripted(package: Package) -> Translator:
    from studio.translation import scripted

    return scripted.opened(package)


ENGINES: Mapping[str, Callable[[Package], Translator]] = {
    "argos": _open_argos,
    "scripted": _open_scripted,
}
