"""Options that several commands share, and the words in them turned into values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from studio.errors import UsageError
from studio.i18n import _
from studio.workflow import languages

SUFFIX = ".souffleur"
"""How the name of a production ends."""


def listed(text: str) -> tuple[str, ...]:
    """Return the items of "en,nl", each once, without spaces."""
    return tuple(dict.fromkeys(item.strip() for item in text.split(",") if item.strip()))


def tags(text: str) -> tuple[str, ...]:
    """Return the languages of "en,nl" as tags.  `UsageError` for an unknown one."""
    return tuple(languages.tag(item) for item in listed(text))


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Return {"en": "en-bbc"} of ["en=en-bbc"].  `UsageError` for any other form."""
    found = {}
    for text in texts:
        tag, equals, profile = text.partition("=")
        if not equals or not profile.strip():
            raise UsageError(
                _("“{text}” does not name a profile for a language.").format(text=text),
                hint=_("Write it like this: --profile-for en=en-bbc"),
            )
        found[languages.tag(tag)] = profile.strip()
    return found


def folder(path: Path | None) -> Path | None:
    """Return the folder with `~` replaced, or None."""
    return None if path is None else path.expanduser()


def production(path: Path | None) -> Path | None:
    """Return the file of a production with its ending, or None; `UsageError` for another ending."""
    if path is None:
        return None
    path = path.expanduser()
    if not path.suffix:
        return path.with_name(path.name + SUFFIX)
    if path.suffix.lower() != SUFFIX:
        raise UsageError(
            _("“{name}” is no name for a production.").format(name=path.name),
            hint=_("Choose a name that ends in .souffleur."),
        )
    return path
