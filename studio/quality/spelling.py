"""What a dictionary knows: Hunspell's files as Debian, LibreOffice or the user put them, read by spylls.

Reading a dictionary takes seconds and 70 to 130 MB, a word up to a few milliseconds: for a worker, never for the
process of the window.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from studio import paths

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary

_log = logging.getLogger(__name__)

HOME_REGIONS = {"de": "DE", "nl": "NL", "en": "GB", "fr": "FR", "pt": "PT", "es": "ES"}
"""The region whose dictionary stands for a language without one: where it is written, not where most speak it."""

LINKS: Mapping[str, tuple[str, ...]] = {"de": ("", "s", "es", "n", "en", "er", "e"), "nl": ("", "s", "e", "en", "er")}
"""What joins the parts of a compound, in languages that write them as one word."""

LEAST_PART = 4
"""Letters of the shortest part of a compound: with three nearly everything falls into parts."""

ENDINGS = 3
"""Letters that an ending may add to what stands in the dictionary."""

FORMS = ("e", "en", "n", "s", "es", "er", "em", "t", "te", "ten", "ed", "d", "ing", "ly", "je")
"""The usual endings of German, Dutch and English."""

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßéèêëïçà"


@dataclass(frozen=True, slots=True)
class Checked:
    """The words that a dictionary does not know, each with the known word that is one slip away ("": none)."""

    unknown: Mapping[str, str]


def find(language: str) -> Path | None:
    """Return the affix file of the best dictionary for a language on this computer, None if there is none.

    The tag's own region comes first, then the language's home, then any.
    """
    base, _sign, region = language.replace("_", "-").partition("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", base):
        return None
    wanted = [region.upper(), HOME_REGIONS.get(base.lower(), ""), ""]
    found = [path for folder in places() for path in _dictionaries(folder, base.lower())]
    return min(found, key=lambda path: _rank(path, wanted), default=None)


def places() -> list[Path]:
    """Return the folders where dictionaries may lie, the user's own first."""
    home = Path.home()
    named = [Path(part) for part in os.environ.get("DICPATH", "").split(os.pathsep) if part]
    shared = [Path(part) for part in os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":") if part]
    share = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    debian = [folder / name for folder in (share, *shared) for name in ("hunspell", "myspell", "myspell/dicts")]
    return [paths.dictionaries(), *named, *debian, *_of_mac(home), *_of_libre_office(home)]


def check(language: str, words: Iterable[str]) -> Checked | None:
    """Return which of `words` no dictionary of the language knows; None where there is no dictionary.

    A dictionary that cannot be read counts as none.
    """
    path = find(language)
    book = None if path is None else _open(path)
    if book is None:
        return None
    base = language.partition("-")[0].lower()
    unknown = [word for word in dict.fromkeys(words) if not book.knows(word) and not book.is_compound(word, base)]
    return Checked({word: book.nearest(word, base) for word in unknown})


class Book:
    """A dictionary that has been read."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._stems = {word.stem.casefold() for word in dictionary.dic.words}
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Say whether the dictionary has the word, with a capital or without, its ending or its hyphens."""
        if word not in self._known:
            written = word.replace("’", "'")
            self._known[word] = bool(self._dictionary.lookup(written))
        return self._known[word]

    def is_compound(self, word: str, language: str, parts: int = 3) -> bool:
        """Say whether the word is made of known words as the language joins them (at most `parts`)."""
        if language not in LINKS or parts < 2:
            return False
        for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
            tail = word[cut:].lower()
            if not self._is_part(word[:cut].lower(), LINKS[language]):
                continue
            if self._is_word(tail) or self.is_compound(tail, language, parts - 1):
                return True
        return False

    def nearest(self, word: str, language: str) -> str:
        """Return a known word one slip of the fingers away, written as `word` is, "" if there is none.

        In a compound, the slip is in one part.  The first letter stays: it is the wrong one in 1 to 3 of a hundred
        slips (Kukich 1992), and names differ from words there most often.
        """
        low = word.lower()
        found = self._slipped(low) or next(self._slipped_parts(low, LINKS.get(language, ())), "")
        return found.capitalize() if word[:1].isupper() else found

    def _slipped(self, word: str) -> str:
        known = (slip for slip in dict.fromkeys(_slips(word)) if self._is_form(slip) and self._is_word(slip))
        return next(known, "")

    def _is_form(self, word: str) -> bool:
        """Say whether a word stands in the dictionary itself, but for a usual ending: no compound by accident."""
        endings = (ending for ending in FORMS if word.endswith(ending))
        return word in self._stems or any(word[: -len(ending)] in self._stems for ending in endings)

    def _slipped_parts(self, word: str, links: Iterable[str]) -> Iterator[str]:
        for cut in range(LEAST_PART, len(word) - LEAST_PART + 1 if links else 0):
            head, tail = word[:cut], word[cut:]
            if len(tail) > LEAST_PART and self._is_part(head, links) and (found := self._slipped(tail)):
                yield head + found
            elif (
                len(head) > LEAST_PART
                and self._is_form(tail)
                and self._is_word(tail)
                and (found := self._slipped(head))
            ):
                yield found + tail

    def _is_part(self, part: str, links: Iterable[str]) -> bool:
        return any(
            part.endswith(link) and self._is_word(part[: len(part) - len(link)])
            for link in links
            if len(part) - len(link) >= LEAST_PART - 1
        )

    def _is_word(self, word: str) -> bool:
        return self._may_be_known(word) and (self.knows(word) or self.knows(word.capitalize()))

    def _may_be_known(self, word: str) -> bool:
        """Say whether it is worth to ask: asking takes a hundred times as long as looking for the stem."""
        return any(word[: len(word) - ending] in self._stems for ending in range(ENDINGS + 1))


def _slips(word: str) -> Iterator[str]:
    """Yield what `word` would be without one slip: letters swapped, one too many, another one, one missing."""
    cuts = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + letter + right[1:] for left, right in cuts if right for letter in LETTERS)
    yield from (left + letter + right for left, right in cuts for letter in LETTERS)


@cache
def _open(path: Path) -> Book | None:
    from spylls.hunspell import Dictionary

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # spylls leaves closing its files to the collector
            return Book(Dictionary.from_files(str(path.with_suffix(""))))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, re.error, RecursionError) as error:
        # what spylls raises for a file that is damaged or of a kind it does not know
        _log.info("the dictionary %s cannot be read: %s", path.name, error)
        return None


def _dictionaries(folder: Path, base: str) -> Iterator[Path]:
    """Yield the affix files in a folder that have their word list beside them."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        stem, ending = os.path.splitext(name)
        if ending == ".aff" and re.split(r"[-_]", stem)[0].lower() == base and f"{stem}.dic" in names:
            yield folder / name


def _rank(path: Path, wanted: list[str]) -> tuple[int, str]:
    parts = re.split(r"[-_]", path.stem)
    region = parts[1].upper() if len(parts) > 1 else ""
    return (wanted.index(region) if region in wanted else len(wanted), path.name)


def _of_mac(home: Path) -> list[Path]:
    return [home / "Library/Spelling", Path("/Library/Spelling")] if sys.platform == "darwin" else []


def _of_libre_office(home: Path) -> list[Path]:
    """Return the folders of LibreOffice's own dictionaries, and of those a user added as extensions."""
    shared, own = {
        "win32": ("LibreOffice*/share/extensions", home / "AppData/Roaming/LibreOffice"),
        "darwin": ("LibreOffice*.app/Contents/Resources/extensions", home / "Library/Application Support/LibreOffice"),
    }.get(sys.platform, ("libreoffice*/share/extensions", home / ".config/libreoffice"))
    roots = {
        "win32": [Path(os.environ.get(name, "C:/Program Files")) for name in ("ProgramFiles", "ProgramFiles(x86)")],
        "darwin": [Path("/Applications")],
    }.get(sys.platform, [Path("/usr/lib"), Path("/opt"), Path("/usr/lib64")])
    found = [path for root in roots for path in root.glob(f"{shared}/dict-*")]
    extensions = "4/user/uno_packages/cache/uno_packages/*/*.oxt"
    found += [place for path in own.glob(extensions) for place in (path, path / "dictionaries")]
    return sorted(path for path in found if path.is_dir())
