"""Web pages (HTML): texts, descriptions, titles; tags, scripts and addresses stay as they are, nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from studio.documents import encodings, html_words, pieces
from studio.documents.office.parts import Reflowed
from studio.model.document import Document, Edition, Role

_ROOT = re.compile(r"<html\b[^>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"""(\s(?:xml:)?lang\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


def document(path: Path) -> Document:
    """Return what the page says."""
    page = html_words.parsed(encodings.read(path).text)
    blocks = [
        replace(block, is_decoration=piece.start in page.decorations)
        for block, piece in zip(pieces.blocks(page.pieces), page.pieces, strict=True)
    ]
    heading = next((block.text for block in blocks if block.role is Role.HEADING), "")
    return Document("web", (), tuple(blocks), page.title or heading, page.language)


def dumps(path: Path, edition: Edition) -> bytes:
    """Return the page with the words of an edition."""
    source = encodings.read(path)
    page = html_words.parsed(source.text)
    said = pieces.rewritten(source.text, page.pieces, _attributes(edition, page), page.render)
    page = html_words.parsed(said)  # what is said of a picture may stand amid the words of a paragraph
    made = pieces.rewritten(said, page.pieces, edition, page.render)
    if made != source.text:
        made = _ROOT.sub(lambda found: _spoken(found[0], edition.language), made, count=1)
    content, _notes = source.encode(made)
    return content


_format = Reflowed(document, dumps)
read, write, write_pdf = _format.read, _format.write, _format.write_pdf
picture, show = _format.picture, _format.show


def _attributes(edition: Edition, page: html_words.Page) -> Edition:
    """Return the part of an edition that stands in attributes of tags."""
    own = {number for number, piece in enumerate(page.pieces) if piece.start in page.attributes}
    blocks = tuple(
        block
        for block in edition.document.blocks
        if {place for area in block.areas for line in area.lines for place in line.places} <= own
    )
    return replace(edition, document=replace(edition.document, blocks=blocks))


def _spoken(tag: str, language: str) -> str:
    """Return the tag of the page with its language."""
    if _LANGUAGE.search(tag):
        return _LANGUAGE.sub(lambda found: f'{found[1]}"{language}"', tag)
    return f'{tag[:5]} lang="{language}"{tag[5:]}'
