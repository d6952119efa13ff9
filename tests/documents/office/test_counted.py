"""Tables and rows are counted once each."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from studio.documents.office.counted import Tables


def test_the_rows_of_a_table_are_counted_once() -> None:
    root = etree.fromstring("<a><t><r/><r/><r/></t><t><r/></t></a>")
    counts: list[int] = []

    def rows(table: etree._Element) -> Iterator[etree._Element]:
        counts.append(len(table))
        yield from table

    tables = Tables()
    places = [tables.place(table, row, rows(table)) for table in root for row in table]
    assert places == [(0, 0), (0, 1), (0, 2), (1, 0)]
    assert counts == [3, 1]
