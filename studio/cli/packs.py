"""`souffleur packs`: speech models, translation packages and data for pictures, as they come, are tested, and go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from studio.cli.console import Console, described
from studio.errors import Cancelled, ExitCode, StudioError
from studio.i18n import _, ngettext

if TYPE_CHECKING:
    from studio.workflow.pack_tasks import Imported, Verified
    from studio.workflow.packs import Entry
    from studio.workflow.work import Work

T = TypeVar("T")


def add_to(app: typer.Typer) -> None:
    """Add the command with its subcommands."""
    packs = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help=_("Speech models and translation packages on this computer: get, carry on a stick, verify, remove."),
    )
    packs.command("list", help=_("Say what is on this computer, and with --all what could be had."))(_list)
    packs.command("get", help=_("Fetch packs from the network, test them, and put them in their place."))(_get)
    packs.command("import", help=_("Take in packs from a folder, an archive or a stick."))(_import)
    packs.command("pack", help=_("Write packs into one file for a computer without network."))(_pack)
    packs.command("verify", help=_("Read packs and test them. The exit code is 4 if any is damaged."))(_verify)
    packs.command("remove", help=_("Delete packs, or what was fetched of them so far."))(_remove)
    app.add_typer(packs, name="packs")


def _list(
    everything: Annotated[bool, typer.Option("--all", help=_("Show what could be fetched, too."))] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help=_("Ask the network first which translation packages there are now."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> None:
    from studio.cli import pack_lines
    from studio.workflow import packs as verb

    console = Console(as_json=as_json)
    if refresh:
        _do(verb.refresh_index())
    entries = verb.entries()
    here = [entry for entry in entries if entry.state is not verb.EntryState.ABSENT]
    others = [entry for entry in entries if entry.state is verb.EntryState.ABSENT and entry.can_be_fetched]
    _say(here, console)
    if not any(entry.pack for entry in here):
        console.say(_("There is neither a speech model nor a translation package on this computer."))
    if everything:
        console.say("")
        console.say(_("These could be had with “souffleur packs get ID”:"))
        _say(others, console)
    elif others:
        console.say(_more(len(others)))
    console.say(_("Your own are looked for in {folder}.").format(folder=verb.folder()))
    shown = here + (others if everything else [])
    console.answer({"packs": [pack_lines.plain(entry) for entry in shown], "folder": str(verb.folder())})


def _say(entries: Sequence[Entry], console: Console) -> None:
    from studio.cli import pack_lines

    for entry in entries:
        console.say(pack_lines.line(entry))
        if note := pack_lines.note(entry):
            console.say(note)


def _more(count: int) -> str:
    return ngettext(
        "{count} more could be had: souffleur packs list --all",
        "{count} more could be had: souffleur packs list --all",
        count,
    ).format(count=count)


def _get(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help=_("What “packs list --all” calls them, e.g. small."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> ExitCode:
    from studio.workflow import packs as verb

    console = Console(as_json=as_json)
    entries = [verb.entry(id) for id in dict.fromkeys(ids)]  # a wrong one is named before anything is fetched
    code = ExitCode.FINE
    answers: list[dict[str, Any]] = []
    for entry in entries:
        try:
            answers.append(_get_one(entry, console))
        except Cancelled as error:
            raise _stopped(entry) from error
        except KeyboardInterrupt as error:  # typer would leave without a word about the part that is kept
            raise _stopped(entry) from error
        except StudioError as error:
            console.tell(error)
            answers.append({"id": entry.id, "error": described(error)})
            code = max(code, error.exit_code)
    console.answer({"packs": answers})
    return code


def _get_one(entry: Entry, console: Console) -> dict[str, Any]:
    from studio.cli import pack_lines
    from studio.workflow import packs as verb

    states = verb.EntryState
    if entry.state in (states.INSTALLED, states.UNCHECKED, states.SHIPPED):
        console.say(_("“{id}” is on this computer already.").format(id=entry.id))
        return pack_lines.plain(entry)
    if entry.state is states.READY:
        through = _(" and ").join(entry.way)
        console.say(_("“{id}” needs no pack of its own: it goes through {ids}.").format(id=entry.id, ids=through))
        return pack_lines.plain(entry)
    _do(verb.get(entry.id))
    console.say(_("“{id}” is installed.").format(id=entry.id))
    return pack_lines.plain(verb.entry(entry.id))


def _stopped(entry: Entry) -> Cancelled:
    return Cancelled(
        _("Stopped. What was fetched of “{id}” is kept.").format(id=entry.id),
        hint=_("The next “souffleur packs get {id}” goes on from there.").format(id=entry.id),
    )


def _import(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help=_("A folder, a stick, a zip, .argosmodel or .souffleur-pack."))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> ExitCode:
    from studio.workflow import packs as verb

    console = Console(as_json=as_json)
    code = ExitCode.FINE
    answers: list[dict[str, Any]] = []
    for path in paths:
        try:
            imported = _do(verb.import_from(path.expanduser()))
            answers.append({"path": str(path), **_say_imported(imported, console)})
            code = max(code, ExitCode.ENVIRONMENT if imported.refused else ExitCode.FINE)
        except Cancelled:
            raise
        except StudioError as error:
            console.tell(error)
            answers.append({"path": str(path), "error": described(error)})
            code = max(code, error.exit_code)
    console.answer({"imports": answers})
    return code


def _say_imported(imported: Imported, console: Console) -> dict[str, Any]:
    from studio.cli import pack_lines

    for manifest in imported.came:
        console.say(_("“{id}” is installed.").format(id=manifest.id))
    for sentence in imported.said:
        console.note(sentence)
    for refused in imported.refused:
        console.note(_("“{name}” was refused: {message}").format(name=refused.name, message=refused.message))
        if refused.hint:
            console.note(refused.hint)
    return {
        "installed": [pack_lines.plain_manifest(manifest) for manifest in imported.came],
        "refused": [{"name": each.name, "message": each.message, "hint": each.hint} for each in imported.refused],
        "said": list(imported.said),
    }


def _pack(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help=_("Packs on this computer."))],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=_("The file to write."))],
    overwrite: Annotated[bool, typer.Option("--overwrite", help=_("Replace the file if it is there."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> None:
    from studio.cli import pack_lines
    from studio.errors import InputError
    from studio.workflow import packs as verb

    console = Console(as_json=as_json)
    out = out.expanduser()
    if out.suffix != verb.SUFFIX:
        out = out.with_name(out.name + verb.SUFFIX)
    if out.exists() and not overwrite:
        raise InputError(
            _("“{name}” is there already.").format(name=out), hint=_("Choose another name, or replace it: --overwrite")
        )
    count = len(set(ids))
    written = _do(verb.carry(ids, out))
    console.say(
        ngettext("{count} pack written to {name}, {size}", "{count} packs written to {name}, {size}", count).format(
            count=count, name=out, size=pack_lines.size(written)
        )
    )
    console.answer({"file": str(out), "packs": list(dict.fromkeys(ids)), "bytes": written})


def _verify(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help=_("Packs; left out: all of them."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> ExitCode:
    from studio.cli import pack_lines
    from studio.workflow import packs as verb

    console = Console(as_json=as_json)
    verified = _do(verb.verify(ids or ()))
    for each in verified:
        _say_verified(each, console)
    if not verified:
        console.say(_("There is nothing to verify on this computer."))
    console.answer(
        {
            "packs": [
                {**pack_lines.plain_pack(each.pack), "whole": each.is_whole, "message": each.message, "hint": each.hint}
                for each in verified
            ]
        }
    )
    return ExitCode.FINE if all(each.is_whole for each in verified) else ExitCode.ENVIRONMENT


def _say_verified(verified: Verified, console: Console) -> None:
    if verified.is_whole:
        console.say(_("“{id}” is whole and answers.").format(id=verified.pack.id))
        return
    console.say(verified.message)
    if verified.hint:
        console.say(verified.hint)


def _remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help=_("Packs on this computer."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))] = False,
) -> None:
    from studio.workflow import packs as verb

    console = Console(as_json=as_json)
    entries = [verb.entry(id) for id in dict.fromkeys(ids)]  # a wrong one is named before anything goes
    for entry in entries:
        if entry.here:
            verb.forget(entry.id)
        if entry.pack is not None or not entry.here:
            verb.remove(entry.id)
        console.say(_("“{id}” is removed.").format(id=entry.id))
    console.answer({"removed": [entry.id for entry in entries]})


def _do(work: Work[T]) -> T:
    """Do long work, shown as it goes on, and return its value."""
    from studio.cli.progress import display
    from studio.jobs.lanes import Lanes
    from studio.workflow.work import run

    with Lanes() as lanes, display() as shown:
        return run(work, lanes, shown.show)
