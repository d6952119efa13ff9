"""What a cue could say instead, as Qt's views read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.i18n import _, ngettext, number
from studio.model.memory import Change, Piece
from studio.model.translation import Origin
from studio.workflow.translating import Suggestion

AnyIndex = QModelIndex | QPersistentModelIndex

SUGGESTION = int(Qt.ItemDataRole.UserRole)
"""The role under which an index gives its `Suggestion`."""

NOTE = SUGGESTION + 1
"""The role under which it gives what else there is to say of it, perhaps ""."""


class WordingList(QAbstractListModel):
    """A row for each suggestion, in the order in which they are offered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._suggestions: list[Suggestion] = []
        self._notes: Mapping[str, str] = {}

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """Say this besides of the suggestions with these texts."""
        self._notes = notes
        if self._suggestions:
            self.dataChanged.emit(self.index(0), self.index(len(self._suggestions) - 1))

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these."""
        self.beginResetModel()
        self._suggestions = list(suggestions)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._suggestions)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the suggestion, its text, or the one sentence that is spoken."""
        if not index.isValid():
            return None
        suggestion = self._suggestions[index.row()]
        if role == SUGGESTION:
            return suggestion
        if role == Qt.ItemDataRole.DisplayRole:
            return suggestion.text
        note = self._notes.get(suggestion.text, "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (suggestion.text.rstrip("."), note.rstrip("."), about(suggestion), differing(suggestion))
            return ". ".join(filter(None, said))
        return note if role == NOTE else None


def about(suggestion: Suggestion) -> str:
    """Return where a suggestion is from, and how near that comes to what is said here."""
    if suggestion.origin is not Origin.MEMORY:
        said = _("By the machine")
    elif suggestion.score >= 1:
        said = _("From memory: somebody confirmed it for the same sentence")
    else:
        percent = number(int(suggestion.score * 100), 0)
        said = _("From memory: for a sentence that is {percent} % the same").format(percent=percent)
    count = len(suggestion.pieces)
    if count < 2:
        return said
    cues = ngettext("for {count} cue", "for {count} cues", count).format(count=count)
    return f"{said}, {cues}"


def differing(suggestion: Suggestion) -> str:
    """Return in words what the remembered sentence has otherwise than the one here, "" where nothing differs."""
    gone = _words(suggestion.difference, Change.REMOVED)
    new = _words(suggestion.difference, Change.ADDED)
    parts = (
        _("There it said {words}").format(words=_quoted(gone)) if gone else "",
        _("here it says {words}").format(words=_quoted(new)) if gone and new else "",
        _("Here it also says {words}").format(words=_quoted(new)) if new and not gone else "",
    )
    return ", ".join(filter(None, parts))


def _words(pieces: Sequence[Piece], change: Change) -> list[str]:
    return [piece.text for piece in pieces if piece.change is change]


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(_("“{name}”").format(name=each) for each in words)
