"""What was made, shown as text or as plain values for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from studio.cli.console import Console
from studio.i18n import _, ngettext
from studio.model.finding import Finding
from studio.model.translation import TranslationUnit
from studio.workflow import record
from studio.workflow.produce import Produced
from studio.workflow.record import Made, MadeTrack
from studio.workflow.translate_file import FileMade


def show(console: Console, made: Made) -> None:
    """Say what was written, how it keeps its profile, and where it lies."""
    _show_tracks(console, made.tracks, made.record, is_practice=made.model.practice)


def show_file(console: Console, made: FileMade) -> None:
    """Say what was made of a subtitle file, and where it lies."""
    is_practice = any(package.practice for track in made.tracks for package in track.packages)
    _show_tracks(console, made.tracks, made.record, is_practice=is_practice)


def plain_file(made: FileMade) -> dict[str, Any]:
    """Return what was made of a subtitle file as plain values."""
    return {
        "file": str(made.path),
        "language": made.source,
        "record": str(made.record),
        "tracks": [_plain_track(track) for track in made.tracks],
    }


def show_produced(console: Console, produced: Produced) -> None:
    """Say what is to be known of an export from a production, and where it lies."""
    for check in produced.checks:
        console.say(_("{title}. {text}").format(title=check.title, text=check.text))
    console.say(_("Kept in {production}.").format(production=produced.production))
    console.say(_("Written to {folder}:").format(folder=produced.files[-1].parent))
    for file in produced.files:
        console.say(f"  {file.name}")


def plain_produced(produced: Produced) -> dict[str, Any]:
    """Return what was exported from a production as plain values."""
    return {
        "video": str(produced.film),
        "production": str(produced.production),
        "language": produced.spoken,
        "files": [str(file) for file in produced.files[:-1]],
        "record": str(produced.files[-1]),
        "checks": [{"kind": check.kind, "title": check.title, "text": check.text} for check in produced.checks],
    }


def plain(made: Made) -> dict[str, Any]:
    """Return what was made as plain values."""
    return {
        "video": str(made.video),
        "language": made.spoken,
        "practice": made.model.practice,
        "record": str(made.record),
        "doubted": [record.doubted(segment) for segment in made.doubted],
        "tracks": [_plain_track(track) for track in made.tracks],
    }


def plain_finding(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values; cues count from 1."""
    return {
        "cue": finding.index + 1,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "can_be_corrected": finding.correction is not None,
    }


def _show_tracks(console: Console, tracks: Sequence[MadeTrack], record: Path, *, is_practice: bool) -> None:
    for track in tracks:
        console.say(_summary(track))
        for finding in track.report.findings:
            console.say("    " + _("Cue {number}: {message}").format(number=finding.index + 1, message=finding.message))
        for finding in track.to_check:
            console.say("    " + _("Cue {number}: {message}").format(number=finding.index + 1, message=finding.message))
        for unit in track.doubtful:
            console.say(f"    {_doubt(unit)}")
    if is_practice:
        console.say(_("Made with practice models: they know the practice language only."))
    console.say(_("Machine-made: have a person check them before they are shown."))
    console.say(_("Written to {folder}:").format(folder=record.parent))
    for file in (*(file for track in tracks for file in track.files), record):
        console.say(f"  {file.name}")


def _summary(track: MadeTrack) -> str:
    count = len(track.cues)
    said = ngettext("{language}: {count} cue", "{language}: {count} cues", count).format(
        language=track.language, count=count
    )
    if not track.report.findings:
        return _("{said}, well-formed ({profile})").format(said=said, profile=_(track.report.profile.name))
    faults = len({finding.index for finding in track.report.findings})
    return _("{said}; what was said leaves {faults} of them no way to keep all rules ({profile})").format(
        said=said, faults=faults, profile=_(track.report.profile.name)
    )


def _doubt(unit: TranslationUnit) -> str:
    values = ", ".join(unit.missing or unit.invented)
    if unit.missing:
        return _("Look at “{target}”: {values} of the original is missing.").format(target=unit.target, values=values)
    return _("Look at “{target}”: {values} is not in the original.").format(target=unit.target, values=values)


def _plain_track(track: MadeTrack) -> dict[str, Any]:
    return {
        "language": track.language,
        "profile": track.report.profile.id,
        "cues": len(track.cues),
        "files": [str(file) for file in track.files],
        "errors": track.report.errors,
        "warnings": track.report.warnings,
        "impossible": [{"cue": number, "rules": list(rules)} for number, rules in track.impossible.items()],
        "findings": [plain_finding(finding) for finding in track.report.findings],
        "to_check": [plain_finding(finding) for finding in track.to_check],
        "doubtful": [record.doubtful(unit) for unit in track.doubtful],
    }
