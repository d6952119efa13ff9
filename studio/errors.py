"""Every error a user can cause or cure, as one tree, with the exit code of each.

Anything that is not a `StudioError` is a defect of the program and must surface as one.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says to the shell when it ends."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    ENVIRONMENT = 4
    DEFECT = 5
    INTERRUPTED = 130


class StudioError(Exception):
    """What went wrong, in one sentence that names the thing, and a hint that says what to do.

    `hint` may be empty; `details` is for the folded part of a message and for logs.
    """

    exit_code = ExitCode.DEFECT

    def __init__(self, message: str, *, hint: str = "", details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling: errors travel from the workers to the window."""
        return _rebuild, (type(self), self.message, self.hint, self.details)


class UsageError(StudioError):
    """The words of the command do not fit together."""

    exit_code = ExitCode.USAGE


class UncheckedError(StudioError):
    """A result exists but must be looked at by a person before it may leave the house."""

    exit_code = ExitCode.FINDINGS


class InputError(StudioError):
    """A file or value given by the user cannot be used."""

    exit_code = ExitCode.INPUT


class SubtitleFormatError(InputError):
    """A subtitle file that cannot be read; the message names the line."""


class SettingsError(InputError):
    """A settings, profile or list file with a value that cannot be used."""


class EnvironmentFault(StudioError):
    """The computer lacks something: disk space, a permission, a program."""

    exit_code = ExitCode.ENVIRONMENT


class PackError(EnvironmentFault):
    """A speech model or language package is missing or damaged."""


class Cancelled(StudioError):
    """The user stopped the work; what was finished is kept."""

    exit_code = ExitCode.INTERRUPTED


class WorkerDied(StudioError):
    """A worker process ended without an answer (killed, out of memory, crashed library)."""


class Defect(StudioError):
    """An unexpected error inside a worker; `details` holds its traceback."""


def _rebuild(kind: type[StudioError], message: str, hint: str, details: str) -> StudioError:
    return kind(message, hint=hint, details=details)
