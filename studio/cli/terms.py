"""`souffleur terms` and `souffleur memory`: the house's names, terms and memory, or a production's, as files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from studio.cli.console import Console
from studio.errors import UsageError
from studio.i18n import _, ngettext

if TYPE_CHECKING:
    from studio.model.term import Term
    from studio.project.project import Project
    from studio.workflow.terms import TermList
    from studio.workflow.work import Work

T = TypeVar("T")


def add_to(app: typer.Typer) -> None:
    """Add both commands with their subcommands."""
    terms = _group(_("Names and terms of your house, or of a production: list, import, export."))
    terms.command("list", help=_("Say which names and terms there are."))(_list)
    terms.command("import", help=_("Take in a list: CSV from any spreadsheet, or TBX."))(_import)
    terms.command("export", help=_("Write the list: CSV or TBX, by the suffix."))(_export)
    app.add_typer(terms, name="terms")
    memory = _group(_("What people confirmed before, for other programs and from them: import, export."))
    memory.command("import", help=_("Take a TMX file into the memory of your house, or of a production."))(
        _import_memory
    )
    memory.command("export", help=_("Write the memory of your house, or of a production, as TMX."))(_export_memory)
    app.add_typer(memory, name="memory")


_Production = Annotated[
    Path | None, typer.Option("--production", metavar="FILE", help=_("A production, instead of your house."))
]
_Json = Annotated[bool, typer.Option("--json", help=_("Answer in JSON."))]
_Overwrite = Annotated[bool, typer.Option("--overwrite", help=_("Replace FILE if it is there."))]


def _list(production: _Production = None, as_json: _Json = False) -> None:
    console = Console(as_json=as_json)
    with _terms_of(production) as kept:
        found = [stored.term for stored in kept.all()]
    for term in found:
        console.say(_line(term))
    if not found:
        console.say(_("There are no names or terms yet."))
    console.answer({"terms": [_plain(term) for term in found]})


def _import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A list: .csv or .tbx."))],
    source: Annotated[str, typer.Option("--from", help=_("The language of the terms where FILE does not say."))] = "",
    target: Annotated[str, typer.Option("--to", help=_("That of their translations where FILE does not say."))] = "",
    production: _Production = None,
    as_json: _Json = False,
) -> None:
    from studio.workflow import term_files

    console = Console(as_json=as_json)
    read = _do(term_files.import_from(file, (source, target)))
    with _terms_of(production) as kept:
        new = len(kept.add(read.terms))
    console.say(ngettext("{count} name was added.", "{count} names were added.", new).format(count=new))
    _say_rest(console, read.left_out, is_damaged=read.is_damaged)
    known = len(read.terms) - new
    console.answer({"added": new, "known": known, "left_out": read.left_out, "damaged": read.is_damaged})


def _export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write: .csv or .tbx."))],
    production: _Production = None,
    overwrite: _Overwrite = False,
    as_json: _Json = False,
) -> None:
    from studio.workflow import term_files

    console = Console(as_json=as_json)
    _refuse_taken(file, (".csv", ".tbx"), overwrite=overwrite)
    with _terms_of(production) as kept:
        found = [stored.term for stored in kept.all()]
    count = _do(term_files.export_to(file, found))
    words = ngettext("{count} name written to {name}", "{count} names written to {name}", count)
    console.say(words.format(count=count, name=file))
    console.answer({"file": str(file), "terms": count})


def _import_memory(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A TMX file."))],
    production: _Production = None,
    as_json: _Json = False,
) -> None:
    from studio.workflow import memories

    console = Console(as_json=as_json)
    with _opened(production) as project:
        if project is None:
            read = _do(memories.import_tmx(file))
        else:
            read = memories.import_into(project, _do(memories.read_tmx(file)))
    words = ngettext("{count} sentence was added.", "{count} sentences were added.", read.new)
    console.say(words.format(count=read.new))
    _say_rest(console, read.left_out, is_damaged=read.is_damaged)
    console.answer({"added": read.new, "known": read.known, "left_out": read.left_out, "damaged": read.is_damaged})


def _export_memory(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write: .tmx."))],
    production: _Production = None,
    overwrite: _Overwrite = False,
    as_json: _Json = False,
) -> None:
    from studio.workflow import memories

    console = Console(as_json=as_json)
    _refuse_taken(file, (".tmx",), overwrite=overwrite)
    with _opened(production) as project:
        work = memories.export_tmx(project, file)
    count = _do(work)
    words = ngettext("{count} sentence written to {name}", "{count} sentences written to {name}", count)
    console.say(words.format(count=count, name=file))
    console.answer({"file": str(file), "sentences": count})


def _group(help: str) -> typer.Typer:
    return typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=help)


@contextmanager
def _opened(production: Path | None) -> Iterator[Project | None]:
    from studio.workflow import open as opening

    if production is None:
        yield None
        return
    with opening.open_production(production) as project:
        yield project


@contextmanager
def _terms_of(production: Path | None) -> Iterator[TermList]:
    from studio.workflow import terms

    with _opened(production) as project:
        yield terms.House() if project is None else terms.Production(project)


def _refuse_taken(file: Path, suffixes: tuple[str, ...], *, overwrite: bool) -> None:
    if file.suffix.lower() not in suffixes:
        raise UsageError(
            _("“{name}” has none of these endings: {suffixes}.").format(name=file.name, suffixes=", ".join(suffixes)),
            hint=_("The ending of the name says what is written."),
        )
    if os.path.lexists(file) and not overwrite:
        raise UsageError(
            _("“{name}” is there already.").format(name=file.name),
            hint=_("Choose another name, or allow it to be replaced with --overwrite."),
        )


def _say_rest(console: Console, left_out: int, *, is_damaged: bool) -> None:
    if left_out:
        lost = ngettext("{count} could not be used.", "{count} could not be used.", left_out)
        console.say(lost.format(count=left_out))
    if is_damaged:
        console.note(_("The file is damaged; some of it may be missing."))


def _line(term: Term) -> str:
    pair = f"{term.source_language or '*'} → {term.target_language or '*'}"
    return "  ".join(filter(None, (term.source, f"= {term.target or _('stays as it is')}", f"[{pair}]", term.note)))


def _plain(term: Term) -> dict[str, Any]:
    return {
        "source": term.source,
        "target": term.target,
        "from": term.source_language,
        "to": term.target_language,
        "note": term.note,
        "case_sensitive": term.case_sensitive,
    }


def _do(work: Work[T]) -> T:
    """Do long work, shown as it goes on, and return its value."""
    from studio.cli.progress import display
    from studio.jobs.lanes import Lanes
    from studio.workflow.work import run

    with Lanes() as lanes, display() as shown:
        return run(work, lanes, shown.show)
