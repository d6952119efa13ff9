"""How listening is chosen and described in plain words: kinds of sound, speech models."""

from __future__ import annotations

from studio.gui import languages
from studio.i18n import N_, _, number
from studio.model.pack import Pack
from studio.project.values import StoredRun

SOUNDS: dict[str, tuple[str, str]] = {
    "speech": (N_("Speech"), N_("Singing is left out; you can add it later")),
    "singing": (N_("Speech and singing"), N_("Songs are written down, too; more has to be checked")),
    "everything": (N_("Everything"), N_("Silence and noise are listened to as well; it takes longest")),
}
"""The kinds of sound by their ids: name and explanation."""

_MODELS = {
    "tiny": N_("Very quick (Whisper tiny)"),
    "base": N_("Quick (Whisper base)"),
    "small": N_("Balanced (Whisper small)"),
    "medium": N_("Careful (Whisper medium)"),
    "large": N_("Most careful (Whisper large)"),
    "turbo": N_("Careful and quick (Whisper turbo)"),
}


def sound(id: str) -> str:
    """Return what a kind of sound is called."""
    return _(SOUNDS[id][0]) if id in SOUNDS else id


def sound_note(id: str) -> str:
    """Return what a kind of sound means."""
    return _(SOUNDS[id][1]) if id in SOUNDS else ""


def model(id: str, *, practice: bool = False) -> str:
    """Return what a speech model is called."""
    if practice:
        return _("Practice model")
    size = next((size for size in ("turbo", *_MODELS) if size in id.lower().replace("-", ".").split(".")), None)
    return _(_MODELS[size]) if size else id


def pack(pack: Pack) -> str:
    """Return a model as it stands in a list to choose from, with its size."""
    if pack.practice:
        return _("Practice model, for the sample only")
    size = _("{size} MB").format(size=number(pack.size / 1_000_000, 0))
    named = model(pack.id)
    return f"{named}, {size}" if named != pack.id else f"{pack.id}, {size}"


def model_note(run: StoredRun) -> str:
    """Return what to know of the model that a run listens with."""
    return _("For the sample only; it knows a few words") if run.run.practice else ""


def language(tag: str | None) -> str:
    """Return what a language to choose is called; None is found out by listening."""
    return _("Found out by listening") if tag is None else languages.name(tag)
