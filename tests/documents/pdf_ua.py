"""What PDF/UA-1 asks of every PDF that the program writes, as far as a program can judge it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}


def faults(source: Path | bytes, language: str = "") -> list[str]:
    """Return what is wrong with a PDF, in words; nothing where all is right."""
    with pikepdf.open(source if isinstance(source, Path) else io.BytesIO(source)) as pdf:
        return [*_of_catalogue(pdf, language), *_of_pages(pdf), *_of_faces(pdf), *_of_elements(pdf)]


def _of_catalogue(pdf: pikepdf.Pdf, language: str) -> Iterator[str]:
    root = pdf.Root
    if "/K" not in root.get("/StructTreeRoot", {}):
        yield "no structure"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked"
    if not str(root.get("/Lang", "")).startswith(language) or "/Lang" not in root:
        yield f"language {root.get('/Lang')}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "title not shown"
    yield from (f"{key} in the file" for key in ("/OpenAction", "/AA", "/AcroForm") if key in root)
    yield from (f"{key} in the file" for key in ("/JavaScript", "/EmbeddedFiles") if key in root.get("/Names", {}))
    with pdf.open_metadata() as said:
        if not str(said.get("dc:title", "")).strip():
            yield "no title"
        if str(said.get("pdfuaid:part", "")) != "1":
            yield "not said to be PDF/UA"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        depth = 0
        for item in pikepdf.parse_content_stream(page):
            operator = str(item.operator)
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
            if operator in PAINTING and not depth:
                yield f"page {number}: {operator} in no marked content"
        if depth:
            yield f"page {number}: marks not closed"
        for note in page.obj.get("/Annots", []):
            if note.get("/Subtype") != "/Link" or "/StructParent" not in note or not str(note.get("/Contents", "")):
                yield f"page {number}: a link without a place in the structure, or without words"
        if "/Annots" in page.obj and page.obj.get("/Tabs") != "/S":
            yield f"page {number}: tabs go another way than reading"


def _of_faces(pdf: pikepdf.Pdf) -> Iterator[str]:
    for held in pdf.objects:
        if not isinstance(held, pikepdf.Dictionary) or held.get("/Type") != "/Font":
            continue
        if held.get("/Subtype") in ("/Type3", "/Type0"):
            continue
        described = held.get("/FontDescriptor", {})
        if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"face not in the file: {held.get('/BaseFont')}"


def _of_elements(pdf: pikepdf.Pdf) -> Iterator[str]:
    last = 0
    for element in _elements(pdf.Root.get("/StructTreeRoot", {})):
        role = str(element.get("/S", ""))
        if role == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure without a description"
        if role[:2] == "/H" and role[2:].isdigit():
            if int(role[2:]) > last + 1:
                yield f"{role} comes after level {last}"
            last = int(role[2:])


def _elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)
