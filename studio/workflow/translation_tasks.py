"""What translates inside workers: values in, values out.  Packages and the memory are opened here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from studio.model.cue import Cue
from studio.model.progress import Report
from studio.model.term import Term
from studio.model.translation import Origin, Package, Part, TranslationUnit
from studio.project.venue import Venue
from studio.subtitles import profiles, segmentation
from studio.subtitles.fitted import Fitted
from studio.translation import sentences
from studio.workflow import tasks


@dataclass(frozen=True, slots=True)
class Help:
    """What a translation is helped by: the languages from and to, the terms that count, the memory.

    `memory` is the house's file: sentences that were confirmed before are taken as they were, those with the
    marks in `first` before others; `is_localising`: dates, times and prices are written as the target language
    does.
    """

    languages: tuple[str, str]
    terms: tuple[Term, ...] = ()
    memory: Path | None = None
    first: tuple[str, ...] = ()
    is_localising: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Source cues in a row, and the sentences of theirs that are to be translated; parts count from the first cue."""

    cues: tuple[Cue, ...]
    units: tuple[TranslationUnit, ...]


def translate_cues(
    cues: Sequence[Cue], style: tasks.Style, route: Sequence[Package], help: Help, *, report: Report
) -> tasks.Translated:
    """Return the cues of a track in another language."""
    units = translate(sentences.from_cues(cues, help.languages[0]), route, help, report=report)
    return tasks.Translated(tuple(fitted(units, cues, style, help.languages[1])), tuple(units))


def translate_again(
    stretches: Sequence[Stretch], style: tasks.Style, route: Sequence[Package], help: Help, *, report: Report
) -> list[tasks.Translated]:
    """Return the cues of each stretch in another language, all translated in one go."""
    done = iter(translate([unit for each in stretches for unit in each.units], route, help, report=report))
    made = []
    for each in stretches:
        units = [next(done) for _unit in each.units]
        made.append(tasks.Translated(tuple(fitted(units, each.cues, style, help.languages[1])), tuple(units)))
    return made


def translate(
    units: Sequence[TranslationUnit], route: Sequence[Package], help: Help, *, report: Report
) -> list[TranslationUnit]:
    """Return the units with their translations: those that people confirmed before, else the machine's."""
    known = _remembered(units, help)
    rest = tasks.translate(
        [unit for unit in units if unit.source not in known],
        route,
        help.terms,
        localise_values=help.is_localising,
        report=report,
    )
    made = iter(rest)
    return [
        replace(unit, target=known[unit.source], origin=Origin.MEMORY) if unit.source in known else next(made)
        for unit in units
    ]


def only(units: Sequence[TranslationUnit], first: int) -> tuple[TranslationUnit, ...]:
    """Return units whose parts count cues from `first` on."""
    return tuple(replace(unit, parts=tuple(Part(part.cue - first, part.text) for part in unit.parts)) for unit in units)


def fitted(units: Sequence[TranslationUnit], cues: Sequence[Cue], style: tasks.Style, language: str) -> list[Fitted]:
    """Return the cues of translated units by the rules of a style."""
    profile = profiles.load(style.profile or profiles.for_language(language))
    return segmentation.into_cues(
        units, cues, profile, language, frame_rate=style.frame_rate, media_duration=style.duration or None
    )


def _remembered(units: Sequence[TranslationUnit], help: Help) -> Mapping[str, str]:
    if help.memory is None or not help.memory.exists():
        return {}
    with Venue.open(help.memory) as venue:
        found = venue.memory.exact({unit.source for unit in units}, help.languages, help.first)
    return {text: unit.target for text, unit in found.items()}
