"""Which pack it is that somebody brings: from what it says inside, or from the catalogue.

Of a model that nobody knows, the name of its folder becomes its id, made safe, and never that of another pack.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from studio import paths
from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import Manifest, Offer, PackFile, PackKind, is_name_everywhere
from studio.packs import argos_index, catalogue, layouts
from studio.packs import manifest as manifests
from studio.packs.sources import Source

_MODEL = "model.bin"
_CACHED = re.compile(r"models--(?P<owner>[^/]+?)--(?P<name>[^/]+)")
_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")
_LONGEST = 60
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Direction:
    """What a translation package says about itself: tags, a name to show, its version."""

    source: str
    target: str
    name: str
    version: str
    practice: bool = False

    @property
    def id(self) -> str:
        """Return the id of the package: its two tags, and whether it is for practice."""
        return f"{'practice-' * self.practice}{self.source}-{self.target}"


def direction(source: Source, folder: str, shown: str) -> Direction:
    """Return what the package in `folder` of `source` says.  `PackError` where it is unusable; `shown` is its name."""
    name = f"{folder}/{layouts.METADATA}".lstrip("/")
    if name not in source.files:
        raise layouts.lacks(PackKind.TRANSLATION, shown, layouts.METADATA)
    content = _metadata(read(source, name), shown)
    tags = [_tag(content.get(key), shown) for key in ("from_code", "to_code")]
    names = [str(content.get(key) or tag) for key, tag in zip(("from_name", "to_name"), tags, strict=True)]
    practice = content.get("practice") is True or _is_shipped(source, f"{folder}/model/{_MODEL}".lstrip("/"))
    return Direction(tags[0], tags[1], " → ".join(names), str(content.get("package_version") or ""), practice)


def read(source: Source, name: str) -> bytes:
    """Return a small file; `PackError` for a large one."""
    if source.files[name] > _LARGEST:
        raise _unusable(name, f"{source.files[name]} bytes")
    return b"".join(source.stream(name))


def cached_repository(where: str) -> str:
    """Return the hub's repository whose cache a path leads through, "" where it leads through none."""
    found = _CACHED.search(where)
    return f"{found['owner']}/{found['name']}" if found else ""


def speech_offer(files: Mapping[str, int], repository: str, name: str) -> Offer | None:
    """Return the catalogue's model that this seems to be; its hashes decide when they are known (`differing`)."""
    known = [offer for offer in catalogue.offers() if offer.kind is PackKind.SPEECH]
    if repository:
        return next((offer for offer in known if offer.repository.casefold() == repository.casefold()), None)
    for offer in known:
        if any(file.name == _MODEL and file.sha256 and file.size == files.get(_MODEL) for file in offer.files):
            return offer
    return next((offer for offer in known if name.casefold() in _names(offer)), None)


def differing(offer: Offer | None, files: Sequence[PackFile]) -> list[str]:
    """Return the names of the files that are not as the catalogue knows them."""
    known = {file.name: file for file in offer.files} if offer else {}
    return [file.name for file in files if file.name in known and not _fits(file, known[file.name])]


def changed(offer: Offer | None, files: Sequence[PackFile]) -> list[str]:
    """Return the names of the files that are missing or not as the catalogue knows them."""
    here = {file.name for file in files}
    missing = [file.name for file in offer.files if file.name not in here] if offer else []
    return differing(offer, files) + missing


def free_id(kind: PackKind, wanted: str, files: Sequence[PackFile]) -> str:
    """Return an id for a pack that the catalogue does not know: `wanted`, or with a number where that is another's."""
    taken = {offer.id for offer in catalogue.offers()}
    base = safe(wanted)
    for number in range(1, 1000):
        id = base if number == 1 else f"{base}-{number}"
        place = paths.packs() / kind / id
        if id not in taken and (not place.exists() or _is_same(manifests.read(place), files)):
            return id
    raise PackError(_("There are too many packs called “{name}”.").format(name=base), hint=_("Remove some of them."))


def safe(name: str) -> str:
    """Return a name that every system can give to a folder, made of `name`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:_LONGEST].rstrip("-._") or "model"
    return safe if is_name_everywhere(safe) else f"model-{safe}"


def is_newer(version: str, other: str) -> bool:
    """Say whether a version is newer than another: "1.10" is newer than "1.9"."""
    return _numbers(version) > _numbers(other)


def _names(offer: Offer) -> set[str]:
    repository = PurePosixPath(offer.repository.casefold())
    return {offer.id.casefold(), repository.name, str(repository).replace("/", "--")} - {""}


def _fits(file: PackFile, known: PackFile) -> bool:
    return known.size in (-1, file.size) and known.sha256 in ("", file.sha256)


def _is_same(manifest: Manifest | None, files: Sequence[PackFile]) -> bool:
    """Say whether an installed pack has the same model."""
    if manifest is None:
        return False
    mine = {file.name: file.sha256 for file in manifest.files}
    return all(mine.get(file.name) == file.sha256 for file in files if file.name.endswith(_MODEL))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))


def _metadata(content: bytes, shown: str) -> dict[str, object]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _unusable(shown, str(error)) from error
    if not isinstance(found, dict):
        raise PackError(
            _("In the translation package “{name}”, {file} does not hold what belongs there.").format(
                name=shown, file=layouts.METADATA
            ),
            hint=_again(),
            details=type(found).__name__,
        )
    if (kind := found.get("type", "translate")) != "translate":
        raise PackError(
            _("“{name}” is a package for “{kind}”, not for translating.").format(name=shown, kind=str(kind)[:40]),
            hint=_("Souffleur uses packages that translate from one language into another."),
        )
    return found


def _tag(code: object, shown: str) -> str:
    """Return the language tag that a package's code means."""
    if code is None or code == "":
        raise PackError(
            _("The translation package “{name}” does not say from which language into which.").format(name=shown),
            hint=_again(),
        )
    if not isinstance(code, str) or not (code in argos_index.ALIASES or _CODE.fullmatch(code)):
        raise PackError(
            _("The translation package “{name}” names a language that is none: “{code}”.").format(
                name=shown, code=str(code)[:40]
            ),
            hint=_again(),
        )
    return argos_index.tag(code)


def _is_shipped(source: Source, model: str) -> bool:
    """Say whether a package has the model of a practice package that ships, which says nothing of practice itself."""
    size = source.files.get(model)
    sums = {check_sum for other, check_sum in _shipped_models() if other == size}
    if not sums:
        return False
    total = 0
    for chunk in source.stream(model):
        total = zlib.crc32(chunk, total)
    return total in sums


def _shipped_models() -> list[tuple[int, int]]:
    """Return size and CRC-32 of the models of the practice packages that ship."""
    found = []
    for path in sorted(paths.practice().glob("*.argosmodel")):
        with zipfile.ZipFile(path) as opened:
            found += [
                (member.file_size, member.CRC)
                for member in opened.infolist()
                if member.filename.endswith(f"/model/{_MODEL}")
            ]
    return found


def _unusable(name: str, details: str) -> PackError:
    return PackError(
        _("The translation package “{name}” says nothing about itself: {file} is damaged.").format(
            name=name, file=layouts.METADATA
        ),
        hint=_again(),
        details=details,
    )


def _again() -> str:
    return _("Fetch the package again, or ask for a new copy.")
