"""Packs as a venue might have them: one of every state, and others that only the network has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.model.pack import Accuracy, Offer, Pack, PackKind, PackPlace, PackState, Role
from studio.workflow.packs import Entry, EntryState

SPEECH, TRANSLATION, OCR = PackKind.SPEECH, PackKind.TRANSLATION, PackKind.OCR
HEARD = ("de", "nl", "en", "fr")
PAPER = "the paper, table 13"


def model(id: str, role: Role, size: int, wrong: dict[str, float] | None = None) -> Offer:
    """Return a speech model of the hub."""
    return Offer(
        id=id,
        kind=SPEECH,
        name=f"Whisper {id}",
        languages=HEARD,
        licence="MIT",
        size=size,
        role=role,
        repository=f"maker/{id}",
        commit="0123456789abcdef",
        good_at="Clear speech.",
        weak_at="Dialect.",
        origin="Made by somebody.",
        accuracy=tuple(Accuracy(tag, figure, PAPER) for tag, figure in (wrong or {}).items()),
    )


def pair(source: str, target: str, state: EntryState, size: int = 90_000_000) -> Entry:
    """Return a translation package; here unless its state says otherwise."""
    id = f"{source}-{target}"
    both = (source, target)
    offer = Offer(
        id, TRANSLATION, id, both, "CC0", addresses=(f"https://packages.invalid/{id}",), good_at="Clear text."
    )
    found = None if state is EntryState.ABSENT else pack(id, TRANSLATION, both, state, size)
    return Entry(id, TRANSLATION, both, state, offer, found)


def pack(id: str, kind: PackKind, languages: tuple[str, ...], state: EntryState, size: int = 1_000_000) -> Pack:
    """Return what lies on the disk of an entry in `state`."""
    states = {EntryState.DAMAGED: PackState.DAMAGED, EntryState.UNCHECKED: PackState.UNCHECKED}
    place = PackPlace.SHIPPED if state is EntryState.SHIPPED else PackPlace.OWN
    path = Path("/packs") / kind / id
    return Pack(id, kind, languages, size, path, False, states.get(state, PackState.VERIFIED), place)


QUICK = Entry(
    "base",
    SPEECH,
    HEARD,
    EntryState.INSTALLED,
    model("base", Role.QUICK, 145_000_000, {"en": 9.0, "de": 16.2, "nl": 19.0, "fr": 20.0}),
    pack("base", SPEECH, HEARD, EntryState.INSTALLED, 145_000_000),
)
BALANCED = Entry(
    "small",
    SPEECH,
    HEARD,
    EntryState.PARTLY,
    model("small", Role.BALANCED, 486_000_000, {"de": 8.0}),
    None,
    312_000_000,
)
CAREFUL = Entry("turbo", SPEECH, HEARD, EntryState.ABSENT, model("turbo", Role.CAREFUL, 1_600_000_000))
EXPERT = Entry("large", SPEECH, HEARD, EntryState.ABSENT, model("large", Role.EXPERT, 3_100_000_000))
PRACTICE = Entry(
    "practice",
    SPEECH,
    ("de",),
    EntryState.SHIPPED,
    Offer("practice", SPEECH, "Practice", ("de",), "CC0", 4_000_000, practice=True),
    replace(pack("practice", SPEECH, ("de",), EntryState.SHIPPED), practice=True),
)
GERMAN_ENGLISH = pair("de", "en", EntryState.INSTALLED)
ENGLISH_DUTCH = pair("en", "nl", EntryState.UNCHECKED)
GERMAN_DUTCH = Entry("de-nl", TRANSLATION, ("de", "nl"), EntryState.READY, way=("de-en", "en-nl"))
DUTCH_ENGLISH = pair("nl", "en", EntryState.DAMAGED)
ENGLISH_GERMAN = pair("en", "de", EntryState.ABSENT)
FRENCH_ENGLISH = pair("fr", "en", EntryState.ABSENT)
DANISH_ENGLISH = pair("da", "en", EntryState.ABSENT)
LATIN = Entry(
    "latin",
    OCR,
    ("de", "nl", "en"),
    EntryState.SHIPPED,
    Offer("latin", OCR, "Latin letters", ("de", "nl", "en"), "Apache-2.0", 15_000_000),
    pack("latin", OCR, ("de", "nl", "en"), EntryState.SHIPPED, 15_000_000),
)

EVERYTHING = [
    QUICK,
    BALANCED,
    CAREFUL,
    EXPERT,
    PRACTICE,
    GERMAN_ENGLISH,
    ENGLISH_DUTCH,
    GERMAN_DUTCH,
    DUTCH_ENGLISH,
    ENGLISH_GERMAN,
    FRENCH_ENGLISH,
    DANISH_ENGLISH,
    LATIN,
]
