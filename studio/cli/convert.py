"""`souffleur convert`: one subtitle format into another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli.console import Console
from studio.i18n import _, ngettext


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("convert", help=_("Write a subtitle file in another format, named by the suffix of OUT."))(_convert)


def _convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help=_("A subtitle file in any usual format."))],
    target: Annotated[Path, typer.Argument(metavar="OUT", help=_("The file to write: .srt or .vtt."))],
    overwrite: Annotated[bool, typer.Option("--overwrite", help=_("Replace OUT if it is there."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> None:
    from studio.workflow.convert import convert

    console = Console(as_json=as_json)
    count = convert(source, target, overwrite=overwrite)
    console.say(
        ngettext("{count} cue written to {name}", "{count} cues written to {name}", count).format(
            count=count, name=target
        )
    )
    console.answer({"file": str(target), "cues": count})
