"""The user's preferences: one frozen value, kept as TOML in the user's settings folder.

What cannot be used falls back to what is usual, field by field; the file as it was then stays beside as `.bad`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from studio import paths
from studio.errors import EnvironmentFault, SettingsError
from studio.i18n import _

LANGUAGES = ("", "de", "en", "nl")
"""The languages of the window; "" follows the system."""

THEMES = ("system", "light", "dark", "contrast")
COLOURS = ("white", "yellow")

_RANGES: Mapping[str, tuple[float, float]] = {
    "text_size": (50, 400),
    "subtitle_size": (2.0, 20.0),
    "cache_limit_mb": (0, 1_000_000),
    "volume": (0, 100),
}

_CHOICES: Mapping[str, tuple[str, ...]] = {"language": LANGUAGES, "theme": THEMES, "subtitle_colour": COLOURS}

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The shape of a language's tag (BCP 47) as this program writes it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person set; every field has a usual value.  Raises `SettingsError` for one that cannot be."""

    language: str = ""
    theme: str = "system"
    text_size: int = 100
    """Percent of the system's."""
    reviewer: str = ""
    """Whose name stands beside what was approved; "" asks at the first approval."""
    subtitle_size: float = 7.5
    """Percent of the picture's height."""
    subtitle_colour: str = "white"
    letter_keys: bool = True
    """Whether single letters are keys outside of text."""
    cache_limit_mb: int = 2000
    """How much room waveforms and copies of films may take."""
    export_folder: str = ""
    """Where exports go; "" is beside the video."""
    credit_line: bool = False
    """Whether a last subtitle says that a machine wrote it and who checked it."""
    last_model: str = ""
    volume: int = 80
    venue: str = ""
    """The name of the house."""
    venue_languages: tuple[str, ...] = ()
    """Tags of the languages the house works with, the one it speaks first."""
    use_memory: bool = True
    """Whether sentences that people confirmed are kept for all productions, and used where they come again."""
    localise_values: bool = True
    """Whether dates, times and prices in translations are written as the other language does."""
    is_guided: bool = False
    """Whether the guide for the first start was seen, to its end or not."""
    hub_mirror: str = ""
    """Where speech models are fetched instead of the usual hub; an `http` address is only ever one a person typed."""
    argos_mirror: str = ""
    """The list of translation packages, instead of the usual one."""
    proxy: str = ""
    """Through what downloads go out; "" is as the system says."""

    def __post_init__(self) -> None:
        for name in _USUAL:
            value = getattr(self, name)
            if not _is_usable(name, value):
                raise _refused(name, value)


_USUAL: Mapping[str, object] = {field.name: field.default for field in fields(Settings)}


def load(file: Path | None = None) -> Settings:
    """Return the preferences kept in `file` (by default the user's); what cannot be used is as usual.

    A file with something that cannot be used is copied to `settings.toml.bad` first: nothing a person wrote is lost.
    """
    file = file or paths.settings_file()
    try:
        content = file.read_bytes()
    except OSError:
        return Settings()
    values, is_whole = _understood(content)
    if not is_whole:
        _log.info("parts of the settings could not be used; they are kept in %s", _bad(file).name)
        with contextlib.suppress(OSError):
            _bad(file).write_bytes(content)
    return Settings(**values)


def save(settings: Settings, file: Path | None = None) -> None:
    """Keep the preferences in `file` (by default the user's), whole or not at all.

    Raises `EnvironmentFault` when it cannot be written.
    """
    import tomli_w

    file = file or paths.settings_file()
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as stream:
            stream.write(tomli_w.dumps(asdict(settings)).encode())
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise EnvironmentFault(
            _("The settings could not be saved."),
            hint=_("Look whether the disk is full or {folder} is write-protected.").format(folder=file.parent),
            details=str(error),
        ) from error


def _understood(content: bytes) -> tuple[dict[str, Any], bool]:
    """Return the usable values of a file, and whether that was all it held."""
    import tomllib  # not loaded for a window without settings

    try:
        found = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}, False
    read = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    values = {name: value for name, value in read.items() if name in _USUAL and _is_usable(name, value)}
    return values, len(values) == len(found)


def _is_usable(name: str, value: Any) -> bool:
    usual = _USUAL[name]
    is_number = isinstance(usual, float) and type(value) is int  # people write 8 for 8.0
    if type(value) is not type(usual) and not is_number:
        return False
    if name in _RANGES:
        lowest, highest = _RANGES[name]
        return bool(lowest <= value <= highest)
    if name in _SHAPES:
        return _SHAPES[name](value)
    return name not in _CHOICES or value in _CHOICES[name]


def _are_tags(tags: tuple[object, ...]) -> bool:
    """Say whether these are the tags of different languages."""
    are_texts = all(isinstance(tag, str) and _TAG.fullmatch(tag) for tag in tags)
    return are_texts and len(set(tags)) == len(tags)


def _is_mirror(address: str) -> bool:
    """Say whether the address is empty or that of a server, without a name and a password in it."""
    return not address or (_is_server(address) and "@" not in address and "#" not in address)


def _is_proxy(address: str) -> bool:
    """Say whether the address is empty or that of a server; one for people with a password may hold it."""
    return not address or _is_server(address)


def _is_server(address: str) -> bool:
    from urllib.parse import urlsplit  # not loaded for a window without such settings

    if not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, a bracket that is open
        return False


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "venue_languages": _are_tags,
    "hub_mirror": _is_mirror,
    "argos_mirror": _is_mirror,
    "proxy": _is_proxy,
}


def _refused(name: str, value: object) -> SettingsError:
    if name in _SHAPES and isinstance(value, str):
        return SettingsError(
            _("“{value}” is not the address of a server ({name}).").format(value=value, name=name),
            hint=_("Write it as https://mirror.example.org, or leave it empty for what is usual."),
        )
    return SettingsError(_("“{value}” cannot be the setting “{name}”.").format(value=value, name=name))


def _bad(file: Path) -> Path:
    return file.with_name(f"{file.name}.bad")
