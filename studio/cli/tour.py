"""`souffleur tour`: the main jobs on the shipped samples."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli import options
from studio.cli.console import Console
from studio.i18n import _

FOLDER = Path("souffleur-tour")
"""Where the tour writes when nobody says where."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help = _(
        "Subtitle the sample film in three languages and translate the sample flyer into two, with the practice models "
        "that ship with the program."
    )
    app.command("tour", help=help)(_tour)


def _tour(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", show_default=str(FOLDER), help=_("The folder to write to."))
    ] = FOLDER,
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> None:
    from studio.cli import flyer_result, result
    from studio.cli.progress import display
    from studio.jobs.lanes import Lanes
    from studio.workflow import tour as verb

    console = Console(as_json=as_json)
    console.note(_("The samples lie in {folder}.").format(folder=verb.sample().parent))
    console.note(_("Nothing leaves this computer."))
    with Lanes() as lanes, display() as shown:
        made = verb.tour(options.folder(folder) or folder, lanes, shown.show)
    result.show(console, made.film)
    for flyer in made.flyers:
        console.note(_("“{name}”").format(name=flyer.path.name))
        flyer_result.show(console, flyer)
    console.answer({**result.plain(made.film), "flyers": [flyer_result.plain(flyer) for flyer in made.flyers]})
