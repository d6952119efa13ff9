"""Drawings as programs write them: letters with places of their own, lines of one span, titles inside of texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.documents.formats import drawing
from studio.model.document import Edition

START = '<svg xmlns="http://www.w3.org/2000/svg">'


def written(path: Path, inside: str) -> tuple[list[str], str]:
    """Return the texts of a drawing, and the drawing with all of them in capitals."""
    path.write_text(f"{START}{inside}</svg>", "utf-8")
    document = drawing.document(path)
    texts = {block.key: block.text.upper() for block in document.blocks}
    made = drawing.dumps(path, Edition(document, "en", texts, "")).decode("utf-8")
    return [block.text for block in document.blocks], made


@pytest.mark.parametrize(
    "spans",
    [
        '<tspan x="0 5 10 15 20" y="0">Hallo</tspan><tspan x="0 5 10 15" y="20">Welt</tspan>',
        '<tspan x="0" y="9">H</tspan><tspan x="5" y="9">allo </tspan><tspan x="40" y="9">Welt</tspan>',
        '<tspan x="0" y="9">Hallo</tspan><tspan x="30" y="9">Welt</tspan>',
        '<tspan x="0,5,10,15,20" y="9">Hallo</tspan><tspan x="30,35" y="9">We</tspan><tspan x="40" y="9">lt</tspan>',
    ],
)
def test_words_are_neither_torn_nor_run_together_by_where_their_letters_stand(tmp_path: Path, spans: str) -> None:
    texts, made = written(tmp_path / "a.svg", f'<text style="font-size:10px">{spans}</text>')
    assert texts == ["Hallo Welt"]
    assert "HALLO" in made


def test_a_line_stays_where_its_span_put_it(tmp_path: Path) -> None:
    _texts, made = written(tmp_path / "a.svg", '<text><tspan x="50" y="90">Hallo</tspan></text>')
    assert '<tspan x="50" y="90">HALLO</tspan>' in made


def test_places_of_single_letters_go_with_the_letters(tmp_path: Path) -> None:
    _texts, made = written(tmp_path / "a.svg", '<text x="3 8 13" y="4" rotate="1 2 3">Tor</text>')
    assert 'x="3"' in made
    assert "8 13" not in made


def test_what_is_no_text_inside_a_text_stays(tmp_path: Path) -> None:
    inside = '<text x="0" y="0"><title>Tipp</title>Hallo<animate attributeName="x"/> Welt</text>'
    texts, made = written(tmp_path / "a.svg", inside)
    assert texts == ["Tipp", "Hallo Welt"]
    assert '<title>TIPP</title><animate attributeName="x"/>HALLO WELT</text>' in made
