"""`souffleur check`: what departs from a house style."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.cli.console import Console
from studio.errors import ExitCode, UsageError
from studio.i18n import _, ngettext, number

if TYPE_CHECKING:
    from studio.model.finding import Finding
    from studio.workflow.check import Report


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "check", help=_("Check a subtitle file against a house style. The exit code is 1 if there is any error.")
    )(_check)


def _check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A subtitle file."))],
    profile: Annotated[
        str, typer.Option("--profile", metavar="ID", help=_("The house style, e.g. nl-pro; left out: by language."))
    ] = "",
    frame_rate: Annotated[
        str, typer.Option("--fps", metavar="RATE", help=_("Frames a second, e.g. 25 or 24000/1001."))
    ] = "25",
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> ExitCode:
    from studio.cli.progress import clock
    from studio.cli.result import plain_finding
    from studio.workflow import check as verb

    console = Console(as_json=as_json)
    report = verb.file(file, profile or verb.profile_of(file), _rate(frame_rate))
    for finding in report.findings:
        at = clock(report.cues[finding.index].start / 1000)
        console.say(
            _("{severity}, cue {number} at {time}: {message}").format(
                severity=_severity(finding), number=finding.index + 1, time=at, message=finding.message
            )
        )
    console.say(_summary(file, report))
    console.answer(
        {
            "file": str(file),
            "profile": report.profile.id,
            "cues": len(report.cues),
            "errors": report.errors,
            "warnings": report.warnings,
            "mean_speed": round(report.speed, 2),
            "findings": [plain_finding(finding) for finding in report.findings],
        }
    )
    return ExitCode.FINDINGS if report.errors else ExitCode.FINE


def _severity(finding: Finding) -> str:
    return _("Error") if finding.severity == "error" else _("Warning")


def _summary(file: Path, report: Report) -> str:
    errors = ngettext("{count} error", "{count} errors", report.errors).format(count=report.errors)
    warnings = ngettext("{count} warning", "{count} warnings", report.warnings).format(count=report.warnings)
    cues = ngettext("{count} cue", "{count} cues", len(report.cues)).format(count=len(report.cues))
    return _("{name}: {cues}, {errors}, {warnings} ({profile}); mean reading speed {speed}").format(
        name=file.name,
        cues=cues,
        errors=errors,
        warnings=warnings,
        profile=_(report.profile.name),
        speed=_speed(report),
    )


def _speed(report: Report) -> str:
    if report.profile.max_cps is None and report.profile.max_wpm is not None:
        return _("{speed} words a minute").format(speed=round(report.speed))
    return _("{speed} characters a second").format(speed=number(report.speed))


def _rate(text: str) -> Fraction:
    try:
        rate = Fraction(text)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if not 1 <= rate <= 1000:
        raise UsageError(_("“{text}” is not a frame rate.").format(text=text), hint=_("Write 25, 29.97 or 24000/1001."))
    return rate
