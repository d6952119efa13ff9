"""One file from one of its addresses, going on where an earlier fetch was cut, stopped or killed (RFC 9110, 13 and 14).

This is why the hub's own `snapshot_download` is not what fetches: it writes each file under a name that no other
process knows, deletes what came when it is stopped, and begins anew the next time (huggingface_hub 2.4,
`file_download.py`).  It also takes a folder as it is when the hub cannot be reached, and looks at sizes only.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import EnvironmentFault, PackError
from studio.model.pack import PackFile
from studio.packs import staging
from studio.packs.fetch import faults, part, verifying
from studio.packs.fetch.line import Line
from studio.packs.fetch.part import Note, Part
from studio.packs.fetch.verifying import Wanted

if TYPE_CHECKING:
    from httpx2 import Response

LARGEST = 2 << 30
"""Bytes of the largest file whose size nobody has said."""

_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_UNKNOWN = -1


def fetch(wanted: Wanted, name: str, folder: Path, line: Line) -> PackFile:
    """Return a file of the pack called `name` once it is in `folder`, whole and verified; each address has its turn.

    What is here already is verified, and fetched anew only where it is wrong.
    """
    found = _found(wanted, folder / wanted.name, line) or _from_any(wanted, name, folder / wanted.name, line)
    line.course.finish_file(found.size)
    return found


def _found(wanted: Wanted, target: Path, line: Line) -> PackFile | None:
    """Return the file if an earlier fetch had brought it whole."""
    if not target.is_file():
        return None
    line.course.reach(target.stat().st_size)
    try:
        return verifying.verified(target, wanted, line.course.go_on)
    except PackError:
        target.unlink()
        return None


def _from_any(wanted: Wanted, name: str, target: Path, line: Line) -> PackFile:
    """Fetch from the first address that gives the right file; where none does, the trouble with the first is told."""
    troubles: list[EnvironmentFault] = []
    for address in wanted.addresses:
        try:
            return _Fetch(wanted, name, target, line).run(address)
        except EnvironmentFault as error:
            troubles.append(error)
    raise troubles[0]


class _Fetch:
    """The fetching of one file of the pack called `name`."""

    def __init__(self, wanted: Wanted, name: str, target: Path, line: Line) -> None:
        self._wanted = wanted
        self._name = name
        self._target = target
        self._line = line

    def run(self, address: str) -> PackFile:
        """Return the file, whole and verified; one that is wrong goes, all else stays for the next time."""
        with part.opened(self._target) as here:
            self._vouch(here, address)
            self._line.patiently(lambda: self._ask(here, address), lambda: here.size)
            try:
                found = verifying.verified(here.path, self._wanted, self._line.course.go_on)
            except PackError:
                here.drop()
                raise
            here.become_whole()
        return found

    def _vouch(self, here: Part, address: str) -> None:
        """Begin anew where what is here belongs to something else."""
        note = Note(self._wanted.content, address)
        is_too_much = _UNKNOWN < self._wanted.size < here.size
        if here.note is None or not here.note.vouches_for(note) or is_too_much:
            here.begin(note)
        self._line.course.reach(here.size)

    def _ask(self, here: Part, address: str) -> None:
        """Ask once for what is missing, and take what comes."""
        if here.size == self._wanted.size:
            return
        with self._line.asked(address, self._headers(here)) as response:
            if response.status_code == 416:
                self._take_refusal(here, address, response)
                return
            faults.check(response, self._name)
            total = self._total(here, address, response)
            for chunk in response.iter_bytes():
                here.append(chunk)
                self._line.course.reach(here.size)
                self._check_size(here, here.size, total)
        if total != _UNKNOWN and here.size < total:
            raise faults.cut(address, f"{here.size} of {total} bytes")

    def _headers(self, here: Part) -> dict[str, str]:
        """Return what asks for the rest; where no hash is known, only if the server still has the same version."""
        if not here.size:
            return {}
        headers = {"Range": f"bytes={here.size}-"}
        if not self._wanted.content and here.note is not None:
            headers["If-Range"] = here.note.validator
        return headers

    def _take_refusal(self, here: Part, address: str, response: Response) -> None:
        """Take "no such range" for the end where it says so, else begin anew at the next try."""
        if response.headers.get("content-range") != f"bytes */{here.size}":
            here.begin(Note(self._wanted.content, address))
            raise faults.cut(address, "no such range")

    def _total(self, here: Part, address: str, response: Response) -> int:
        """Return how long the file is to be, after putting `here` where the answer begins."""
        if response.status_code == 206:
            found = _RANGE.fullmatch(response.headers.get("content-range", ""))
            if found is None or int(found[1]) != here.size:
                here.begin(Note(self._wanted.content, address))
                raise faults.cut(address, f"an answer to another question: {response.headers.get('content-range')}")
            total = _UNKNOWN if found[2] == "*" else int(found[2])
        else:
            here.begin(Note(self._wanted.content, address, _validator(response)))
            total = _length(response)
        self._check_size(here, total, total)
        if self._wanted.size == _UNKNOWN and total != _UNKNOWN:
            staging.need_room(self._target.parent, total - here.size)
            self._line.course.total = total
        return total if self._wanted.size == _UNKNOWN else self._wanted.size

    def _check_size(self, here: Part, size: int, total: int) -> None:
        """Refuse what becomes another size than the one known, or what never ends."""
        wanted = self._wanted.size
        if wanted == _UNKNOWN:
            is_wrong = size > (LARGEST if total == _UNKNOWN else total) or total > LARGEST
        else:
            is_wrong = size > wanted or _UNKNOWN < total != wanted
        if is_wrong:
            here.drop()
            raise verifying.wrong_size(self._wanted.name, wanted if wanted != _UNKNOWN else total, size)


def _validator(response: Response) -> str:
    """Return what this version of a file can be asked for by (RFC 9110, 13.1.5): a strong ETag, else its date."""
    tag: str = response.headers.get("etag", "")
    if tag and not tag.startswith("W/"):
        return tag
    return str(response.headers.get("last-modified", ""))


def _length(response: Response) -> int:
    """Return the bytes that are to come, -1 where the answer does not say or packs them."""
    length: str = response.headers.get("content-length", "")
    is_plain = response.headers.get("content-encoding", "identity") == "identity"
    return int(length) if is_plain and length.isdecimal() else _UNKNOWN
