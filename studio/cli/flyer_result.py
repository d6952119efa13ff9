"""What was made of a flyer, shown as text or as plain values for JSON."""

from __future__ import annotations

from typing import Any

from studio.cli.console import Console
from studio.i18n import _, ngettext
from studio.workflow.flyer import files
from studio.workflow.flyer.files import Found
from studio.workflow.flyer.translate_flyer import FlyerMade, MadeEdition, doubtful

SHOWN = 30
"""Characters of a text that tell which block is meant."""


def show(console: Console, made: FlyerMade) -> None:
    """Say what was written, what of it is to be looked at, and where it lies."""
    for note in made.notes:
        console.say(note)
    for edition in made.editions:
        console.say(_summary(edition))
        for found in filter(files.is_worth_saying, edition.found):
            console.say("    " + _finding(found))
        for number, unit in edition.doubtful:
            console.say("    " + _doubt(edition.place(number), unit.target, unit.missing, unit.invented))
        for note in edition.written.notes:
            console.say(f"    {note}")
    if any(package.practice for edition in made.editions for package in edition.packages):
        console.say(_("Made with practice models: they know the practice language only."))
    console.say(_("Machine-made: have a person check them before they are shown."))
    console.say(_("Written to {folder}:").format(folder=made.record.parent))
    for file in (*(file for edition in made.editions for file in edition.written.files), made.record):
        console.say(f"  {file.name}")


def plain(made: FlyerMade) -> dict[str, Any]:
    """Return what was made of a flyer as plain values; blocks and pages count from 1."""
    return {
        "flyer": str(made.path),
        "language": made.source,
        "record": str(made.record),
        "notes": list(made.notes),
        "editions": [_plain_edition(edition) for edition in made.editions],
    }


def _summary(edition: MadeEdition) -> str:
    count = len(edition.edition.texts)
    said = ngettext("{language}: {count} block", "{language}: {count} blocks", count).format(
        language=edition.language, count=count
    )
    fits = edition.written.fits
    smaller = sum(fit.fits and fit.scale < 1 for fit in fits)
    over = sum(not fit.fits for fit in fits)
    if smaller:
        said += ngettext(", {count} set smaller", ", {count} set smaller", smaller).format(count=smaller)
    if over:
        said += ngettext(", {count} without room", ", {count} without room", over).format(count=over)
    return said


def _finding(found: Found) -> str:
    text = " ".join(found.text.split())
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
    if not shown:  # a picture without a description
        return _("Block {number}, page {page}: {message}").format(
            number=found.block, page=found.page, message=found.finding.message
        )
    return _("Block {number}, page {page}, “{text}”: {message}").format(
        number=found.block, page=found.page, text=shown, message=found.finding.message
    )


def _doubt(place: str, target: str, missing: tuple[str, ...], invented: tuple[str, ...]) -> str:
    if missing:
        return _("Look at “{target}”, {place}: {values} of the original is missing.").format(
            target=target, place=place, values=", ".join(missing)
        )
    return _("Look at “{target}”, {place}: {values} is not in the original.").format(
        target=target, place=place, values=", ".join(invented)
    )


def _plain_edition(edition: MadeEdition) -> dict[str, Any]:
    document = edition.edition.document
    return {
        "language": edition.language,
        "title": edition.edition.title,
        "blocks": [
            {"block": number, "page": block.page + 1, "source": block.text, "target": edition.edition.text_of(block)}
            for number, block in enumerate(document.blocks, 1)
        ],
        "files": [str(file) for file in edition.written.files],
        "misfits": files.misfits(document, edition.written.fits),
        "findings": [files.plain(found) for found in edition.found],
        "doubtful": [doubtful(number, unit) for number, unit in edition.doubtful],
        "notes": list(edition.written.notes),
    }
