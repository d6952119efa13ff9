"""Which markers a package keeps: tried once, and remembered in the cache.

The trial costs a package of real size about a second, so that not every start of the program may pay for it.  What
is remembered is thrown away with the cache, and is another package's as soon as the model's file is another one.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from studio import paths
from studio.model.translation import Package
from studio.translation import markers
from studio.translation.engine import OnDone, Translator
from studio.translation.markers import FAMILIES, Family

_FILE = "markers.json"
_MOST = 200  # packages remembered


def families(package: Package, translator: Translator, on_done: OnDone) -> list[Family]:
    """Return the families of markers that survive a package, the safest first."""
    key = _key(package)
    known = _read()
    by_name = {family.name: family for family in FAMILIES}
    if key in known and by_name.keys() >= set(known[key]):
        return [by_name[name] for name in known[key]]
    kept = markers.kept(translator, package.source, on_done)
    if key:
        _write({**known, key: [family.name for family in kept]})
    return kept


def _key(package: Package) -> str:
    """Return what tells this copy of a package from any other; nothing where there is no model on the disk."""
    model = Path(package.folder) / "model" / "model.bin"
    try:
        stat = model.stat()
    except OSError:
        return ""
    return " ".join((package.source, package.target, package.version, str(stat.st_size), str(stat.st_mtime_ns)))


def _read() -> dict[str, list[str]]:
    """Return what is remembered; nothing where the file is missing or is not as it was written."""
    try:
        known = json.loads((paths.cache() / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {
        key: names
        for key, names in known.items()
        if isinstance(names, list) and all(isinstance(name, str) for name in names)
    }


def _write(known: dict[str, list[str]]) -> None:
    """Remember the newest; where the cache cannot be written the trial is made again another time."""
    newest = dict(list(known.items())[-_MOST:])
    file = paths.cache() / _FILE
    draft = file.with_name(f"{_FILE}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(newest, indent=1), "utf-8")
        draft.replace(file)
