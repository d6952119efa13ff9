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

    `places` says where each cue stands in its track, from 0; whoever renumbers it calls `renumber`.
    """

    def __init__(self, places: Mapping[int, int], track: int) -> None:
        self._places = places
        self._track = track
        self._leads: dict[int, list[Lead]] = {}
        self._alone: dict[tuple[int, str], Ranked] = {}
        self._ranked: list[Ranked] = []
        self._gathered: dict[str, dict[int, Lead]] = {}
        self._groups: dict[str, list[Ranked]] = {}
        self._group_of: dict[tuple[int, str], Item] = {}
        self._old: set[str] = set()

    def put(self, id: int, leads: list[Lead]) -> None:
        """Say this about a cue from now on (nothing: it is all right), and no longer what was said before."""
        for lead in self._leads.pop(id, ()):
            self._drop(id, lead)
        if leads:
            self._leads[id] = leads
        for lead in leads:
            if _is_gathered(lead):
                self._gathered.setdefault(lead.finding.rule, {})[id] = lead
                self._old.add(lead.finding.rule)
            else:
                self._rank(id, lead)

    def renumber(self, places: Mapping[int, int]) -> None:
        """Take over where the cues stand now; titles have their numbers."""
        self._places = places
        self._old.update(self._gathered)
        self._ranked.clear()
        for id, leads in self._leads.items():
            for lead in leads:
                if not _is_gathered(lead):
                    item = self._alone[id, lead.finding.rule][1]
                    entry = (_key(item), items.numbered(item, self._number(lead), lead))
                    self._alone[id, lead.finding.rule] = entry
                    self._ranked.append(entry)
        self._ranked.sort(key=_first)

    def items(self) -> list[Item]:
        """Return all items, the weightiest first, in order of time among those of the same weight."""
        for rule in self._old:
            self._group(rule)
        self._old.clear()
        every = [*self._ranked, *chain.from_iterable(self._groups.values())]
        return [item for _key, item in sorted(every, key=_first)]

    def of(self, cue: int) -> list[Item]:
        """Return the items that a cue is part of, the weightiest first, as of the last call of `items`."""
        found = []
        for lead in self._leads.get(cue, ()):
            key = (cue, lead.finding.rule)
            alone = self._alone.get(key)
            item = alone[1] if alone else self._group_of.get(key)
            if item is not None and cue in item.cues:
                found.append(item)
        return sorted(found, key=_key)

    def _drop(self, id: int, lead: Lead) -> None:
        rule = lead.finding.rule
        if _is_gathered(lead):
            self._gathered[rule].pop(id, None)
            self._group_of.pop((id, rule), None)
            self._old.add(rule)
            return
        entry = self._alone.pop((id, rule))
        place = bisect_left(self._ranked, entry[0], key=_first)
        del self._ranked[place]

    def _rank(self, id: int, lead: Lead) -> None:
        item = items.of_lead(self._number(lead), lead, self._track)
        entry = (_key(item), item)
        self._alone[id, lead.finding.rule] = entry
        insort(self._ranked, entry, key=_first)

    def _group(self, rule: str) -> None:
        """Make the items of a rule that gathers its cues anew."""
        leads = sorted(self._gathered[rule].values(), key=self._number)
        words = WORDING[rule]
        if words.runs_on:
            groups = list(_rows(leads, [self._number(lead) for lead in leads]))
        elif len(leads) >= words.grouped_from:
            groups = [leads]
        else:
            groups = [[lead] for lead in leads]
        made = [self._of_group(group) for group in groups]
        self._groups[rule] = [(_key(item), item) for item in made]
        for group, item in zip(groups, made, strict=True):
            self._group_of.update({(lead.stored.id, rule): item for lead in group})

    def _of_group(self, group: list[Lead]) -> Item:
        if len(group) == 1:
            return items.of_lead(self._number(group[0]), group[0], self._track)
        return (
            items.of_row(self._number(group[0]), group)
            if WORDING[group[0].finding.rule].runs_on
            else items.of_many(group)
        )

    def _number(self, lead: Lead) -> int:
        return self._places[lead.stored.id] + 1


def _is_gathered(lead: Lead) -> bool:
    words = WORDING[lead.finding.rule]
    return words.runs_on or (words.grouped_from > 0 and (not words.only_mendable or bool(lead.changes)))


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


def _key(item: Item) -> Key:
    """Return what items are ranked by: their weight in tenths, so that small differences do not make people jump
    about in the film, then time."""
    return (-round(item.risk, 1), item.start, item.key)


def _first(ranked: Ranked) -> Key:
    return ranked[0]
