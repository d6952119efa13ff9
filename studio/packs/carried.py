"""The list of packs in an archive made to be carried: `manifest.json`, beside the packs in `packs/KIND/ID/`.

It may be a stranger's.  An entry that cannot be used does not hide the others.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any

from studio.errors import PackError, SettingsError
from studio.i18n import _
from studio.model.pack import Manifest, PackFile, PackKind
from studio.packs import manifest as manifests
from studio.packs.sources import Source

FILE = "manifest.json"
FORMAT = 1

_LARGEST = 16 << 20
_KEY = "packs"


def is_list(source: Source) -> bool:
    """Say whether the files are those of a carried archive."""
    return FILE in source.files and any(name.startswith(f"{_KEY}/") for name in source.files)


def folder(manifest: Manifest) -> str:
    """Return where in the archive the files of a pack lie."""
    return f"{_KEY}/{manifest.kind}/{manifest.id}"


def dumps(packs: Sequence[Manifest]) -> str:
    """Return the text of the list."""
    listed = [{"format": manifests.FORMAT, **dataclasses.asdict(manifest)} for manifest in packs]
    return json.dumps({"format": FORMAT, _KEY: listed}, ensure_ascii=False, indent=1) + "\n"


def entries(source: Source, name: str) -> list[Manifest | PackError]:
    """Return the packs that the archive `name` lists, and an error for each entry that cannot be used.

    `PackError` where the list itself cannot be read.
    """
    if source.files[FILE] > _LARGEST:
        raise _unusable(name, f"{source.files[FILE]} bytes")
    try:
        content = json.loads(b"".join(source.stream(FILE)))
        version, listed = content["format"], list(content[_KEY])
        if version > FORMAT:
            raise PackError(
                _("“{name}” was made by a newer Souffleur.").format(name=name),
                hint=_("Update Souffleur, then import it again."),
            )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unusable(name, f"{type(error).__name__}: {error}") from error
    if not listed:
        raise _unusable(name, "no packs")
    return [entry(each, name) for each in listed]


def entry(content: object, name: str) -> Manifest | PackError:
    """Return the manifest that `content` is, or why it cannot be used."""
    table: Mapping[str, Any] = content if isinstance(content, dict) else {}
    kind, files = table.get("kind"), table.get("files")
    if isinstance(kind, str) and kind not in set(PackKind):
        return PackError(
            _("“{name}” holds a pack of a kind that Souffleur does not know: “{kind}”.").format(
                name=name, kind=kind[:40]
            ),
            hint=_("Update Souffleur, then import it again."),
        )
    for file in files if isinstance(files, list) else []:
        if (wrong := _unsafe(file)) is not None:
            return PackError(
                _("“{name}” lists a file that would land outside the folder of its pack: “{file}”.").format(
                    name=name, file=wrong
                ),
                hint=_("Nothing was imported from it. Ask for a new copy."),
            )
    try:
        return manifests.loads(json.dumps(content))
    except PackError as error:
        return error


def _unsafe(file: object) -> str | None:
    """Return the name of a file in a list if it is unsafe."""
    name = file.get("name") if isinstance(file, dict) else None
    if not isinstance(name, str):
        return None  # the manifest's own reader names it
    try:
        PackFile(name)
    except SettingsError:
        return name[:80].encode("unicode_escape").decode("ascii")
    return None


def _unusable(name: str, details: str) -> PackError:
    return PackError(
        _("The list of packs in “{name}” cannot be read.").format(name=name),
        hint=_("Nothing was imported from it. Ask for a new copy."),
        details=details,
    )
