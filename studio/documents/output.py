"""What comes of writing and showing an edition, and files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studio.errors import EnvironmentFault
from studio.i18n import _
from studio.model.document import Box, Fit


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, how each block fits, and what was mended or lost, in sentences for people."""

    files: tuple[Path, ...]
    fits: tuple[Fit, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of an edition as it will be written: `picture` is a PNG, `fits` are those of the blocks on that page.

    `boxes` says by the keys of the blocks where their words stand now, in points of this page.
    """

    picture: bytes
    fits: tuple[Fit, ...] = ()
    boxes: tuple[tuple[int, Box], ...] = ()


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that was there stays until the new one is on the disk.

    Missing folders are made.  Raises `EnvironmentFault` for a full disk or a missing permission.
    """
    put_all({path: content})


def put_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files beside their places, then move all of them there: on an error none is half written."""
    parts: dict[Path, Path] = {}
    place = next(iter(contents), Path())
    try:
        for place, content in contents.items():
            parts[place] = place.with_name(f".souffleur-{secrets.token_hex(8)}.part")
            _write(parts[place], content)
        for place, part in parts.items():
            part.replace(place)
    except OSError as error:
        raise _not_made(place, error) from error
    finally:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _write(part: Path, content: bytes) -> None:
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _not_made(path: Path, error: OSError) -> EnvironmentFault:
    return EnvironmentFault(
        _("“{name}” cannot be written in its folder “{folder}”.").format(name=path.name, folder=path.parent),
        hint=_("Free some space there, or choose a folder of your own."),
        details=str(error),
    )
