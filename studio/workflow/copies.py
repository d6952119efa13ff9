"""Copies of an open production: for oneself, or for somebody else."""

from __future__ import annotations

from pathlib import Path

from studio.errors import InputError
from studio.i18n import _
from studio.project.project import SUFFIX, Project


def save(project: Project, path: Path) -> Path:
    """Write a copy with everything that is in the production and return where it is; a file there is replaced."""
    return _copy(project, path, hand_over=False)


def hand_over(project: Project, path: Path) -> Path:
    """Write a copy without the steps of undo, the place of the window, removed films and the folders of this computer.

    Returns where it is; a file there is replaced.
    """
    return _copy(project, path, hand_over=True)


def _copy(project: Project, path: Path, *, hand_over: bool) -> Path:
    target = path
    if path.suffix.lower() != SUFFIX:
        target = path.with_name(path.name + SUFFIX)
        if target.exists():  # nobody was asked whether that one may be replaced
            raise InputError(
                _("“{name}” is there already.").format(name=target.name), hint=_("Choose another name or folder.")
            )
    project.copy_to(target, hand_over=hand_over)
    return target
