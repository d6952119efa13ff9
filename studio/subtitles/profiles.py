"""The house styles that ship with the program: `resources/profiles/*.toml`, each naming its source."""

from __future__ import annotations

import tomllib
from functools import cache

from studio import paths
from studio.errors import InputError, SettingsError
from studio.i18n import _
from studio.model.profile import Profile

DEFAULT = "web"
BY_LANGUAGE = {"de": "de-ard", "nl": "nl-pro", "en": "en-netflix"}


def names() -> list[str]:
    """Return the ids of all profiles, sorted."""
    return sorted(path.stem for path in (paths.resources() / "profiles").glob("*.toml"))


def for_language(tag: str) -> str:
    """Return the id of the profile that a track in the language `tag` (BCP 47) gets unless told otherwise."""
    return BY_LANGUAGE.get(tag.partition("-")[0].lower(), DEFAULT)


@cache
def load(id: str) -> Profile:
    """Return the profile `id`; raises `InputError` for an unknown one and `SettingsError` for a damaged file."""
    known = names()
    if id not in known:
        raise InputError(
            _("There is no profile “{name}”.").format(name=id),
            hint=_("Choose from: {names}.").format(names=", ".join(known)),
        )
    path = paths.resources() / "profiles" / f"{id}.toml"
    try:
        return Profile(id=id, **tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise SettingsError(
            _("The profile file {name} cannot be used: {reason}").format(name=path.name, reason=error),
            hint=_("Install Souffleur again."),
        ) from error
