"""What the findings on a translation stand on besides its cues: its source, the usual length, the terms of the pair."""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from studio.model.cue import Cue
from studio.model.finding import Evidence, Finding, Original
from studio.model.profile import Profile
from studio.model.term import Term, Unobeyed
from studio.project.project import Project
from studio.project.values import Pair, StoredCue, StoredTrack
from studio.quality.check import TRANSLATION, check
from studio.quality.passage import line
from studio.translation import termbase
from studio.workflow import bilingual, pairing, terms

LEAST = 20
"""Characters of a source from which on its length says something."""

ENOUGH = 12
"""Cues from which on there is a usual length."""

STEP = math.log(1.05)
"""The usual length is known in steps of five in a hundred: one edit must not change it for all cues."""

KEPT = 2000
"""Answers about terms that are kept: each cue is asked about by several rules, and by its neighbours."""

KEY = 3
"""Letters that a term and a text must share before it is looked for in earnest."""


@dataclass(slots=True)
class Rendered:
    """What the machine says for terms by itself, as far as it was asked; kept while a queue lives."""

    asked: set[str] = field(default_factory=set)
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)


def of(
    project: Project, track: StoredTrack, stored: Sequence[StoredCue], rendered: Rendered | None = None
) -> Compared | None:
    """Return what a track is compared with, None where it is no translation; `stored` goes along with its cues."""
    source = bilingual.source_of(project, track.id)
    return None if source is None else Compared(project, (source, track), stored, rendered or Rendered())


def findings(
    cues: Sequence[Cue], sources: Sequence[Cue], languages: tuple[str, str], profile: Profile, every: Sequence[Term]
) -> tuple[Finding, ...]:
    """Return what is to be said about cues beside those they were translated from, where no production keeps them."""
    partners: dict[int, list[int]] = {}
    for i, j in pairing.beside(cues, sources):
        partners.setdefault(i, []).append(j)
    originals = [Original(tuple((j, sources[j].text) for j in partners.get(i, ()))) for i in range(len(cues))]
    lengths = Lengths()
    for i, (cue, original) in enumerate(zip(cues, originals, strict=True)):
        lengths.put(i, " ".join(line(text) for _id, text in original.parts), line(cue.text))
    told = Told(languages[0], lengths.ratio, originals, Terms(every, languages, Rendered()))
    names = [term.source for term in every if term.is_kept]
    return tuple(check(Evidence(cues, profile, language=languages[1], names=names, bilingual=told), TRANSLATION))


@dataclass(frozen=True, slots=True)
class Told:
    """What a translation is compared with outside of a production."""

    language: str
    ratio: float
    originals: Sequence[Original]
    terms: Terms

    def original(self, i: int) -> Original:
        """Return what cue `i` stands for."""
        return self.originals[i]

    def missing(self, _i: int) -> Sequence[Cue]:
        """Return nothing: what was just translated leaves none out."""
        return ()

    def unobeyed(self, source: str, target: str) -> Sequence[Unobeyed]:
        """Return the terms of a source text that its translation does not obey."""
        return self.terms.unobeyed(source, target)


class Compared:
    """The source of a translation, in step with the production; the rules see it as `Bilingual`."""

    def __init__(
        self,
        project: Project,
        tracks: tuple[StoredTrack, StoredTrack],
        stored: Sequence[StoredCue],
        rendered: Rendered,
    ) -> None:
        self._project = project
        self.source, self._track = tracks
        self._languages = (self.source.language, self._track.language)
        self._stored = stored
        self._originals: dict[int, Original] = {}
        self._cues_of: dict[int, set[int]] = {}
        self._pairs: dict[int, Pair] = {}
        self._lengths = Lengths()
        self._missing: dict[int, Cue] = {}
        self._in_order: list[tuple[int, int]] = []
        self._rendered = rendered
        self._terms = Terms([], self._languages, rendered)

    @property
    def language(self) -> str:
        """Return the tag of the language it was translated from."""
        return self._languages[0]

    @property
    def ratio(self) -> float:
        """Return how many characters the translation has for each of its source, in the middle; 0 where not known."""
        return self._lengths.ratio

    def original(self, i: int) -> Original:
        """Return what cue `i` stands for."""
        return self._originals.get(self._stored[i].id, _NOTHING)

    def missing(self, i: int) -> Sequence[Cue]:
        """Return the cues of the source that nothing stands for, from the beginning of cue `i` - 1 to that of `i`."""
        first = (self._stored[i - 1].cue.start, 0) if i else (0, 0)
        stop = (self._stored[i].cue.start, 0) if i < len(self._stored) else (2**53, 0)
        low, high = (bisect_left(self._in_order, at) for at in (first, stop))
        return [self._missing[id] for _start, id in self._in_order[low:high]]

    def unobeyed(self, source: str, target: str) -> Sequence[Unobeyed]:
        """Return the terms of a source text that its translation does not obey."""
        return self._terms.unobeyed(source, target)

    def read_terms(self) -> None:
        """Read the terms of the pair, the production's and the house's."""
        self._terms = Terms(terms.for_pair(self._project, *self._languages), self._languages, self._rendered)

    def unrendered(self) -> list[str]:
        """Return the terms that are not obeyed anywhere the machine was not asked for yet; they count as asked."""
        found = list(self._terms.unclear)
        self._terms.unclear.clear()
        self._rendered.asked.update(found)
        return found

    def render(self, renderings: Mapping[str, tuple[str, ...]]) -> None:
        """Take over what the machine says for terms by itself."""
        self._rendered.known.update(renderings)
        self._terms.forget()

    def names(self) -> list[str]:
        """Return what the names of the lists are called in the translation."""
        return [term.target or term.source for term in self._terms.all if _is_name(term.target or term.source)]

    def read(self, cues: Sequence[StoredCue]) -> None:
        """Take over what these cues stand for now, and how long they are."""
        ids = [each.id for each in cues]
        sides = bilingual.some_sides(self._project, self._with_their_like(ids))
        texts = self._texts(source for side in sides.values() for source in side.sources)
        for pair in self._project.pairs.on(ids):
            self._pairs[pair.id] = pair
        for each in cues:
            side = sides.get(each.id)
            self.forget(each.id)
            if side is not None:
                parts = tuple((source, texts[source]) for source in side.sources if source in texts)
                self._originals[each.id] = Original(parts, side.is_stale)
                for source in side.sources:
                    self._cues_of.setdefault(source, set()).add(each.id)
                self._lengths.put(each.id, " ".join(line(text) for _id, text in parts), line(each.cue.text))

    def _with_their_like(self, cues: Sequence[int]) -> list[int]:
        """Return cues with all of the translation that stand for the same: they are out of date together."""
        found = dict.fromkeys(cues)
        left: Collection[int] = cues
        while left:
            sources = {pair.source for pair in self._project.pairs.on(left)}
            more = {pair.cue for pair in self._project.pairs.to(sources)} - found.keys()
            left = [each.id for each in self._project.cues.several(more) if each.track == self._track.id]
            found |= dict.fromkeys(left)
        return list(found)

    def read_missing(self, sources: Collection[int], own: Container[int]) -> list[int]:
        """See whether anything of the translation stands for these cues; return when those began that this changed.

        `own` are the ids of the translation's cues; ids of other tracks than the source make no difference.
        """
        done = {pair.source for pair in self._project.pairs.to(sources) if pair.cue in own}
        here = [each for each in self._project.cues.several(sources) if each.track == self.source.id]
        now = {each.id: each.cue for each in here if each.id not in done and line(each.cue.text).strip()}
        changed: list[int] = []
        for id in sources:
            before, after = self._missing.pop(id, None), now.get(id)
            if before is not None:
                del self._in_order[bisect_left(self._in_order, (before.start, id))]
            if after is not None:
                self._missing[id] = after
                insort(self._in_order, (after.start, id))
            changed += [cue.start for cue in (before, after) if cue is not None and before != after]
        return changed

    def forget(self, cue: int) -> None:
        """Drop what is known of a cue."""
        original = self._originals.pop(cue, _NOTHING)
        for source, _text in original.parts:
            self._cues_of.get(source, set()).discard(cue)
        self._lengths.drop(cue)

    def touched(self, cues: Collection[int], pairs: Collection[int]) -> set[int] | None:
        """Return the cues that changed cues of any track and changed pairs make a difference to, with those.

        None where nobody can tell: everything is to be read again.
        """
        found = {pair.cue for pair in self._project.pairs.to(cues)}
        for source in cues:
            found |= self._cues_of.get(source, set())
        near = [*found, *cues]
        for pair in self._project.pairs.on(near) if pairs else ():
            self._pairs[pair.id] = pair
        if any(pair not in self._pairs for pair in pairs):
            return None
        before = self._with_partners({*found, *cues, *(self._pairs[pair].cue for pair in pairs)})
        return set(self._with_their_like(list(before)))

    def sources_of(self, pairs: Collection[int]) -> set[int]:
        """Return the cues of the source that these pairs, all of them known, are or were of."""
        return {self._pairs[pair].source for pair in pairs}

    def _with_partners(self, cues: Collection[int]) -> set[int]:
        """Return cues with all that stood for the same as one of them, as far as is known here."""
        found: set[int] = set()
        left = list(cues)
        while left:
            cue = left.pop()
            if cue not in found:
                found.add(cue)
                sources = (source for source, _text in self._originals.get(cue, _NOTHING).parts)
                left += [other for source in sources for other in self._cues_of.get(source, ())]
        return found

    def _texts(self, ids: Iterable[int]) -> Mapping[int, str]:
        return {each.id: each.cue.text for each in self._project.cues.several(set(ids))}


class Lengths:
    """How long translations are for their sources: the middle of all, in steps."""

    def __init__(self) -> None:
        self._of: dict[int, float] = {}
        self._sorted: list[float] = []

    @property
    def ratio(self) -> float:
        """Return how many characters a translation has for each of its source; 0 where too few are known."""
        if len(self._sorted) < ENOUGH:
            return 0.0
        middle = self._sorted[len(self._sorted) // 2]
        return math.exp(round(middle / STEP) * STEP)

    def put(self, cue: int, source: str, target: str) -> None:
        """Count a cue of which nothing is known."""
        if len(source) >= LEAST and target:
            self._of[cue] = math.log(len(target) / len(source))
            insort(self._sorted, self._of[cue])

    def drop(self, cue: int) -> None:
        """Count a cue no longer."""
        value = self._of.pop(cue, None)
        if value is not None:
            del self._sorted[bisect_left(self._sorted, value)]


class Terms:
    """The terms of a pair of languages; those whose first letters a text lacks are not looked for in it.

    `unclear` are those of which it is not known what stands in their place.
    """

    def __init__(self, every: Sequence[Term], languages: tuple[str, str], rendered: Rendered) -> None:
        self.all = every
        self.unclear: dict[str, None] = {}
        self._languages = languages
        self._rendered = rendered
        self._keys = [(_key(term.source), term) for term in every]
        self._kept: dict[tuple[str, str], tuple[Unobeyed, ...]] = {}

    def unobeyed(self, source: str, target: str) -> tuple[Unobeyed, ...]:
        """Return the terms of a source text that its translation does not obey."""
        key = (source, target)
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = self._found(source, target)
        return self._kept[key]

    def forget(self) -> None:
        """Look at everything anew: the machine said more."""
        self._kept.clear()

    def _found(self, source: str, target: str) -> tuple[Unobeyed, ...]:
        folded = _folded(source)
        near = [term for first, term in self._keys if first in folded]
        if not near:
            return ()
        found = tuple(termbase.unobeyed(near, source, target, self._languages, self._rendered.known))
        new = (each.term for each in found if not each.term.is_kept and not each.replacement)
        self.unclear |= {term.source: None for term in new if target and term.source not in self._rendered.asked}
        return found


_NOTHING = Original()


def _key(text: str) -> str:
    """Return the letters that a text must have for a term to be in it; the last of a short word may change."""
    first = _folded(text.split()[0])
    return first[: KEY if len(first) > KEY else KEY - 1]


def _folded(text: str) -> str:
    """Return the letters of a text alone, without accents and each once in a row: "Häuser" has those of "Haus"."""
    plain = unicodedata.normalize("NFD", text.casefold())
    found: list[str] = []
    for letter in plain:
        if letter.isalnum() and found[-1:] != [letter]:
            found.append(letter)
    return "".join(found)


def _is_name(text: str) -> bool:
    return any(letter.isupper() for letter in text)
