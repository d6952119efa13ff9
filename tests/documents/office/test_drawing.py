"""Paragraphs of slides: two jumps to other slides are two links."""

from __future__ import annotations

from lxml import etree

from studio.documents.office import drawing
from studio.documents.office.drawing import A
from studio.documents.office.word import R


def test_jumps_to_two_slides_keep_their_own_goals() -> None:
    runs = "".join(
        f'<a:r><a:rPr><a:hlinkClick r:id="{id}" action="ppaction://hlinksldjump"/></a:rPr><a:t>{name}</a:t></a:r>'
        for id, name in (("rId1", "Anna "), ("rId2", "Bert"))
    )
    element = etree.fromstring(f'<a:p xmlns:a="{A[1:-1]}" xmlns:r="{R[1:-1]}">{runs}</a:p>')
    read = drawing.read(element, {})
    read.say("ANNA BERT", read.runs.marks, "en")
    goals = [(run.findtext(f"{A}t"), run.find(f".//{A}hlinkClick").get(f"{R}id")) for run in element.iter(f"{A}r")]
    assert goals == [("ANNA ", "rId1"), ("BERT", "rId2")]
