"""What a flyer is checked by: its blocks beside what an edition says, and what the rules find on each of them.

Nothing is kept in the production: what the rules found on two texts is remembered for as long as the program runs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from studio.errors import PackError
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.document import Role
from studio.model.finding import Evidence, Finding, Original, Severity
from studio.model.term import Term
from studio.project.project import Project
from studio.project.values import StoredBlock, StoredEdition, StoredFit, StoredFlyer, Wording
from studio.quality.check import TRANSLATION, check
from studio.quality.passage import line
from studio.quality.rules import layout
from studio.quality.rules.layout import Sheet
from studio.subtitles import profiles
from studio.workflow import terms
from studio.workflow.compared import Lengths, Rendered, Terms, Told
from studio.workflow.flyer import formatting, state, translate
from studio.workflow.renderings import Renderings, asking
from studio.workflow.translate import way
from studio.workflow.work import Work

NOT_TRANSLATED = "not-translated"
"""The rule of blocks for which nothing stands in an edition."""

SHOWN = 60
"""Characters of a text that a sentence about it quotes."""

MOST_SINGLE = 16
"""So many wordings are read again one by one; beyond that all are."""

REMEMBERED = 20_000
"""Pairs of texts whose findings are remembered: those of the largest brochures in several languages."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A flyer as it is to be checked: its blocks in reading order, what an edition says, and how that fits.

    Without an edition it is the original that is checked.
    """

    flyer: StoredFlyer
    blocks: Sequence[StoredBlock]
    edition: StoredEdition | None = None
    wordings: Mapping[int, Wording] = field(default_factory=dict)
    fits: Mapping[int, StoredFit] = field(default_factory=dict)

    def written(self, block: int) -> str:
        """Return what a block says in the edition, "" where nothing was written."""
        wording = self.wordings.get(block)
        return wording.text if wording is not None else ""


def read(project: Project, flyer: int, edition: int | None = None) -> Proof:
    """Return a flyer with an edition of it; `InputError` where one is gone."""
    stored, blocks = state.flyer(project, flyer), project.flyers.blocks(flyer)
    if edition is None:
        return Proof(stored, blocks)
    known = state.edition(project, edition)
    return Proof(stored, blocks, known, project.flyers.wordings(edition), project.flyers.fits(edition))


def wordings_after(
    project: Project, edition: int, known: Mapping[int, Wording], touched: Collection[int | str]
) -> dict[int, Wording]:
    """Return what the blocks say in an edition after a change of the wordings with these ids; `known` is from before.

    Only those are read again, unless they are many or new.
    """
    blocks = {wording.id: block for block, wording in known.items()}
    if len(touched) > MOST_SINGLE or not set(touched) <= blocks.keys():
        return project.flyers.wordings(edition)
    now = dict(known)
    for id in touched:
        block = blocks[int(id)]
        wording = project.flyers.wording(edition, block)
        if wording is None:
            del now[block]
        else:
            now[block] = wording
    return now


def findings(project: Project | None, proof: Proof) -> list[list[Finding]]:
    """Return what is to be said about each block, in reading order; `index` counts blocks from 0.

    Without a project only the house's terms count.
    """
    sheet = Sheet(
        [each.block for each in proof.blocks],
        {id: stored.fit for id, stored in proof.fits.items()},
        frozenset(each.id for each in proof.blocks if each.state.is_checked),
        is_edition=proof.edition is not None,
    )
    found = [layout.check(sheet, i) for i in range(len(proof.blocks))]
    if proof.edition is None:
        return found
    pair, ratio = _pair(project, proof.flyer.language, proof.edition.language), _ratio(proof)
    return [
        [*_of_translation(proof, stored, pair, ratio), *of_layout]
        for stored, of_layout in zip(proof.blocks, found, strict=True)
    ]


def look_ahead(project: Project, proof: Proof) -> Iterator[None]:
    """Look at the translations one by one, so that `findings` knows them all; each yield is a place to pause."""
    if proof.edition is None:
        return
    pair, ratio = _pair(project, proof.flyer.language, proof.edition.language), _ratio(proof)
    for stored in proof.blocks:
        _of_translation(proof, stored, pair, ratio)
        yield


def renderings(project: Project, proof: Proof) -> Work[Renderings] | None:
    """Return the work of asking the machine what it says for terms that were not obeyed; None where there are none.

    With that their findings say what to write instead: `findings` is to be asked again when it has finished.
    """
    if proof.edition is None:
        return None
    pair = _pair(project, proof.flyer.language, proof.edition.language)
    unclear = pair.unrendered()
    try:
        route = way(proof.flyer.language, proof.edition.language, practice=translate.is_sample(proof.flyer))
    except PackError:
        return None
    return asking(route, unclear, pair.render) if unclear else None


def _of_translation(proof: Proof, stored: StoredBlock, pair: _Pair, ratio: float) -> Sequence[Finding]:
    assert proof.edition is not None
    if not state.needs_words(stored.block, proof.flyer.language, proof.edition.language):
        return ()
    wording = proof.wordings.get(stored.id)
    if wording is None or not wording.text.strip():
        said = (
            _("The description of the picture has no translation.")
            if stored.block.role is Role.FIGURE
            else _("“{text}” has no translation.").format(text=_short(stored.block.text))
        )
        return [Finding(NOT_TRANSLATED, Severity.WARNING, 0, said)]
    stand = (wording.state, state.is_stale(stored, wording), ratio)
    found = pair.findings(stored.block.text, wording.text, stand)
    return found if stand[1] else (*found, *formatting.findings(stored, wording))


def _ratio(proof: Proof) -> float:
    """Return how many characters the edition has for each of the original, in the middle."""
    lengths = Lengths()
    for stored in proof.blocks:
        written = proof.written(stored.id)
        if written:
            lengths.put(stored.id, line(stored.block.text), line(written))
    return lengths.ratio


def _pair(project: Project | None, source: str, target: str) -> _Pair:
    return _made(tuple(terms.for_pair(project, source, target)), (source, target))


@lru_cache(maxsize=8)
def _made(every: tuple[Term, ...], languages: tuple[str, str]) -> _Pair:
    return _Pair(every, languages)


class _Pair:
    """Two languages with their terms, and what was found on texts of them; each block stands for itself."""

    def __init__(self, every: tuple[Term, ...], languages: tuple[str, str]) -> None:
        self._rendered = Rendered()
        self._terms = Terms(every, languages, self._rendered)
        self._names = [term.source for term in every if term.is_kept]
        self._languages = languages
        self._found: dict[tuple[str, str, tuple[CueState, bool, float]], tuple[Finding, ...]] = {}

    def unrendered(self) -> list[str]:
        """Return the terms that are not obeyed somewhere and that the machine was not asked for; now it was."""
        found = [term for term in self._terms.unclear if term not in self._rendered.asked]
        self._terms.unclear.clear()
        self._rendered.asked.update(found)
        return found

    def render(self, found: Renderings) -> None:
        """Take over what the machine says for terms by itself."""
        self._rendered.known.update(found)
        self._terms.forget()
        self._found.clear()

    def findings(self, source: str, target: str, stand: tuple[CueState, bool, float]) -> tuple[Finding, ...]:
        """Return what is to be said about a text and its translation.

        `stand`: how far somebody looked at it, whether its source was changed since, the usual length.
        """
        key = (source, target, stand)
        if key not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[key] = self._look(source, target, stand)
        return self._found[key]

    def _look(self, source: str, target: str, stand: tuple[CueState, bool, float]) -> tuple[Finding, ...]:
        looked_at, is_stale, ratio = stand
        told = Told(self._languages[0], ratio, [Original(((0, source),), is_stale)], self._terms)
        evidence = Evidence(
            [Cue(0, 1, target, state=looked_at)],
            profiles.load(profiles.for_language(self._languages[1])),
            language=self._languages[1],
            names=self._names,
            bilingual=told,
        )
        return tuple(check(evidence, TRANSLATION))


def _short(text: str) -> str:
    """Return the beginning of a text on one line, for a sentence about it."""
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
