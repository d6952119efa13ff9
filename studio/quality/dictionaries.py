"""Where Hunspell's dictionaries lie: as Debian, LibreOffice, macOS or the user put them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from studio import paths

HOME_REGIONS = {"de": "DE", "nl": "NL", "en": "GB", "fr": "FR", "pt": "PT", "es": "ES"}
"""The region whose dictionary stands for a language without one: where it is written, not where most speak it."""


def find(language: str) -> Path | None:
    """Return the affix file of the best dictionary for a language on this computer, None if there is none.

    The tag's own region comes first, then the language's home, then one without a region, then any.
    """
    base, _sign, region = language.replace("_", "-").partition("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", base):
        return None
    wanted = [known for known in (region.upper(), HOME_REGIONS.get(base.lower(), "")) if known] + [""]
    found = [path for folder in places() for path in _dictionaries(folder, base.lower())]
    return min(found, key=lambda path: _rank(path, wanted), default=None)


def places() -> list[Path]:
    """Return the folders where dictionaries may lie, the user's own first."""
    home = Path.home()
    named = [Path(part) for part in os.environ.get("DICPATH", "").split(os.pathsep) if part]
    shared = [Path(part) for part in os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":") if part]
    share = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    debian = [folder / name for folder in (share, *shared) for name in ("hunspell", "myspell", "myspell/dicts")]
    return [paths.dictionaries(), *named, *debian, *_of_mac(home), *_of_libre_office(home)]


def _dictionaries(folder: Path, base: str) -> Iterator[Path]:
    """Yield the affix files in a folder that have their word list beside them."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        stem, ending = os.path.splitext(name)
        if ending == ".aff" and re.split(r"[-_]", stem)[0].lower() == base and f"{stem}.dic" in names:
            yield folder / name


def _rank(path: Path, wanted: Sequence[str]) -> int:
    parts = re.split(r"[-_]", path.stem)
    region = parts[1].upper() if len(parts) > 1 else ""
    return wanted.index(region) if region in wanted else len(wanted)


def _of_mac(home: Path) -> list[Path]:
    return [home / "Library/Spelling", Path("/Library/Spelling")] if sys.platform == "darwin" else []


def _of_libre_office(home: Path) -> list[Path]:
    """Return the folders of LibreOffice's own dictionaries, and of those a user added as extensions."""
    shared, own = {
        "win32": ("LibreOffice*/share/extensions", home / "AppData/Roaming/LibreOffice"),
        "darwin": ("LibreOffice*.app/Contents/Resources/extensions", home / "Library/Application Support/LibreOffice"),
    }.get(sys.platform, ("libreoffice*/share/extensions", home / ".config/libreoffice"))
    roots = {
        "win32": [Path(os.environ.get(name, "C:/Program Files")) for name in ("ProgramFiles", "ProgramFiles(x86)")],
        "darwin": [Path("/Applications")],
    }.get(sys.platform, [Path("/usr/lib"), Path("/usr/lib64"), Path("/opt")])
    found = [path for root in roots for path in root.glob(f"{shared}/dict-*")]
    extensions = "4/user/uno_packages/cache/uno_packages/*/*.oxt"
    found += [place for path in own.glob(extensions) for place in (path, path / "dictionaries")]
    return sorted(path for path in found if path.is_dir())
