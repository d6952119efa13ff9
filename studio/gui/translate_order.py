"""What a form asks that offers languages to translate into, whatever it is that is translated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class There:
    """A translation that is there: its number, language, and what it is called."""

    id: int
    language: str
    name: str


@dataclass(frozen=True, slots=True)
class OrderWords:
    """What is asked over the choice, what is said where there is nothing to translate, and what is promised."""

    question: str
    nothing: str
    promise: str


class OrderSignals(QObject):
    """Says that other things can be translated than before, or that something began or ended."""

    changed = Signal()
    busy_changed = Signal()


class TranslateOrder(Protocol):
    """Something that can be translated."""

    @property
    def signals(self) -> OrderSignals:
        """Return what says that things are otherwise."""

    @property
    def words(self) -> OrderWords:
        """Return what is said about it."""

    def source(self) -> str | None:
        """Return the tag of the language it is in, None where it has nothing to translate."""

    def targets(self) -> Sequence[str]:
        """Return the tags of the languages that this computer can translate it into, those that are there as well."""

    def done(self) -> Collection[str]:
        """Return the languages that it is translated into."""

    def there(self) -> Sequence[There]:
        """Return the translations that can be shown."""

    def show(self, id: int) -> None:
        """Take one of those in hand."""

    def begin(self, target: str) -> bool:
        """Begin to translate into a language; say whether that went well."""

    def is_busy(self) -> bool:
        """Say whether it is being translated."""
