"""What packs, their sizes and their tasks are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.gui.languages import name as language
from studio.gui.recent_list import listed
from studio.i18n import N_, _, ngettext, number
from studio.model.pack import Manifest, PackKind, Role

if TYPE_CHECKING:
    from studio.workflow.packs import Entry

FEW = 3
"""Languages that are named; of more the number is said."""

ROLES = {Role.QUICK: N_("Quick"), Role.BALANCED: N_("Balanced"), Role.CAREFUL: N_("Careful")}
"""What the models are called that answer the plain question."""

_TAG = "[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2}|-[0-9]{3})?"
_PAIR = re.compile(f"(?P<source>{_TAG})-(?P<target>{_TAG})")

_TASKS = {
    PackKind.SPEECH: N_("speech to text"),
    PackKind.TRANSLATION: N_("translation"),
    PackKind.OCR: N_("text in pictures and scans"),
}


def title(entry: Entry) -> str:
    """Return what people call a pack: "Balanced", "German to English", "Latin letters"."""
    if entry.kind is PackKind.TRANSLATION and len(entry.languages) == 2:
        pair = of_pair("-".join(entry.languages))
        return _("{name} (practice)").format(name=pair) if entry.practice else pair
    role = ROLES.get(entry.offer.role) if entry.offer is not None else None
    return _(role) if role else own_name(entry)


def of_pair(id: str) -> str:
    """Return what a translation is called, by its id: "German to English" for "de-en"."""
    source, target = tags(id)
    return _("{source} to {target}").format(source=language(source), target=language(target))


def tags(id: str) -> tuple[str, str]:
    """Return the languages in the id of a translation: "pt-BR" and "en" for "pt-BR-en"."""
    found = _PAIR.fullmatch(id)
    return (found["source"], found["target"]) if found else (id, "")


def of_manifest(manifest: Manifest) -> str:
    """Return what people call a pack that came just now, from what was written beside it."""
    if manifest.kind is PackKind.TRANSLATION and len(manifest.languages) == 2:
        pair = of_pair("-".join(manifest.languages))
        return _("{name} (practice)").format(name=pair) if manifest.practice else pair
    return _(manifest.name) if manifest.name else manifest.id


def own_name(entry: Entry) -> str:
    """Return what those who made a pack call it."""
    return (_(entry.offer.name) if entry.offer is not None and entry.offer.name else "") or entry.id


def task(entry: Entry) -> str:
    """Return what a pack is for, in the middle of a sentence."""
    return _(_TASKS[entry.kind])


def key(entry: Entry) -> str:
    """Return what tells an entry from all others: a way may have the same id as a pack that could be fetched."""
    return f"{entry.kind}:{entry.id}{':way' if entry.way else ''}"


def known_languages(entry: Entry) -> str:
    """Return how many languages a pack knows, or which."""
    known = entry.languages
    if not known:
        return _("many languages")
    if len(known) <= FEW:
        return listed([language(tag) for tag in known])
    return ngettext("{n} language", "{n} languages", len(known)).format(n=len(known))


def bytes_in_words(count: float) -> str:
    """Return an amount of bytes as people write it: "145 MB", "1.6 GB"; in thousands, as the makers of disks count."""
    if count >= 1e9:
        return _("{size} GB").format(size=number(count / 1e9))
    return _("{size} MB").format(size=number(max(count / 1e6, 0.1), 1 if count < 1e7 else 0))


def of_bytes(done: float, total: float) -> str:
    """Return how much of it is there: "312 of 486 MB", "0.3 of 1.6 GB"."""
    if total >= 1e9:
        return _("{done} of {total}").format(done=number(done / 1e9), total=bytes_in_words(total))
    digits = 1 if total < 1e7 else 0
    return _("{done} of {total}").format(done=number(done / 1e6, digits), total=bytes_in_words(total))


def together(names: Sequence[str]) -> str:
    """Return names in quotation marks as a list in words."""
    return listed([_("“{name}”").format(name=name) for name in names])
