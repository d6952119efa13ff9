"""Lists of terms from files and into files, and names read from a flyer; all of it in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.documents import formats
from studio.errors import InputError
from studio.i18n import _
from studio.jobs.lanes import Lane
from studio.model.document import Document
from studio.model.progress import Progress, Report
from studio.model.term import Proposal, Term
from studio.translation import proposals, tbx, term_csv, text_files
from studio.workflow import whole_file
from studio.workflow.work import Work

SUFFIXES = (".csv", ".tsv", ".txt", ".tbx", ".xml")
"""The suffixes of lists that can be read; ".csv" and ".tbx" are written."""

READABLE = (*text_files.SUFFIXES, *sorted(formats.SUFFIXES - set(text_files.SUFFIXES)))
"""The suffixes of files that names can be read from."""

LARGEST = 64 << 20
"""Bytes of a list."""


@dataclass(frozen=True, slots=True)
class TermsRead:
    """The terms of a file, and how many entries held none; of a damaged file those before the damage."""

    terms: tuple[Term, ...]
    left_out: int = 0
    is_damaged: bool = False


def import_from(path: Path, languages: tuple[str, str] = ("", "")) -> Work[TermsRead]:
    """Return the work that reads a list of terms; `languages` count where the file does not say which."""
    return Work(_("Reading “{name}”").format(name=path.name), "memory", read, (path, languages))


def export_to(path: Path, terms: Sequence[Term]) -> Work[int]:
    """Return the work that writes terms, as TBX or as a table, by the suffix, and says how many."""
    return Work(_("Writing “{name}”").format(name=path.name), "memory", write, (path, tuple(terms)))


def names_in(path: Path, language: str = "") -> Work[tuple[Proposal, ...]]:
    """Return the work that reads names from a flyer or any text file; a guessed language where none is given."""
    lane: Lane = "documents" if _is_page(path) else "memory"  # where what reads pages is loaded
    return Work(_("Reading “{name}”").format(name=path.name), lane, propose, (path, language))


def names_on(flyer: Document) -> Work[tuple[Proposal, ...]]:
    """Return the work that reads names from a flyer of the production."""
    text = "\n".join(block.text for block in flyer.blocks)
    return Work(_("Reading names"), "memory", propose_of, (text, flyer.language))


def read(path: Path, languages: tuple[str, str], *, report: Report) -> TermsRead:
    """Return the terms of a file; raise `InputError` for one that is no list."""
    report(Progress(0, 0, "bytes"))
    try:
        with path.open("rb") as file:
            start = file.read(4096)
            if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
                reading = tbx.Reading(file, path.name, languages[0])
                return TermsRead(tuple(reading), reading.left_out, reading.is_damaged)
            table = term_csv.loads(start + file.read(LARGEST), languages)
            return TermsRead(table.terms, table.left_out)
    except OSError as error:
        raise InputError(
            _("“{name}” could not be read.").format(name=path.name),
            hint=_("Look whether it was moved or renamed, or whether its drive is connected."),
            details=str(error),
        ) from error


def write(path: Path, terms: Sequence[Term], *, report: Report) -> int:
    """Write terms to a file and return how many; it is there whole or not at all."""
    report(Progress(0, len(terms), "terms"))
    with whole_file.writing(path) as file:
        if path.suffix.lower() == ".tbx":
            return tbx.write(file, terms)
        file.write(term_csv.dumps(terms))
    return len(terms)


def propose(path: Path, language: str, *, report: Report) -> tuple[Proposal, ...]:
    """Return the names that a file seems to hold."""
    report(Progress(0, 0, "bytes"))
    if not _is_page(path):
        return propose_of(text_files.read(path), language, report=report)
    document = formats.read(path, report=report)
    text = "\n".join(block.text for block in document.blocks)
    return propose_of(text, language or document.language, report=report)


def propose_of(text: str, language: str, *, report: Report) -> tuple[Proposal, ...]:
    """Return the names that a text seems to hold."""
    report(Progress(0, 0, "bytes"))
    return tuple(proposals.propose(text, language))


def _is_page(path: Path) -> bool:
    """Say whether a file has its words on pages or in pictures."""
    suffix = path.suffix.lower()
    return suffix in formats.SUFFIXES and suffix not in text_files.SUFFIXES
