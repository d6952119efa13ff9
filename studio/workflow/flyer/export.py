"""The editions of a production's flyers become files: planned and looked at first, then written with their record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from studio.documents.output import Written
from studio.errors import InputError
from studio.i18n import _, ngettext
from studio.model.cue import CueState
from studio.model.finding import Finding
from studio.model.translation import TranslationUnit
from studio.project.project import Project
from studio.project.values import StoredEdition
from studio.workflow import compared, export, record, terms, translation_notes
from studio.workflow.flyer import files, proof, state, write_tasks
from studio.workflow.flyer.adding import path_of
from studio.workflow.flyer.files import KINDS, Kind
from studio.workflow.flyer.write_tasks import Job, Place
from studio.workflow.work import Event, Work

__all__ = ["KINDS", "Check", "Choice", "Kind", "Plan", "plan", "writing"]

Named = Callable[[str], str]
"""Names a language as the window does."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to write: editions by id, kinds of files, the folder (None: beside the flyer), the original's password."""

    editions: tuple[int, ...]
    kinds: tuple[Kind, ...] = ("same",)
    folder: Path | None = None
    password: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be known before an export: fine or to be warned of, with the ids of the blocks it is about."""

    kind: Literal["ok", "warn"]
    title: str
    text: str
    edition: int = 0
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export will write, and what is to be known before.

    `changed` are the files somebody changed since they were made: they are replaced only when that is said.
    """

    flyer: int
    choice: Choice
    files: tuple[Path, ...]
    record: Path
    checks: tuple[Check, ...]
    changed: tuple[Path, ...] = ()


def plan(project: Project, flyer: int, choice: Choice, named: Named = str) -> Plan:
    """Return what an export would write, with its checks; nothing is written."""
    editions = _editions(project, flyer, choice)
    folder, record_file = _places(project, flyer, choice)
    wanted = _files(project, flyer, editions, choice)
    places = [folder / name for names in wanted.values() for kind in names.values() for name in kind]
    changed = export.changed(places, record_file, _name(project, flyer))
    checks = [found for edition in editions for found in _checks(project, edition, named(edition.language))]
    return Plan(flyer, choice, tuple(places), record_file, (*checks, *_not_ours(changed)), tuple(changed))


def writing(project: Project, plan: Plan, *, overwrite: bool = False) -> Work[list[Written]]:
    """Return the work that writes the files of a plan with their record, all or none; the words are those of now.

    Raises `InputError` where there is nothing to write, and where a file that was changed may not be replaced.
    """
    choice = plan.choice
    editions = _editions(project, plan.flyer, choice)
    if not (editions and choice.kinds):
        raise InputError(_("There is nothing to export."), hint=_("Choose a language and a kind of file."))
    folder, record_file = _places(project, plan.flyer, choice)
    wanted = _files(project, plan.flyer, editions, choice)
    places = [folder / name for names in wanted.values() for kind in names.values() for name in kind]
    export.check_folder(folder)
    changed = () if overwrite else export.changed(places, record_file, _name(project, plan.flyer))
    _refuse_to_destroy(project, plan.flyer, places, changed)
    jobs = [Job(state.to_write(project, each.id), wanted[each.id], _recorded(project, each)) for each in editions]
    place = Place(files.aside(folder), folder, record_file)
    source = state.flyer(project, plan.flyer)
    made = {
        "translated": {"file": source.file.name, "language": source.language, "format": source.format},
        "reviewer": ", ".join(sorted({name for each in editions for name in _reviewers(project, each)})) or None,
    }
    values = (path_of(project, plan.flyer), jobs, place, made, choice.password)
    label = _("Writing “{name}”").format(name=source.file.name)
    return Work(label, "documents", write_tasks.write_all, values, _Writing(place))


class _Writing:
    """Leaves nothing of what is not written to its end; the files are all there is to keep."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def take(self, value: object) -> list[Event]:
        """Show nothing but the progress."""
        return []

    def finish(self, value: list[Written]) -> list[Work[Any]]:
        """Keep nothing: the files are in their places."""
        return []

    def stopped(self) -> None:
        """Delete what a killed worker left aside."""
        files.forget(self._place.aside)


def _editions(project: Project, flyer: int, choice: Choice) -> list[StoredEdition]:
    found = [state.edition(project, id) for id in choice.editions]
    return [edition for edition in found if edition.flyer == flyer]


def _name(project: Project, flyer: int) -> str:
    return path_of(project, flyer).name


def _places(project: Project, flyer: int, choice: Choice) -> tuple[Path, Path]:
    """Return the folder to write to and the record in it."""
    path = path_of(project, flyer)
    folder = (choice.folder or path.parent).absolute()
    return folder, export.record_file(path, folder)


def _files(
    project: Project, flyer: int, editions: Sequence[StoredEdition], choice: Choice
) -> dict[int, dict[Kind, list[str]]]:
    """Return the names of each edition's files; a second edition in one language gets a number: "flyer.2.en.pdf"."""
    source, seen = state.flyer(project, flyer), Counter[str]()
    wanted = {}
    for edition in editions:
        tag = files.safe_tag(edition.language)
        seen[tag] += 1
        wanted[edition.id] = files.names(Path(source.file.name), source.format, tag, choice.kinds, seen[tag])
    return wanted


def _checks(project: Project, edition: StoredEdition, name: str) -> Iterator[Check]:
    """Yield what is to be known about an edition, in sentences."""
    said = [*_states(project, edition, name), *_findings(project, edition, name)]
    yield from said
    if not said:
        yield Check("ok", _("{language} is checked, and all of it has room").format(language=name), "", edition.id)


def _states(project: Project, edition: StoredEdition, name: str) -> Iterator[Check]:
    wordings = project.flyers.wordings(edition.id)
    source = state.flyer(project, edition.flyer).language
    unchecked: dict[CueState, list[int]] = {CueState.MACHINE: [], CueState.STALE: []}
    for stored in project.flyers.blocks(edition.flyer):
        wording = wordings.get(stored.id)
        if wording is None or not wording.text.strip() or not state.needs_words(stored.block, source, edition.language):
            continue
        found = state.as_it_stands(stored, wording)
        if not found.is_checked:
            unchecked[found].append(stored.id)
    machine, stale = unchecked[CueState.MACHINE], unchecked[CueState.STALE]
    count = len(machine) + len(stale)
    if count:
        title = ngettext(
            "{count} {language} block was not checked", "{count} {language} blocks were not checked", count
        ).format(count=count, language=name)
        yield Check("warn", title, _unchecked_text(len(machine), len(stale)), edition.id, (*stale, *machine))


def _unchecked_text(machine: int, stale: int) -> str:
    said = []
    if machine:
        said.append(
            ngettext("{count} is written by machine.", "{count} are written by machine.", machine).format(count=machine)
        )
    if stale:
        said.append(ngettext("{count} is out of date.", "{count} are out of date.", stale).format(count=stale))
    return " ".join([*said, _("The record says so.")])


def _findings(project: Project, edition: StoredEdition, name: str) -> Iterator[Check]:
    """Yield one check for all findings of a rule that matter on paper or to a screen reader."""
    read = proof.read(project, edition.flyer, edition.id)
    by_rule: dict[str, list[tuple[int, Finding]]] = {}
    for stored, found in zip(read.blocks, proof.findings(project, read), strict=True):
        for finding in found:
            by_rule.setdefault(finding.rule, []).append((stored.id, finding))
    for rule, title in _titles(name, {rule: len(found) for rule, found in by_rule.items()}):
        blocks = tuple(id for id, _finding in by_rule[rule])
        yield Check("warn", title, by_rule[rule][0][1].message, edition.id, blocks)


def _titles(name: str, counts: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the rules that have a say here with a title that counts; what was not measured cannot be told."""
    for rule, count in counts.items():
        title = {
            "does-not-fit": ngettext(
                "{language}: {count} block has no room", "{language}: {count} blocks have no room", count
            ),
            "not-translated": ngettext(
                "{language}: {count} block has no translation", "{language}: {count} blocks have no translation", count
            ),
            "number-missing": ngettext(
                "{language}: {count} block lost a number", "{language}: {count} blocks lost a number", count
            ),
            "address": ngettext(
                "{language}: {count} block lost an address", "{language}: {count} blocks lost an address", count
            ),
            "no-description": ngettext(
                "{language}: {count} picture is not described", "{language}: {count} pictures are not described", count
            ),
            "heading-skipped": ngettext(
                "{language}: {count} heading skips a level", "{language}: {count} headings skip a level", count
            ),
        }.get(rule)
        if title is not None:
            yield rule, title.format(language=name, count=count)


def _recorded(project: Project, edition: StoredEdition) -> dict[str, Any]:
    """Return what the record says of an edition that is not written yet."""
    wordings = project.flyers.wordings(edition.id)
    blocks = project.flyers.blocks(edition.flyer)
    states = Counter(state.as_it_stands(each, wordings[each.id]).value for each in blocks if each.id in wordings)
    by = Counter(each.reviewer for each in wordings.values() if each.reviewer)
    return {
        "language": edition.language,
        "blocks": len(blocks),
        "states": dict(states),
        "packages": [{"languages": pair, "package": package} for pair, package in edition.made],
        "reviewers": dict(by),
        **record.by_rule(list(_by_rule(project, edition))),
    }


def _by_rule(project: Project, edition: StoredEdition) -> Iterator[tuple[dict[str, Any], TranslationUnit]]:
    """Yield what rules did to each block, by the notes on it, and which terms of the list it does not obey."""
    wordings = project.flyers.wordings(edition.id)
    languages = (state.flyer(project, edition.flyer).language, edition.language)
    known = compared.Terms(terms.for_pair(project, *languages), languages, compared.Rendered())
    for number, stored in enumerate(project.flyers.blocks(edition.flyer), 1):
        wording = wordings.get(stored.id)
        if wording is not None and state.needs_words(stored.block, *languages):
            wrong = tuple(missed.term.source for missed in known.unobeyed(stored.block.text, wording.text))
            yield {"block": number}, replace(translation_notes.read(wording.comment), unobeyed=wrong)


def _reviewers(project: Project, edition: StoredEdition) -> set[str]:
    return {each.reviewer for each in project.flyers.wordings(edition.id).values() if each.reviewer}


def _refuse_to_destroy(project: Project, flyer: int, places: Sequence[Path], changed: Sequence[Path]) -> None:
    if path_of(project, flyer).absolute() in places:
        raise InputError(
            _("“{name}” would be replaced by its own translation.").format(name=path_of(project, flyer).name),
            hint=_("Choose another folder."),
        )
    if changed:
        raise InputError(
            _("“{name}” is there already and was changed since it was made.").format(name=changed[0].name),
            hint=_("Choose another folder, or allow it to be replaced."),
        )


def _not_ours(changed: Sequence[Path]) -> Iterator[Check]:
    for path in changed:
        yield Check(
            "warn",
            _("“{name}” is there already").format(name=path.name),
            _("Somebody changed it since it was made. You are asked before it is replaced."),
        )
