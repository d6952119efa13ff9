"""Languages by the names that people use, in the language of the user."""

from __future__ import annotations

from studio.i18n import N_, _

NAMES = {
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
"""The names of languages by their primary tags; to be shown through `_`."""


def name(tag: str) -> str:
    """Return what a language is called, without its region: "German" for "de-AT"; the tag if nobody knows it."""
    base = tag.partition("-")[0]
    return _(NAMES[base]) if base in NAMES else tag
