"""What was made, by what, and who checked it: the record beside every export (EU AI Act, art. 50)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import studio
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.finding import Finding
from studio.model.pack import Pack
from studio.model.speech import Run, Segment
from studio.model.translation import Package, TranslationUnit
from studio.subtitles.fitted import Fitted
from studio.workflow import export
from studio.workflow.check import Report


@dataclass(frozen=True, slots=True)
class MadeTrack:
    """One language of a video: its cues as made, what the rules say of them, and the files it went into.

    `packages` lead from the spoken language to this one, sentence by sentence (`units`); none for the spoken one.
    `to_check` are the findings on it beside its source.
    """

    language: str
    fitted: tuple[Fitted, ...]
    report: Report
    packages: tuple[Package, ...] = ()
    units: tuple[TranslationUnit, ...] = ()
    files: tuple[Path, ...] = ()
    to_check: tuple[Finding, ...] = ()

    @property
    def cues(self) -> list[Cue]:
        return [fitted.cue for fitted in self.fitted]

    @property
    def unchecked(self) -> list[TranslationUnit]:
        """Return the sentences that lost a number or an address."""
        return [unit for unit in self.units if unit.missing]

    @property
    def doubtful(self) -> list[TranslationUnit]:
        """Return the sentences a person must look at: something lost, or a number that was not in the source."""
        return [unit for unit in self.units if unit.needs_look]

    @property
    def impossible(self) -> dict[int, tuple[str, ...]]:
        """Return the rules that speech did not allow to keep, by cue number from 1."""
        return {number: fitted.impossible for number, fitted in enumerate(self.fitted, 1) if fitted.impossible}


@dataclass(frozen=True, slots=True)
class Made:
    """All that was made of one video; `run` is how it was heard, `doubted` what a guard distrusts of it."""

    video: Path
    spoken: str
    model: Pack
    tracks: tuple[MadeTrack, ...]
    record: Path
    run: Run
    doubted: tuple[Segment, ...] = ()

    @property
    def files(self) -> list[Path]:
        return [file for track in self.tracks for file in track.files]


def of(made: Made, texts: Mapping[Path, str]) -> dict[str, Any]:
    """Return the record of an export as plain values; `texts` are the files' contents.

    Exports before it stay in it as `earlier`, with the files that were not made anew.
    """
    begun = {
        "spoken": made.spoken,
        "speech_model": {"name": made.model.id, "practice": made.model.practice, **dict(made.run.settings)},
        "doubted": [doubted(segment) for segment in made.doubted],
        "reviewer": None,
        "tracks": [track(each, texts) for each in made.tracks],
    }
    return complete(made.video.name, begun, made.record, texts)


def complete(
    name: str, made: Mapping[str, Any], record: Path, files: Iterable[Path], *, kind: str = "video"
) -> dict[str, Any]:
    """Return what was `made`, with the program and the time before it and the exports in the old `record` after it.

    `name` is that of the file it was made of, a `kind` of file.
    """
    before = export.earlier(record, files)
    return {
        "program": f"Souffleur {studio.__version__}",
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        kind: name,
        **made,
        **({"earlier": before} if before else {}),
    }


def notes(track: MadeTrack, model: Pack) -> list[str]:
    """Return what a file that can hold remarks says about its making."""
    return made_by(track.packages, is_practice=model.practice)


def made_by(packages: Sequence[Package], *, is_practice: bool = False) -> list[str]:
    """Return that a machine made it, and whether one that is only there to practise."""
    said = [_("Made by machine with Souffleur {version}; not checked by a person.").format(version=studio.__version__)]
    if is_practice or any(package.practice for package in packages):
        said.append(_("Made with practice models, which know the practice language only."))
    return said


def track(made: MadeTrack, texts: Mapping[Path, str]) -> dict[str, Any]:
    """Return one language as plain values."""
    return {
        **counted(made.language, made.report, made.files, texts),
        "impossible": [{"cue": number, "rules": list(rules)} for number, rules in made.impossible.items()],
        "packages": [package(each) for each in made.packages],
        "to_check": [{"cue": finding.index + 1, "rule": finding.rule} for finding in made.to_check],
        "doubtful": [doubtful(unit) for unit in made.doubtful],
        **by_rule([({"source_cues": _cues(unit)}, unit) for unit in made.units]),
    }


def by_rule(placed: Sequence[tuple[Mapping[str, Any], TranslationUnit]]) -> dict[str, Any]:
    """Return what rules did to sentences as plain values, each with its place.

    Values written as the language does, terms put in, and terms that nobody could put in.
    """
    return {
        "localised": [{**place, "from": old, "to": new} for place, unit in placed for old, new in unit.localised],
        "enforced": [{**place, "term": term} for place, unit in placed for term in unit.enforced],
        "unobeyed": [{**place, "term": term} for place, unit in placed for term in unit.unobeyed],
    }


def counted(language: str, report: Report, files: Sequence[Path], texts: Mapping[Path, str]) -> dict[str, Any]:
    """Return a track as plain values: its files, and how many cues are in which state and keep the rules."""
    states = Counter(cue.state for cue in report.cues)
    return {
        "language": language,
        "files": [{"name": file.name, "sha256": export.digest(texts[file])} for file in files],
        "profile": report.profile.id,
        "cues": len(report.cues),
        "states": {state.value: states[state] for state in CueState if states[state]},
        "errors": report.errors,
        "warnings": report.warnings,
    }


def package(package: Package) -> dict[str, Any]:
    """Return a translation package as plain values."""
    return {
        "from": package.source,
        "to": package.target,
        "name": package.name,
        "version": package.version,
        "practice": package.practice,
    }


def doubted(segment: Segment) -> dict[str, Any]:
    """Return what was heard and is not to be trusted as plain values: its time in ms, the text, the guards' reasons."""
    return {
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "doubts": [{"doubt": str(flag.doubt), "evidence": flag.evidence} for flag in segment.flags],
    }


def doubtful(unit: TranslationUnit) -> dict[str, Any]:
    """Return a sentence that needs a look as plain values; cues count from 1."""
    return {
        "source_cues": _cues(unit),
        "source": unit.source,
        "target": unit.target,
        "missing": list(unit.missing),
        "invented": list(unit.invented),
    }


def _cues(unit: TranslationUnit) -> list[int]:
    return [part.cue + 1 for part in unit.parts]
