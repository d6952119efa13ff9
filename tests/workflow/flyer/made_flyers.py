"""A season flyer as it was read, and its Dutch translation, in a production; without a file that could be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from studio.model.cue import CueState
from studio.model.document import Area, Box, Document, Fit, Lettering, Page, Role, TextBlock
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import StoredEdition, StoredFit, Wording

GERMAN = (
    "STADTTHEATER LINDENAU",
    "Der Sturm",
    "Von William Shakespeare, neu gelesen von Meike Harmsen",
    "Eine Insel, ein Zauberer und eine alte Rechnung. Prospero ruft den Sturm, um sich zu rächen,"
    " doch der Plan geht nicht auf. Ein Abend über Macht, Vergebung und die Frage, wem die Insel eigentlich gehört.",
    "Premiere, 12. Februar 2027, 19.30 Uhr",
    "Karten ab 14 €, Studierende 7 €, Rollstuhlplätze auf Anfrage",
    "kasse@theater-lindenau.example, Marktplatz 4, Lindenau",
)
DUTCH = (
    "STADTTHEATER LINDENAU",
    "De Storm",
    "Van William Shakespeare, in een nieuwe lezing van Meike Harmsen",
    "Een eiland, een tovenaar en een oude rekening. Prospero roept de storm op om zich te wreken,"
    " maar zijn plan loopt anders. Een avond over macht, vergeving en de vraag van wie het eiland eigenlijk is.",
    "Première, 12 februari 2027, 19.30 uur",
    "Kaarten vanaf € 14, studenten € 7, rolstoelplaatsen op aanvraag",
    "kasse@theater-lindenau.example, Marktplatz 4, Lindenau",
)
STATES = (
    CueState.APPROVED,
    CueState.APPROVED,
    CueState.EDITED,
    CueState.MACHINE,
    CueState.APPROVED,
    CueState.MACHINE,
    CueState.APPROVED,
)
FITS = {3: Fit(0, 0.92, 0.12, 21), 5: Fit(0, 0.8, 0.45, 26, fits=False)}
"""Of the blocks by their place; all others fit."""

BOXES = (
    Box(34, 20, 196, 40), Box(34, 48, 168, 148), Box(34, 250, 350, 298), Box(34, 304, 350, 376),
    Box(34, 386, 166, 446), Box(200, 386, 358, 460), Box(34, 480, 350, 518),
)  # fmt: skip
PAGE = Page(0, 372, 526)


def blocks(texts: Sequence[str] = GERMAN) -> tuple[TextBlock, ...]:
    """Return blocks with these texts: the second is the first heading, the third one of level 2."""
    levels = {1: 1, 2: 2}
    return tuple(
        TextBlock(
            place,
            (Area(0, BOXES[place % len(BOXES)]),),
            text,
            Role.HEADING if place in levels else Role.PARAGRAPH,
            levels.get(place, 0),
        )
        for place, text in enumerate(texts)
    )


def picture(text: str = "") -> TextBlock:
    """Return the picture of a boat, described by `text`."""
    return TextBlock(0, (Area(0, Box(200, 60, 330, 200)),), text, Role.FIGURE, lettering=Lettering.NONE)


def production(folder: Path, parts: Sequence[TextBlock] | None = None, pages: int = 1) -> Project:
    """Return an open production with one flyer, number 1, that is a file of nonsense."""
    file = folder / "Spielzeitflyer 2026-27.pdf"
    file.write_bytes(b"%PDF-1.7 nonsense")
    made = Project.create(folder / "season.souffleur")
    document = Document(
        "pdf",
        tuple(replace(PAGE, number=number) for number in range(pages)),
        tuple(parts if parts is not None else blocks()),
        "Der Sturm",
        "de",
    )
    with made.step("Add flyer"):
        made.flyers.add(made.media.add_flyer(file), document)
    return made


def translate(
    project: Project,
    texts: Sequence[str] = DUTCH,
    language: str = "nl",
    *,
    states: Sequence[CueState] = STATES,
    fits: Mapping[int, Fit] = FITS,
) -> int:
    """Add an edition with a text for each block ("": none), and how they fit; return its id."""
    flyers = project.flyers
    stored = flyers.blocks(project.media.flyers()[0].id)
    with project.record():
        edition = flyers.add_edition(StoredEdition(0, stored[0].flyer, language)).id
        for place, (each, text) in enumerate(zip(stored, texts, strict=False)):
            if text:
                state = states[place] if place < len(states) else CueState.MACHINE
                made = Wording(0, edition, each.id, text, each.block.text, Origin.MACHINE, state)
                flyers.put_wording(made)
        measured = [
            StoredFit(replace(fits.get(place, Fit(0)), key=each.id), "as it was") for place, each in enumerate(stored)
        ]
        flyers.keep_fits(edition, measured)
    return edition
