"""What runs in the lane that looks after packs: testing, importing, verifying, writing them onto a stick.

A pack counts as installed only when its self-test has passed; then it is put in its place in one step.  Whatever
happens before that leaves nothing among the packs.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from studio import paths
from studio.errors import Cancelled, PackError, StudioError
from studio.i18n import _
from studio.model.pack import Manifest, Pack, PackKind
from studio.model.progress import Report
from studio.packs import carry, identity, importing, marks, staging
from studio.packs import manifest as manifests
from studio.packs.importing import Candidate
from studio.workflow import verifying
from studio.workflow.pack_turns import Turns


@dataclass(frozen=True, slots=True)
class Refused:
    """A pack that was not taken in, by its name where it lies, and why."""

    name: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: the packs that came, those that were refused, and what else is worth knowing."""

    came: tuple[Manifest, ...]
    refused: tuple[Refused, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """How a pack was found: whole and answering, or with a sentence that says what is wrong."""

    pack: Pack
    is_whole: bool
    message: str = ""
    hint: str = ""


def install(kind: PackKind, id: str, manifest: Manifest, *, report: Report) -> Manifest:
    """Test what was fetched of a pack and put it in its place; an archive of a translation is unpacked first.

    `PackError` where it fails its self-test; then it is deleted, for fetching the same again is all that helps.
    """
    with staging.held(kind, id) as staged:
        try:
            folder, manifest = _unpacked(staged, manifest, report)
            tested = verifying.tested(folder, manifest, report)
        except PackError:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        staging.put_in_place(folder, tested)
        if folder != staged:
            shutil.rmtree(staged, ignore_errors=True)
        return tested


def import_from(path: Path, *, report: Report) -> Imported:
    """Take in all packs at `path`; one that is refused does not stop the others, unless it is the only one."""
    found = importing.found(path)
    came, said = [], [*found.said]
    refused = [(refusal.name, refusal.error) for refusal in found.refused]
    turns = Turns([candidate.size for candidate in found.candidates], report)
    with staging.import_held() as place:
        for number, candidate in enumerate(found.candidates):
            if newer := _newer_here(candidate):
                said.append(newer)
                continue
            try:
                turn = turns.of(number, candidate.title or candidate.name)
                came.append(_taken_in(candidate, place / str(number), turn))
            except Cancelled:
                raise
            except StudioError as error:
                refused.append((candidate.name, error))
            finally:
                shutil.rmtree(place / str(number), ignore_errors=True)
    if not came and len(refused) == 1 and not said:
        raise refused[0][1]
    if found.passed_over:
        said.append(_("Passed over, for they are no packs: {names}.").format(names=", ".join(found.passed_over)))
    reasons = tuple(Refused(name, error.message, error.hint) for name, error in refused)
    return Imported(tuple(came), reasons, tuple(said))


def verify(packs: Sequence[Pack], *, report: Report) -> list[Verified]:
    """Read all files of packs and compare them with what they were, then let each answer.

    A damaged pack is marked and not used any more.  One that was put there by hand gets its manifest.  One that was
    removed meanwhile is left out.
    """
    turns = Turns([pack.size for pack in packs], report)
    found = [_verified(pack, turns.of(number, pack.id)) for number, pack in enumerate(packs)]
    return [each for each in found if each is not None]


def write_carry(packs: Sequence[Pack], out: Path, *, report: Report) -> int:
    """Write packs into one file for a stick and return its bytes."""
    return carry.write(packs, out, report)


def _verified(pack: Pack, report: Report) -> Verified | None:
    """Return how a pack was found, None if it is gone."""
    try:
        verifying.check(pack, report)
    except Cancelled:
        raise
    except StudioError as error:
        if not pack.path.exists():
            return None
        if not isinstance(error, PackError):
            raise
        marks.mark(pack, [])
        return Verified(pack, False, error.message, error.hint)
    marks.clear(pack.place, pack.kind, pack.path.name)
    return Verified(pack, True)


def _taken_in(candidate: Candidate, scratch: Path, report: Report) -> Manifest:
    """Copy, test and install one pack."""
    staged = scratch / candidate.id
    manifest = importing.bring(candidate, staged, report)
    if manifest.id != candidate.id:  # a practice model is known by its folder
        staged = staged.rename(scratch / manifest.id)
    tested = verifying.tested(staged, manifest, report)
    with staging.held(tested.kind, tested.id) as fetched:
        staging.put_in_place(staged, tested)
        shutil.rmtree(fetched, ignore_errors=True)  # what was fetched of it in part is of no use any more
    return tested


def _newer_here(candidate: Candidate) -> str:
    """Return a sentence about the newer version of a translation package that is here already, "" where none is."""
    if candidate.kind is not PackKind.TRANSLATION:
        return ""
    here = manifests.read(paths.packs() / candidate.kind / candidate.id)
    if here is None or not here.tested or not identity.is_newer(here.version, candidate.version):
        return ""
    return _("“{id}” is here in a newer version, {here}; version {other} was left where it is.").format(
        id=candidate.id, here=here.version, other=candidate.version or "–"
    )


def _unpacked(staged: Path, manifest: Manifest, report: Report) -> tuple[Path, Manifest]:
    """Return the folder of a fetched pack and its manifest: of an archive, those of what was in it."""
    archives = [file.name for file in manifest.files if file.name.endswith(".argosmodel")]
    if manifest.kind is not PackKind.TRANSLATION or len(archives) != len(manifest.files):
        return staged, manifest
    (candidate,) = importing.found(staged / archives[0]).candidates
    if candidate.languages != manifest.languages:
        raise PackError(
            _("What was fetched as “{id}” translates from “{source}” to “{target}”.").format(
                id=manifest.id, source=candidate.languages[0], target=candidate.languages[1]
            ),
            hint=_("The address in the catalogue leads to another package. Nothing was installed."),
        )
    folder = staged / ".unpacked"
    shutil.rmtree(folder, ignore_errors=True)
    brought = importing.bring(replace(candidate, practice=candidate.practice or manifest.practice), folder, report)
    return folder, replace(manifest, files=brought.files, version=brought.version or manifest.version)
