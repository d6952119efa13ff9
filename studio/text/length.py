"""How long a text is for the eye: visible characters, counted as grapheme clusters after NFC.

The clusters are those of Unicode's annex 29, from what `unicodedata` of the standard library knows: enough for every
script of living languages and for emoji.  A package with the full tables (`regex`) would give the same numbers
for subtitles and would be one more compiled library in the main process.
"""

from __future__ import annotations

import re
import unicodedata

from studio.text import markup

_ZERO_WIDTH_JOINER = "\u200d"
_EXTENDING = {_ZERO_WIDTH_JOINER, "\u200c", "\uff9e", "\uff9f"}
_ONE_EACH = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")


def visible(text: str) -> str:
    """Return what is seen of `text`: without markup, in NFC, line breaks kept."""
    shown = markup.strip(text)
    return shown if shown.isascii() else unicodedata.normalize("NFC", shown)


def visible_length(text: str, line_break_counts: int = 0) -> int:
    """Return the number of visible characters; a line break counts `line_break_counts` (0 or 1)."""
    shown = visible(text)
    breaks = shown.count("\n")
    clusters = len(shown) if _ONE_EACH.fullmatch(shown) else _count_clusters(shown)
    return clusters - breaks + breaks * line_break_counts


def word_count(text: str) -> int:
    """Return the number of words: runs of visible characters between white space."""
    return len(visible(text).split())


def _count_clusters(text: str) -> int:
    clusters = 0
    before = ""
    flags = 0  # regional indicators in a row: two make one flag
    is_picture = False  # the cluster began with one: a joiner may add another
    for character in text:
        is_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        joins = (is_flag and flags % 2 == 1) or (before not in ("", "\n") and _continues(before, character))
        if joins and before == _ZERO_WIDTH_JOINER and unicodedata.category(character) == "So":
            joins = is_picture
        if not joins:
            clusters += 1
            is_picture = unicodedata.category(character) == "So" and not is_flag
        flags = flags + 1 if is_flag else 0
        before = character
    return clusters


def _continues(before: str, character: str) -> bool:
    """Say whether `character` belongs to the cluster of the character `before`."""
    if character in _EXTENDING or "\U0001f3fb" <= character <= "\U0001f3ff":  # joiners, skin tones
        return True
    if unicodedata.category(character) in ("Mn", "Me", "Mc") or "\U000e0020" <= character <= "\U000e007f":
        return True
    if before == _ZERO_WIDTH_JOINER:
        return unicodedata.category(character) == "So"
    return _is_hangul_part(before, character)


def _is_hangul_part(before: str, character: str) -> bool:
    """Say whether a Hangul letter goes on the syllable before (only old syllables that NFC cannot compose)."""
    leads = "\u1100" <= before <= "\u115f"
    follows = "\u1160" <= character <= "\u11ff"
    syllable = "\u1160" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    return (leads and (follows or "\u1100" <= character <= "\u115f" or "\uac00" <= character <= "\ud7a3")) or (
        syllable and follows
    )
