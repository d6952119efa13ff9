"""Looking at one pack that is here: are its files what they were, and does it still answer?

What they were says its manifest, the catalogue for those that ship; one that was put there by hand is only asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from studio import paths
from studio.documents import ocr
from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import Manifest, Offer, Pack, PackFile, PackKind, PackPlace
from studio.model.progress import Report
from studio.packs import bringing, catalogue, identity, importing, staging
from studio.packs import manifest as manifests
from studio.workflow import self_test


def check(pack: Pack, report: Report) -> None:
    """Raise `PackError` for what is wrong with a pack; one that is well gets, or keeps, a manifest that says so."""
    try:
        _check(pack, report)
    except OSError as error:
        raise PackError(
            _("The files of “{id}” cannot be read.").format(id=pack.id),
            hint=_("Get or import it again. If this happens often, have the disk looked at."),
            details=str(error),
        ) from error


def tested(folder: Path, manifest: Manifest, report: Report) -> Manifest:
    """Return the manifest with what the pack in `folder` answered in its self-test.  `PackError` where it fails."""
    said = self_test.answer(folder, manifest, report)
    return replace(manifest, tested=now(), answer=said)


def now() -> str:
    """Return the time as manifests have it."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def _check(pack: Pack, report: Report) -> None:
    if pack.kind is PackKind.OCR:
        _check_reader(pack, report)
        return
    manifest = manifests.read(pack.path) if pack.path.is_dir() else None
    if manifest is not None:
        _compare(pack, manifest, report)
        whole = tested(pack.path, manifest, report)
        if pack.place is PackPlace.OWN:
            manifests.write(pack.path, whole)
    elif (pack.path / manifests.FILE).exists():
        raise _damaged(pack, [manifests.FILE])
    elif pack.path.is_dir():
        _check_folder(pack, report)
    else:
        _check_archive(pack, report)


def _compare(pack: Pack, manifest: Manifest, report: Report) -> None:
    if differing := manifests.differences(pack.path, manifest, report):
        raise _damaged(pack, differing)


def _check_folder(pack: Pack, report: Report) -> None:
    """Look at a folder without manifest: one that ships, or one that somebody put there."""
    manifest = _manifest(pack, manifests.files_of(pack.path, report))
    if pack.place is PackPlace.SHIPPED and (wrong := identity.changed(_offer(pack), manifest.files)):
        raise _damaged(pack, wrong)
    whole = tested(pack.path, manifest, report)
    if pack.place is PackPlace.OWN:
        manifests.write(pack.path, whole)


def _check_archive(pack: Pack, report: Report) -> None:
    """Look at an archive of a translation; one of the user's own becomes a folder, as all others are."""
    offer = _offer(pack)
    if pack.place is PackPlace.SHIPPED and offer:
        known = [file for file in offer.files if file.name == pack.path.name and file.sha256]
        if known and manifests.sha256(pack.path, report) != known[0].sha256:
            raise _damaged(pack, [pack.path.name])
    with staging.import_held() as place:
        (candidate,) = importing.found(pack.path).candidates
        folder = place / pack.id
        brought = importing.bring(candidate, folder, report)
        whole = tested(folder, brought, report)
        if pack.place is PackPlace.OWN and not (paths.packs() / pack.kind / whole.id).exists():
            with staging.held(whole.kind, whole.id):
                staging.put_in_place(folder, whole)
            staging.take_out(pack.path)


def _check_reader(pack: Pack, report: Report) -> None:
    """Look at the data for reading pictures that comes with the program; other models may lie beside it."""
    for file in () if (offer := _offer(pack)) is None else offer.files:
        path = pack.path / file.name
        if not path.is_file() or manifests.sha256(path, report) != file.sha256:
            raise _damaged(pack, [file.name])
    ocr.self_test()


def _manifest(pack: Pack, files: tuple[PackFile, ...]) -> Manifest:
    """Return the manifest of a pack that has none."""
    offer = _offer(pack)
    if offer is not None and pack.kind is PackKind.SPEECH and identity.differing(offer, files):
        offer = None
    version = ""
    if pack.kind is PackKind.TRANSLATION:
        (candidate,) = importing.found(pack.path).candidates
        version = candidate.version
    return Manifest(
        id=pack.id,
        kind=pack.kind,
        name=offer.name if offer else pack.id,
        languages=pack.languages or (offer.languages if offer else ()),
        licence=offer.licence if offer else "",
        source=bringing.BY_HAND,
        files=files,
        version=version,
        practice=pack.practice,
        added=now(),
    )


def _offer(pack: Pack) -> Offer | None:
    return next((each for each in catalogue.offers() if (each.kind, each.id) == (pack.kind, pack.id)), None)


def _damaged(pack: Pack, differing: Sequence[str]) -> PackError:
    return PackError(
        _("“{id}” is damaged: {files}.").format(id=pack.id, files=", ".join(differing[:5])),
        hint=_("Get or import it again."),
        details="\n".join(differing),
    )
