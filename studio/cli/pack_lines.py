"""Packs as the command line shows them: a line each, and as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from studio.i18n import N_, _, number
from studio.model.pack import PackKind

if TYPE_CHECKING:
    from studio.model.pack import Accuracy, Manifest, Pack
    from studio.workflow.packs import Entry

KINDS = {PackKind.SPEECH: N_("speech"), PackKind.TRANSLATION: N_("translation"), PackKind.OCR: N_("pictures")}

STATES = {
    "installed": N_("installed"),
    "unchecked": N_("here, never tested"),
    "damaged": N_("damaged, not used"),
    "shipped": N_("comes with Souffleur"),
    "partly": N_("partly fetched"),
    "absent": N_("can be fetched"),
    "ready": N_("goes through others"),
}

FEW = 3
"""Languages that are named in a line."""

TALK = 600.0
"""Seconds of the talk whose time is told."""


def line(entry: Entry) -> str:
    """Return an entry as a line: what it is, for which languages, how large, and whether it is here."""
    amount = size(entry.size) if entry.size else "–"
    columns = f"{_(KINDS[entry.kind]):<12} {entry.id:<18} {_languages(entry):<15} {amount:>8}"
    practice = [_("practice language only")] if entry.practice else []
    return "  ".join([columns, _state(entry), *practice])


def note(entry: Entry) -> str:
    """Return how good a speech model is and how long it takes, as a line below the first; "" where nobody knows."""
    if entry.offer is None or entry.practice:
        return ""
    found = [accuracy(entry.offer.accuracy[:FEW])] if entry.offer.accuracy else []
    seconds = talk(entry)
    if seconds is not None:
        from studio.workflow import pace

        found.append(pace.talk_words(seconds))
    return f"{'':<13}{' '.join(found)}" if found else ""


def accuracy(measured: Sequence[Accuracy]) -> str:
    """Return how many words come out wrong in some languages."""
    each = ", ".join(f"{one.language} {number(one.wrong, 0 if one.wrong >= 1 else 1)}" for one in measured)
    return _("Wrong of 100 words, about: {counts}.").format(counts=each)


def size(count: float) -> str:
    """Return bytes as people write them."""
    if count >= 1e9:
        return _("{size} GB").format(size=number(count / 1e9))
    return _("{size} MB").format(size=number(max(count / 1e6, 0.1), 1 if count < 1e7 else 0))


def plain(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain values."""
    offer = entry.offer
    return {
        "id": entry.id,
        "kind": str(entry.kind),
        "state": str(entry.state),
        "languages": list(entry.languages),
        "bytes": entry.size,
        "bytes_here": entry.here,
        "practice": entry.practice,
        "through": list(entry.way),
        "path": str(entry.pack.path) if entry.pack is not None else None,
        "place": str(entry.pack.place) if entry.pack is not None else None,
        "name": offer.name if offer is not None else "",
        "role": str(offer.role) if offer is not None and entry.kind is PackKind.SPEECH else None,
        "version": offer.version if offer is not None else "",
        "licence": offer.licence if offer is not None else "",
        "accuracy": _plain_accuracy(entry),
        "seconds_for_ten_minutes": talk(entry),
    }


def plain_manifest(manifest: Manifest) -> dict[str, Any]:
    """Return what is written beside an installed pack as plain values."""
    return {
        "id": manifest.id,
        "kind": str(manifest.kind),
        "languages": list(manifest.languages),
        "bytes": manifest.size,
        "version": manifest.version,
        "source": manifest.source,
        "tested": manifest.tested,
    }


def plain_pack(pack: Pack) -> dict[str, Any]:
    """Return a pack that lies here as plain values."""
    return {"id": pack.id, "kind": str(pack.kind), "path": str(pack.path), "bytes": pack.size}


def talk(entry: Entry) -> float | None:
    """Return the seconds that a talk of ten minutes takes here, None where nobody knows."""
    if entry.offer is None or entry.kind is not PackKind.SPEECH or entry.practice:
        return None
    from studio.workflow import pace

    return pace.foretold(entry.offer, TALK, entry.pack.id if entry.pack is not None else "")


def _languages(entry: Entry) -> str:
    if not entry.languages or len(entry.languages) > FEW:
        return _("many languages")
    return (" → " if entry.kind is PackKind.TRANSLATION else ", ").join(entry.languages)


def _state(entry: Entry) -> str:
    if entry.way:
        return _("goes through {ids}").format(ids=", ".join(entry.way))
    if entry.here and entry.offer is not None and entry.offer.size:
        return _("{here} of {size} fetched").format(here=size(entry.here), size=size(entry.offer.size))
    return _(STATES[entry.state])


def _plain_accuracy(entry: Entry) -> list[dict[str, Any]]:
    if entry.offer is None:
        return []
    return [{"language": each.language, "wrong": each.wrong, "source": each.source} for each in entry.offer.accuracy]
