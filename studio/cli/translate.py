"""`souffleur translate`: subtitle files and flyers in other languages."""

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
    from studio.workflow.flyer.translate_flyer import FlyerOrder
    from studio.workflow.translate_file import FileOrder


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help = _(
        "Translate subtitle files, and flyers as PDF, picture or text: sentence by sentence, fitted to the times of "
        "the cues and to the room on the page."
    )
    app.command("translate", help=help)(_translate)


def _translate(  # one parameter an option: typer reads the command line off this signature
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE", help=_("Subtitle files and flyers of any usual format."))
    ],
    to: Annotated[str, typer.Option("--to", metavar="TAGS", help=_("Translate into these, e.g. en,nl."))],
    source: Annotated[
        str,
        typer.Option("--from", metavar="TAG", help=_("The language of the files; left out: as they say.")),
    ] = "",
    profile_for: Annotated[
        list[str] | None, typer.Option("--profile-for", metavar="TAG=ID", help=_("A house style for one language."))
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help=_("Where to write; left out: beside the file.")),
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format", metavar="LIST", help=_("Formats of subtitles to write: srt, vtt; left out: as the file.")
        ),
    ] = "",
    pdf: Annotated[
        bool, typer.Option("--pdf", help=_("Write flyers that are pictures or text as tagged PDF, too."))
    ] = False,
    accessible: Annotated[
        bool,
        typer.Option("--accessible", help=_("Write flyers for screen readers, too: as tagged PDF, web page and text.")),
    ] = False,
    password: Annotated[
        str, typer.Option("--password", metavar="WORD", help=_("The password that opens a locked PDF."))
    ] = "",
    practice: Annotated[
        bool, typer.Option("--practice", help=_("Use the practice packages, which know the practice language only."))
    ] = False,
    allow_unchecked: Annotated[
        bool, typer.Option("--allow-unchecked", help=_("Write translations that lost a number or an address, too."))
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help=_("Replace files that were changed by hand."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> ExitCode:
    from studio.workflow.flyer.translate_flyer import FlyerOrder, is_flyer
    from studio.workflow.translate_file import FileOrder

    targets, tag = options.tags(to), languages.tag(source) if source else None
    into = options.folder(folder)
    order = FileOrder(
        targets=targets,
        source=tag,
        profiles=options.pairs(profile_for or []),
        formats=options.listed(formats.lower()) if formats else (),
        folder=into,
        practice=practice,
        allow_unchecked=allow_unchecked,
        overwrite=overwrite,
    )
    flyers = FlyerOrder(
        targets=targets,
        source=tag,
        kinds=("same", *(("pdf",) if pdf else ()), *(("accessible",) if accessible else ())),
        folder=into,
        password=password,
        practice=practice,
        allow_unchecked=allow_unchecked,
        overwrite=overwrite,
    )
    console = Console(as_json=as_json)

    def make(path: Path, lanes: Lanes) -> dict[str, Any]:
        if is_flyer(path):
            return _translate_flyer(path, flyers, lanes, console)
        return _translate_one(path, order, lanes, console)

    return one_by_one(paths, make, console, kind="file")


def _translate_one(file: Path, order: FileOrder, lanes: Lanes, console: Console) -> dict[str, Any]:
    from studio.cli import result
    from studio.cli.progress import display
    from studio.workflow.translate_file import translate_file

    console.note(_("“{name}”").format(name=file.name or file))
    with display() as shown:
        made = translate_file(file, order, lanes, shown.show)
    result.show_file(console, made)
    return result.plain_file(made)


def _translate_flyer(file: Path, order: FlyerOrder, lanes: Lanes, console: Console) -> dict[str, Any]:
    from studio.cli import flyer_result
    from studio.cli.progress import display
    from studio.workflow.flyer.translate_flyer import translate_flyer

    console.note(_("“{name}”").format(name=file.name or file))
    with display() as shown:
        made = translate_flyer(file, order, lanes, shown.show)
    flyer_result.show(console, made)
    return flyer_result.plain(made)
