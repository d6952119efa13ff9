"""What a file that asks for a password is answered with."""

from __future__ import annotations

from studio.errors import InputError
from studio.i18n import _


class Locked(InputError):
    """The file asks for a password: none was given, or another one."""


def locked(name: str, *, tried: bool) -> Locked:
    """Return the error for the file called `name`; `tried` says that a password was given and is not the right one."""
    if tried:
        return Locked(
            _("This is not the password of “{name}”.").format(name=name),
            hint=_("Mind capital letters, and ask the person who made the file."),
        )
    return Locked(
        _("“{name}” is locked with a password.").format(name=name),
        hint=_("Give the password that opens the file."),
    )
