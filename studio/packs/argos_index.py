"""The index of Argos packages: a list in JSON, made by others, so nothing in it is believed unseen.

It holds neither sizes nor checksums.  It is fetched only when a person asks for it, and kept in the packs' folder.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from studio import paths
from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import Offer, PackFile, PackKind
from studio.packs.catalogue_file import is_safe

FILE = "argos-index.json"
LARGEST = 4 << 20
"""Characters of the largest index that is read; today's has 40 thousand."""

ALIASES: Mapping[str, str] = {"zt": "zh-Hant", "pb": "pt-BR"}
"""Codes of the index that are no language tags."""

_CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_ADDRESS = re.compile(r"[!-~]{1,400}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.argosmodel")


def load() -> list[Offer]:
    """Return what the index said when it was last refreshed; nothing where it never was, or its file is damaged."""
    try:
        return parse(_path().read_text("utf-8"))
    except (OSError, UnicodeDecodeError, PackError):
        return []


def save(text: str) -> None:
    """Keep the text of an index, whole or not at all.  Raises what `parse` raises, and `OSError`."""
    parse(text)
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def parse(text: str) -> list[Offer]:
    """Return what an index offers, of two versions of a direction the newest; entries that make no sense are left out.

    Raises `PackError` for a text that is no list, or in which nothing makes sense.
    """
    newest: dict[str, Offer] = {}
    for entry in _entries(text):
        offer = _offer(entry)
        if offer and (offer.id not in newest or version(offer) > version(newest[offer.id])):
            newest[offer.id] = offer
    if not newest:
        raise _unusable("no usable entry")
    return list(newest.values())


def tag(code: str) -> str:
    """Return the language tag (BCP 47) that a code of the index means."""
    return ALIASES.get(code, code)


def version(offer: Offer) -> tuple[int, ...]:
    """Return an offer's version as numbers to compare: "1.10" comes after "1.9", and "1.9.0" is "1.9"."""
    numbers = [int(number) for number in re.findall(r"\d+", offer.version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _entries(text: str) -> list[Any]:
    if len(text) > LARGEST:
        raise _unusable(f"{len(text)} characters")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unusable(str(error)) from error
    if not isinstance(content, list):
        raise _unusable(f"a {type(content).__name__}, and no list")
    return content


def _offer(entry: object) -> Offer | None:
    """Return what an entry offers, or None where it makes no sense."""
    if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
        return None
    source, target = _language(entry.get("from_code")), _language(entry.get("to_code"))
    number = entry.get("package_version")
    addresses = _addresses(entry.get("links"))
    if not source or not target or source == target or not addresses:
        return None
    if not isinstance(number, str) or not _VERSION.fullmatch(number):
        return None
    name = f"{_name(entry.get('from_name'), source)} to {_name(entry.get('to_name'), target)}"
    return Offer(
        id=f"{source}-{target}",
        kind=PackKind.TRANSLATION,
        name=name,
        languages=(source, target),
        licence="",
        version=number,
        addresses=addresses,
        files=(PackFile(addresses[0].rpartition("/")[2]),),
    )


def _language(code: object) -> str:
    return tag(code) if isinstance(code, str) and (code in ALIASES or _CODE.fullmatch(code)) else ""


def _name(name: object, language: str) -> str:
    """Return the English name of a language, or its tag where the index has nothing fit to be shown."""
    return name if isinstance(name, str) and 0 < len(name) <= 60 and name.isprintable() else language


def _addresses(links: object) -> tuple[str, ...]:
    """Return the links that can be fetched, safe ones to a file with the name of a package."""
    if not isinstance(links, list):
        return ()
    return tuple(dict.fromkeys(link for link in links if isinstance(link, str) and _is_package(link)))


def _is_package(link: str) -> bool:
    if not _ADDRESS.fullmatch(link):
        return False
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return False
    if not (is_safe(link) and parts.hostname) or parts.username or port == 0:
        return False
    folder, _slash, name = parts.path.rpartition("/")
    return not parts.query and not parts.fragment and ".." not in folder and bool(_FILE.fullmatch(name))


def _path() -> Path:
    return paths.packs() / FILE


def _unusable(details: str) -> PackError:
    return PackError(
        _("The list of translations cannot be used: it is not in the form of an Argos index."),
        hint=_("Check the address of the list in the settings, then refresh it again."),
        details=details,
    )
