"""Languages by the names that people use, in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from studio.i18n import N_, _

if TYPE_CHECKING:
    from studio.project.values import StoredTrack

_NAMES = {
    "ar": N_("Arabic"),
    "az": N_("Azerbaijani"),
    "bg": N_("Bulgarian"),
    "bn": N_("Bengali"),
    "ca": N_("Catalan"),
    "cs": N_("Czech"),
    "da": N_("Danish"),
    "de": N_("German"),
    "el": N_("Greek"),
    "en": N_("English"),
    "eo": N_("Esperanto"),
    "es": N_("Spanish"),
    "et": N_("Estonian"),
    "eu": N_("Basque"),
    "fa": N_("Persian"),
    "fi": N_("Finnish"),
    "fr": N_("French"),
    "fy": N_("Frisian"),
    "ga": N_("Irish"),
    "gl": N_("Galician"),
    "he": N_("Hebrew"),
    "hi": N_("Hindi"),
    "hr": N_("Croatian"),
    "hu": N_("Hungarian"),
    "id": N_("Indonesian"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "ky": N_("Kyrgyz"),
    "la": N_("Latin"),
    "lb": N_("Luxembourgish"),
    "lt": N_("Lithuanian"),
    "lv": N_("Latvian"),
    "ms": N_("Malay"),
    "nb": N_("Norwegian Bokmål"),
    "nl": N_("Dutch"),
    "no": N_("Norwegian"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
    "ro": N_("Romanian"),
    "ru": N_("Russian"),
    "sk": N_("Slovak"),
    "sl": N_("Slovenian"),
    "sq": N_("Albanian"),
    "sr": N_("Serbian"),
    "sv": N_("Swedish"),
    "th": N_("Thai"),
    "tl": N_("Tagalog"),
    "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
    "ur": N_("Urdu"),
    "vi": N_("Vietnamese"),
    "zh": N_("Chinese"),
}


def name(tag: str) -> str:
    """Return what a language is called: "German" for "de", "German (AT)" for "de-AT"; the tag if nobody knows it."""
    base, _dash, rest = tag.partition("-")
    if not base or base == "und":
        return _("Language unknown")
    known = _(_NAMES[base]) if base in _NAMES else _own_name(base)
    return f"{known} ({rest})" if rest else known


def of_track(track: StoredTrack, tracks: Sequence[StoredTrack]) -> str:
    """Return what subtitles are called among `tracks`: their language, and their file where two share one."""
    own = name(track.language)
    is_alone = sum(other.language == track.language for other in tracks) == 1
    return own if is_alone or not track.title else f"{own}, {track.title}"


def _own_name(base: str) -> str:
    """Return what speakers of a rarer language call it, as Qt knows it."""
    locale = QLocale(base)
    return locale.nativeLanguageName() or base if locale.language() != QLocale.Language.C else base
