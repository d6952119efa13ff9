"""What to check first: the findings on a track as a short ranked queue, kept up to date while people work.

The queue lives in the process of the window.  `build` looks at everything in small bites; `refresh` looks again at the
cues that changed and at their neighbours.  Only the dictionary is asked in a worker: `spelling` says when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.finding import Finding
from studio.project.project import Project
from studio.project.values import Changed, StoredCue
from studio.quality.check import RISKS, RULES
from studio.quality.spelling import Checked
from studio.subtitles import editing
from studio.workflow import chosen, grounds, items
from studio.workflow.grounds import AFTER, Grounds
from studio.workflow.items import GROUPED_FROM, WORDING, Change, Fix, Item, Lead, Wording
from studio.workflow.spelling import looking_up
from studio.workflow.work import Work

__all__ = ["WORDING", "Change", "Fix", "Item", "Review", "Wording", "fix", "leave"]

BITE = 5
"""Cues looked at between two yields."""

AT_ONCE = 50
"""Changed cues, or cues to look at again, that `refresh` does itself; more are left to `build`."""

NO_DICTIONARY = "no-dictionary"
"""The key of the item that says so."""


class Review:
    """The queue of one track.  `items` are ranked; `is_complete` is false while there is something left to `build`."""

    def __init__(self, project: Project, track: int) -> None:
        self._project = project
        self._track = track
        self._grounds: Grounds | None = None
        self._is_speech_old = False
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._leads: dict[int, list[Lead]] = {}
        self._made: dict[tuple[int, str], tuple[int, Lead, Item]] = {}
        self._left: dict[int, set[str]] = {}
        self._dirty: dict[int, None] = {}
        self._items: dict[int, list[Item]] = {}
        self._lacks_dictionary = False
        self.items: list[Item] = []
        self.is_complete = False

    def build(self) -> Iterator[None]:
        """Look at everything that was not looked at yet; every yield is a place to do something else meanwhile."""
        while not self.is_complete:
            if self._grounds is None:
                yield from self._begin()
            if self._is_speech_old and self._grounds is not None:
                yield from self._hear(self._grounds)
            while self._dirty and self._grounds is not None and not self._is_speech_old:
                self._look(self._grounds, BITE)
                yield
            if self._grounds is not None and not self._dirty and not self._is_speech_old:
                self.is_complete = True
                self._rank(self._grounds)
            elif self._grounds is None and self._project.tracks.get(self._track) is None:
                self.is_complete = True  # the track is gone

    def refresh(self, changed: Changed) -> None:
        """Bring the queue up to date after a change; where `is_complete` is false afterwards, `build` goes on."""
        cues = [id for id in changed.rows.get("cue", ()) if isinstance(id, int)]
        if self._is_shaken(changed, len(cues)) or self._grounds is None:
            self._grounds, self.is_complete = None, False
            return
        if "rejection" in changed.rows:
            self._read_left(self._grounds)
        if cues:
            self._take(self._grounds, cues)
        if "name" in changed.rows:
            self._grounds.read_names()
            self._dirty.update(dict.fromkeys(self._grounds.everything()))
        self._is_speech_old |= "window" in changed.rows or "run" in changed.rows
        if len(self._dirty) <= AT_ONCE:
            self._look(self._grounds, AT_ONCE)
        self.is_complete = not self._dirty and not self._is_speech_old
        if cues or "rejection" in changed.rows:
            self._rank(self._grounds)

    def of(self, cue: int) -> list[Item]:
        """Return the items that a cue is part of, the weightiest first."""
        return self._items.get(cue, [])

    def spelling(self) -> Work[Checked | None] | None:
        """Return the work of looking up the words that are new since the last call, None where there are none.

        When it has finished, `is_complete` may be false: `build` then goes on.
        """
        if self._grounds is None or self._lacks_dictionary:
            return None
        language = self._grounds.evidence.language
        new = self._grounds.unheard_words() if language else []
        return looking_up(language, new, self._spelled) if new else None

    def _is_shaken(self, changed: Changed, cues: int) -> bool:
        """Say whether so much changed that all is to be read anew."""
        tables = ("track", "video", "media")
        return cues > AT_ONCE or any(table in changed.rows for table in tables)

    def _begin(self) -> Iterator[None]:
        track = self._project.tracks.get(self._track)
        if track is None:
            self.items, self._items = [], {}
            return
        self._grounds = made = Grounds(self._project, track)
        for _bite in made.read():
            yield
            if self._grounds is not made:
                return  # something changed meanwhile: begin again
        self._findings, self._leads, self._made = {}, {}, {}
        self._is_speech_old = False
        self._read_left(made)
        self._dirty = dict.fromkeys(made.everything())

    def _hear(self, made: Grounds) -> Iterator[None]:
        self._is_speech_old = False
        before = made.speech()
        for _bite in made.read_speech():
            yield
            if self._is_speech_old or self._grounds is not made:
                return
        self._dirty.update(dict.fromkeys(made.from_moment(made.speech_until(before))))

    def _read_left(self, made: Grounds) -> None:
        before, self._left = self._left, {}
        for cue, rule in self._project.rejections.of(self._track):
            self._left.setdefault(cue, set()).add(rule)
        for cue in before.keys() | self._left.keys():
            self._lead(made, cue)
        self._lead(made, AFTER)

    def _take(self, made: Grounds, cues: Iterable[int]) -> None:
        self._dirty.update(dict.fromkeys(made.take(cues)))
        for id in cues:
            self._left.pop(id, None)
            if id not in made.places:
                self._findings.pop(id, None)
                self._leads.pop(id, None)
                self._dirty.pop(id, None)
            elif left := self._project.rejections.on(made.stored[made.places[id]]):
                self._left[id] = left

    def _look(self, made: Grounds, count: int) -> None:
        """Look at some of the cues that need it."""
        for _time in range(min(count, len(self._dirty))):
            id = next(iter(self._dirty))
            del self._dirty[id]
            place = len(made.stored) if id == AFTER else made.places[id]
            rules = RISKS[-1:] if id == AFTER else (*RULES, *RISKS)
            if id == AFTER and not made.is_whole:
                rules = ()
            found = (rule.check(made.evidence, place) for rule in rules)
            self._findings[id] = tuple(finding for finding in found if finding is not None)
            self._lead(made, id)

    def _lead(self, made: Grounds, id: int) -> None:
        """Make anew what is to be said about a cue."""
        found = self._findings.get(id, ())
        self._leads.pop(id, None)
        if not found or (id not in made.places and id != AFTER) or not made.stored:
            return
        stored = made.stored[-1] if id == AFTER else made.stored[made.places[id]]
        left = self._left.get(stored.id, set())
        if id == AFTER:
            said = [items.at_end(stored, finding) for finding in found if items.END not in left]
        else:
            rest = [finding for finding in found if finding.rule not in left]
            said = items.leads(stored, rest, lambda cue: editing.rebreak(cue, made.house))
        if said:
            self._leads[id] = said

    def _rank(self, made: Grounds) -> None:
        """Put together what is to be said, the weightiest first."""
        by_rule: dict[str, list[Lead]] = {}
        for lead in (lead for leads in self._leads.values() for lead in leads):
            by_rule.setdefault(lead.finding.rule, []).append(lead)
        found = self._no_dictionary(made)
        for rule, leads in by_rule.items():
            if WORDING[rule].is_grouped and len(leads) >= GROUPED_FROM:
                found.append(items.of_many(_in_order(leads)))
            elif WORDING[rule].runs_on:
                found += [self._row(made, row) for row in _rows(made, _in_order(leads))]
            else:
                found += [self._item(made, lead) for lead in leads]
        self.items = sorted(found, key=lambda item: (-round(item.risk, 1), item.start, item.key))
        self._items = {}
        for item in self.items:
            for cue in item.cues:
                self._items.setdefault(cue, []).append(item)

    def _row(self, made: Grounds, row: list[Lead]) -> Item:
        return items.of_row(made.places[row[0].stored.id] + 1, row) if len(row) > 1 else self._item(made, row[0])

    def _item(self, made: Grounds, lead: Lead) -> Item:
        """Return the item of a lead; the same as last time where nothing changed."""
        place, key = made.places[lead.stored.id], (lead.stored.id, lead.rules[0])
        known = self._made.get(key)
        if known is None or known[0] != place or known[1] is not lead:
            known = self._made[key] = (place, lead, items.of_lead(place + 1, lead, self._track))
        return known[2]

    def _spelled(self, checked: Checked | None) -> None:
        self._lacks_dictionary = checked is None
        if self._grounds is None:
            return
        if checked is not None:
            self._dirty.update(dict.fromkeys(self._grounds.spelled(checked.unknown)))
        self.is_complete = False

    def _no_dictionary(self, made: Grounds) -> list[Item]:
        """Return the item that says that spelling is not checked."""
        first = made.stored[0] if made.stored else None
        if not self._lacks_dictionary or first is None or NO_DICTIONARY in self._left.get(first.id, ()):
            return []
        return [
            Item(
                key=NO_DICTIONARY,
                rule=NO_DICTIONARY,
                severity="info",
                cues=(),
                start=first.cue.start,
                end=first.cue.end,
                title=_("Spelling is not checked"),
                text=_("There is no dictionary of this language on this computer. LibreOffice brings free ones along."),
                label="",
                fix=None,
                risk=0.0,
                covers=((first.id, NO_DICTIONARY),),
            )
        ]


def fix(project: Project, item: Item) -> None:
    """Do what the item's button says, as one step; raises `InputError` where the cues are no longer as they were."""
    if item.fix is None:
        raise InputError(_("There is nothing that could be done here at once."))
    if item.fix.new is not None:
        _write_down(project, item.fix)
        return
    found = [(change, project.cues.get(change.cue)) for change in item.fix.changes]
    fitting = [(change, stored) for change, stored in found if stored is not None and _is_same(stored, change)]
    if not fitting:
        raise InputError(_("This cue has been changed meanwhile."), hint=_("Look at the list once more."))
    chosen.track(project, fitting[0][1].track)
    with project.step(item.fix.label):
        for change, stored in fitting:
            _carry_out(project, stored, change)


def leave(project: Project, item: Item) -> None:
    """Show the item no more until its cues change."""
    with project.step(_("Leave as it is")):
        for cue, rule in item.covers:
            stored = project.cues.get(cue)
            if stored is not None:
                project.rejections.add(stored, rule)


def _is_same(stored: StoredCue, change: Change) -> bool:
    """Say whether a cue is still what the fix was made for; its state does not matter."""
    return replace(stored.cue, state=change.before.state) == change.before


def _write_down(project: Project, change: Fix) -> None:
    """Make an empty cue where something is said."""
    assert change.new is not None
    chosen.track(project, change.track)
    cue = Cue(change.new.start, change.new.end, "", state=CueState.EDITED)
    with project.step(change.label):
        project.cues.add(change.track, [cue])


def _carry_out(project: Project, stored: StoredCue, change: Change) -> None:
    if not change.after:
        project.cues.remove([stored.id])
        return
    first, *more = change.after
    is_same = first.text.split() == stored.cue.text.split()
    worded = stored if is_same else chosen.worded(stored, first.text)
    project.cues.put(replace(worded, cue=replace(first, state=worded.cue.state)))
    project.cues.add(stored.track, more)


def _in_order(leads: list[Lead]) -> list[Lead]:
    return sorted(leads, key=lambda lead: grounds.order(lead.stored))


def _rows(made: Grounds, leads: list[Lead]) -> Iterator[list[Lead]]:
    """Yield the leads in groups whose cues follow each other."""
    row: list[Lead] = []
    for lead in leads:
        if row and made.places[lead.stored.id] != made.places[row[-1].stored.id] + 1:
            yield row
            row = []
        row.append(lead)
    if row:
        yield row
