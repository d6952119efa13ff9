"""The catalogue: every speech model, translation package and data for reading pictures that can be had.

It is data, `resources/packs/*.toml`.  A venue can offer packs of its own, or a mirror of ours, in a file of the same
form named by `SOUFFLEUR_CATALOGUE`; an entry with one of our ids takes its place.  The Argos index, once refreshed,
adds newer versions and new directions.
"""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio import paths
from studio.errors import UsageError
from studio.i18n import _
from studio.model.pack import Offer, PackKind, Role
from studio.packs import argos_index, catalogue_file

VARIABLE = "SOUFFLEUR_CATALOGUE"

_FIRST = ("de", "nl", "en")
"""The languages of this program, whose translations are shown before all others."""

_KINDS = (PackKind.SPEECH, PackKind.TRANSLATION, PackKind.OCR)
_ROLES = (Role.QUICK, Role.BALANCED, Role.CAREFUL, Role.EXPERT)


def offers(*, own: bool = True) -> list[Offer]:
    """Return all that can be had: what ships, the venue's `own`, and the Argos index as last refreshed; as shown.

    Raises `SettingsError` for a file that cannot be used, naming file, entry and field.
    """
    known = with_index(shipped(), argos_index.load())
    file = os.environ.get(VARIABLE) if own else None
    return _with_own(known, catalogue_file.read([Path(file)])) if file else known


def shipped() -> list[Offer]:
    """Return what the program's own catalogue offers, in the order shown."""
    files = sorted((paths.resources() / "packs").glob("*.toml"))
    return in_order(catalogue_file.read(files))


def offer(id: str) -> Offer:
    """Return the entry called `id`; raises `UsageError` where there is none, naming the ones most like it."""
    known = {each.id: each for each in offers()}
    if id in known:
        return known[id]
    near = difflib.get_close_matches(id, known, n=5) or [each.id for each in known.values() if each.role in _ROLES[:3]]
    raise UsageError(
        _("There is no “{name}” among what can be fetched.").format(name=id),
        hint=_("Did you mean one of these: {names}? All others are listed with “souffleur packs list”.").format(
            names=", ".join(near)
        ),
    )


def with_index(known: Sequence[Offer], index: Iterable[Offer]) -> list[Offer]:
    """Return the offers with what a refreshed Argos index says: newer versions and new directions, in the order shown.

    What we know of a package (size, SHA-256, licence) is known of that one version only, so a newer one comes without.
    An older or equal one in the index changes nothing.
    """
    merged = {each.id: each for each in known}
    usual = _usual(known)
    for newer in index:
        mine = merged.get(newer.id)
        if mine is None:
            merged[newer.id] = replace(newer, **usual)
        elif mine.kind is newer.kind and not mine.practice and argos_index.version(newer) > argos_index.version(mine):
            merged[newer.id] = replace(newer, **(usual | {"name": mine.name, "weak_at": mine.weak_at}))
    return in_order(merged.values())


def in_order(entries: Iterable[Offer]) -> list[Offer]:
    """Return offers in the order shown.

    Speech models by role, then size; translations among the languages of this program, then the rest by name; what
    practises comes last in its kind.
    """
    return sorted(entries, key=_place)


def _with_own(known: Sequence[Offer], own: Sequence[Offer]) -> list[Offer]:
    return in_order(({each.id: each for each in known} | {each.id: each for each in own}).values())


def _usual(known: Sequence[Offer]) -> dict[str, Any]:
    """Return what is said of most packages of the index; each differs from that only in what is known of it alone."""
    packages = [each for each in known if each.kind is PackKind.TRANSLATION and not each.practice]
    said = Counter((each.licence, each.good_at, each.weak_at, each.origin) for each in packages)
    most = said.most_common(1)[0][0] if said else ("", "", "", "")
    return dict(zip(("licence", "good_at", "weak_at", "origin"), most, strict=True))


def _place(entry: Offer) -> tuple[object, ...]:
    is_ours = entry.kind is not PackKind.TRANSLATION or all(tag in _FIRST for tag in entry.languages)
    order = [_FIRST.index(tag) for tag in entry.languages] if is_ours and entry.kind is PackKind.TRANSLATION else []
    return (
        _KINDS.index(entry.kind),
        entry.practice,
        not is_ours,
        _ROLES.index(entry.role),
        entry.size if entry.kind is PackKind.SPEECH else 0,
        order,
        entry.name.casefold(),
        entry.id,
    )
