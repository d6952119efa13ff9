"""The one place that opens connections to other computers, and only when a person asked for a pack.

Everything is fetched into a pack's staged folder, goes on there after a cut, a pause, a restart or a kill, and is
returned as a manifest only when all of it is whole and has the hashes that the hub and our catalogue know.  It runs in
the lane "fetch", whose worker alone has a network.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import Manifest, Offer, PackKind
from studio.model.progress import Report
from studio.packs import manifest as manifests
from studio.packs import staging
from studio.packs.fetch import address, faults, hub, line, package, part
from studio.packs.fetch.course import Course, Tick, watched
from studio.packs.fetch.line import Line
from studio.packs.fetch.network import Network

__all__ = ["Network", "Tick", "fetch", "refresh_index"]

LARGEST_INDEX = 16 << 20
"""Bytes of the largest list of translations; today's has 40 thousand."""


def fetch(offer: Offer, network: Network, staged: Path, report: Report) -> Manifest:
    """Return the manifest of the pack that lies whole and verified in `staged` then, not tested yet; reports bytes.

    What an earlier fetch left in `staged` is gone on with.  Whatever fails leaves what came, but never a wrong file.
    """
    return watched(lambda course: _fetch(offer, network, staged, course), report)


def refresh_index(network: Network, report: Report) -> str:
    """Return the text of the list of translation packages as it is now; reports bytes."""
    return watched(lambda course: _read_index(network, course), report)


def _fetch(offer: Offer, network: Network, staged: Path, course: Course) -> Manifest:
    before = _fetched_before(offer, staged, course)
    if before is not None:
        return before
    with line.opened(network, course) as opened:
        if offer.kind is PackKind.SPEECH and offer.repository:
            manifest = _model(offer, staged, opened)
        elif offer.kind is PackKind.TRANSLATION and offer.addresses:
            manifest = package.fetch(offer, staged, opened)
        else:
            raise PackError(
                _("“{name}” cannot be fetched: it comes with the program.").format(name=offer.name),
                hint=_("If it is missing, install Souffleur again."),
            )
    manifest = replace(manifest, added=datetime.now().astimezone().isoformat(timespec="seconds"))
    with part.writing(staged):
        manifests.write(staged, manifest)
    return manifest


def _fetched_before(offer: Offer, staged: Path, course: Course) -> Manifest | None:
    """Return the manifest of an earlier fetch that ended before its pack was tested, if everything is still there."""
    manifest = manifests.read(staged)
    if manifest is None:
        return None
    course.total = manifest.size
    is_meant = manifest.id == offer.id and manifest.source in _sources(offer, manifest)
    if not is_meant or manifests.differences(staged, manifest, lambda event: course.go_on()):
        return None
    course.finish_file(manifest.size)
    return manifest


def _sources(offer: Offer, manifest: Manifest) -> tuple[str, ...]:
    """Return what a manifest may say of where the offered pack came from."""
    if offer.repository and not offer.commit:
        return (manifest.source,) if manifest.source.startswith(f"hub:{offer.repository}@") else ()
    return (f"hub:{offer.repository}@{offer.commit}", *offer.addresses)


def _model(offer: Offer, staged: Path, opened: Line) -> Manifest:
    """Fetch a speech model file by file."""
    commit, wanted = hub.listing(offer, opened)
    part.clear(staged, {each.name for each in wanted})
    opened.course.ahead = sum(part.here(staged / each.name) for each in wanted)
    opened.course.total = sum(each.size for each in wanted)
    staging.need_room(staged, opened.course.total - opened.course.ahead)
    files = []
    for each in wanted:
        opened.course.begin_file(part.here(staged / each.name))
        files.append(address.fetch(each, offer.name, staged, opened))
    return Manifest(
        id=offer.id,
        kind=offer.kind,
        name=offer.name,
        languages=offer.languages,
        licence=offer.licence,
        source=f"hub:{offer.repository}@{commit}",
        files=tuple(files),
        version=offer.version,
        practice=offer.practice,
    )


def _read_index(network: Network, course: Course) -> str:
    """Ask for the list until it is whole."""
    with line.opened(network, course) as opened:
        content = opened.patiently(lambda: _ask_for_index(opened))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise faults.strange(network.index_address, str(error)) from error


def _ask_for_index(opened: Line) -> bytes:
    where = opened.network.index_address
    content = bytearray()
    with opened.asked(where, {}) as response:
        faults.check(response, _("The list of translations"))
        for chunk in response.iter_bytes():
            content += chunk
            opened.course.reach(len(content))
            if len(content) > LARGEST_INDEX:
                raise faults.strange(where, f"more than {LARGEST_INDEX} bytes")
    return bytes(content)
