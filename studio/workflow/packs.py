"""What this computer can hear, read and translate, what could be had, and how packs come and go."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from studio import paths
from studio.documents import ocr
from studio.errors import PackError, SettingsError, StudioError, UsageError
from studio.i18n import _
from studio.model.pack import Manifest, Offer, Pack, PackKind, PackPlace, PackState
from studio.model.translation import Package
from studio.packs import catalogue, installed, marks, removing, staging
from studio.workflow import fetching, pack_tasks
from studio.workflow.pack_turns import Naming
from studio.workflow.translate import every_package
from studio.workflow.work import Work

PRACTICE = "practice-"
"""How the ids of practice translations begin: they never stand for the real ones."""

SUFFIX = ".souffleur-pack"

USUAL = ("de", "nl", "en")
"""The languages among which ways through a third one are listed, besides those the venue works with."""


class EntryState(StrEnum):
    """Where a pack is on its way to this computer."""

    INSTALLED = "installed"
    UNCHECKED = "unchecked"
    DAMAGED = "damaged"
    SHIPPED = "shipped"
    PARTLY = "partly"
    ABSENT = "absent"
    READY = "ready"
    """No pack of its own: it goes through others that are here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of what there is or could be; `here` are the bytes fetched so far of what is not whole yet.

    `way` names the packs it goes through, for a direction that has none of its own.  A `PARTLY` entry may have a
    pack as well: an older one, which is used until the new one is whole.
    """

    id: str
    kind: PackKind
    languages: tuple[str, ...]
    state: EntryState
    offer: Offer | None = None
    pack: Pack | None = None
    here: int = 0
    way: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Return its bytes here, else those to be fetched; 0 where nobody has said it."""
        return self.pack.size if self.pack is not None else self.offer.size if self.offer is not None else 0

    @property
    def practice(self) -> bool:
        """Say whether it knows the practice language only."""
        return any(each.practice for each in (self.offer, self.pack) if each is not None)

    @property
    def can_be_fetched(self) -> bool:
        """Say whether the network has it."""
        return self.offer is not None and bool(self.offer.repository or self.offer.addresses)


@dataclass(frozen=True, slots=True)
class Overview:
    """All that is here or could be had, and what is wrong with the venue's own list, if anything is."""

    entries: list[Entry]
    trouble: StudioError | None = None


def folder() -> Path:
    """Return where the user's packs lie."""
    return paths.packs()


def used() -> int:
    """Return the bytes that the user's own packs take, those on their way included."""
    return staging.size_of(paths.packs()) if paths.packs().is_dir() else 0


def free_disk() -> int:
    """Return the free bytes on the disk where packs go."""
    place = paths.packs()
    while not place.exists() and place != place.parent:
        place = place.parent
    return shutil.disk_usage(place).free


def installed_packs() -> list[Pack]:
    """Return what lies here: speech models, translation packages, data for pictures; the practice ones marked."""
    return installed.speech_models() + _translations() + _readers()


def entries(languages: Collection[str] = ()) -> list[Entry]:
    """Return what is here and what could be had, in the catalogue's order, the rest of what is here after its kind.

    `languages` are those the venue works with.  Nothing is read but lists: it takes no time.
    """
    return _listed(catalogue.offers(), languages)


def overview(languages: Collection[str] = ()) -> Overview:
    """Return the entries for whom a broken list must not hide the rest: those without the venue's own, and why."""
    try:
        return Overview(entries(languages))
    except SettingsError as error:
        return Overview(_listed(catalogue.offers(own=False), languages), error)


def entry(id: str) -> Entry:
    """Return the entry of this id.  `UsageError` where there is none."""
    everything = entries()
    for each in everything:
        if each.id == id:
            return each
    near = difflib.get_close_matches(id, [each.id for each in everything], n=5)
    raise UsageError(
        _("There is no pack “{id}”.").format(id=id),
        hint=_("Did you mean one of these: {ids}?").format(ids=", ".join(near))
        if near
        else _("All are listed with “souffleur packs list --all”."),
    )


def get(id: str) -> Work[Manifest]:
    """Return the work that fetches a pack, tests it and puts it in its place.

    `UsageError` for an unknown id, `PackError` for one that the network does not have.
    """
    wanted = entry(id)
    if wanted.offer is None or not wanted.can_be_fetched:
        raise PackError(
            _("“{id}” cannot be fetched.").format(id=id),
            hint=_("It comes with Souffleur.") if wanted.offer is not None else _("It was put there by hand."),
        )
    return fetching.get(wanted.offer)


def forget(id: str) -> None:
    """Delete what was fetched so far of a pack that is not whole yet."""
    for kind, name in staging.waiting():
        if name == id:
            staging.drop(kind, name)


def refresh_index() -> Work[str]:
    """Return the work that asks which translation packages there are now."""
    return fetching.refresh_index()


def import_from(path: Path) -> Work[pack_tasks.Imported]:
    """Return the work that brings in whatever packs lie at `path`: a folder, a stick, an archive."""

    def words(name: object) -> str:
        return _("Importing “{name}”").format(name=name)

    return Work(words(path.name or path), "packs", pack_tasks.import_from, (path,), Naming(words))


def verify(ids: Iterable[str] = ()) -> Work[list[pack_tasks.Verified]]:
    """Return the work that reads and tests the packs of these ids, or all that lie here."""
    offered = {each.pack.id: each.offer.name for each in entries() if each.pack is not None and each.offer is not None}

    def words(id: str) -> str:
        return _("Verifying “{name}”").format(name=_(offered[id]) if offered.get(id) else id)

    return Work(_("Verifying"), "packs", pack_tasks.verify, (tuple(_chosen(ids)),), Naming(words))


def carry(ids: Iterable[str], out: Path) -> Work[int]:
    """Return the work that writes packs into one file for a stick; its value are the bytes written."""
    if out.suffix != SUFFIX:
        out = out.with_name(out.name + SUFFIX)
    return Work(
        _("Writing “{name}”").format(name=out.name), "packs", pack_tasks.write_carry, (tuple(_chosen(ids)), out)
    )


def remove(id: str) -> None:
    """Delete a pack of the user's own.  `UsageError` for an unknown id, `PackError` for one that is not theirs."""
    (pack,) = _chosen([id])
    removing.remove(pack)
    marks.clear(pack.place, pack.kind, pack.path.name)


def _chosen(ids: Iterable[str]) -> list[Pack]:
    """Return the packs of these ids, as they are offered or as they lie here; all of them when none is named."""
    here = {pack.id: pack for pack in installed_packs()}
    offered = {each.id: each.pack for each in entries() if each.pack is not None}
    wanted = list(dict.fromkeys(ids)) or list(here)
    for id in wanted:
        if id not in here and id not in offered:
            known = ", ".join(here) or "–"
            raise UsageError(
                _("“{id}” is not on this computer.").format(id=id), hint=_("On it are: {ids}.").format(ids=known)
            )
    return [here.get(id) or offered[id] for id in wanted]


def _listed(offers: Sequence[Offer], languages: Collection[str]) -> list[Entry]:
    staging.sweep()
    here = {(pack.kind, pack.id): pack for pack in installed_packs()}
    fetched = staging.waiting()
    found = [_entry(offer, here.pop(_key(offer, here), None), fetched) for offer in offers]
    found += [_own(pack) for pack in here.values()]
    found += _ways(found, {*USUAL, *languages})
    order = list(PackKind)
    return sorted(found, key=lambda entry: order.index(entry.kind))


def _entry(offer: Offer, pack: Pack | None, fetched: dict[tuple[PackKind, str], int]) -> Entry:
    here = fetched.get((offer.kind, offer.id), 0)
    state = _state(pack) if pack is not None else EntryState.ABSENT
    if here:
        state = EntryState.PARTLY
    return Entry(offer.id, offer.kind, offer.languages, state, offer, pack, here)


def _own(pack: Pack) -> Entry:
    return Entry(pack.id, pack.kind, pack.languages, _state(pack), pack=pack)


def _state(pack: Pack) -> EntryState:
    if pack.state is PackState.DAMAGED:
        return EntryState.DAMAGED
    if pack.place is PackPlace.SHIPPED:
        return EntryState.SHIPPED
    return EntryState.INSTALLED if pack.state is PackState.VERIFIED else EntryState.UNCHECKED


def _key(offer: Offer, here: dict[tuple[PackKind, str], Pack]) -> tuple[PackKind, str]:
    """Return what a pack that was offered is called here: a model put there by hand has its repository's name."""
    by_hand = offer.repository.rpartition("/")[2]
    own = (offer.kind, offer.id)
    return (offer.kind, by_hand) if own not in here and by_hand else own


def _ways(found: Sequence[Entry], languages: Collection[str]) -> list[Entry]:
    """Return the directions that need no pack of their own, since two that are here lead there."""
    usable = {EntryState.INSTALLED, EntryState.UNCHECKED}
    here = {
        each.languages: each.id
        for each in found
        if each.kind is PackKind.TRANSLATION and each.state in usable and not each.practice
    }
    made = []
    for (source, middle), first in here.items():
        for (other, target), second in here.items():
            is_way = other == middle and source != target and {source, target} <= set(languages)
            if is_way and (source, target) not in here:
                id = f"{source}-{target}"
                made.append(Entry(id, PackKind.TRANSLATION, (source, target), EntryState.READY, way=(first, second)))
    return list({each.id: each for each in reversed(made)}.values())


def _translations() -> list[Pack]:
    """Return the translation packages: those with a manifest, then those put there by hand."""
    known = installed.listed(PackKind.TRANSLATION)
    folders = {pack.path.absolute() for pack in known}
    names = {pack.id for pack in known}
    others = [_by_hand(package) for package in every_package() if Path(package.folder).absolute() not in folders]
    return known + [pack for pack in others if pack.id not in names]


def _by_hand(package: Package) -> Pack:
    path = Path(package.folder)
    id = f"{PRACTICE if package.practice else ''}{package.source}-{package.target}"
    place = installed.place_of(path)
    return Pack(
        id=id,
        kind=PackKind.TRANSLATION,
        languages=(package.source, package.target),
        size=installed.size_of(path),
        path=path,
        practice=package.practice,
        state=installed.state_of(path, place, PackKind.TRANSLATION, marks.damaged()),
        place=place,
    )


def _readers() -> list[Pack]:
    """Return the data for reading pictures, which comes with the program."""
    folder = ocr.data()
    offers = [offer for offer in catalogue.shipped() if offer.kind is PackKind.OCR]
    if folder is None:
        return []
    damaged = marks.damaged()
    place = PackPlace.SHIPPED
    state = installed.state_of(folder, place, PackKind.OCR, damaged)
    return [
        Pack(offer.id, PackKind.OCR, offer.languages, offer.size, folder, state=state, place=place) for offer in offers
    ]
