"""Blocks and pages as JSON, and back; lengths are hundredths of a point there, shares thousandths.

A received file is a stranger's: whatever does not read as a block raises `ValueError`, which the tables turn into the
error for a damaged production.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

from studio.model.document import (
    Align,
    Area,
    Box,
    Cell,
    Family,
    Line,
    Look,
    Mark,
    MarkKind,
    Page,
    PageKind,
)

_MOST = 10**9


def dump_pages(pages: Iterable[Page]) -> str:
    """Return pages as text."""
    return _dump([[_whole(page.width), _whole(page.height), str(page.kind), page.turned] for page in pages])


def pages(text: str) -> tuple[Page, ...]:
    """Return the pages in `text`, numbered from 0."""
    rows = enumerate(_list(json.loads(text)))
    return tuple(
        Page(number, _points(width), _points(height), PageKind(kind), _number(turned))
        for number, (width, height, kind, turned) in rows
    )


def dump_notes(notes: Sequence[str]) -> str:
    """Return sentences as text."""
    return _dump(list(notes))


def notes(text: str) -> tuple[str, ...]:
    """Return the sentences in `text`."""
    return tuple(_word(note) for note in _list(json.loads(text)))


def dump_names(names: Iterable[tuple[str, str]]) -> str:
    """Return pairs of name and value as text."""
    return _dump([list(pair) for pair in names])


def names(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of name and value in `text`."""
    return tuple((_word(name), _word(value)) for name, value in _list(json.loads(text)))


def dump_areas(areas: Iterable[Area]) -> str:
    """Return areas as text."""
    rows = [
        [
            area.page,
            _corners(area.box),
            _corners(area.room) if area.room else None,
            [_line(line) for line in area.lines],
        ]
        for area in areas
    ]
    return _dump(rows)


def areas(text: str) -> tuple[Area, ...]:
    """Return the areas in `text`; there is at least one."""
    found = tuple(
        Area(_number(page), _box(box), tuple(_read_line(line) for line in _list(lines)), _box(room) if room else None)
        for page, box, room, lines in _list(json.loads(text))
    )
    if not found:
        raise ValueError("a block that stands nowhere")
    return found


def dump_look(look: Look) -> str:
    """Return a look as text."""
    numbers = [_whole(look.size), _thousandths(look.leading), _whole(look.angle), _thousandths(look.tracking)]
    flags = [int(look.is_bold), int(look.is_italic), int(look.is_condensed)]
    return _dump([str(look.family), look.font, look.colour, look.ground, str(look.align), numbers, flags])


def look(text: str) -> Look:
    """Return the look in `text`."""
    family, font, colour, ground, align, (size, leading, angle, tracking), flags = _list(json.loads(text))
    bold, italic, condensed = (bool(_number(flag)) for flag in flags)
    return Look(
        Family(family),
        _word(font),
        _points(size),
        bold,
        italic,
        condensed,
        _colour(colour),
        _colour(ground) if ground else "",
        Align(align),
        _number(leading) / 1000,
        _points(angle),
        _number(tracking) / 1000,
    )


def dump_marks(marks: Iterable[Mark]) -> str:
    """Return marks as text."""
    return _dump([[mark.start, mark.stop, str(mark.kind), mark.value] for mark in marks])


def marks(text: str) -> tuple[Mark, ...]:
    """Return the marks in `text`."""
    rows = _list(json.loads(text))
    return tuple(Mark(_number(start), _number(stop), MarkKind(kind), _word(value)) for start, stop, kind, value in rows)


def dump_cell(cell: Cell | None) -> str:
    """Return a place in a table as text."""
    if cell is None:
        return "[]"
    return _dump([cell.table, cell.row, cell.column, cell.rows, cell.columns, int(cell.is_header)])


def cell(text: str) -> Cell | None:
    """Return the place in a table in `text`, None where it is none."""
    values = [_number(value) for value in _list(json.loads(text))]
    if not values:
        return None
    table, row, column, rows, columns, is_header = values
    return Cell(table, row, column, rows, columns, bool(is_header))


def thousandths(share: float) -> int:
    """Return a share between 0 and 1 in thousandths."""
    return max(0, min(1000, _thousandths(share)))


def _line(line: Line) -> list[object]:
    return [_corners(line.box), line.text, list(line.places)]


def _read_line(row: object) -> Line:
    box, text, places = _list(row)
    return Line(_box(box), _word(text), tuple(_number(place) for place in _list(places)))


def _corners(box: Box) -> list[int]:
    return [_whole(box.left), _whole(box.top), _whole(box.right), _whole(box.bottom)]


def _box(row: object) -> Box:
    left, top, right, bottom = (_points(value) for value in _list(row))
    if left > right or top > bottom:
        raise ValueError(f"a box inside out: {row!r}")
    return Box(left, top, right, bottom)


def _whole(points: float) -> int:
    """Return hundredths of a point; a file that says otherwise is not written down."""
    return round(max(-1e6, min(1e6, points if math.isfinite(points) else 0.0)) * 100)


def _thousandths(share: float) -> int:
    return round(max(-1e5, min(1e5, share if math.isfinite(share) else 0.0)) * 1000)


def _points(value: object) -> float:
    return _number(value) / 100


def _number(value: object) -> int:
    if not isinstance(value, int) or abs(value) > _MOST:
        raise ValueError(f"no number: {value!r:.100}")
    return value


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"no text: {value!r:.100}")
    return value


def _colour(value: object) -> str:
    text = _word(value)
    if len(text) != 7 or text[0] != "#" or any(letter not in "0123456789abcdefABCDEF" for letter in text[1:]):
        raise ValueError(f"no colour: {value!r:.100}")
    return text


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"no list: {value!r:.100}")
    return value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
