"""Text of any encoding as words, and back into the very same bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from studio.errors import InputError
from studio.i18n import _
from studio.text.western import is_western

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MOST_BYTES = 1_000_000  # some 400 pages
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a file with its own line ends, the encoding they stand in, and the mark before them."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> tuple[bytes, tuple[str, ...]]:
        """Return other words as a file of this encoding and a note where that lacks letters, which makes it UTF-8."""
        try:
            return self.mark + text.encode(self.encoding), ()
        except UnicodeEncodeError as error:
            letter = text[error.start]
            note = _("The file is written as UTF-8 now: its old encoding, {name}, has no “{letter}”.")
            return text.encode("utf-8"), (note.format(name=self.encoding.upper(), letter=letter),)


def read(path: Path) -> Text:
    """Return the words of a file; `InputError` for one that is too long to be a flyer, or not of its encoding."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise InputError(
            _("“{name}” has more than {count} million letters, which is too long for a flyer.").format(
                name=path.name, count=MOST_BYTES // 10**6
            ),
            hint=_("Cut it into parts and open one after the other."),
        )
    return decode(raw, path.name)


def is_text(raw: bytes) -> bool:
    """Say whether the first bytes of a file are those of a text."""
    mark, encoding = _marked(raw)
    if mark:
        return not _CONTROLS.search(raw[len(mark) :].decode(encoding, "ignore"))
    return not _CONTROLS.search(raw.decode("latin-1"))


def decode(raw: bytes, name: str, *, is_part: bool = False) -> Text:
    """Return the words of a file; `is_part`: it may end within a letter.

    Raises `InputError`, which calls the file `name`, where bytes are none of the encoding that the file says it has.
    """
    mark, encoding = _marked(raw)
    if is_part:
        return Text(raw[len(mark) :].decode(encoding or "utf-8", "ignore"), encoding or "utf-8", mark)
    if not mark:
        return _decode_unmarked(raw)
    try:
        return Text(raw[len(mark) :].decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        number = raw[: error.start].decode(encoding, "replace").count("\n") + 1
        raise InputError(
            _("Line {number} of “{name}” cannot be read as {encoding}, which the file says it is.").format(
                number=number, name=name, encoding=encoding.upper()
            ),
            hint=_("Save the file as UTF-8 in the program it came from."),
        ) from error


def _marked(raw: bytes) -> tuple[bytes, str]:
    return next(((mark, encoding) for mark, encoding in _MARKS if raw.startswith(mark)), (b"", ""))


def _decode_unmarked(raw: bytes) -> Text:
    try:
        return Text(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass  # an older encoding, to be guessed
    if is_western(raw):
        return Text(raw.decode("cp1252"), "cp1252")
    import charset_normalizer

    guess = charset_normalizer.from_bytes(raw).best()
    if guess is not None and _comes_back(raw, guess.encoding):
        return Text(raw.decode(guess.encoding), guess.encoding)
    return Text(raw.decode("latin-1"), "latin-1")  # which gives each byte back, whatever it meant


def _comes_back(raw: bytes, encoding: str) -> bool:
    try:
        return raw.decode(encoding).encode(encoding) == raw
    except (UnicodeError, LookupError):
        return False
