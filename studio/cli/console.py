"""What the command line says: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any

from studio.errors import Defect, ExitCode, StudioError
from studio.i18n import _


class Console:
    """Speaks text or JSON; with JSON standard output holds exactly one document."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, text: str) -> None:
        """Write one line of a result."""
        if not self.as_json:
            print(text)  # noqa: T201

    def note(self, text: str) -> None:
        """Write one line beside the result."""
        print(text, file=sys.stderr)  # noqa: T201

    def answer(self, value: Any) -> None:
        """Write the one document of a JSON answer."""
        if self.as_json:
            print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201

    def tell(self, error: StudioError) -> None:
        """Say what happened, what to do, and for a defect the details."""
        self.note(_("Error: {message}").format(message=error.message))
        if error.hint:
            self.note(error.hint)
        if isinstance(error, Defect) and error.details:
            self.note(error.details)

    def fail(self, error: StudioError) -> ExitCode:
        """Say an error that ends the command and return its exit code."""
        self.tell(error)
        self.answer({"error": described(error)})
        return error.exit_code


def described(error: StudioError) -> dict[str, Any]:
    """Return an error as plain values."""
    return {"message": error.message, "hint": error.hint, "exit_code": int(error.exit_code)}
