"""The texts of an edition set over its pages: what typst is told, and how the texts fit.

See `resources/typesetting/overlay.typ`, which does the setting.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from studio import paths
from studio.documents import fitting, fonts, typesetting
from studio.documents.fitting import Frame
from studio.documents.formats.pdf.accents import Accent
from studio.documents.formats.pdf.background import DRAWN, Background, stays
from studio.model.document import (
    Align,
    Area,
    Box,
    Edition,
    Family,
    Fit,
    Lettering,
    Line,
    Look,
    Page,
    Role,
    TextBlock,
    around,
)

CLEAR = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII="
)
"""A picture of one transparent pixel: it carries the description of what the page shows there."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Pages with nothing but the texts.

    `order` has the page and the key of each element of structure, in the order in which they stand in the file; `boxes`
    say by page and key where words are; `missing` which characters of which blocks no face has a shape for.
    """

    pdf: bytes
    order: tuple[tuple[int, int], ...]
    fits: tuple[Fit, ...]
    boxes: tuple[tuple[int, int, Box], ...]
    missing: Mapping[int, str]


def make(
    edition: Edition, pages: Sequence[Page], blocks: Sequence[TextBlock], unders: Mapping[int, Background]
) -> Overlay:
    """Return the overlay of some pages; `blocks` are those to be set, in reading order.

    `unders` say for each page where its objects of text began, and how words are set apart.
    """
    faces = {key: face for under in unders.values() for key, face in under.faces.items()}
    looks = {b.key: _in_face(b.look, *faces[b.key]) if b.key in faces else b.look for b in blocks}
    blocks = [replace(block, look=fitting.sane(looks[block.key])) for block in blocks]
    frames = {block.key: _frames(block, unders) for block in blocks}
    anew = {key for under in unders.values() for key in under.anew}
    accents = {key: accent for under in unders.values() for key, accent in under.accents.items()}
    texts = {block.key: _shapes(edition.text_of(block), block) for block in blocks}
    values = {
        "title": edition.title.encode("utf-8", "replace").decode() or "–",
        **_language(edition.language),
        "pages": [{"number": page.number, "width": page.width, "height": page.height} for page in pages],
        "blocks": [
            {
                **_block(edition, b, texts[b.key][0], frames[b.key]),
                **_accent(accents.get(b.key, Accent())),
                "clear": is_clear(edition, b) and b.key not in anew,
            }
            for b in blocks
        ],
    }
    pdf, answers = typesetting.pdf_and_answers(_source(), values, "fit", {"clear.png": CLEAR})
    told = {answer["key"]: answer for answer in answers}
    numbers = {page.number for page in pages}
    boxes = [box for block in blocks if block.key in told for box in _boxes(block, told[block.key], frames[block.key])]
    missing = {key: lost for key, (_text, lost) in texts.items() if lost}
    fits = [fitting.fit_of(told[block.key], texts[block.key][0]) for block in blocks if block.key in told]
    return Overlay(
        pdf=pdf,
        order=tuple(_order(pages, blocks, boxes)),
        fits=tuple(replace(fit, fits=fit.fits and fit.key not in missing) for fit in fits),
        boxes=tuple(box for box in boxes if box[0] in numbers),
        missing=missing,
    )


def _frames(block: TextBlock, unders: Mapping[int, Background]) -> list[Frame]:
    """Return the frames of a block's areas; words that are shapes stand where those are."""
    found = []
    for area in block.areas:
        under = unders.get(area.page, Background(b""))
        if block.lettering is Lettering.OUTLINE and under.shapes:
            area = replace(area, lines=tuple(_exact(line, under.shapes) for line in area.lines))
        found.append(fitting.frame_of(area, block.look, under.origins if block.lettering is Lettering.TEXT else {}))
    return found


def _in_face(look: Look, font: str, size: float) -> Look:
    """Return a look that was judged by a picture, with what the file says of the face."""
    family, name = fonts.family_of(font), font.lower()
    if family is None:
        return replace(look, size=size)
    is_bold = any(word in name for word in ("bold", "black", "heavy"))
    is_italic = "italic" in name or "oblique" in name
    narrow = fonts.is_condensed(font)
    return replace(look, font=font, family=family, size=size, is_bold=is_bold, is_italic=is_italic, is_condensed=narrow)


def _exact(line: Line, shapes: Mapping[int, Box]) -> Line:
    boxes = [shapes[place] for place in line.places if place in shapes]
    return replace(line, box=around(boxes)) if boxes else line


def _accent(accent: Accent) -> dict[str, Any]:
    return {"link-colour": accent.link, "mark-colour": accent.mark, "underlined": accent.is_underlined}


@cache
def _source() -> str:
    return (paths.resources() / "typesetting" / "overlay.typ").read_text("utf-8")


def _shapes(text: str, block: TextBlock) -> tuple[str, str]:
    """Return a text with a sign for each character that none of our faces has, and those characters.

    Descriptions are spoken, not set: they may have any.
    """
    if block.role is Role.FIGURE:
        return "".join(c if c.isprintable() or c.isspace() else " " for c in text), ""
    known = _known(tuple(_faces(block.look)))
    lost = "".join(dict.fromkeys(c for c in text if not c.isspace() and ord(c) not in known and c.isprintable()))
    cleaned = "".join(c if c == "\n" or (c.isprintable() and c not in lost) or c.isspace() else "?" for c in text)
    return cleaned.replace("\r", "").replace("\x0b", "\n"), lost


@cache
def _known(faces: tuple[fonts.Face, ...]) -> frozenset[int]:
    return frozenset[int]().union(*(fonts.characters(face.file) for face in faces))


def _faces(look: Look) -> list[fonts.Face]:
    first = fonts.face_for(look)
    others = [fonts.face_for(replace(look, family=family)) for family in Family]
    others += [fonts.Face(family) for family in fonts.SIGNS]
    return [first, *(face for face in others if face != first)]


def _language(tag: str) -> dict[str, Any]:
    parts = tag.replace("_", "-").split("-")
    main = parts[0].lower() if 2 <= len(parts[0]) <= 3 and parts[0].isalpha() else "en"
    region = [part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()]
    return {"lang": main, "region": region[0] if region else None}


def _block(edition: Edition, block: TextBlock, text: str, frames: Sequence[Frame]) -> dict[str, Any]:
    common = {"key": block.key, "page": block.page, **_language(edition.language_of(block))}
    if block.role is Role.FIGURE:
        box = block.box
        place = {"x": box.left, "y": box.top, "width": max(1.0, box.width), "height": max(1.0, box.height)}
        return {**common, **place, "kind": "figure", "alt": text}
    marks = block.marks if block.is_kept else edition.marks.get(block.key, ())
    leading = fitting.leading_of(block, frames[0])
    areas = [_area(area, frame, block.look, leading) for area, frame in zip(block.areas, frames, strict=True)]
    count = max(len(area["columns"]) for area in areas)
    narrowest = min(area["columns"][0]["width"] for area in areas) / block.look.size
    return {
        **common,
        **_set(block.look),
        **_indents(block, text, frames[0]),
        "kind": "text",
        "areas": areas,
        "tokens": fitting.tokens(text, marks, narrowest),
        "leading": leading,
        "measures": fitting.measures(block.look, leading, count),
        "smallest": fitting.smallest(block.look),
        "artifact": block.is_decoration,
    }


def is_clear(edition: Edition, block: TextBlock) -> bool:
    """Say whether a block's words are seen in a picture as they are: it gets text that is there, but not seen."""
    return block.lettering in DRAWN and stays(edition, block)


def _set(look: Look) -> dict[str, Any]:
    face = fonts.face_for(look)
    return {
        "size": look.size,
        "face": face.family,
        "condensed": fonts.face_for(look, condensed=True).family,
        "others": [other.family for other in _faces(look)[1:]],
        "weight": "bold" if look.is_bold else "regular",
        "style": "italic" if look.is_italic else "normal",
        "colour": look.colour,
        "align": str(look.align),
        "tracking": look.tracking,
    }


def _area(area: Area, frame: Frame, look: Look, leading: float) -> dict[str, Any]:
    begin = min(frame.starts) if look.align in (Align.START, Align.JUSTIFY) else 0.0
    return {
        "page": area.page,
        "ox": frame.left,
        "oy": frame.top,
        "angle": frame.angle,
        "x": begin if abs(begin) < look.size else 0.0,
        "y": frame.lines[0],
        "columns": fitting.columns(area, frame, look, leading),
    }


def _indents(block: TextBlock, text: str, frame: Frame) -> dict[str, Any]:
    """Return how far the first line stands out or in, and an item's mark, which stands in front of its other lines."""
    hanging = indent = 0.0
    mark = fitting.item_mark(block, text)
    if mark and frame.second > 0:
        hanging = frame.second
    elif len(frame.starts) > 1 and block.look.align in (Align.START, Align.JUSTIFY):
        rest = min(frame.starts[1:])
        hanging, indent = max(0.0, rest - frame.starts[0]), max(0.0, frame.starts[0] - rest)
    mark = mark if hanging > 1 else ""
    pieces = len(fitting.tokens(mark, ())) if mark else 0
    return {"hanging": hanging if mark else 0.0, "indent": indent if indent > 1 else 0.0, "mark": mark, "marks": pieces}


def _boxes(block: TextBlock, answer: Mapping[str, Any], frames: Sequence[Frame]) -> list[tuple[int, int, Box]]:
    found = []
    for number, x, y, width, height, wide in answer["boxes"]:
        frame, size = frames[int(number)], block.look.size * answer["scale"]
        free = max(0.0, width - wide) * {"center": 0.5, "end": 1.0}.get(str(block.look.align), 0.0)
        sides = [x + free, x + free + wide], [y - fitting.ASCENT * size, y + height + fitting.DESCENT * size]
        corners = [frame.on_page(across, down) for across in sides[0] for down in sides[1]]
        left, top = min(c[0] for c in corners), min(c[1] for c in corners)
        box = Box(left, top, max(c[0] for c in corners), max(c[1] for c in corners))
        found.append((block.areas[int(number)].page, block.key, box))
    return found


def _order(
    pages: Sequence[Page], blocks: Sequence[TextBlock], boxes: Sequence[tuple[int, int, Box]]
) -> list[tuple[int, int]]:
    """Return page and key of what stands in the file as an element of its own, in its order."""
    held = {(page, key) for page, key, _box in boxes}
    held |= {(block.page, block.key) for block in blocks if block.role is Role.FIGURE}
    return [(p.number, b.key) for p in pages for b in blocks if (p.number, b.key) in held and not b.is_decoration]
