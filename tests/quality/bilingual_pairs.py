"""Translated cues as people would write them, and the same with one fault each (`bilingual/*.txt`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from studio.model.cue import Cue
from studio.model.finding import Evidence, Finding, Original
from studio.model.term import Term, Unobeyed
from studio.quality.check import TRANSLATION
from studio.quality.passage import REACH
from studio.subtitles import profiles
from studio.translation import termbase

HERE = Path(__file__).parent / "bilingual"
DIRECTIONS = sorted(path.stem for path in HERE.glob("*.txt"))
LASTING = 3000


@dataclass(frozen=True, slots=True)
class Pair:
    """The cues of a source, their translation, and the same translation with one fault, named by `fault`."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    faulty: tuple[str, ...]
    fault: str

    @property
    def places(self) -> list[int]:
        """Return at which of its cues the fault is."""
        return [i for i, (good, bad) in enumerate(zip(self.target, self.faulty, strict=True)) if good != bad]


@dataclass(frozen=True, slots=True)
class Told:
    """What a translated track is compared with, told by a test: the source's texts by cue, and the terms."""

    languages: tuple[str, str]
    originals: Sequence[Original]
    terms: Sequence[Term] = ()
    ratio: float = 0.0
    left: Mapping[int, Sequence[Cue]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.languages[0]

    def original(self, i: int) -> Original:
        return self.originals[i]

    def missing(self, i: int) -> Sequence[Cue]:
        return self.left.get(i, ())

    def unobeyed(self, source: str, target: str) -> list[Unobeyed]:
        return termbase.unobeyed(self.terms, source, target, self.languages)


def load(direction: str) -> tuple[list[Pair], list[Term]]:
    """Return the pairs of a file and its terms."""
    rows = (HERE / f"{direction}.txt").read_text("utf-8").splitlines()
    kept = [Term(each.strip()) for each in _list(rows, "kept", ",")]
    terms = [Term(*(side.strip() for side in each.split("="))) for each in _list(rows, "terms", ";")]
    content = [row for row in rows if row and not row.startswith("#")]
    return [_pair(content[i : i + 3]) for i in range(0, len(content), 3)], [*kept, *terms]


def _list(rows: Sequence[str], name: str, mark: str) -> list[str]:
    return next(row for row in rows if row.startswith(f"# {name}:")).partition(":")[2].split(mark)


def _pair(rows: Sequence[str]) -> Pair:
    source, target, faulty = (row.partition(": ")[2] for row in rows)
    return Pair(_cues(source), _cues(target), _cues(faulty), rows[2].partition("(")[2].partition(")")[0])


def _cues(text: str) -> tuple[str, ...]:
    return tuple(each.strip().replace("|", "\n") for each in text.split("||"))


def evidence(direction: str, pairs: Sequence[Pair], terms: Sequence[Term], faulty: int = -1) -> Evidence:
    """Return a track of all pairs, the one at `faulty` with its fault."""
    sources = [text for pair in pairs for text in pair.source]
    targets = [text for i, pair in enumerate(pairs) for text in (pair.faulty if i == faulty else pair.target)]
    languages = tuple(direction.split("-"))
    told = Told(
        (languages[0], languages[1]),
        [Original(((i, text),)) for i, text in enumerate(sources)],
        terms,
        median(len(target) / len(source) for source, target in zip(sources, targets, strict=True) if len(source) > 20),
    )
    cues = [Cue(i * LASTING, (i + 1) * LASTING, text) for i, text in enumerate(targets)]
    profile = profiles.load(profiles.for_language(languages[1]))
    names = [term.source for term in terms if term.is_kept]
    return Evidence(cues, profile, language=languages[1], names=names, bilingual=told)


def found(on: Evidence, places: range | None = None) -> list[Finding]:
    """Return what the rules about translations find on the cues at these places, or on all."""
    every = places or range(len(on.cues))
    findings = (rule.check(on, i) for i in every for rule in TRANSLATION)
    return [finding for finding in findings if finding is not None]


def is_found(finding: Finding, pair: Pair, first: int) -> bool:
    """Say whether a finding is about the fault of a pair whose cues begin at `first`."""
    return finding.rule.startswith(pair.fault) and finding.index - first in pair.places


@dataclass(slots=True)
class Score:
    """How many faults were found and mended to the letter, what was missed, and what was said beside that."""

    faults: int = 0
    found: int = 0
    mended: int = 0
    missed: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


def score(direction: str) -> Score:
    """Return what the rules find of the faults of a direction, one planted at a time, and what they say wrongly."""
    pairs, terms = load(direction)
    made = Score(len(pairs))
    good = found(evidence(direction, pairs, terms))
    made.strays += [f"{each.rule}: {each.message}" for each in good]
    first = 0
    for i, pair in enumerate(pairs):
        on = evidence(direction, pairs, terms, i)
        near = range(max(0, first - REACH), min(len(on.cues), first + len(pair.source) + REACH))
        findings = [each for each in found(on, near) if each not in good]
        hits = [each for each in findings if is_found(each, pair, first)]
        made.found += bool(hits)
        made.missed += [] if hits else [f"{pair.fault}: {' '.join(pair.faulty)}"]
        made.strays += [f"{each.rule}: {each.message}" for each in findings if each not in hits]
        made.mended += any(
            each.correction is not None and each.correction.cues[0].text == pair.target[each.index - first]
            for each in hits
        )
        first += len(pair.source)
    return made
