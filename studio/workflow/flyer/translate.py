"""Translating a flyer: an edition in another language, kept in step with the original later, other wordings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from studio import paths, settings
from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import CueState
from studio.model.document import MarkKind
from studio.model.translation import Origin, Package
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredBlock, StoredEdition, StoredFlyer, Wording
from studio.workflow import memories, terms
from studio.workflow.flyer import correct, sample, state, tasks
from studio.workflow.flyer.tasks import Suggestion, Worded
from studio.workflow.retranslating import Again
from studio.workflow.translate import packages, way
from studio.workflow.translation_tasks import Help
from studio.workflow.work import Event, Work

__all__ = ["Again", "Suggestion", "again", "begin", "help_for", "suggestions", "take", "targets"]


def targets(project: Project, flyer: int) -> list[str]:
    """Return the languages that this computer can translate a flyer into, without those it has an edition in."""
    stored = state.flyer(project, flyer)
    known = packages(practice=is_sample(stored))
    reached = {stored.language.partition("-")[0]}
    found: list[str] = []
    while more := [step.target for step in known if step.source in reached and step.target not in reached]:
        reached.update(more)
        found += more
    there = {edition.language.partition("-")[0] for edition in project.flyers.editions(flyer)}
    return [tag for tag in dict.fromkeys(found) if tag not in there]


def begin(project: Project, flyer: int, target: str) -> Work[tuple[Worded, ...]]:
    """Return the work that makes an edition in another language; `PackError` where nothing leads there.

    `InputError` where the flyer says nothing, or its language is not known.  Nothing is kept of one that was stopped.
    """
    stored = state.flyer(project, flyer)
    source = _language(stored)
    blocks = [each for each in project.flyers.blocks(flyer) if state.needs_words(each.block, source, target)]
    if not blocks:
        raise InputError(
            _("There is nothing to translate on “{name}”.").format(name=stored.file.name),
            hint=_("Look whether its blocks are marked not to be translated."),
        )
    route = way(source, target, practice=is_sample(stored))
    memories.keep(project)
    values = ([each.block for each in blocks], route, help_for(project, source, target))
    hand = _Beginning(project, stored, target, blocks, route)
    return Work(_("Translating"), "translation", tasks.translate, values, hand)


def again(
    project: Project,
    edition: int,
    blocks: Collection[int] | None = None,
    told: Callable[[Again], None] = lambda _again: None,
) -> Work[tuple[Worded, ...]]:
    """Return the work that translates anew what is out of date or not translated yet, or the blocks named.

    What people checked stays: unnamed edited wordings and all approved ones.  `told` hears how many were changed, once
    it is kept as one step.  `InputError` where nothing is left to do.
    """
    own = state.edition(project, edition)
    stored = state.flyer(project, own.flyer)
    source = _language(stored)
    free, left = _free(project, own, source, blocks)
    if not free:
        raise InputError(
            _("There is nothing here to translate again."),
            hint=_("Approved blocks stay as they are. To have one translated again, take back its approval first."),
        )
    memories.keep(project)
    route = way(source, own.language, practice=is_sample(stored))
    values = ([each.block for each in free], route, help_for(project, source, own.language))
    hand = _Again(project, own, free, left, told)
    return Work(_("Translating again"), "translation", tasks.translate, values, hand)


def suggestions(project: Project, edition: int, block: int) -> Work[tuple[Suggestion, ...]]:
    """Return the work that finds other wordings of a block, the best first."""
    own = state.edition(project, edition)
    stored = state.flyer(project, own.flyer)
    source = _language(stored)
    found = project.flyers.block(block)
    if found is None:
        raise faults.gone()
    memories.keep(project)
    route = way(source, own.language, practice=is_sample(stored))
    values = (found.block, route, help_for(project, source, own.language))
    return Work(_("Looking for other wordings"), "translation", tasks.suggest, values)


def take(project: Project, edition: int, block: int, suggestion: Suggestion) -> None:
    """Have a block say a suggested wording, as one step; a person chose it, so it is edited."""
    correct.take_wording(project, edition, block, (suggestion.text, suggestion.marks, suggestion.origin))


def help_for(project: Project | None, source: str, target: str) -> Help:
    """Return what a translation is helped by; a production's own memory comes before that of others."""
    memory = paths.venue() if memories.is_used() else None
    first = memories.marks(project) if project is not None else ()
    is_localising = settings.load().localise_values
    return Help((source, target), tuple(terms.for_pair(project, source, target)), memory, first, is_localising)


def is_sample(stored: StoredFlyer) -> bool:
    """Say whether a flyer is the program's own sample: only then practice packages may translate it."""
    return sample.is_one(stored.file.name, stored.file.size)


def made(route: Sequence[Package]) -> tuple[tuple[str, str], ...]:
    """Return by which packages an edition was made, for the record."""
    return tuple((f"{step.source}-{step.target}", f"{step.name} {step.version}") for step in route)


def _language(stored: StoredFlyer) -> str:
    if not stored.language:
        raise InputError(
            _("It is not known in which language “{name}” is written.").format(name=stored.file.name),
            hint=_("Choose the language of the flyer first."),
        )
    return stored.language


def _free(
    project: Project, own: StoredEdition, source: str, blocks: Collection[int] | None
) -> tuple[list[StoredBlock], int]:
    """Return the blocks that may be translated anew, and how many a person's work was left alone in."""
    wordings = project.flyers.wordings(own.id)
    free: list[StoredBlock] = []
    left = 0
    for stored in project.flyers.blocks(own.flyer):
        if not state.needs_words(stored.block, source, own.language) or (
            blocks is not None and stored.id not in blocks
        ):
            continue
        wording = wordings.get(stored.id)
        if blocks is None and not _is_due(stored, wording):
            continue
        if _is_taken(wording, is_named=blocks is not None):
            left += 1
        else:
            free.append(stored)
    return free, left


def _is_due(stored: StoredBlock, wording: Wording | None) -> bool:
    return wording is None or not wording.text.strip() or state.is_stale(stored, wording)


def _is_taken(wording: Wording | None, *, is_named: bool) -> bool:
    """Say whether a person's work stands there; edited wordings that were named are to be made anew."""
    if wording is None:
        return False
    return wording.state is CueState.APPROVED or (wording.state.is_checked and not is_named)


class _Keeping:
    """Keeps what was translated."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def take(self, value: object) -> list[Event]:
        """Show nothing but the progress."""
        return []

    def stopped(self) -> None:
        """Leave it as it is: nothing was kept."""

    def _keep(self, edition: int, stored: StoredBlock, worded: Worded) -> None:
        origin = _origin(worded)
        text = worded.text if origin is not Origin.NONE else stored.block.text
        wording = state.blank(edition, stored)
        said = replace(wording, text=text, marks=worded.marks, origin=origin, comment=_comment(stored, worded))
        self._project.flyers.put_wording(said)


class _Beginning(_Keeping):
    """Keeps a new edition, outside of undo, with how it was made."""

    def __init__(
        self,
        project: Project,
        flyer: StoredFlyer,
        target: str,
        blocks: Sequence[StoredBlock],
        route: Sequence[Package],
    ) -> None:
        super().__init__(project)
        self._flyer = flyer
        self._target = target
        self._blocks = blocks
        self._route = route

    def finish(self, value: Sequence[Worded]) -> list[Work[Any]]:
        """Keep the edition and what its blocks say; those gone meanwhile are left out."""
        if self._project.media.flyer(self._flyer.id) is None:
            return []
        with self._project.record():
            own = StoredEdition(0, self._flyer.id, self._target, made=made(self._route))
            edition = self._project.flyers.add_edition(own)
            there = _there(self._project, self._blocks)
            for stored, worded in zip(self._blocks, value, strict=True):
                if stored.id in there:
                    self._keep(edition.id, stored, worded)
        return []


class _Again(_Keeping):
    """Puts new wordings in their places, as one step; what a person took in hand meanwhile stays."""

    def __init__(
        self,
        project: Project,
        edition: StoredEdition,
        blocks: Sequence[StoredBlock],
        left: int,
        told: Callable[[Again], None],
    ) -> None:
        super().__init__(project)
        self._edition = edition
        self._blocks = blocks
        self._left = left
        self._told = told
        self._before = project.flyers.wordings(edition.id)

    def finish(self, value: Sequence[Worded]) -> list[Work[Any]]:
        """Keep what was translated and say how much it was."""
        state.edition(self._project, self._edition.id)
        there, now = _there(self._project, self._blocks), self._project.flyers.wordings(self._edition.id)
        changed = 0
        with self._project.step(_("Translate again")):
            for stored, worded in zip(self._blocks, value, strict=True):
                if stored.id not in there:
                    continue
                if now.get(stored.id) != self._before.get(stored.id):
                    self._left += 1
                    continue
                before = now.get(stored.id)
                self._keep(self._edition.id, stored, worded)
                changed += before is None or before.text != worded.text
        self._told(Again(changed, self._left))
        return []


def _there(project: Project, blocks: Sequence[StoredBlock]) -> Mapping[int, StoredBlock]:
    """Return the blocks that are there still and say what they said."""
    before = {each.id: each.block.text for each in blocks}
    return {each.id: each for each in project.flyers.several(before) if each.block.text == before[each.id]}


def _origin(worded: Worded) -> Origin:
    """Return where a wording is from: people's memory only where all of it is."""
    found = {unit.origin for unit in worded.units}
    if not found:
        return Origin.COPIED
    return found.pop() if len(found) == 1 else Origin.MACHINE


def _comment(stored: StoredBlock, worded: Worded) -> str:
    """Return what was changed by rule, and what formatting found no place."""
    said = [
        _("Written for the language: {before} → {after}").format(before=before, after=after)
        for unit in worded.units
        for before, after in unit.localised
    ]
    said += [
        _("Put in from the list of terms: {term}").format(term=term) for unit in worded.units for term in unit.enforced
    ]
    words = {
        MarkKind.BOLD: _("Bold in the original: {text}"),
        MarkKind.ITALIC: _("Italic in the original: {text}"),
        MarkKind.SUPERSCRIPT: _("Raised in the original: {text}"),
        MarkKind.SUBSCRIPT: _("Lowered in the original: {text}"),
    }
    said += [
        words[mark.kind].format(text=stored.block.text[mark.start : mark.stop])
        for mark in worded.lost
        if mark.kind in words
    ]
    return "\n".join(dict.fromkeys(said))
