"""Where things lie: resources, packs, settings, logs; in a source tree, a wheel and a bundle."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

APP = "souffleur"


def resources() -> Path:
    """Return the folder of what ships with the program (profiles, word lists, practice models, texts).

    `SOUFFLEUR_RESOURCES` overrides it, e.g. with a copy that lacks the practice models.
    """
    if override := os.environ.get("SOUFFLEUR_RESOURCES"):
        return Path(override)
    package = Path(__file__).parent
    inside = package / "_resources"  # a wheel or a bundle carries the folder inside the package
    return inside if inside.is_dir() else package.parent / "resources"


def packs() -> Path:
    """Return the folder where speech models and translation packages are kept.

    `SOUFFLEUR_PACKS` overrides it, e.g. with a folder shared by all users of a machine.
    """
    override = os.environ.get("SOUFFLEUR_PACKS")
    return Path(override) if override else _platform().user_data_path / "packs"


def shared_packs() -> Path:
    """Return the folder of packs for all users of this machine; it is read, never written to, and need not exist.

    `SOUFFLEUR_SHARED_PACKS` overrides it.
    """
    override = os.environ.get("SOUFFLEUR_SHARED_PACKS")
    return Path(override) if override else _platform().site_data_path / "packs"


def practice() -> Path:
    """Return the folder of the practice models and the sample film."""
    return resources() / "practice"


def dictionaries() -> Path:
    """Return the folder where users may put dictionaries for spelling (it need not exist)."""
    return _platform().user_data_path / "dictionaries"


def venue() -> Path:
    """Return the file with the house's own names, terms and memory (it need not exist).

    `SOUFFLEUR_VENUE` overrides it, e.g. with a file on a drive that all colleagues use.
    """
    override = os.environ.get("SOUFFLEUR_VENUE")
    return Path(override) if override else _platform().user_data_path / "venue.sqlite"


def cache() -> Path:
    """Return the folder of what can be made again at any time (it need not exist)."""
    return _platform().user_cache_path


def settings_file() -> Path:
    """Return the file of the user's preferences (it need not exist)."""
    return _platform().user_config_path / "settings.toml"


def documents() -> Path:
    """Return the folder where the user's documents lie."""
    return _platform().user_documents_path


def recent_file() -> Path:
    """Return the file with the list of recent productions (it need not exist)."""
    return _platform().user_state_path / "recent.json"


def logs() -> Path:
    """Return the folder of the log files (it need not exist)."""
    return _platform().user_log_path


def _platform() -> PlatformDirs:
    """Return the user's folders; the library is loaded when they are needed, which `--help` does not."""
    from platformdirs import PlatformDirs

    return PlatformDirs(APP, appauthor=False)
