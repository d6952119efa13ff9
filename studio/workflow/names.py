"""The names that must be right everywhere in a production, and where the cues of a track seem to mean one of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from studio.errors import InputError
from studio.i18n import _, ngettext
from studio.project import faults
from studio.project.project import Project
from studio.project.values import Name
from studio.quality.near_names import near_misses
from studio.subtitles.find import Change
from studio.text import seen
from studio.workflow import chosen

LONGEST = 200
"""Characters of a name."""


def all(project: Project) -> list[Name]:
    """Return the names in the order they were added."""
    return project.names.all()


def add(project: Project, text: str, note: str = "") -> int:
    """Keep a name and return its id; one that is there already is not kept twice."""
    name = _clean(text)
    for known in project.names.all():
        if known.text == name:
            return known.id
    with project.step(_("Add name")):
        return project.names.add(name, note.strip())


def put(project: Project, id: int, text: str, note: str = "") -> None:
    """Give a name another spelling or note."""
    if id not in {known.id for known in project.names.all()}:
        raise faults.gone()
    with project.step(_("Change name")):
        project.names.put(Name(id, _clean(text), note.strip()))


def remove(project: Project, ids: Collection[int]) -> None:
    """Take names off the list; no cue changes."""
    with project.step(ngettext("Remove name", "Remove names", len(ids))):
        project.names.remove(ids)


def preview(project: Project, track: int) -> list[Change]:
    """Return what the cues of a track would be with the names that they seem to mean; nothing is changed yet."""
    chosen.track(project, track)
    names = [name.text for name in project.names.all()]
    made: list[Change] = []
    for id, text in project.cues.texts(track):
        after = seen.replaced(text, [(miss.start, miss.end, miss.name) for miss in near_misses(text, names)])
        if after != text:
            made.append(Change(id, text, after))
    return made


def _clean(text: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not name or len(name) > LONGEST:
        raise InputError(
            _("A name needs some letters, and at most {count} of them.").format(count=LONGEST),
            hint=_("Write one name, as it should stand in the subtitles."),
        )
    return name
