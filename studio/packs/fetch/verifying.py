"""What a file must be like, and whether it is: its size, and the hash that the hub or our catalogue knows.

A large file's hash on the hub is its SHA-256, a small one's that of its git blob (SHA-1 over a header and the bytes).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import PackFile

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be fetched: its name in the pack's folder, where it can be had, and what is known about it.

    `size` is -1, `sha256` and `blob` (the git blob's hash) are "" where nobody has said.
    """

    name: str
    addresses: tuple[str, ...]
    size: int = -1
    sha256: str = ""
    blob: str = ""

    @property
    def content(self) -> str:
        """Return what tells this content from any other, "" where no hash is known."""
        if self.sha256:
            return f"sha256:{self.sha256}"
        return f"git:{self.blob}" if self.blob else ""


def verified(path: Path, wanted: Wanted, watch: Callable[[], None]) -> PackFile:
    """Return the file as it is recorded.  `PackError` for one that is not what is wanted; the caller lets it go.

    `watch` is called after each piece, and may raise.
    """
    size = path.stat().st_size
    if wanted.size not in (-1, size):
        raise wrong_size(wanted.name, wanted.size, size)
    sha256 = hashlib.sha256()
    blob = hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            sha256.update(chunk)
            if wanted.blob:
                blob.update(chunk)
            watch()
    found = PackFile(wanted.name, size, sha256.hexdigest())
    is_right = found.sha256 == wanted.sha256 or not wanted.sha256
    if not is_right or (wanted.blob and blob.hexdigest() != wanted.blob):
        raise _wrong(wanted, found.sha256)
    return found


def wrong_size(name: str, wanted: int, found: int) -> PackError:
    """Return the error for a file that is longer or shorter than it must be."""
    return PackError(
        _("“{name}” came in the wrong size: {found} bytes instead of {wanted}.").format(
            name=name, found=found, wanted=wanted
        ),
        hint=_("It was removed. Fetch the pack again; if that does not help, choose another mirror."),
    )


def _wrong(wanted: Wanted, found: str) -> PackError:
    return PackError(
        _("“{name}” did not come as it was sent: its checksum is wrong.").format(name=wanted.name),
        hint=_("It was removed. Fetch the pack again; if that does not help, choose another mirror."),
        details=f"{wanted.content}, found sha256:{found}",
    )
