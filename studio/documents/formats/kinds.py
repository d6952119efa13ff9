"""Which format a file has, told from its first bytes; for what cannot be read, a sentence that says what it is."""

from __future__ import annotations

import errno
import os
import zipfile
import zlib
from pathlib import Path

from studio.documents import encodings
from studio.errors import InputError
from studio.i18n import _

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
"""Suffixes of text that is Markdown: the one thing that its content cannot say for sure."""

_HEAD = 4096  # bytes looked at; a PDF may begin anywhere within the first 1,024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def detect(path: Path) -> str:
    """Return the name of a format; raise `InputError` that names what the file is instead."""
    head = _head(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    kind = _kind(path, head)
    if kind in _READ:
        return kind
    _refuse_others(path, kind)
    if not encodings.is_text(head):
        raise _refused(path, _("“{name}” is none of the kinds of file that can be read here."))
    return "markdown" if path.suffix.lower() in MARKDOWN else "text"


def _head(path: Path) -> bytes:
    """Return the first bytes; say what Python would only call an error: missing, a folder, forbidden, empty."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except UnicodeEncodeError as error:  # a name from a disk written with another set of letters
        shown = path.name.encode(errors="replace").decode()
        raise InputError(
            _("The name of “{name}” has letters that cannot be read.").format(name=shown), hint=_("Rename the file.")
        ) from error
    except FileNotFoundError as error:
        raise InputError(
            _("There is no file “{name}”.").format(name=path), hint=_("Check the name and the folder.")
        ) from error
    except OSError as error:
        raise _not_opened(path, error) from error
    if not head:
        raise InputError(
            _("“{name}” is empty (0 bytes).").format(name=path.name), hint=_("Copy or export the file again.")
        )
    return head


def _not_opened(path: Path, error: OSError) -> InputError:
    if path.is_dir():  # Windows calls a folder "permission denied"
        return InputError(
            _("“{name}” is a folder, not a flyer.").format(name=path), hint=_("Choose a file inside the folder.")
        )
    hint = _("Ask the owner of the file, or copy it to a folder of your own.")
    if error.errno not in (errno.EACCES, errno.EPERM):
        hint = _("Check the name and whether the drive is connected.")
    return InputError(
        _("“{name}” cannot be opened: {reason}.").format(name=path.name, reason=os.strerror(error.errno or errno.EIO)),
        hint=hint,
        details=str(error),
    )


def _kind(path: Path, head: bytes) -> str:
    return _zipped(path) if head.startswith(b"PK\x03\x04") else _by_bytes(head) or _by_words(head)


def _refuse_others(path: Path, kind: str) -> None:
    """Raise what to say of kinds that are known by their first bytes but not read."""
    if kind == "book":
        raise _refused(path, _("“{name}” is an electronic book, which cannot be read yet."), _as_pdf())
    if kind == "office":
        raise _refused(path, _("“{name}” comes from an office program and cannot be read yet."), _as_pdf())
    if kind == "layout":
        raise _refused(path, _("“{name}” comes from a layout or drawing program and cannot be read yet."), _as_pdf())
    if kind == "picture":
        raise _refused(
            path, _("“{name}” is a picture of a kind that cannot be read."), _("Save it as PNG, JPEG, WebP or TIFF.")
        )
    if kind == "film":
        raise _refused(path, _("“{name}” is a film or a sound, not a flyer."), _("Open it to make subtitles for it."))
    if kind == "archive":
        raise _refused(path, _("“{name}” is an archive of files."), _("Unpack it and choose a file inside."))


def _refused(path: Path, message: str, hint: str = "") -> InputError:
    return InputError(message.format(name=path.name), hint=f"{hint} {_what_can_be_read()}".strip())


def _as_pdf() -> str:
    return _("Save it as PDF in the program it comes from.")


def _what_can_be_read() -> str:
    return _(
        "Flyers can be PDF, JPEG, PNG, TIFF, WebP, Word, PowerPoint, OpenDocument, web pages, SVG, IDML, plain text or"
        " Markdown."
    )


_BY_BYTES: dict[bytes, str] = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "office",  # Word, PowerPoint, Publisher up to 2003
    b"{\\rtf": "office",
    b"\x06\x06\xed\xf5": "layout",  # InDesign
    b"%!PS": "layout",
    b"\xc5\xd0\xd3\xc6": "layout",  # EPS with a preview
    b"8BPS": "layout",  # Photoshop
    b"gimp xcf": "layout",
    b"GIF8": "picture",
    b"BM": "picture",
    b"\0\0\x01\0": "picture",
    b"\0\0\0\x0cjP  ": "picture",  # JPEG 2000
    b"\xff\x0a": "picture",  # JPEG XL
    b"\0\0\0\x0cJXL ": "picture",
    b"\x1a\x45\xdf\xa3": "film",  # Matroska, WebM
    b"OggS": "film",
    b"ID3": "film",
    b"fLaC": "film",
    b"RIFF": "film",  # WAV and AVI; WebP was found before
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"Rar!\x1a\x07": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ\0": "archive",
    b"PK\x05\x06": "archive",  # an empty one
}
_ARE_WORDS = (b"BM", b"ID3", b"RIFF", b"GIF8", b"OggS", b"fLaC", b"8BPS", b"BZh")
"""Marks of kinds that a text may begin with, too; where they are meant, bytes follow that no text has."""

_READ = ("docx", "pptx", "odf", "web", "drawing", "idml")
_PARTS = {
    "word/document": "docx",
    "ppt/presentation": "pptx",
    "designmap.xml": "idml",
    "META-INF/container.xml": "book",
}
_ODF = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.presentation")
_HELD_IN_BOXES = {b"heic": "picture", b"heix": "picture", b"mif1": "picture", b"avif": "picture"}


def _by_bytes(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _HELD_IN_BOXES.get(head[8:12], "film")
    found = next((start for start in _BY_BYTES if head.startswith(start)), None)
    if found is None or (found in _ARE_WORDS and encodings.is_text(head)):
        return ""
    return _BY_BYTES[found]


def _by_words(head: bytes) -> str:
    """Return the kind of a file that is text but means something else: a page of the web, a drawing."""
    if not encodings.is_text(head):
        return ""
    start = encodings.decode(head, "", is_part=True).text.lstrip().lower()
    if not start.startswith("<"):
        return ""
    if start.startswith(("<!doctype html", "<html")) or ("<html" in start and start.startswith(("<?xml", "<!--"))):
        return "web"
    if start.startswith("<svg") or (start.startswith(("<?xml", "<!--", "<!doctype svg")) and "<svg" in start):
        return "drawing"
    return "office" if start.startswith("<?xml") and "office:document" in start else ""


def _zipped(path: Path) -> str:
    """Return the kind of a file that is a zip archive inside, as those of office programs are."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "archive"
    for part, kind in _PARTS.items():
        if any(name.startswith(part) for name in names):
            return kind
    if "content.xml" in names and _mimetype(path).startswith(_ODF):
        return "odf"
    return "office" if "[Content_Types].xml" in names or "META-INF/manifest.xml" in names else "archive"


def _mimetype(path: Path) -> bytes:
    """Return what an OpenDocument file says it is."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as part:
            return part.read(200)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        return b""
