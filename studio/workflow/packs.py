"""What this computer can hear and translate."""

from __future__ import annotations

from pathlib import Path

from studio import paths
from studio.model.pack import Pack, PackKind
from studio.packs import installed
from studio.workflow.translate import packages


def folder() -> Path:
    """Return where the user's packs lie."""
    return paths.packs()


def installed_packs() -> list[Pack]:
    """Return the speech models, then the translation packages, the practice ones included and marked."""
    return installed.speech_models() + [
        Pack(
            id=f"{package.source}-{package.target}",
            kind=PackKind.TRANSLATION,
            languages=(package.source, package.target),
            size=installed.size_of(Path(package.folder)),
            path=Path(package.folder),
            practice=package.practice,
        )
        for package in packages(practice=True)
    ]
