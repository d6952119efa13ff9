"""Flyers come into a production: read in a worker, kept as blocks with what they look like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.documents.locked import Locked
from studio.errors import InputError
from studio.i18n import _
from studio.model.document import Document
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredFlyer
from studio.translation import name_words
from studio.workflow import add, check
from studio.workflow.flyer import tasks
from studio.workflow.work import Event, Work

__all__ = ["Locked", "add_flyer", "adding", "flyer_of", "path_of", "reading", "remove"]


def reading(path: Path, password: str = "") -> Work[Document]:
    """Return the work that reads a flyer; `Locked` where it needs the (or another) password."""
    return Work(_("Reading “{name}”").format(name=path.name), "documents", tasks.read, (path.absolute(), password))


def adding(project: Project, path: Path, password: str = "") -> Work[Document]:
    """Return the work that reads a flyer and adds it to a production, as one step."""
    work = reading(path, password)
    work.hand = _Adding(project, path)
    return work


def flyer_of(project: Project, path: Path) -> StoredFlyer | None:
    """Return the flyer of the production that is the file `path`, None where it holds no such one."""
    return next((flyer for flyer in project.media.flyers() if project.media.is_same(flyer.id, path)), None)


def add_flyer(project: Project, path: Path, document: Document) -> int:
    """Add a flyer that was read and return its id; that of the same file where it was added before.

    The first file of a production is no step: undo would leave a production of nothing.
    """
    known = flyer_of(project, path)
    if known is not None:
        return known.id
    is_first = not project.media.videos() and not project.media.flyers()
    with project.record() if is_first else project.step(_("Add flyer")):
        id = project.media.add_flyer(path)
        project.flyers.add(id, document)
        project.flyers.set_language(id, language_of(path, document))
    return id


def language_of(path: Path, document: Document) -> str:
    """Return the language a flyer is written in: as its name says, else as the file does, else by its words; or ""."""
    said = check.language_of(path) or document.language
    return said or name_words.language_of("\n".join(block.text for block in document.blocks))


def remove(project: Project, id: int) -> None:
    """Take a flyer out of the production, as one step; all that was made of it comes back with undo, its file stays."""
    if project.media.flyer(id) is None:
        raise faults.gone()
    with project.step(_("Remove flyer")):
        project.media.remove(id)


def path_of(project: Project, flyer: int) -> Path:
    """Return where a flyer's file is now; `InputError` where it is not found."""
    stored = project.media.flyer(flyer)
    path = add.place(project, flyer) if stored else None
    if stored is None or path is None:
        raise InputError(
            _("“{name}” is not found any more.").format(name=stored.file.name if stored else "?"),
            hint=_("Connect its drive, or show where the file is now."),
        )
    return path


class _Adding:
    """Adds what was read."""

    def __init__(self, project: Project, path: Path) -> None:
        self._project = project
        self._path = path

    def take(self, value: object) -> list[Event]:
        """Show nothing but the progress."""
        return []

    def finish(self, value: Document) -> list[Work[Any]]:
        """Add the flyer as one step."""
        add_flyer(self._project, self._path.absolute(), value)
        return []

    def stopped(self) -> None:
        """Leave the production as it was."""
