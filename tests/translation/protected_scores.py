"""How much of what must survive a translation is found, kept or flagged, counted over the corpus by hand.

    pytest -s tests/translation/test_protected_corpus.py

prints one line a kind.  Numbers alone are shown: the whole corpus is held out (`corpus/README.md`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from studio.model.progress import Partial, Progress
from studio.model.translation import Package, Part, TranslationUnit
from studio.text.values import Value
from studio.text.writing import expected
from studio.translation import protect
from studio.translation.scripted import Say, Scripted
from studio.translation.translate import translate

HERE = Path(__file__).parent / "corpus"
LANGUAGES = ("de", "en", "nl")
KINDS = ("url", "email", "phone", "price", "date", "time", "room", "name", "number")

Item = dict[str, Any]
Table = dict[str, Counter[str]]
"""For each kind how many spans there are, and how many are one value, are covered by values, are kept or flagged."""


def items(language: str) -> list[Item]:
    """Return the sentences of one language with their spans."""
    records: list[Item] = json.loads((HERE / f"protected.{language}.held_out.json").read_text("utf-8"))
    return records


def names(item: Item) -> tuple[str, ...]:
    """Return the names of a sentence, as a venue would have them in its list of names to keep."""
    return tuple(span["text"] for span in item["spans"] if span["kind"] == "name")


def finding(language: str) -> Table:
    """Return how many spans are found as one value, and how many are covered by values sign for sign."""
    table: Table = {kind: Counter() for kind in KINDS}
    for item in items(language):
        found = protect.find_whole(item["text"], names(item), language)
        for span in item["spans"]:
            table[span["kind"]] += Counter(
                spans=1, whole=any(_is_same(value, span) for value in found), covered=_is_covered(span, found)
            )
    return table


def beside(language: str) -> int:
    """Return how many values are found where the corpus has none."""
    return sum(
        not any(value.start < span["end"] and span["start"] < value.end for span in item["spans"])
        for item in items(language)
        for value in protect.find_whole(item["text"], names(item), language)
    )


def surviving(language: str, say: Say) -> Table:
    """Return how many spans are kept, as they were or as the language has them, how many are flagged, or neither."""
    table: Table = {kind: Counter() for kind in KINDS}
    for item in items(language):
        unit = TranslationUnit(item["text"], (Part(0, item["text"]),))
        package = Package(language, "en" if language == "de" else "de", "", "", "")
        done = translate([unit], [package], lambda _: Scripted(say), report=_quiet, keep=names(item))[0]
        for span in item["spans"]:
            forms = [span["text"], expected(span["text"], package.source, package.target)]
            if span["kind"] == "time":  # a value is there without its "uur"; 12:00 is 12
                forms.append(re.sub(r"[^\d]*$|[.:]00\b", "", span["text"]))
            is_there = any(_bare(form, span["kind"]) in _bare(done.target, span["kind"]) for form in forms)
            state = "kept" if is_there else "flagged" if done.needs_look else "silent"
            table[span["kind"]] += Counter(spans=1, **{state: 1})
    return table


def _quiet(event: Progress | Partial) -> None:
    """Hear nothing."""


def _bare(text: str, kind: str) -> str:
    """Return a text as it is compared: of a telephone number only the digits count, of addresses not the capitals."""
    return re.sub(r"\D", "", text) if kind == "phone" else "".join(text.casefold().split())


def _is_same(value: Value, span: Item) -> bool:
    return (value.start, value.end) == (span["start"], span["end"])


def _is_covered(span: Item, found: Sequence[Value]) -> bool:
    places = {at for value in found for at in range(value.start, value.end)}
    signs = [at for at in range(span["start"], span["end"]) if _matters(span, at)]
    return places.issuperset(signs)


def _matters(span: Item, at: int) -> bool:
    sign = span["text"][at - span["start"]]
    return not sign.isspace() if span["kind"] in ("url", "email", "name") else sign.isdigit()


def total(tables: Sequence[Table], counted: str, *kinds: str) -> int:
    """Return a count over some kinds, all of them where none is named."""
    return sum(table[kind][counted] for table in tables for kind in kinds or KINDS)


def row(name: str, tables: Sequence[Table]) -> str:
    """Return the line of one kind."""
    return f"{name:8}" + "".join(
        f"{key} {total(tables, key, name):4}  " for key in sorted({key for table in tables for key in table[name]})
    )


def shown(title: str, tables: Sequence[Table]) -> None:
    """Print a line for each kind."""
    print(f"\n{title}")  # noqa: T201
    for kind in KINDS:
        print("  ", row(kind, tables))  # noqa: T201
