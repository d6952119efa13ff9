"""Which packs were found damaged: kept beside them, since a shared or shipped one cannot be written to.

A mark holds until the pack is replaced or verified again.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from studio import paths
from studio.model.pack import Pack, PackKind, PackPlace

FILE = ".damaged.json"


def damaged() -> dict[str, list[str]]:
    """Return the names of the differing files by mark ("own/speech/small"); none where the list cannot be used."""
    try:
        content = json.loads((paths.packs() / FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {str(key): [str(name) for name in value] for key, value in content.items() if isinstance(value, list)}


def key(place: PackPlace, kind: PackKind, name: str) -> str:
    """Return the name of the mark of a pack whose folder or archive is called `name`."""
    return f"{place}/{kind}/{name}"


def mark(pack: Pack, names: list[str]) -> None:
    """Mark a pack as damaged; a folder that cannot be written to keeps no mark."""
    _keep({**damaged(), key(pack.place, pack.kind, pack.path.name): names})


def clear(place: PackPlace, kind: PackKind, name: str) -> None:
    """Take the mark away."""
    before = damaged()
    if (own := key(place, kind, name)) in before:
        _keep({each: names for each, names in before.items() if each != own})


def _keep(content: dict[str, list[str]]) -> None:
    file = paths.packs() / FILE
    draft = Path(f"{file}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(content, indent=1), "utf-8")
        draft.replace(file)
