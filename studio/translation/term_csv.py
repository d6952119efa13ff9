"""Lists of terms as tables: CSV from any spreadsheet, in and out.

Read as people have them: semicolons, commas or tabs; UTF-8, UTF-16 or the old Windows letters; headings in English,
German or Dutch, or names of languages; or no headings at all: then the columns are source, target and note.
Written so that a spreadsheet opens it with a double click: UTF-8 with its mark, semicolons.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from studio.errors import InputError
from studio.i18n import _
from studio.model.term import Term

MOST = 100_000
"""Terms of a list."""

LONGEST = 1000
"""Characters of a term; `LONGEST_NOTE` of a note."""
LONGEST_NOTE = 10_000

HEADINGS: Mapping[str, str] = {
    "source": "source|source term|term|word|begriff|ausgangsbegriff|quelle|quellbegriff|quelltext|wort|original"
    "|bron|bronterm|brontekst|woord|begrip|name|naam|namen",
    "target": "target|target term|translation|übersetzung|ziel|zielbegriff|zieltext|doel|doelterm|doeltekst|vertaling",
    "keep": "keep|keep as is|unchanged|do not translate|behalten|beibehalten|unverändert|nicht übersetzen"
    "|behouden|onvertaald|ongewijzigd|niet vertalen",
    "source_language": "source language|from|ausgangssprache|quellsprache|von|brontaal|van",
    "target_language": "target language|to|zielsprache|nach|doeltaal|naar",
    "languages": "languages|language|sprachen|sprache|talen|taal",
    "note": "note|notes|comment|notiz|anmerkung|bemerkung|hinweis|kommentar|notitie|opmerking|toelichting",
    "case_sensitive": "capitals|case|case sensitive|match case|groß-/kleinschreibung|großschreibung|hoofdletters"
    "|hoofdlettergevoelig",
}
"""What a column may be called, by what it holds; the first is what is written."""

_LANGUAGES: Mapping[str, str] = {
    "de": "de|german|deutsch|duits",
    "en": "en|english|englisch|engels",
    "nl": "nl|dutch|niederländisch|holländisch|nederlands",
    "fr": "fr|french|französisch|frans",
}
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_YES = frozenset(("1", "x", "yes", "y", "true", "ja", "j", "wahr", "waar", "✓"))
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FORMULA = re.compile(r"'*[=+\-@]")
_COLUMNS = ("source", "target", "keep", "source_language", "target_language", "note", "case_sensitive")


@dataclass(frozen=True, slots=True)
class Table:
    """The terms of a file, and how many of its rows held none."""

    terms: tuple[Term, ...]
    left_out: int = 0


def loads(raw: bytes, languages: tuple[str, str] = ("", "")) -> Table:
    """Return the terms of a file; `languages` count where it does not say which.  `InputError` when it is no table."""
    text = _decoded(raw)
    if "\0" in text:
        raise _no_table()
    rows = _rows(text)
    columns, found = _columns(rows[0], languages) if rows else ({}, languages)
    body = rows[1:] if columns else rows
    columns = columns or {"source": 0, "target": 1, "note": 2}
    if len(body) > MOST:
        raise InputError(
            _("The list has more than {count} rows.").format(count=MOST), hint=_("Divide it, or leave some out.")
        )
    made = [_term({name: _cell(row, at) for name, at in columns.items()}, found) for row in body]
    terms = tuple(dict.fromkeys(term for term in made if term is not None))
    return Table(terms, sum(term is None for term in made))


def dumps(terms: Iterable[Term], delimiter: str = ";") -> bytes:
    """Return a file with these terms, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADINGS[name].partition("|")[0] for name in _COLUMNS)
    for term in terms:
        yes = ("yes" if term.is_kept else "", "yes" if term.case_sensitive else "")
        cells = [term.source, term.target, yes[0], term.source_language, term.target_language, term.note, yes[1]]
        writer.writerow(f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells)
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8", "replace")


def _decoded(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")  # what spreadsheets on Windows write without asking


def _rows(text: str) -> list[list[str]]:
    first, _end, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\s*", first, re.IGNORECASE)  # how Excel is told
    delimiter = told[1] if told else _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(rest if told else text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _no_table(str(error)) from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _delimiter(text: str) -> str:
    """Return what divides the cells: the sign that most rows have as often as the first one, outside of quotes."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:50] if line.strip()]
    if not lines:
        return ";"

    def score(sign: str) -> tuple[int, int]:
        count = lines[0].count(sign)
        return (sum(line.count(sign) == count for line in lines) if count else 0, count)

    return max(("\t", ";", ","), key=score)


def _columns(first: Sequence[str], languages: tuple[str, str]) -> tuple[dict[str, int], tuple[str, str]]:
    """Return which column holds what, and the languages that the headings name; no columns where these are none."""
    names = [" ".join(cell.strip().casefold().split()) for cell in first]
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        kind = next((kind for kind, known in HEADINGS.items() if name in known.split("|")), None)
        if kind is not None:
            found.setdefault(kind, at)
    if "source" in found:
        return found, languages
    named = [(at, tag) for at, name in enumerate(names) if (tag := _language(name))]
    if len(named) < 2:
        return {}, languages
    return {**found, "source": named[0][0], "target": named[1][0]}, (named[0][1], named[1][1])


def _language(name: str) -> str:
    """Return the language that a heading names, "" for none."""
    known = next((tag for tag, names in _LANGUAGES.items() if name in names.split("|")), "")
    region = re.fullmatch(r"(de|en|nl|fr)[-_]([a-z]{2})", name)
    return known or (f"{region[1]}-{region[2].upper()}" if region else "")


def _term(cells: Mapping[str, str], languages: tuple[str, str]) -> Term | None:
    source, target = (" ".join(cells.get(name, "").split()) for name in ("source", "target"))
    if cells.get("keep", "").casefold() in _YES or target == source:
        target = ""
    note = cells.get("note", "")
    if not source or max(len(source), len(target)) > LONGEST or len(note) > LONGEST_NOTE:
        return None
    both = [
        tag for tag in re.split(r"[^A-Za-z_-]+", cells.get("languages", "").replace("->", " ")) if _TAG.fullmatch(tag)
    ]
    given = both if len(both) == 2 else languages
    mine = [_tag(cells.get(f"{name}_language", "")) or given[i] for i, name in enumerate(("source", "target"))]
    return Term(source, target, mine[0], mine[1], note, cells.get("case_sensitive", "").casefold() in _YES)


def _tag(cell: str) -> str:
    return _language(cell.casefold()) or (cell if _TAG.fullmatch(cell) else "")


def _cell(row: Sequence[str], at: int) -> str:
    cell = row[at].strip() if at < len(row) else ""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _no_table(details: str = "") -> InputError:
    return InputError(
        _("This is no list of terms."),
        hint=_("Save the table as CSV: one term in a row, its translation beside it."),
        details=details,
    )
