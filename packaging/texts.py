#!/usr/bin/env python3
"""Bring the catalogues in resources/locale up to date with the program's texts, and compile them.

    .venv/bin/python packaging/texts.py          collect, merge, compile
    .venv/bin/python packaging/texts.py --check  say what is missing or spare; 1 if anything is

Babel (BSD) keeps the catalogues; the texts are read off the syntax tree, because Babel's own reader passes over
those inside an f-string.  The .po files are the one place where translations are written.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("de", "nl")
MARKS = {"_": 1, "N_": 1, "ngettext": 2}
"""How many of a call's first arguments are texts."""

TOLD = ("good_at", "weak_at", "origin", "licence")
"""The fields of an entry of the catalogue that are texts; the name of a licence stays as it is."""

KEPT = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-Type:", "Content-Transfer-Encoding:")

HEADER = """\
# Souffleur in {language}.
# This file is distributed under the same licence as Souffleur (Apache-2.0).
#"""


def collected() -> Catalog:
    """Return the texts marked in the source, without places: they would change with every edit."""
    catalog = Catalog(project="Souffleur", charset="utf-8")
    for file in sorted((ROOT / "studio").rglob("*.py")):
        for text in texts(file.read_text("utf-8"), file.name):
            catalog.add(text)
    for file in sorted((ROOT / "resources" / "profiles").glob("*.toml")):
        catalog.add(tomllib.loads(file.read_text("utf-8"))["name"])
    for file in sorted((ROOT / "resources" / "packs").glob("*.toml")):
        for text in told(tomllib.loads(file.read_text("utf-8"))):
            catalog.add(text)
    return catalog


def told(content: dict[str, Any]) -> Iterator[str]:
    """Yield what a file of the catalogue of packs tells people: of its usual values and of each entry."""
    for table in (content.get("usual", {}), *content.get("offer", [])):
        yield from (table[field] for field in TOLD if field in table)
        if content.get("kind") != "translation" and "name" in table:  # a translation is called by its languages
            yield table["name"]
    yield from (table["source"] for table in content.get("measured", []))


def texts(source: str, name: str) -> Iterator[str | tuple[str, str]]:
    """Yield the marked texts of a module, a pair for one with a plural.

    Raises `ValueError` for a text put together before it is marked: no catalogue can hold it.
    """
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS):
            continue
        marked = node.args[: MARKS[node.func.id]]
        found = [arg.value for arg in marked if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if len(found) == len(marked):
            yield found[0] if len(found) == 1 else (found[0], found[1])
        elif not all(isinstance(arg, ast.Name | ast.Attribute | ast.Subscript) for arg in marked):
            raise ValueError(f"{name}, line {node.lineno}: mark the whole text, and put values in with format()")


def merged(language: str) -> Catalog:
    """Return the catalogue of a language with the program's present texts; texts no longer there are dropped."""
    catalog = written(language) if po(language).exists() else Plain(language)
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def written(language: str) -> Catalog:
    """Return the catalogue of a language as it is written."""
    catalog = Plain(language)
    with po(language).open("rb") as file:
        for message in read_po(file, locale=language):
            if message.id:
                catalog[message.id] = message
    return catalog


def po(language: str) -> Path:
    """Return the file translations are written in."""
    return LOCALE / language / "LC_MESSAGES" / "souffleur.po"


def missing(language: str) -> list[str]:
    """Return the texts without a translation, or with a doubtful one: those are not compiled."""
    return [str(message.id) for message in merged(language) if message.id and not _is_translated(message)]


def spare(language: str) -> list[str]:
    """Return the texts with a translation that the program no longer says."""
    said = {message.id for message in merged(language)}
    return [str(message.id) for message in written(language) if message.id not in said]


def dumps_po(catalog: Catalog) -> bytes:
    """Return the .po file of a catalogue."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True)
    return buffer.getvalue()


def compiled(language: str) -> bytes:
    """Return the .mo file that belongs to the .po file."""
    buffer = BytesIO()
    write_mo(buffer, written(language))
    return buffer.getvalue()


class Plain(Catalog):
    """A catalogue whose header holds nothing that changes with the day or with Babel, and asks for no addresses."""

    def __init__(self, language: str) -> None:
        comment = HEADER.format(language=Locale.parse(language).get_display_name("en"))
        super().__init__(locale=language, header_comment=comment, project="Souffleur", charset="utf-8", fuzzy=False)

    def __iter__(self) -> Iterator[Message]:
        """Yield the header, then the messages; whatever writes a catalogue lists it."""
        header, *messages = super().__iter__()
        kept = [line for line in str(header.string).splitlines(keepends=True) if line.startswith(KEPT)]
        yield Message("", "".join(["Project-Id-Version: Souffleur\n", *kept]))
        yield from messages


def main() -> int:
    """Do what the command line asks."""
    if sys.argv[1:] == ["--check"]:
        return _check()
    if sys.argv[1:]:
        print(__doc__)
        return 2
    for language in LANGUAGES:
        path = po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dumps_po(merged(language)))
        path.with_suffix(".mo").write_bytes(compiled(language))
        print(f"{language}: {len(missing(language))} texts lack a translation")
    return 0


def _check() -> int:
    faults = [f"{language} lacks: {text}" for language in LANGUAGES for text in missing(language)]
    faults += [f"{language} no longer needs: {text}" for language in LANGUAGES for text in spare(language)]
    for fault in faults:
        print(fault)
    return int(bool(faults))


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(strings) and not message.fuzzy


if __name__ == "__main__":
    sys.exit(main())
