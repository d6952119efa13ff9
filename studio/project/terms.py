"""The production's own list of terms: names and words that must be right everywhere, in every language."""

from __future__ import annotations

from collections.abc import Iterable

from studio.model.term import Term
from studio.project import faults
from studio.project.database import Database, Row
from studio.project.values import StoredTerm

_COLUMNS = "source, target, source_language, target_language, note, case_sensitive"


class Terms:
    """The table of terms."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[StoredTerm]:
        """Return the terms in the order they were added."""
        return [_stored(row) for row in self._db.rows(f"SELECT id, {_COLUMNS} FROM term ORDER BY id")]

    def add(self, terms: Iterable[Term]) -> list[int]:
        """Keep new terms and return their ids."""
        rows = list(enumerate(map(_values, terms), self._db.next_id("term")))
        self._db.run_many(
            f"INSERT INTO term (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", [(id, *row) for id, row in rows]
        )
        return [id for id, _row in rows]

    def put(self, stored: StoredTerm) -> None:
        """Give the term with this id these values; `InputError` if it is no longer there."""
        sql = (
            "UPDATE term SET source = ?, target = ?, source_language = ?, target_language = ?, note = ?,"
            " case_sensitive = ? WHERE id = ?"
        )
        if not self._db.run(sql, (*_values(stored.term), stored.id)):
            raise faults.gone()

    def remove(self, ids: Iterable[int]) -> None:
        """Delete terms."""
        self._db.run_many("DELETE FROM term WHERE id = ?", [(id,) for id in ids])


def _values(term: Term) -> tuple[object, ...]:
    languages = (term.source_language, term.target_language)
    return (term.source, term.target, *languages, term.note, int(term.case_sensitive))


def _stored(row: Row) -> StoredTerm:
    id, source, target, source_language, target_language, note, case_sensitive = row
    return StoredTerm(id, Term(source, target, source_language, target_language, note, bool(case_sensitive)))
