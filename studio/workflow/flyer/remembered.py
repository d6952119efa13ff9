"""What people confirmed on flyers, as sentences for the memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.model.memory import MemoryUnit
from studio.project.project import Project
from studio.project.values import StoredBlock, StoredEdition, StoredFlyer, Wording
from studio.text import sentence
from studio.workflow.bilingual import MOST_TOGETHER
from studio.workflow.flyer import state


def confirmed(project: Project) -> list[MemoryUnit]:
    """Return the sentences of all flyers that people confirmed in other languages and that are not out of date.

    A block is parted into sentences where both languages have as many, line by line; else it is remembered as one, up
    to `MOST_TOGETHER` sentences.
    """
    return [
        unit
        for flyer in project.media.flyers()
        for edition in project.flyers.editions(flyer.id)
        for unit in _of_edition(project, flyer, edition)
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence (or several that are one for the memory) with its translation, and the wording it stands in."""

    source: str
    target: str
    wording: Wording


def _of_edition(project: Project, flyer: StoredFlyer, edition: StoredEdition) -> Iterator[MemoryUnit]:
    wordings = project.flyers.wordings(edition.id)
    for stored in project.flyers.blocks(flyer.id):
        languages = (stored.block.language or flyer.language, edition.language)
        wording = wordings.get(stored.id)
        if wording is None or not _is_sure(stored, wording, languages):
            continue
        said = list(_pairs(stored, wording, languages))
        for place, each in enumerate(said):
            yield MemoryUnit(
                each.source,
                each.target,
                *languages,
                project.path.stem,
                wording.reviewer,
                wording.reviewed_at,
                said[place - 1].source if place else "",
                said[place + 1].source if place + 1 < len(said) else "",
            )


def _is_sure(stored: StoredBlock, wording: Wording, languages: tuple[str, str]) -> bool:
    is_fresh = wording.state.is_checked and bool(wording.text.strip()) and not state.is_stale(stored, wording)
    return is_fresh and state.needs_words(stored.block, *languages)


def _pairs(stored: StoredBlock, wording: Wording, languages: tuple[str, str]) -> Iterator[_Said]:
    sources, targets = _lines(stored.block.text), _lines(wording.text)
    if len(sources) != len(targets):
        sources, targets = [" ".join(sources)], [" ".join(targets)]
    for line, other in zip(sources, targets, strict=True):
        yield from _sentences(line, other, wording, languages)


def _sentences(line: str, other: str, wording: Wording, languages: tuple[str, str]) -> Iterator[_Said]:
    own, translated = _split(line, languages[0]), _split(other, languages[1])
    if len(own) == len(translated):
        for source, target in zip(own, translated, strict=True):
            yield _Said(source, target, wording)
    elif len(own) <= MOST_TOGETHER:
        yield _Said(" ".join(own), " ".join(translated), wording)


def _lines(text: str) -> Sequence[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@lru_cache(maxsize=4096)  # an edit changes one block
def _split(text: str, language: str) -> tuple[str, ...]:
    return tuple(sentence.split(text, language))
