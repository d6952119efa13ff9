"""A translation package: an archive from one of its addresses, looked at and unpacked like one brought along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import Manifest, Offer, PackFile
from studio.packs import importing, staging
from studio.packs.fetch import address, part
from studio.packs.fetch.line import Line
from studio.packs.fetch.network import host_of
from studio.packs.fetch.verifying import Wanted

FOLDER = "archive"
"""Where the archive lies inside the staged folder until it is unpacked."""

_TIMES = 2
"""How many times the room of its archive a package needs beside it; weights hardly shrink."""


def fetch(offer: Offer, staged: Path, line: Line) -> Manifest:
    """Return the manifest of the package once it is unpacked in `staged`; its archive is gone then."""
    known = offer.files[0] if offer.files else PackFile("package.argosmodel")
    wanted = Wanted(known.name, offer.addresses, _size(offer, known), known.sha256)
    part.clear(staged, {FOLDER})
    part.clear(staged / FOLDER, {wanted.name})
    line.course.total = max(0, wanted.size)
    here = part.here(staged / FOLDER / wanted.name)
    staging.need_room(staged, max(0, _TIMES * wanted.size - here))
    address.fetch(wanted, offer.name, staged / FOLDER, line)
    try:
        manifest = _unpacked(offer, staged, staged / FOLDER / wanted.name, line)
    except PackError:  # it is what it was sent as, and that is no package
        part.clear(staged, ())
        raise
    part.clear(staged, {file.name for file in manifest.files})
    return manifest


def _unpacked(offer: Offer, staged: Path, archive: Path, line: Line) -> Manifest:
    """Unpack the archive into `staged`.  `PackError` for one that is damaged, or translates something else."""
    found = importing.found(archive).candidates
    if len(found) != 1 or found[0].languages != offer.languages:
        raise PackError(
            _("What {host} gave for “{name}” is another package.").format(
                host=host_of(offer.addresses[0]), name=offer.name
            ),
            hint=_("Refresh the list of translations, then fetch it again."),
            details=", ".join("-".join(each.languages) for each in found),
        )
    manifest = importing.bring(found[0], staged, lambda event: line.course.go_on())
    return replace(
        manifest,
        id=offer.id,
        name=offer.name,
        licence=offer.licence or manifest.licence,
        source=offer.addresses[0],
        version=offer.version or manifest.version,
        practice=offer.practice or manifest.practice,
    )


def _size(offer: Offer, archive: PackFile) -> int:
    """Return the bytes of the archive, -1 where nobody has said them."""
    return archive.size if archive.size > 0 else offer.size or -1
