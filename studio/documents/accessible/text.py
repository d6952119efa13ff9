"""The accessible edition as plain text, for mail, notes and readers of braille: one line a paragraph, UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studio.documents.accessible import characters, links
from studio.documents.accessible.parts import Content, Figure, Heading, Item, Listing, Paragraph, Part, Table, Words


def dumps(content: Content) -> str:
    """Return the whole file: parts with a blank line between them, two before a heading."""
    written = ""
    for part in content.parts:
        gap = "\n" if isinstance(part, Heading) and written else ""
        written += gap + "\n".join(_lines(part)) + "\n\n"
    return characters.printable(written.rstrip("\n") + "\n")


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading() | Paragraph():
            yield _words(part.words)
        case Listing():
            yield from _items(part.items, "")
        case Table():
            yield from _rows(part)
        case Figure():
            yield f"[{part.words.text}]"
            if part.caption:
                yield _words(part.caption)


def _items(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        mark = f"{item.number}. " if item.number else "- "
        hanging = "\n" + indent + " " * len(mark)
        yield indent + mark + _words(item.words).replace("\n", hanging)
        if item.below:
            yield from _items(item.below.items, indent + " " * len(mark))


def _rows(table: Table) -> Iterator[str]:
    """Yield a line for each row, each value after the name of its column: nobody has to count columns by ear."""
    if table.caption:
        yield _words(table.caption)
    names: dict[int, str] = {}
    for row in table.rows[: table.heads]:
        names |= {cell.cell.column: _said(cell.words) for cell in row if cell.words}
    if not names:
        yield from (" | ".join(_said(cell.words) for cell in row) for row in table.rows)
        return
    yield " | ".join(names.values())
    for row in table.rows[table.heads :]:
        yield "; ".join(_named(names.get(cell.cell.column, ""), _said(cell.words)) for cell in row if cell.words)


def _named(name: str, value: str) -> str:
    return f"{name.rstrip(':')}: {value}" if name else value


def _said(words: Iterable[Words]) -> str:
    return " ".join(_words(each).replace("\n", " ") for each in words)


def _words(words: Words) -> str:
    """Return what is said, and where its links lead if they do not say so."""
    said = ""
    runs = words.runs()
    for number, run in enumerate(runs):
        said += run.text
        target = links.safe(run.link)
        is_last = number + 1 == len(runs) or runs[number + 1].link != run.link
        if target and is_last and not _tells(words.text, target):
            said += f" ({target})"
    return said


def _tells(text: str, target: str) -> bool:
    bare = target.split("://")[-1].removeprefix("mailto:").removeprefix("tel:").removeprefix("www.").rstrip("/")
    return bare.replace(" ", "") in text.replace(" ", "")
