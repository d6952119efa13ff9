"""`souffleur translate`: subtitle files in other languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from studio.cli import options
from studio.cli.console import Console
from studio.cli.one_by_one import one_by_one
from studio.errors import ExitCode
from studio.i18n import _
from studio.workflow import languages

if TYPE_CHECKING:
    from studio.jobs.lanes import Lanes
    from studio.workflow.translate_file import FileOrder


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help = _("Translate subtitle files, sentence by sentence, and fit what comes out to the times of their cues.")
    app.command("translate", help=help)(_translate)


def _translate(  # one parameter an option: typer reads the command line off this signature
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help=_("Subtitle files in any usual format."))],
    to: Annotated[str, typer.Option("--to", metavar="TAGS", help=_("Translate into these, e.g. en,nl."))],
    source: Annotated[
        str,
        typer.Option("--from", metavar="TAG", help=_("The language of the files; left out: as their names say.")),
    ] = "",
    profile_for: Annotated[
        list[str] | None, typer.Option("--profile-for", metavar="TAG=ID", help=_("A house style for one language."))
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help=_("Where to write; left out: beside the file.")),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help=_("Formats to write: srt, vtt; left out: as the file."))
    ] = "",
    practice: Annotated[
        bool, typer.Option("--practice", help=_("Use the practice packages, which know the practice language only."))
    ] = False,
    allow_unchecked: Annotated[
        bool, typer.Option("--allow-unchecked", help=_("Write translations that lost a number or an address, too."))
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help=_("Replace subtitle files that were changed by hand."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> ExitCode:
    from studio.workflow.translate_file import FileOrder

    order = FileOrder(
        targets=options.tags(to),
        source=languages.tag(source) if source else None,
        profiles=options.pairs(profile_for or []),
        formats=options.listed(formats.lower()) if formats else (),
        folder=options.folder(folder),
        practice=practice,
        allow_unchecked=allow_unchecked,
        overwrite=overwrite,
    )
    console = Console(as_json=as_json)
    return one_by_one(files, lambda file, lanes: _translate_one(file, order, lanes, console), console, kind="file")


def _translate_one(file: Path, order: FileOrder, lanes: Lanes, console: Console) -> dict[str, Any]:
    from studio.cli import result
    from studio.cli.progress import display
    from studio.workflow.translate_file import translate_file

    console.note(_("“{name}”").format(name=file.name or file))
    with display() as shown:
        made = translate_file(file, order, lanes, shown.show)
    result.show_file(console, made)
    return result.plain_file(made)
