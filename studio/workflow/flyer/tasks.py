"""What reads, translates, shows and writes flyers inside workers: values in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from studio.documents import accessible, formats
from studio.documents.output import Shown, Written
from studio.model.document import Document, Edition, Fit, Mark, Role, TextBlock
from studio.model.memory import Piece
from studio.model.progress import Progress, Report
from studio.model.translation import Origin, Package, Part, TranslationUnit
from studio.text import marks as carry
from studio.translation import marking, sentences
from studio.workflow import memory_tasks, tasks, translation_tasks
from studio.workflow.translation_tasks import Help

MEASURED = 400
"""Pixels across a page that is only made to see how its words fit."""


_ITEM = re.compile(r"\s*(?:[•‣◦▪▫■□●○·∙–—*+-]|(?:\d{1,3}|[A-Za-z])[.)])\s+")


@dataclass(frozen=True, slots=True)
class Worded:
    """What a block says in another language: `units` are its sentences, `lost` what could not be set apart there."""

    text: str
    marks: tuple[Mark, ...] = ()
    units: tuple[TranslationUnit, ...] = ()
    lost: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another wording of a block; `score` is 1 for the machine's, else how alike the remembered sentence is.

    `difference` is from the remembered sentence to the one asked for.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    origin: Origin = Origin.MACHINE
    score: float = 1.0
    difference: tuple[Piece, ...] = ()


def read(path: Path, password: str = "", *, report: Report) -> Document:
    """Return what stands on a flyer; `Locked` where it needs the password."""
    return formats.read(path, password=password, report=report)


def original(path: Path, page: int, width: int, password: str = "", *, report: Report) -> bytes:
    """Return a page of the original as PNG, `width` pixels wide."""
    return formats.picture(path, page, width, password=password)


def show(
    path: Path,
    edition: Edition,
    place: tuple[int, int],
    keep: Path | None = None,
    password: str = "",
    *,
    report: Report,
) -> Shown:
    """Return a page as it will be written; `place` is the page and its width in pixels."""
    return formats.show(path, edition, *place, password=password, keep=keep)


def measure(
    path: Path, edition: Edition, keep: Path | None = None, password: str = "", *, report: Report
) -> tuple[Fit, ...]:
    """Return how all blocks of an edition fit on their pages."""
    found: dict[int, Fit] = {}
    pages = len(edition.document.pages)
    for page in range(pages):
        report(Progress(page, pages, "pages"))
        shown = formats.show(path, edition, page, MEASURED, password=password, keep=keep)
        for fit in shown.fits:
            known = found.get(fit.key)
            if known is None or (fit.fits, fit.scale) < (known.fits, known.scale):
                found[fit.key] = fit
    return tuple(found.values())


def write(path: Path, edition: Edition, out: Path, password: str = "", *, report: Report) -> Written:
    """Write an edition in the format of its original."""
    return formats.write(path, edition, out, password=password, report=report)


def write_pdf(path: Path, edition: Edition, out: Path, password: str = "", *, report: Report) -> Written:
    """Write an edition as a tagged PDF that keeps the layout."""
    return formats.write_pdf(path, edition, out, password=password, report=report)


def write_accessible(
    path: Path, edition: Edition, place: tuple[Path, str], password: str = "", *, report: Report
) -> Written:
    """Write the accessible edition; `place` is the folder and what the names of its files begin with."""
    return accessible.write(path, edition, *place, password=password, report=report)


def translate(
    blocks: Sequence[TextBlock], route: Sequence[Package], help: Help, *, report: Report
) -> tuple[Worded, ...]:
    """Return what blocks say in another language, one for one."""
    texts = [plain(block) for block in blocks]
    units = sentences.from_blocks(texts, help.languages[0])
    done = translation_tasks.translate(units, route, help, report=report)
    wordings = _wordings(blocks, done, route, help, report)
    return worded(blocks, done, help.languages[0], wordings)


def worded(
    blocks: Sequence[TextBlock],
    done: Sequence[TranslationUnit],
    language: str,
    wordings: marking.Wordings | None = None,
) -> tuple[Worded, ...]:
    """Return what blocks say, of their translated sentences; `wordings` help to find what was set apart."""
    made = []
    by_block = _by_block(done)
    texts = [plain(block) for block in blocks]
    for index, text in enumerate(sentences.joined(done, texts, language)):
        units = tuple(by_block.get(index, ()))
        head, body = parted(blocks[index])
        own = carry.cut(blocks[index].marks, len(head), len(head) + len(body))
        placed, lost = marking.carried(body, text, own, units, wordings=wordings)
        made.append(Worded(head + text, carry.shifted(placed, len(head)), units, carry.shifted(lost, len(head))))
    return tuple(made)


def _by_block(done: Sequence[TranslationUnit]) -> dict[int, list[TranslationUnit]]:
    found: dict[int, list[TranslationUnit]] = {}
    for unit in done:
        found.setdefault(unit.parts[0].cue, []).append(unit)
    return found


def _wordings(
    blocks: Sequence[TextBlock],
    done: Sequence[TranslationUnit],
    route: Sequence[Package],
    help: Help,
    report: Report,
) -> marking.Wordings:
    """Return by themselves the words that are set apart and are others in the translation."""
    said = sentences.joined(done, [plain(block) for block in blocks], help.languages[0])
    by_block = _by_block(done)
    wanted: list[str] = []
    for index, (block, text) in enumerate(zip(blocks, said, strict=True)):
        head, body = parted(block)
        own = carry.cut(block.marks, len(head), len(head) + len(body))
        units = by_block.get(index, [])
        wanted += marking.unplaced(body, text, own, units)
    words = list(dict.fromkeys(wanted))
    alone = [TranslationUnit(text, (Part(0, text),)) for text in words]
    found = tasks.translate(
        alone, route, help.terms, alternatives=True, report=lambda _event: report(Progress(1, 1, "sentences"))
    )
    return {unit.source: (unit.target, *unit.alternatives) for unit in found}


def plain(block: TextBlock) -> str:
    """Return what is translated of a block: without the mark of an item, the lines of a heading as one."""
    _head, body = parted(block)
    return " ".join(body.split()) if block.role is Role.HEADING else body


def parted(block: TextBlock) -> tuple[str, str]:
    """Return the mark or number that an item begins with ("" for other blocks), and what follows it."""
    found = _ITEM.match(block.text) if block.role is Role.ITEM else None
    stop = found.end() if found else 0
    return block.text[:stop], block.text[stop:]


def suggest(block: TextBlock, route: Sequence[Package], help: Help, *, report: Report) -> tuple[Suggestion, ...]:
    """Return other wordings of a block: what people confirmed, the most alike first, then the machine's best."""
    language = help.languages[0]
    units = sentences.from_blocks([plain(block)], language)
    done = tasks.translate(
        units, route, help.terms, localise_values=help.is_localising, alternatives=True, report=report
    )
    found: dict[str, Suggestion] = {}
    for place, unit in enumerate(units):
        for match in memory_tasks.near(help.memory, unit.source, help.languages, ("", ""), report=report):
            choice = [replace(each, target=match.unit.target) if n == place else each for n, each in enumerate(done)]
            (made,) = worded([block], choice, language)
            said = Suggestion(made.text, made.marks, Origin.MEMORY, match.score, match.difference)
            found.setdefault(made.text, said)
    for choice in _choices(done):
        (made,) = worded([block], choice, language)
        found.setdefault(made.text, Suggestion(made.text, made.marks))
    return tuple(found.values())


def _choices(done: Sequence[TranslationUnit]) -> Iterator[list[TranslationUnit]]:
    """Yield the best translation, then those in which one sentence is worded otherwise."""
    yield list(done)
    for place, unit in enumerate(done):
        for text in unit.alternatives:
            yield [replace(each, target=text) if n == place else each for n, each in enumerate(done)]
