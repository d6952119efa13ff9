"""What people confirmed before: kept from productions for the next ones, and as TMX files.

The house's file (`project/venue.py`) is the one memory: what a production confirms is kept there under the
production's own mark, and what is no longer confirmed goes.  Looking for nearly the same needs an index, which a worker
of its own keeps.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from studio import paths, settings
from studio.i18n import _
from studio.model.memory import MemoryUnit
from studio.project.project import Project
from studio.project.venue import Venue
from studio.workflow import bilingual, memory_tasks
from studio.workflow.flyer import remembered
from studio.workflow.memory_tasks import TmxRead, TmxUnits
from studio.workflow.work import Work

_MARK = "memory"
"""The name under which a production's own mark is kept; it is not handed over."""


def is_used() -> bool:
    """Say whether the memory is asked and filled: a setting."""
    return settings.load().use_memory


def keep(project: Project) -> int:
    """Have the house's memory hold just what a production confirms now, and what was imported into it.

    Returns how many units came or went.
    """
    return _kept(project, confirmed(project)) if is_used() else 0


def confirmed(project: Project) -> list[MemoryUnit]:
    """Return the sentences of a production that people confirmed, in all its languages."""
    tracks = [track for video in project.media.videos() for track in project.tracks.of(video.id)]
    said = [unit for track in tracks if track.source is not None for unit in bilingual.confirmed(project, track.id)]
    return said + remembered.confirmed(project)


def held(project: Project) -> list[MemoryUnit]:
    """Return what people confirmed in a production, and what was imported into it."""
    return confirmed(project) + project.units.all()


def count() -> int:
    """Return how many units the house's memory has."""
    if not paths.venue().exists():
        return 0
    with Venue.open(paths.venue()) as venue:
        return venue.memory.count()


def directions() -> list[tuple[str, str, int]]:
    """Return the languages that the house's memory knows and how many units of each, the most first."""
    if not paths.venue().exists():
        return []
    with Venue.open(paths.venue()) as venue:
        return venue.memory.directions()


def imported() -> int:
    """Return how many units came from files."""
    if not paths.venue().exists():
        return 0
    with Venue.open(paths.venue()) as venue:
        return venue.memory.owned("")


def forget_imported() -> Work[int]:
    """Return the work that forgets what came from files, and says how many units that were; productions' stay."""
    return Work(_("Forgetting what was imported"), "memory", memory_tasks.forget_imported, (paths.venue(),))


def import_tmx(file: Path) -> Work[TmxRead]:
    """Return the work that takes the units of a TMX file into the house's memory.

    What was taken in before it is stopped stays.
    """
    label = _("Reading “{name}”").format(name=file.name)
    return Work(label, "memory", memory_tasks.import_tmx, (file, paths.venue()))


def read_tmx(file: Path) -> Work[TmxUnits]:
    """Return the work that reads the units of a TMX file, for `import_into`."""
    label = _("Reading “{name}”").format(name=file.name)
    return Work(label, "memory", memory_tasks.read_tmx, (file,))


def import_into(project: Project, read: TmxUnits) -> TmxRead:
    """Have a production keep units that were read, for itself and whoever it is handed over to; undo leaves them."""
    with project.record():
        new = project.units.add(read.units)
    keep(project)
    return TmxRead(new, len(read.units) - new, read.left_out, read.is_damaged)


def forget_imported_into(project: Project) -> int:
    """Forget what was imported into a production, and return how many units that were."""
    with project.record():
        gone = project.units.clear()
    keep(project)
    return gone


def export_tmx(project: Project | None, file: Path) -> Work[int]:
    """Return the work that writes the units of a production, or (None) of the house's memory, to a TMX file.

    Its value is how many; a file that is stopped halfway is not there.
    """
    units: Sequence[MemoryUnit] | None = held(project) if project is not None else None
    label = _("Writing “{name}”").format(name=file.name)
    return Work(label, "memory", memory_tasks.export_tmx, (file, paths.venue(), units))


def marks(project: Project) -> tuple[str, ...]:
    """Return the marks of a production's units, the first to be preferred: what people confirmed, what is imported."""
    own = mark(project)
    return (own, _of_files(own)) if own is not None else ()


def _kept(project: Project, units: Sequence[MemoryUnit]) -> int:
    imported = project.units.count()
    if not units and not imported and (mark(project) is None or not paths.venue().exists()):
        return 0
    owner = _owner(project)
    with Venue.open(paths.venue()) as venue:
        memory = venue.memory
        same, all_there = memory.holds(owner, units), memory.owned(_of_files(owner)) == imported
        if same and all_there:
            return 0
        with venue.writing():
            changed = 0 if same else memory.replace(owner, units)
            return changed + (0 if all_there else memory.replace(_of_files(owner), project.units.all()))


def _of_files(owner: str) -> str:
    """Return the mark of what was imported into a production; it may be much, and is compared by its number only."""
    return f"{owner} imported"


def _owner(project: Project) -> str:
    """Return the mark under which a production's units are kept, made where it has none."""
    own = mark(project) or secrets.token_hex(16)
    if project.view.get(_MARK) != (wanted := {"mark": own, "path": str(project.path)}):
        with project.record():
            project.view.put(_MARK, wanted)
    return own


def mark(project: Project) -> str | None:
    """Return a production's own mark, None where it has none yet.

    A copy that lies beside its original has none: else each would take away what only the other confirms.
    """
    known = project.view.get(_MARK)
    if not isinstance(known, dict) or not isinstance(known.get("mark"), str):
        return None
    there = known.get("path")
    is_copy = isinstance(there, str) and there != str(project.path) and Path(there).exists()
    return None if is_copy else str(known["mark"])
