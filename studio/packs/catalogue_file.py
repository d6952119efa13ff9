"""A file of the catalogue: TOML whose every value is looked at, for a venue may have written it.

kind = "speech"                        what all entries of the file are, unless they say otherwise
[usual]                                values of every entry that does not say them itself
[[offer]]                              one entry: the fields of `Offer`, and `sources` (where its facts were read)
[[measured]]                           words wrong of 100: `source`, and by the id of an entry a table of languages
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from studio.errors import SettingsError
from studio.i18n import _
from studio.model.pack import Accuracy, Offer, PackFile, PackKind, Role, Shape

_ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_ADDRESS = re.compile(r"[!-~]+")
_HERE = ("127.0.0.1", "::1", "localhost")


class _Unusable(ValueError):
    """What is wrong with one value, in words for whoever wrote the file."""


def read(files: Iterable[Path]) -> list[Offer]:
    """Return the entries of several files, those of the first file first.

    Raises `SettingsError` that names the file, the entry and the field for what cannot be used.
    """
    found: dict[str, Offer] = {}
    measured: list[tuple[Path, str, Accuracy]] = []
    for path in files:
        offers, figures = _parsed(path, *_stamp(path))
        for offer in offers:
            if offer.id in found:
                raise _fault(path, offer.id, "id", "the same id twice")
            found[offer.id] = offer
        measured += [(path, id, accuracy) for id, accuracy in figures]
    for path, id, accuracy in measured:
        if id not in found:
            raise _fault(path, id, "measured", "there is no such entry")
        if accuracy.language in {each.language for each in found[id].accuracy}:
            raise _fault(path, id, "measured", f"{accuracy.language} is measured twice")
        found[id] = replace(found[id], accuracy=(*found[id].accuracy, accuracy))
    return list(found.values())


@lru_cache(maxsize=16)
def _parsed(path: Path, _changed: int, _size: int) -> tuple[tuple[Offer, ...], tuple[tuple[str, Accuracy], ...]]:
    """Return the entries and the measured figures of a file; as long as it stays the same it is read once."""
    content = _content(path)
    return tuple(_offer(path, content, each) for each in _tables(path, content, "offer")), tuple(
        _measured(path, content)
    )


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return found.st_mtime_ns, found.st_size


def _content(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unreadable(path, error) from error
    unknown = sorted(content.keys() - {"kind", "usual", "offer", "measured"})
    if unknown:
        raise _fault(path, "", unknown[0], "not a part of such a file")
    return content


def _tables(path: Path, content: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    tables = content.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _fault(path, "", name, "not a list of tables")
    return tables


def _offer(path: Path, content: Mapping[str, Any], entry: Mapping[str, Any]) -> Offer:
    usual = content.get("usual", {})
    if not isinstance(usual, dict):
        raise _fault(path, "", "usual", "not a table")
    kind = {"kind": content["kind"]} if "kind" in content else {}
    said = {**kind, **usual, **entry}
    id = str(said.get("id", ""))
    said.pop("sources", None)
    values: dict[str, Any] = {}
    for field in ("id", "kind", "name", "languages", "licence"):
        if field not in said:
            raise _fault(path, id, field, "missing")
    for field, value in said.items():
        if field not in _FIELDS:
            raise _fault(path, id, field, "no field of an entry")
        try:
            values[field] = _FIELDS[field](value)
        except (ValueError, SettingsError) as error:
            raise _fault(path, id, field, str(error)) from error
    return _sound(path, Offer(**values))


def _sound(path: Path, offer: Offer) -> Offer:
    """Return the offer, its size from its files' where all are known; raises for fields that contradict each other."""
    for field, reason in _contradictions(offer):
        raise _fault(path, offer.id, field, reason)
    return replace(offer, size=_total(offer)) if _is_known(offer) else offer


def _contradictions(offer: Offer) -> Iterator[tuple[str, str]]:
    """Yield each field that does not fit the others, and why; what practises, and OCR, come with the program."""
    if _is_known(offer) and offer.size not in (0, _total(offer)):
        yield "size", f"its files have {_total(offer)} bytes together"
    if bool(offer.repository) != bool(offer.commit):
        yield "commit", "a repository and a commit belong together"
    if offer.kind is PackKind.SPEECH and not (offer.repository or offer.practice):
        yield "repository", "nothing says where it is fetched from"
    if offer.kind is PackKind.TRANSLATION:
        if not (offer.addresses or offer.practice):
            yield "addresses", "nothing says where it is fetched from"
        if len(offer.languages) != 2:
            yield "languages", "a translation has two, source and target"
        if len(offer.files) > 1:
            yield "files", "a translation is one archive"
    if not all(map(is_safe, offer.addresses)) and not (_is_known(offer) and all(file.sha256 for file in offer.files)):
        yield "addresses", "plain http needs the size and the SHA-256 of the file"


def _is_known(offer: Offer) -> bool:
    return bool(offer.files) and all(file.size >= 0 for file in offer.files)


def _total(offer: Offer) -> int:
    return sum(file.size for file in offer.files)


def _measured(path: Path, content: Mapping[str, Any]) -> Iterable[tuple[str, Accuracy]]:
    for table in _tables(path, content, "measured"):
        try:
            source = _text(table.get("source"))
            wrong = {id: value for id, value in table.items() if id != "source"}
            for id, languages in wrong.items():
                for language, number in _table(languages).items():
                    yield id, Accuracy(_tag(language), _share(number), source)
        except ValueError as error:
            raise _fault(path, "", "measured", str(error)) from error


def _unreadable(path: Path, error: Exception) -> SettingsError:
    return SettingsError(
        _("The list of packs “{file}” cannot be read.").format(file=path),
        hint=_("Mend this file, or ask the one who made it; if it came with Souffleur, install Souffleur again."),
        details=str(error),
    )


def _fault(path: Path, entry: str, field: str, reason: str) -> SettingsError:
    return SettingsError(
        _("The list of packs “{file}” cannot be used: look at “{field}” in the entry “{entry}”.").format(
            file=path, field=field, entry=entry or "–"
        ),
        hint=_("Mend this file, or ask the one who made it; if it came with Souffleur, install Souffleur again."),
        details=reason,
    )


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[object], str]:
    def look(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _Unusable(f"{value!r} is no {what}")
        return value

    return look


_tag = _matching(_TAG, "tag of a language")


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _Unusable(f"{value!r} is no text of one line")
    return value


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise _Unusable(f"{value!r} is no number of bytes")
    return value


def _share(value: object) -> float:
    if type(value) not in (int, float) or not 0 <= float(str(value)) <= 1000:
        raise _Unusable(f"{value!r} is no number of words of 100")
    return float(str(value))


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Unusable(f"{value!r} is neither true nor false")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _Unusable(f"{value!r} is no list")
    return value


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Unusable(f"{value!r} is no table")
    return value


def _address(value: object) -> str:
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise _Unusable(f"{value!r} is no address")
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username or parts.port == 0:
        raise _Unusable(f"{value!r} is no address that begins with https")
    return value


def is_safe(address: str) -> bool:
    """Say whether nobody on the way can change what comes from there: https, or this very computer."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)


def _files(value: object) -> tuple[PackFile, ...]:
    files = []
    for table in _list(value):
        said = _table(table)
        unknown = sorted(said.keys() - {"name", "size", "sha256"})
        if unknown:
            raise _Unusable(f"{unknown[0]!r} says nothing about a file")
        size = _count(said["size"]) if "size" in said else -1
        files.append(PackFile(_text(said.get("name")), size, _text(said["sha256"]) if "sha256" in said else ""))
    if len({file.name.casefold() for file in files}) != len(files):
        raise _Unusable("the same file twice")
    return tuple(files)


def _shape(value: object) -> Shape:
    said = _table(value)
    if any(type(number) is not int or number < 1 for number in said.values()):
        raise _Unusable("all parts of a shape are whole numbers")
    try:
        return Shape(**said)
    except TypeError as error:
        raise _Unusable(str(error)) from error


_FIELDS: Mapping[str, Callable[[object], object]] = {
    "id": _matching(_ID, "id: letters, digits, points and hyphens"),
    "kind": lambda value: PackKind(_text(value)),
    "name": _text,
    "languages": lambda value: tuple(_tag(each) for each in _list(value)),
    "licence": _text,
    "size": _count,
    "version": _text,
    "role": lambda value: Role(_text(value)),
    "repository": _matching(_REPOSITORY, "repository: two names with / between them"),
    "commit": _matching(_COMMIT, "commit: 40 digits and letters from a to f"),
    "addresses": lambda value: tuple(_address(each) for each in _list(value)),
    "files": _files,
    "good_at": _text,
    "weak_at": _text,
    "origin": _text,
    "shape": _shape,
    "practice": _truth,
}
"""The fields of an entry, and how each is looked at."""
