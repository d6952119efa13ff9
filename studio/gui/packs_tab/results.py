"""What came of work for several packs, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.errors import StudioError
from studio.gui.packs_tab.names import bytes_in_words, of_manifest
from studio.gui.widgets import NoteKind
from studio.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio.workflow.pack_tasks import Imported, Verified

Said = tuple[NoteKind, str, str]
"""The kind of a note, its first words, and the rest."""


def told(what: str, value: Any) -> Said | None:
    """Return what is told of work of a kind that ended well; None where nobody waits to hear of it."""
    found: dict[str, Callable[[Any], Said]] = {
        "import": of_import,
        "verify": of_verify,
        "carry": of_carry,
        "refresh": lambda _value: of_refresh(),
        "measure": lambda _value: of_measure(),
    }
    return found[what](value) if what in found else None


def well(what: str, value: Any) -> set[str]:
    """Return the ids of the packs that are well after work of a kind, whatever went wrong with them before."""
    if what == "import":
        return {manifest.id for manifest in value.came}
    return {each.pack.id for each in value if each.is_whole} if what == "verify" else set()


def of_import(value: Imported) -> Said:
    """Return what an import brought, and what was refused and why."""
    came = [of_manifest(manifest) for manifest in value.came]
    refused = [" ".join(filter(None, (each.message, each.hint))) for each in value.refused]
    if not came and not refused:
        return "info", _("Nothing new came."), "\n".join(value.said)
    title = ngettext("{n} pack came and was tested", "{n} packs came and were tested", len(came)).format(n=len(came))
    title = f"{title}: {', '.join(came)}." if came else _("Nothing came.")
    return "problem" if refused else "approved", title, "\n".join((*refused, *value.said))


def of_verify(value: Sequence[Verified]) -> Said:
    """Return whether all packs are whole, or which are not."""
    damaged = [each for each in value if not each.is_whole]
    if not damaged:
        words = ngettext("{n} pack is whole and works.", "All {n} packs are whole and work.", len(value))
        return "approved", words.format(n=len(value)), ""
    words = ngettext(
        "{n} pack is damaged and not used any more.", "{n} packs are damaged and not used any more.", len(damaged)
    )
    reasons = [" ".join(filter(None, (each.message, each.hint))) for each in damaged]
    return "problem", words.format(n=len(damaged)), "\n".join(reasons)


def of_carry(written: int) -> Said:
    """Return that a copy was written."""
    return "approved", _("The copy is written, {size}.").format(size=bytes_in_words(written)), _how_to_carry()


def of_error(error: StudioError) -> Said:
    """Return what went wrong."""
    return "problem", error.message, error.hint


def of_refresh() -> Said:
    """Return that the list of translation packages is up to date."""
    return "approved", _("The list of translation packages is up to date."), ""


def of_measure() -> Said:
    """Return that this computer was measured."""
    return "approved", _("This computer was measured."), _("The details of each model say how long it needs here.")


def _how_to_carry() -> str:
    return _("On the other computer choose “Import from stick or folder…”.")
