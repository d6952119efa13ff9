"""A list of names and terms as a table to write in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from studio.gui import languages, theme
from studio.gui.tables.plain_table import AnyIndex, PlainTable
from studio.i18n import _
from studio.model.term import Term
from studio.project.values import StoredTerm
from studio.workflow.terms import TermList

Pair = tuple[str, str]
Attempt = Callable[..., Any]


class Column(IntEnum):
    """What stands where."""

    SOURCE = 0
    TARGET = 1
    LANGUAGES = 2
    NOTE = 3


class TermTable(PlainTable):
    """A row for each term, in the order they were added.

    `attempt` carries out changes and shows what goes wrong; `usual` are the languages of a term that gets a translation
    and has none yet.
    """

    def __init__(self, kept: TermList, attempt: Attempt, usual: Pair, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kept = kept
        self._attempt = attempt
        self._usual = usual
        self._terms: Sequence[StoredTerm] = ()
        self.is_readable = True
        self.read()

    def read(self) -> None:
        """Show what the list holds now."""
        found = self._attempt(self.kept.all)
        self.is_readable = found is not None
        if found is not None and found != self._terms:
            self.beginResetModel()
            self._terms = found
            self.endResetModel()

    def stored(self, row: int) -> StoredTerm:
        """Return the term of a row."""
        return self._terms[row]

    def rows_of(self, ids: Sequence[int]) -> list[int]:
        """Return the rows of some terms."""
        return [row for row, stored in enumerate(self._terms) if stored.id in ids]

    def terms(self) -> list[Term]:
        """Return all terms."""
        return [stored.term for stored in self._terms]

    def names(self) -> Sequence[str]:
        """Return what the columns are called."""
        return (_("Name or term"), _("Translation"), _("Languages"), _("Note"))

    def rows(self) -> Sequence[object]:
        """Return the terms."""
        return self._terms

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that every cell can be written in."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell, and what is said of it."""
        if not index.isValid():
            return None
        term = self._terms[index.row()].term
        if role == Qt.ItemDataRole.EditRole:
            return _written(term, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == Column.TARGET and term.is_kept:
            return theme.colour("soft")
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.NOTE and not term.note:
            return _("No note")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _shown(term, index.column())
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Give a term another text, other languages (a pair of tags) or another note."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        stored = self._terms[index.row()]
        if value == _written(stored.term, index.column()):
            return False
        changed = self._changed(stored.term, index.column(), value)
        self._attempt(self.kept.put, StoredTerm(stored.id, changed))
        self.read()
        return True  # what was refused is shown as it was

    def _changed(self, term: Term, column: int, value: object) -> Term:
        if column == Column.LANGUAGES:
            assert isinstance(value, tuple)
            return replace(term, source_language=value[0], target_language=value[1])
        if column == Column.TARGET:
            return with_languages(replace(term, target=str(value)), self._usual)
        return replace(term, source=str(value)) if column == Column.SOURCE else replace(term, note=str(value))


def with_languages(term: Term, usual: Pair) -> Term:
    """Return a term that has languages if it is translated: without any it would count for all."""
    is_without = not term.source_language and not term.target_language
    if term.target.strip() and is_without:
        return replace(term, source_language=usual[0], target_language=usual[1])
    return term


def between(pair: Pair) -> str:
    """Return languages in words: "German → English", "any" for each that is open."""
    if not any(pair):
        return _("All")
    names = [languages.name(tag) if tag else _("any") for tag in pair]
    return _("{source} → {target}").format(source=names[0], target=names[1])


def in_tags(pair: Pair) -> str:
    """Return languages in few letters: "de → en"."""
    return _("{source} → {target}").format(source=pair[0] or "*", target=pair[1] or "*") if any(pair) else _("All")


def _written(term: Term, column: int) -> object:
    if column == Column.LANGUAGES:
        return (term.source_language, term.target_language)
    return (term.source, term.target, None, term.note)[column]


def _shown(term: Term, column: int) -> str:
    if column == Column.TARGET:
        return term.target or _("stays as it is")
    if column == Column.LANGUAGES:
        return between((term.source_language, term.target_language))
    return term.source if column == Column.SOURCE else term.note
