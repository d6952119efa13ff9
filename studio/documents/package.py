"""Files of offices: a zip of parts.  Parts nobody changed are written back as they were, byte for byte.

A received file is a stranger's: it is never unpacked to a disk, its parts are counted and weighed before any is
opened, and XML is read without entities, without a network and without documents that include each other.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import InputError
from studio.i18n import _

if TYPE_CHECKING:
    from lxml import etree

MOST_PARTS = 20_000
MOST_BYTES = 2 << 30
"""Of all parts, unpacked."""

MOST_XML = 96 << 20
"""Of one part that is read."""

_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files begin that are not zips: old ones, and those with a password


class Package:
    """A file of parts, looked at but not unpacked."""

    def __init__(self, path: Path) -> None:
        """Open the file; `InputError` for one that is no zip, damaged, locked by a password, or far too large."""
        self.path = path
        try:
            with path.open("rb") as file:
                self._raw = file.read()
            if self._raw.startswith(_OLD):
                raise locked_or_old(path)
            self._zip = zipfile.ZipFile(io.BytesIO(self._raw))
        except OSError as error:
            raise InputError(
                _("“{name}” could not be read.").format(name=path.name),
                hint=_("Look whether it was moved or renamed, or whether its drive is connected."),
                details=str(error),
            ) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise damaged(path, str(error)) from error
        self._check()

    @property
    def names(self) -> list[str]:
        """Return the names of all parts, in the order of the file."""
        return [info.filename for info in self._zip.infolist()]

    def has(self, name: str) -> bool:
        """Say whether there is a part of this name."""
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Return a part; `InputError` where it is missing or damaged."""
        try:
            info = self._zip.getinfo(name)
            if info.file_size > MOST_XML:
                raise too_large(self.path)
            with self._zip.open(info) as part:
                content = part.read(info.file_size + 1)
        except (KeyError, OSError, *_BROKEN) as error:
            raise damaged(self.path, f"{name}: {error}") from error
        if len(content) > info.file_size:
            raise damaged(self.path, f"{name} is larger than it says")
        return content

    def xml(self, name: str) -> etree._Element:
        """Return the root of a part that is XML."""
        return parse(self.read(name), self.path, name)

    def with_parts(self, parts: Mapping[str, bytes], without: frozenset[str] = frozenset()) -> bytes:
        """Return the file with other contents for some parts; the others stay as they are."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self._zip.infolist():
                if info.filename in without:
                    continue
                content = parts.get(info.filename)
                target.writestr(_plain(info), self._any(info) if content is None else content)
        return made.getvalue()

    def _any(self, info: zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(info)
        except _BROKEN as error:
            raise damaged(self.path, f"{info.filename}: {error}") from error

    def _check(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_BYTES:
            raise too_large(self.path)
        if any(info.flag_bits & 1 for info in infos):
            raise locked(self.path)
        if len({info.filename for info in infos}) < len(infos):
            raise damaged(self.path, "two parts of one name")


def parse(content: bytes, path: Path, name: str) -> etree._Element:
    """Return the root of XML; `InputError` where it is damaged, nests without end, or defines entities."""
    from lxml import etree

    if b"<!DOCTYPE" in content[:4096] and b"<!ENTITY" in content:
        raise damaged(path, f"{name} defines entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(path, f"{name}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None and root.getroottree().docinfo.internalDTD.entities():
        raise damaged(path, f"{name} defines entities")
    return root


def dump(root: etree._Element) -> bytes:
    """Return XML as the programs of offices write it."""
    from lxml import etree

    content: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def damaged(path: Path, details: str) -> InputError:
    """Return the error for a file that is broken inside."""
    return InputError(
        _("“{name}” is damaged.").format(name=path.name),
        hint=_("Open it in the program it was made with, save it anew, and try again."),
        details=details,
    )


def locked(path: Path) -> InputError:
    """Return the error for a file with a password."""
    return InputError(
        _("“{name}” is protected by a password.").format(name=path.name),
        hint=_("Open it in the program it was made with and save it without a password."),
    )


def locked_or_old(path: Path) -> InputError:
    """Return the error for a file that is of an old kind, or has a password: from outside both look the same."""
    return InputError(
        _("“{name}” is protected by a password, or was made by a very old program.").format(name=path.name),
        hint=_("Open it in the program it was made with and save it without a password, in the newest format."),
    )


def too_large(path: Path) -> InputError:
    """Return the error for a file that would fill the memory."""
    return InputError(
        _("“{name}” is too large to be read.").format(name=path.name),
        hint=_("Take large pictures and films out of it, or cut it in parts."),
    )


def _plain(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return what is said of a part, without what only other machines need."""
    kept = zipfile.ZipInfo(info.filename, info.date_time)
    kept.compress_type = zipfile.ZIP_STORED if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    kept.external_attr = info.external_attr
    return kept
