"""`souffleur subtitle`: videos become subtitle files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from studio.cli import options
from studio.cli.console import Console
from studio.cli.one_by_one import one_by_one
from studio.errors import ExitCode, UsageError
from studio.i18n import _
from studio.workflow import languages

if TYPE_CHECKING:
    from studio.jobs.lanes import Lanes
    from studio.workflow.subtitle import Order


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help = _("Listen to videos, cut what is said into well-formed subtitles, and translate them.")
    app.command("subtitle", help=help)(_subtitle)


def _subtitle(  # one parameter an option: typer reads the command line off this signature
    videos: Annotated[list[Path], typer.Argument(metavar="VIDEO", help=_("Videos or sound files."))],
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help=_("The language spoken; left out: it is proposed."))
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="TAGS", help=_("Translate into these, e.g. en,nl."))] = "",
    model: Annotated[
        str, typer.Option("--model", metavar="NAME", help=_("A speech model on this computer, or its folder."))
    ] = "",
    profile: Annotated[
        str, typer.Option("--profile", metavar="ID", help=_("The house style of the spoken language, e.g. de-ard."))
    ] = "",
    profile_for: Annotated[
        list[str] | None, typer.Option("--profile-for", metavar="TAG=ID", help=_("A house style for one language."))
    ] = None,
    names: Annotated[
        Path | None, typer.Option("--names", metavar="FILE", help=_("A file of names that may be said, one a line."))
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help=_("Where to write; left out: beside the video.")),
    ] = None,
    formats: Annotated[str, typer.Option("--format", metavar="LIST", help=_("Formats to write: srt, vtt."))] = "srt",
    audio: Annotated[
        int | None,
        typer.Option("--audio", metavar="N", min=1, help=_("The number of the audio track, if there are several.")),
    ] = None,
    sound: Annotated[
        Literal["speech", "singing", "everything"],
        typer.Option("--sound", help=_("What to listen for: speech, singing too, or everything.")),
    ] = "speech",
    project: Annotated[
        Path | None,
        typer.Option(
            "--project", metavar="FILE", help=_("The production to work in (.souffleur): made, or gone on with.")
        ),
    ] = None,
    allow_unchecked: Annotated[
        bool, typer.Option("--allow-unchecked", help=_("Write translations that lost a number or an address, too."))
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help=_("Replace subtitle files that were changed by hand."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> ExitCode:
    from studio.workflow.subtitle import Order, read_names

    order = Order(
        language=languages.tag(language) if language else None,
        targets=options.tags(to),
        model=model or None,
        profile=profile or None,
        profiles=options.pairs(profile_for or []),
        names=read_names(names) if names else (),
        formats=options.listed(formats.lower()),
        folder=options.folder(folder),
        audio=audio,
        sound=sound,
        allow_unchecked=allow_unchecked,
        overwrite=overwrite,
    )
    _refuse_same_outputs(videos, order)
    console, kept = Console(as_json=as_json), options.production(project)

    def make(video: Path, lanes: Lanes) -> dict[str, Any]:
        if kept:
            return _produce_one(kept, video, order, lanes, console)
        return _make_one(video, order, lanes, console)

    return one_by_one(videos, make, console, kind="video")


def _make_one(video: Path, order: Order, lanes: Lanes, console: Console) -> dict[str, Any]:
    from studio.cli import result
    from studio.cli.progress import display
    from studio.workflow.subtitle import make

    console.note(_("“{name}”").format(name=video.name or video))
    with display() as shown:
        made = make(video, order, lanes, shown.show)
    result.show(console, made)
    return result.plain(made)


def _produce_one(project: Path, video: Path, order: Order, lanes: Lanes, console: Console) -> dict[str, Any]:
    from studio.cli import result
    from studio.cli.progress import display
    from studio.workflow.produce import produce

    console.note(_("“{name}”").format(name=video.name or video))
    with display() as shown:
        produced = produce(project, video, order, lanes, shown.show)
    result.show_produced(console, produced)
    return result.plain_produced(produced)


def _refuse_same_outputs(videos: list[Path], order: Order) -> None:
    """Raise `UsageError` where two videos would write to the same file."""
    from studio.workflow import export

    seen: dict[Path, Path] = {}
    for video in videos:
        record = export.record_file(video, (order.folder or video.parent).absolute())
        if record in seen:
            raise UsageError(
                _("“{one}” and “{other}” would write to the same files.").format(one=seen[record], other=video),
                hint=_("Make them one after the other, each into a folder of its own (-o)."),
            )
        seen[record] = video
