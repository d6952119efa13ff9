"""`souffleur packs`: the speech models and translation packages on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from studio.cli.console import Console
from studio.i18n import _, number

if TYPE_CHECKING:
    from studio.model.pack import Pack


def add_to(app: typer.Typer) -> None:
    """Add the command with its subcommands."""
    packs = typer.Typer(
        no_args_is_help=True, rich_markup_mode=None, help=_("Speech models and translation packages on this computer.")
    )
    packs.callback()(_packs)
    packs.command("list", help=_("Say what is on this computer."))(_list)
    app.add_typer(packs, name="packs")


def _packs() -> None:
    """Keep `list` a subcommand even while it is the only one."""


def _list(as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False) -> None:
    from studio.workflow import packs as verb

    console = Console(as_json=as_json)
    packs = verb.installed_packs()
    for pack in packs:
        console.say(_line(pack))
    if not packs:
        console.say(_("There is neither a speech model nor a translation package on this computer."))
    console.say(_("Your own are looked for in {folder}.").format(folder=verb.folder()))
    console.answer({"packs": [_plain(pack) for pack in packs]})


def _line(pack: Pack) -> str:
    kind = _("speech") if pack.kind == "speech" else _("translation")
    languages = (" → " if pack.kind == "translation" else ", ").join(pack.languages) or _("many languages")
    line = f"{kind:<12} {pack.id:<12} {languages:<12} {number(pack.size / 1e6):>8} MB"
    return f"{line}  {_('practice language only')}" if pack.practice else line


def _plain(pack: Pack) -> dict[str, Any]:
    return {
        "id": pack.id,
        "kind": str(pack.kind),
        "languages": list(pack.languages),
        "bytes": pack.size,
        "path": str(pack.path),
        "practice": pack.practice,
    }
