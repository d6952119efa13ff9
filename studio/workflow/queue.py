"""The review queue as a list that is kept in order: what is said about each cue goes in, ranked items come out."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from studio.workflow import items
from studio.workflow.items import WORDING, Item, Lead

Key = tuple[float, int, str]
Ranked = tuple[Key, Item]


class Queue:
    """Items in the order of their weight; after every change only what it touches is made anew.

    `places` says where each cue stands in its track, from 0; whoever changes it calls `renumber`.
    """

    def __init__(self, places: Mapping[int, int], track: int) -> None:
        self._places = places
        self._track = track
        self._leads: dict[int, list[Lead]] = {}
        self._alone: dict[tuple[int, str], Ranked] = {}
        self._ranked: list[Ranked] = []
        self._gathered: dict[str, list[Lead]] = {}
        self._groups: dict[str, list[Ranked]] = {}
        self._old: set[str] = set()

    def put(self, id: int, leads: list[Lead]) -> None:
        """Say this about a cue from now on (nothing: it is all right), and no longer what was said before."""
        for lead in self._leads.pop(id, ()):
            self._drop(id, lead)
        if leads:
            self._leads[id] = leads
        for lead in leads:
            if _is_gathered(lead):
                insort(self._gathered.setdefault(lead.finding.rule, []), lead, key=_order)
                self._old.add(lead.finding.rule)
            else:
                item = items.of_lead(self._number(lead), lead, self._track)
                self._alone[id, lead.finding.rule] = (_key(item), item)
                insort(self._ranked, (_key(item), item), key=_first)

    def renumber(self, places: Mapping[int, int]) -> None:
        """Take over where the cues stand now; titles have their numbers."""
        self._places = places
        self._old.update(rule for rule, leads in self._gathered.items() if not _is_one(rule, leads))
        for key, (rank, item) in self._alone.items():
            if item.cues:
                lead = next(lead for lead in self._leads[key[0]] if lead.finding.rule == item.rule)
                self._alone[key] = (rank, items.numbered(item, self._number(lead), lead))
        self._ranked = sorted(self._alone.values(), key=_first)

    def items(self) -> list[Item]:
        """Return all items, the weightiest first, in order of time among those of the same weight."""
        for rule in self._old:
            self._groups[rule] = [(_key(item), item) for item in self._gather(rule)]
        self._old.clear()
        every = [*self._ranked, *chain.from_iterable(self._groups.values())]
        return [item for _rank, item in sorted(every, key=_first)]

    def of(self, cue: int) -> list[Item]:
        """Return the items that a cue is part of, the weightiest first, as of the last call of `items`."""
        found = []
        for lead in self._leads.get(cue, ()):
            rule = lead.finding.rule
            alone = self._alone.get((cue, rule))
            near = [alone] if alone else self._groups.get(rule, ())
            found += [item for _rank, item in near if cue in item.cues]
        return sorted(found, key=_key)

    def _drop(self, id: int, lead: Lead) -> None:
        rule = lead.finding.rule
        if _is_gathered(lead):
            leads = self._gathered[rule]
            del leads[bisect_left(leads, _order(lead), key=_order)]
            self._old.add(rule)
            return
        rank, _item = self._alone.pop((id, rule))
        del self._ranked[bisect_left(self._ranked, rank, key=_first)]

    def _gather(self, rule: str) -> list[Item]:
        """Return the items of a rule that gathers its cues."""
        leads = self._gathered[rule]
        if _is_one(rule, leads):
            return [items.of_many(leads)]
        if not WORDING[rule].runs_on:
            return [items.of_lead(self._number(lead), lead, self._track) for lead in leads]
        rows = _rows(leads, [self._number(lead) for lead in leads])
        return [
            items.of_row(self._number(row[0]), row)
            if len(row) > 1
            else items.of_lead(self._number(row[0]), row[0], self._track)
            for row in rows
        ]

    def _number(self, lead: Lead) -> int:
        return self._places[lead.stored.id] + 1


def _is_gathered(lead: Lead) -> bool:
    words = WORDING[lead.finding.rule]
    return words.runs_on or (words.grouped_from > 0 and (not words.only_mendable or bool(lead.changes)))


def _is_one(rule: str, leads: Sequence[Lead]) -> bool:
    """Say whether these cues are one item."""
    return 0 < WORDING[rule].grouped_from <= len(leads)


def _rows(leads: Sequence[Lead], numbers: Sequence[int]) -> Iterator[list[Lead]]:
    """Yield the leads in groups whose cues follow each other."""
    row: list[Lead] = []
    for i, lead in enumerate(leads):
        if row and numbers[i] != numbers[i - 1] + 1:
            yield row
            row = []
        row.append(lead)
    if row:
        yield row


def _order(lead: Lead) -> tuple[int, int, int]:
    return (lead.stored.cue.start, lead.stored.cue.end, lead.stored.id)


def _key(item: Item) -> Key:
    """Return what items are ranked by: their weight in tenths, for people should not jump about in the film for small
    differences, then time."""
    return (-round(item.risk, 1), item.start, item.key)


def _first(ranked: Ranked) -> Key:
    return ranked[0]
