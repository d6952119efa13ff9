"""Several files on one command line: one after the other, none keeping the others from being made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.console import Console, described
from studio.errors import Cancelled, ExitCode, StudioError

if TYPE_CHECKING:
    from studio.jobs.lanes import Lanes


def one_by_one(
    files: Sequence[Path], make: Callable[[Path, Lanes], dict[str, Any]], console: Console, *, kind: str
) -> ExitCode:
    """Make each file and return the worst exit code; the answers stand under `kind` with an s, errors among them."""
    from studio.jobs.lanes import Lanes

    code = ExitCode.FINE
    answers: list[dict[str, Any]] = []
    with Lanes() as lanes:
        for file in files:
            try:
                answers.append(make(file, lanes))
            except Cancelled:
                raise
            except StudioError as error:
                console.tell(error)
                answers.append({kind: str(file), "error": described(error)})
                code = max(code, error.exit_code)
    console.answer({f"{kind}s": answers})
    return code
