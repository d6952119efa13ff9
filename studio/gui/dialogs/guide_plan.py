"""What the first-run guide proposes: which models answer its question, which packages the chosen languages need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from studio.model.pack import PackKind, Role
from studio.workflow.packs import Entry, EntryState

MIDDLE = "en"
"""The language that a translation goes through where no package leads there directly."""

HERE = {EntryState.INSTALLED, EntryState.UNCHECKED, EntryState.SHIPPED}
"""States in which a pack can be used."""

ASKED = (Role.QUICK, Role.BALANCED, Role.CAREFUL)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Packages:
    """The packages that translate between some languages, and the directions that go through a third one or nowhere."""

    entries: tuple[Entry, ...]
    through: tuple[Pair, ...]
    nowhere: tuple[Pair, ...]


def is_here(entry: Entry) -> bool:
    """Say whether a pack is on this computer and can be used."""
    return entry.pack is not None and entry.state in HERE | {EntryState.PARTLY}


def models(entries: Sequence[Entry]) -> dict[Role, Entry]:
    """Return the speech models that answer the plain question, quickest first."""
    speech = {entry.offer.role: entry for entry in entries if entry.kind is PackKind.SPEECH and entry.offer is not None}
    return {role: speech[role] for role in ASKED if role in speech and not speech[role].practice}


def real_models(entries: Sequence[Entry]) -> list[Entry]:
    """Return the speech models that are here, but no practice model."""
    return [each for each in entries if each.kind is PackKind.SPEECH and is_here(each) and not each.practice]


def packages(languages: Sequence[str], entries: Sequence[Entry]) -> Packages:
    """Return what translates between any two of `languages`; a way through English where there is no other."""
    direct = {each.languages: each for each in entries if _translates(each)}
    wanted = [(source, target) for source in languages for target in languages if source != target]
    found: dict[Pair, Entry] = {pair: direct[pair] for pair in wanted if pair in direct}
    through: list[Pair] = []
    nowhere: list[Pair] = []
    for source, target in wanted:
        legs = ((source, MIDDLE), (MIDDLE, target))
        if (source, target) in direct:
            continue
        if MIDDLE in (source, target) or not all(leg in direct for leg in legs):
            nowhere.append((source, target))
        else:
            through.append((source, target))
            found.update({leg: direct[leg] for leg in legs})
    return Packages(tuple(found.values()), tuple(through), tuple(nowhere))


def usual(languages: Sequence[str], found: Packages) -> set[str]:
    """Return the ids of those packages that lead from the first of `languages` to the others."""
    home = languages[0] if languages else ""
    legs = {pair for pair in found.through if pair[0] == home}
    wanted = {(MIDDLE, target) for _source, target in legs} | {(home, MIDDLE) for _leg in legs}
    return {each.id for each in found.entries if each.languages in wanted or each.languages[0] == home}


def opened_up(found: Packages, ids: Collection[str]) -> list[Pair]:
    """Return the directions through English that work with those packages that are here or among `ids`."""
    there = {each.languages for each in found.entries if each.id in ids or is_here(each)}
    return [pair for pair in found.through if {(pair[0], MIDDLE), (MIDDLE, pair[1])} <= there]


def to_fetch(entries: Sequence[Entry], ids: Collection[str]) -> int:
    """Return the bytes that are still to be fetched of the packs of these ids."""
    wanted = [each for each in entries if each.id in ids and not is_here(each)]
    return sum(max(0, each.size - each.here) for each in wanted)


def _translates(entry: Entry) -> bool:
    is_real = entry.kind is PackKind.TRANSLATION and not entry.practice and len(entry.languages) == 2
    return is_real and not entry.way
