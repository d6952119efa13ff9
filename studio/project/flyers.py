"""The flyers of a production: their blocks in reading order, their editions in other languages, and how these fit."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from studio.model.cue import CueState
from studio.model.document import Document, Fit, Lettering, Measure, Role, TextBlock
from studio.model.translation import Origin
from studio.project import faults
from studio.project import flyer_values as values
from studio.project.database import Database, Row
from studio.project.values import StoredBlock, StoredEdition, StoredFit, Wording

T = TypeVar("T")

_BLOCK = (
    "id, flyer, text, role, level, language, lettering, is_kept, is_decoration, score, areas, look, marks, cell, state,"
    " reviewer, reviewed_at"
)
_WORDING = "id, edition, block, text, seen, origin, state, marks, reviewer, reviewed_at, comment"
_AMONG = "IN (SELECT value FROM json_each(?))"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Flyers:
    """The tables of flyers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, media: int, document: Document) -> list[int]:
        """Keep what was read from the flyer `media` and return the ids of its blocks, in order."""
        facts = (document.format, document.language, document.title)
        self._db.run(
            "INSERT INTO flyer (id, format, language, title, pages, notes) VALUES (?, ?, ?, ?, ?, ?)",
            (media, *facts, values.dump_pages(document.pages), values.dump_notes(document.notes)),
        )
        return self.add_blocks(media, document.blocks)

    def set_language(self, flyer: int, language: str) -> None:
        """Say which language a flyer is written in."""
        self._db.run("UPDATE flyer SET language = ? WHERE id = ?", (language, flyer))

    def add_blocks(self, flyer: int, blocks: Sequence[TextBlock]) -> list[int]:
        """Keep new blocks behind those of the flyer and return their ids."""
        first = self._db.next_id("block")
        end = self._db.value("SELECT coalesce(max(position) + 1, 0) FROM block WHERE flyer = ?", (flyer,))
        rows = [(first + n, flyer, end + n, *_block_values(block)) for n, block in enumerate(blocks)]
        names = "text, role, level, language, lettering, is_kept, is_decoration, score, areas, look, marks, cell"
        marks = ", ".join("?" * 15)
        self._db.run_many(f"INSERT INTO block (id, flyer, position, {names}) VALUES ({marks})", rows)
        return [row[0] for row in rows]

    def blocks(self, flyer: int) -> list[StoredBlock]:
        """Return the blocks of a flyer in reading order."""
        rows = self._db.rows(f"SELECT {_BLOCK} FROM block WHERE flyer = ? ORDER BY position, id", (flyer,))
        return [self._read(_block, row) for row in rows]

    def block(self, id: int) -> StoredBlock | None:
        """Return one block, None if it is not there."""
        return next(iter(self.several([id])), None)

    def several(self, ids: Collection[int]) -> list[StoredBlock]:
        """Return the blocks with these ids that are there, in reading order."""
        sql = f"SELECT {_BLOCK} FROM block WHERE id {_AMONG} ORDER BY flyer, position, id"
        return [self._read(_block, row) for row in self._db.rows(sql, (json.dumps(list(ids)),))]

    def put(self, stored: StoredBlock) -> None:
        """Give the block with this id these values; its place in the order stays."""
        sql = (
            "UPDATE block SET text = ?, role = ?, level = ?, language = ?, lettering = ?, is_kept = ?,"
            " is_decoration = ?, score = ?, areas = ?, look = ?, marks = ?, cell = ?, state = ?, reviewer = ?,"
            " reviewed_at = ? WHERE id = ?"
        )
        state = (stored.state, stored.reviewer, _moment(stored.reviewed_at))
        if not self._db.run(sql, (*_block_values(stored.block), *state, stored.id)):
            raise faults.gone()

    def order(self, flyer: int, ids: Sequence[int]) -> None:
        """Have the blocks of a flyer read in this order; those that are not named come last, as they were."""
        now = [row[0] for row in self._db.rows("SELECT id FROM block WHERE flyer = ? ORDER BY position, id", (flyer,))]
        wanted = [id for id in dict.fromkeys(ids) if id in set(now)]
        rest = [id for id in now if id not in set(wanted)]
        self._db.run_many(
            "UPDATE block SET position = ? WHERE id = ? AND position <> ?",
            [(n, id, n) for n, id in enumerate((*wanted, *rest))],
        )

    def remove(self, ids: Collection[int]) -> None:
        """Delete blocks and what they say in all languages."""
        self._db.run(f"DELETE FROM block WHERE id {_AMONG}", (json.dumps(list(ids)),))

    def editions(self, flyer: int) -> list[StoredEdition]:
        """Return the editions of a flyer in the order they were added."""
        sql = "SELECT id, flyer, language, title, made FROM edition WHERE flyer = ? ORDER BY id"
        return [self._read(_edition, row) for row in self._db.rows(sql, (flyer,))]

    def edition(self, id: int) -> StoredEdition | None:
        """Return one edition, None if it is not there."""
        row = self._db.row("SELECT id, flyer, language, title, made FROM edition WHERE id = ?", (id,))
        return None if row is None else self._read(_edition, row)

    def add_edition(self, edition: StoredEdition) -> StoredEdition:
        """Keep a new edition and return it with its id."""
        facts = (edition.flyer, edition.language, edition.title, values.dump_names(edition.made))
        sql = "INSERT INTO edition (flyer, language, title, made) VALUES (?, ?, ?, ?)"
        return replace(edition, id=self._db.insert(sql, facts))

    def put_edition(self, edition: StoredEdition) -> None:
        """Give the edition with this id this language, title and these packages."""
        sql = "UPDATE edition SET language = ?, title = ?, made = ? WHERE id = ?"
        if not self._db.run(sql, (edition.language, edition.title, values.dump_names(edition.made), edition.id)):
            raise faults.gone()

    def remove_edition(self, id: int) -> None:
        """Delete an edition with all it says."""
        self._db.run("DELETE FROM edition WHERE id = ?", (id,))

    def wordings(self, edition: int) -> dict[int, Wording]:
        """Return what the blocks say in an edition, by the ids of the blocks."""
        rows = self._db.rows(f"SELECT {_WORDING} FROM wording WHERE edition = ? ORDER BY block, id", (edition,))
        return {row[2]: self._read(_wording, row) for row in rows}

    def wording(self, edition: int, block: int) -> Wording | None:
        """Return what a block says in an edition, None where nothing was written."""
        sql = f"SELECT {_WORDING} FROM wording WHERE edition = ? AND block = ? ORDER BY id DESC"
        row = self._db.row(sql, (edition, block))
        return None if row is None else self._read(_wording, row)

    def put_wording(self, wording: Wording) -> int:
        """Keep what a block says in an edition instead of what it said there, and return its id."""
        facts = (wording.text, wording.seen, str(wording.origin), str(wording.state), values.dump_marks(wording.marks))
        who = (wording.reviewer, _moment(wording.reviewed_at), wording.comment)
        known = self.wording(wording.edition, wording.block)
        if known is None:
            sql = (
                "INSERT INTO wording (edition, block, text, seen, origin, state, marks, reviewer, reviewed_at, comment)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            )
            return self._db.insert(sql, (wording.edition, wording.block, *facts, *who))
        if replace(wording, id=known.id) != known:
            sql = (
                "UPDATE wording SET text = ?, seen = ?, origin = ?, state = ?, marks = ?, reviewer = ?,"
                " reviewed_at = ?, comment = ? WHERE id = ?"
            )
            self._db.run(sql, (*facts, *who, known.id))
        return known.id

    def remove_wording(self, edition: int, block: int) -> None:
        """Delete what a block says in an edition."""
        self._db.run("DELETE FROM wording WHERE edition = ? AND block = ?", (edition, block))

    def fits(self, edition: int) -> dict[int, StoredFit]:
        """Return how the wordings of an edition fitted when they were measured last, by the ids of the blocks."""
        rows = self._db.rows(
            "SELECT wording.block, fit.seen, scale, over, letters, measure, fits FROM fit JOIN wording USING (id)"
            " WHERE wording.edition = ?",
            (edition,),
        )
        return {row[0]: self._read(_fit, row) for row in rows}

    def keep_fits(self, edition: int, fits: Iterable[StoredFit]) -> None:
        """Note how wordings fit; those of blocks without one are passed over."""
        self._db.run_many(
            "INSERT INTO fit (id, seen, scale, over, letters, measure, fits)"
            " SELECT id, ?, ?, ?, ?, ?, ? FROM wording WHERE edition = ? AND block = ?"
            " ON CONFLICT (id) DO UPDATE SET seen = excluded.seen, scale = excluded.scale, over = excluded.over,"
            " letters = excluded.letters, measure = excluded.measure, fits = excluded.fits",
            [(each.seen, *_fit_values(each.fit), edition, each.fit.key) for each in fits],
        )

    def dismiss(self, block: int, edition: int | None, rule: str, seen: str) -> None:
        """Leave the finding of `rule` on a block (in an edition) as it is, as long as `seen` describes it."""
        self.undismiss(block, edition, rule)
        self._db.run(
            "INSERT INTO dismissal (block, edition, rule, seen) VALUES (?, ?, ?, ?)", (block, edition, rule, seen)
        )

    def undismiss(self, block: int, edition: int | None, rule: str) -> None:
        """Show the finding again."""
        self._db.run("DELETE FROM dismissal WHERE block = ? AND edition IS ? AND rule = ?", (block, edition, rule))

    def dismissed(self, flyer: int, edition: int | None) -> dict[tuple[int, str], str]:
        """Return block and rule of the findings left as they are, and what described them then."""
        rows = self._db.rows(
            "SELECT block, rule, seen FROM dismissal WHERE (edition IS NULL OR edition IS ?)"
            " AND block IN (SELECT id FROM block WHERE flyer = ?)",
            (edition, flyer),
        )
        return {(block, rule): seen for block, rule, seen in rows}

    def _read(self, reader: Callable[[Row], T], row: Row) -> T:
        try:
            return reader(row)
        except (ValueError, TypeError, RecursionError) as error:
            raise faults.damaged(self._db.path, str(error)) from error


def _block_values(block: TextBlock) -> tuple[object, ...]:
    flags = (int(block.is_kept), int(block.is_decoration), values.thousandths(block.score))
    shape = (values.dump_areas(block.areas), values.dump_look(block.look))
    parts = (values.dump_marks(block.marks), values.dump_cell(block.cell))
    return (block.text, str(block.role), block.level, block.language, str(block.lettering), *flags, *shape, *parts)


def _block(row: Row) -> StoredBlock:
    id, flyer, text, role, level, language, lettering, is_kept, is_decoration, score, *shape = row
    areas, look, marks, cell, state, reviewer, reviewed_at = shape
    block = TextBlock(
        id,
        values.areas(areas),
        text,
        Role(role),
        level,
        values.look(look),
        Lettering(lettering),
        values.marks(marks),
        values.cell(cell),
        language,
        score / 1000,
        bool(is_kept),
        bool(is_decoration),
    )
    return StoredBlock(id, flyer, block, CueState(state), reviewer, _instant(reviewed_at))


def _edition(row: Row) -> StoredEdition:
    id, flyer, language, title, made = row
    return StoredEdition(id, flyer, language, title, values.names(made))


def _wording(row: Row) -> Wording:
    id, edition, block, text, seen, origin, state, marks, reviewer, reviewed_at, comment = row
    read = values.marks(marks)
    at = _instant(reviewed_at)
    return Wording(id, edition, block, text, seen, Origin(origin), CueState(state), read, reviewer, at, comment)


def _fit_values(fit: Fit) -> tuple[object, ...]:
    scale, over = (min(1_000_000, max(0, round(share * 1000))) for share in (fit.scale, fit.over))
    return scale, over, max(0, fit.letters), str(fit.measure), int(fit.fits)


def _fit(row: Row) -> StoredFit:
    block, seen, scale, over, letters, measure, fits = row
    return StoredFit(Fit(block, scale / 1000, over / 1000, letters, Measure(measure), bool(fits)), seen)


def _moment(at: datetime | None) -> int | None:
    return None if at is None else (at - _EPOCH) // timedelta(milliseconds=1)


def _instant(moment: int | None) -> datetime | None:
    return None if moment is None else _EPOCH + timedelta(milliseconds=moment)
