"""The commands put together, and the border where every error becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

import studio
from studio import i18n, paths
from studio.cli import check, convert, packs, subtitle, terms, tour, translate
from studio.cli.console import Console
from studio.errors import Cancelled, Defect, ExitCode, StudioError, UsageError
from studio.i18n import _


def run(words: Sequence[str]) -> int:
    """Carry out the command `words` and return the exit code; every error is shown, none escapes."""
    i18n.install()
    _speak_utf8()
    console = Console(as_json="--json" in words)
    try:
        code = build()(args=list(words), prog_name=paths.APP, standalone_mode=False)
        if code == ExitCode.INTERRUPTED:
            raise KeyboardInterrupt  # typer keeps it to itself
        sys.stdout.flush()
        return int(code or ExitCode.FINE)
    except StudioError as error:
        return console.fail(error)
    except (KeyboardInterrupt, typer.Abort):
        return console.fail(Cancelled(_("Stopped. What was finished is kept; nothing is half-written.")))
    except (BrokenPipeError, SystemExit):  # the reader has heard enough; typer leaves then
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to be said goes nowhere
        return ExitCode.FINE
    except Exception as error:  # noqa: BLE001 - one of the three borders
        if hasattr(error, "format_message"):  # typer's own errors, whose class it does not publish
            return console.fail(_usage(error))
        return console.fail(_defect(error))


def build() -> typer.Typer:
    """Return the whole command line; built when it runs, so that its help speaks the user's language."""
    app = typer.Typer(
        help=_("Subtitles and translations for theatres, museums and libraries, made on your own computer."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for command in (tour, subtitle, translate, check, convert):
        command.add_to(app)
    packs.add_to(app)
    terms.add_to(app)
    return app


def _say_version(wanted: bool) -> None:
    if wanted:
        Console(as_json=False).say(f"Souffleur {studio.__version__}")
        raise typer.Exit


def _options(
    version: Annotated[  # typer calls `_say_version` while it reads the words
        bool, typer.Option("--version", help=_("Say the version and stop."), is_eager=True, callback=_say_version)
    ] = False,
) -> None:
    """Take the options before the command, and begin the log: a command follows."""
    from studio import log

    log.configure()


def _speak_utf8() -> None:
    """Names of films hold any letter; a terminal that cannot show one gets a question mark instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _usage(error: Any) -> UsageError:
    """Return an error of the words on the command line; typer says what is wrong, in English."""
    command = error.ctx.command_path if getattr(error, "ctx", None) else paths.APP
    return UsageError(error.format_message(), hint=_("See: {command} --help").format(command=command))


def _defect(error: Exception) -> Defect:
    import logging
    import traceback

    details = "".join(traceback.format_exception(error))
    logging.getLogger(__name__).error("defect: %s", details)
    return Defect(
        _("Something went wrong inside the program. Your files are as they were."),
        hint=_("Please report it with the details from {folder}.").format(folder=paths.logs()),
        details=details,
    )
