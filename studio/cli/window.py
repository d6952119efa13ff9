"""`souffleur` and `souffleur FILE…`: the window.  Nothing of the other commands is loaded for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from studio import i18n, log
from studio.cli.console import Console
from studio.errors import EnvironmentFault, InputError, StudioError
from studio.i18n import _

SUFFIX = ".souffleur"
"""How the name of a production ends; `options` would load typer's half of the house."""

Show = Callable[[Sequence[Path]], int]
"""Shows the window with files open until it is closed, and returns the exit code."""


def asked_for(words: Sequence[str]) -> list[Path] | None:
    """Return the files to open where these words ask for the window, None where they are a command."""
    files = [Path(word) for word in words]
    return files if all(map(_is_for_the_window, words, files)) else None


def open_window(files: Sequence[Path], show: Show) -> int:
    """Open the window with `files` and return the exit code; what keeps it from opening is said."""
    i18n.install()
    try:
        for file in files:
            _look_for(file)
        _look_for_a_screen()
        log.configure()
        return show([file.absolute() for file in files])
    except StudioError as error:
        return Console(as_json=False).fail(error)
    except ImportError as error:
        if (error.name or "").startswith("studio"):
            raise  # a defect of ours
        return Console(as_json=False).fail(_no_window(error))


def _is_for_the_window(word: str, file: Path) -> bool:
    if word.startswith("-") or not file.suffix:
        return False
    return file.suffix.lower() == SUFFIX or os.path.isfile(file)


def _look_for(file: Path) -> None:
    if not os.path.exists(file):
        raise InputError(_("There is no file “{name}”.").format(name=file), hint=_("Check the name and the folder."))


def _look_for_a_screen() -> None:
    """Raise `EnvironmentFault` where Qt would end the program: it finds no screen."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return
    display = os.environ.get("DISPLAY", "")
    number = display.removeprefix(":").partition(".")[0]
    is_local = display.startswith(":")
    if not display or (is_local and not os.path.exists(f"/tmp/.X11-unix/X{number}")):
        raise EnvironmentFault(
            _("There is no screen to open the window on."),
            hint=_("Start it from your desktop, or use a command instead: souffleur --help"),
            details=f"DISPLAY={display!r}",
        )


def _no_window(error: ImportError) -> EnvironmentFault:
    return EnvironmentFault(
        _("The window cannot be opened: a part of the system is missing."),
        hint=_("Install the program again, or use a command instead: souffleur --help"),
        details=str(error),
    )
