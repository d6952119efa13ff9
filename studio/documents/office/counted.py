"""The tables of a file and their rows, counted once each: to look up a row for each cell of thousands takes minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(slots=True)
class Tables:
    """Which number each table has, in the order they were met, and each row within its table."""

    _numbers: dict[Element, int] = field(default_factory=dict)
    _rows: dict[Element, int] = field(default_factory=dict)

    def place(self, table: Element, row: Element, rows: Iterable[Element]) -> tuple[int, int]:
        """Return the numbers of a table and of one of its `rows`, which are counted when the table is met."""
        if table not in self._numbers:
            self._numbers[table] = len(self._numbers)
            self._rows.update((each, number) for number, each in enumerate(rows))
        return self._numbers[table], self._rows.get(row, 0)
