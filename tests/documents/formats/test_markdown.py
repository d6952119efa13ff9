"""Markdown: read as CommonMark says, and written back with nothing but its words changed and no link lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from studio.documents import markdown_blocks, pieces
from studio.documents.formats import markdown
from studio.model.document import Document, Edition, Mark, MarkKind, Role

FLYER = """\
---
title: "Das Wintermärchen"
lang: de
---

# Das *Winter*märchen #

Unter**titel**
--------------

> Zitat **fett** und eine lange Zeile, die so weiter geht bis zum
> Ende, weiter\x20\x20
> hart

* eins
  * sub [Karten hier](http://a.b "Titel") ![img](x.png) und `code` &amp; \\* <http://auto.x>

  zweiter Absatz
3. drei

| Tag | Stück \\| Haus |
|:----|:-------------:|
| Mo  | [Faust](f.html) |

![Alt *x*](p.png)

```python
print("Hallo")
```

<div>
Wörter in HTML
</div>

[Referenz]: http://x.y
Siehe [Referenz] und 1. Mai.
"""


def quiet(_progress: object) -> None:
    pass


def document(source: str) -> Document:
    return Document("markdown", (), tuple(pieces.blocks(markdown_blocks.parsed(source).pieces)))


def written(source: str, edition: Edition) -> str:
    found = markdown_blocks.parsed(source)
    return pieces.rewritten(source, found.pieces, edition, found.render)


def translated(source: str, *texts: str, marks: tuple[Mark, ...] = ()) -> str:
    """Return the file with those texts for its blocks, and `marks` for the first."""
    read = document(source)
    keys = [block.key for block in read.blocks]
    return written(source, Edition(read, "en", dict(zip(keys, texts, strict=False)), marks={1: marks} if marks else {}))


def html(source: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)


def test_blocks_are_what_commonmark_says_they_are() -> None:
    blocks = document(FLYER).blocks
    assert [(block.role, block.level, block.text) for block in blocks[:3]] == [
        (Role.HEADING, 1, "Das Wintermärchen"),
        (Role.HEADING, 2, "Untertitel"),
        (Role.PARAGRAPH, 0, "Zitat fett und eine lange Zeile, die so weiter geht bis zum Ende, weiter\nhart"),
    ]
    assert [block.text for block in blocks if block.role is Role.ITEM] == [
        "• eins",
        "• sub Karten hier und code & * http://auto.x",
        "3. drei",
    ]
    cells = [block.cell for block in blocks if block.cell]
    assert [(cell.row, cell.column, cell.is_header) for cell in cells] == [
        (0, 0, True),
        (0, 1, True),
        (1, 0, False),
        (1, 1, False),
    ]
    assert [block.text for block in blocks if block.role is Role.FIGURE] == ["Alt x"]
    assert "Wörter in HTML" in {block.text for block in blocks}
    assert blocks[-1].text == "Siehe Referenz und 1. Mai."


def test_marks_stand_on_the_words_they_belong_to() -> None:
    blocks = {block.text: block.marks for block in document(FLYER).blocks}
    said = "• sub Karten hier und code & * http://auto.x"
    assert [(said[mark.start : mark.stop], mark.kind, mark.value) for mark in blocks[said]] == [
        ("Karten hier", MarkKind.LINK, "http://a.b"),
        ("http://auto.x", MarkKind.LINK, "http://auto.x"),
    ]
    assert blocks["Das Wintermärchen"] == (Mark(4, 10, MarkKind.ITALIC),)


def test_the_front_matter_gives_title_and_language(tmp_path: Path) -> None:
    (tmp_path / "flyer.md").write_text(FLYER, "utf-8")
    read = markdown.read(tmp_path / "flyer.md", report=quiet)
    assert (read.title, read.language) == ("Das Wintermärchen", "de")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_all_but_the_words_stays_as_it_is(line_end: str, tmp_path: Path) -> None:
    path = tmp_path / "flyer.md"
    path.write_bytes(FLYER.replace("\n", line_end).encode())
    read = markdown.read(path, report=quiet)
    markdown.write(path, Edition(read, "de", {}), tmp_path / "same.md", report=quiet)
    assert (tmp_path / "same.md").read_bytes() == path.read_bytes()
    edition = Edition(read, "en", {block.key: block.text.upper() for block in read.blocks})
    markdown.write(path, edition, tmp_path / "loud.md", report=quiet)
    made = (tmp_path / "loud.md").read_bytes().decode().replace(line_end, "\n")
    assert made.startswith('---\ntitle: "Das Wintermärchen"\nlang: de\n---\n\n# DAS *WINTER*MÄRCHEN #\n')
    assert "> ENDE, WEITER  \n> HART\n" in made
    assert (
        '  * SUB [KARTEN HIER](http://a.b "Titel") ![img](x.png) UND CODE & \\* [HTTP://AUTO.X](http://auto.x)' in made
    )
    assert "| TAG | STÜCK \\| HAUS |\n|:----|:-------------:|\n| MO  | [FAUST](f.html) |" in made
    assert "![ALT X](p.png)" in made
    assert 'print("Hallo")' in made
    assert "SIEHE [REFERENZ][Referenz] UND 1. MAI." in made


@pytest.mark.parametrize(
    ("source", "text", "made"),
    [
        ("Karten gibt es [hier](a.html).", "Tickets are here.", "Tickets are [here](a.html)."),
        ("[Mehr erfahren](a.html)", "Learn more", "[Learn more](a.html)"),
        ("**Wann:** heute", "When: today", "**When:** today"),
        ("**Faust** von Goethe", "By Goethe: Faust", "By Goethe: **Faust**"),
        ("Wir **spielen** jetzt", "We play now", "We play now"),
        ("Nimm `--to en` dazu", "Add --to en", "Add `--to en`"),
        ("Bild ![Logo](l.png) hier", "Picture here", "Picture ![Logo](l.png) here"),
        ("eins\\\nzwei", "one\ntwo", "one\\\ntwo"),
        ("eins<br>zwei", "one\ntwo", "one<br>two"),
        ("<b>Achtung</b> Stufe", "Achtung step", "<b>Achtung</b> step"),
    ],
)
def test_marks_and_links_go_with_their_words(source: str, text: str, made: str) -> None:
    assert translated(source, text) == made


def test_marks_that_come_with_a_translation_are_taken() -> None:
    made = translated("Wir **spielen** [hier](a.html)", "We play here", marks=(Mark(3, 7, MarkKind.BOLD),))
    assert made == "We **play** [here](a.html)"


@pytest.mark.parametrize(
    "text",
    ["1. May", "# 5", "- no", "* star *", "a_b_ c", "[x](y)", "`tick", "<b>", "&amp;", "a | b", "+", "===", "> so"],
)
def test_words_that_look_like_markdown_stay_words(text: str) -> None:
    for source, item in (("Wort\n", ""), ("- Wort\n", "• "), ("| Wort |\n|---|\n", "")):
        made = translated(source, item + text)
        assert document(made).blocks[0].text == item + text


def test_a_paragraph_broken_by_hand_is_broken_again_behind_its_quotation_marks() -> None:
    source = "> Dies ist eine Zeile, die von Hand gebrochen ist, weil sie\n> sonst zu lang wäre.\n"
    made = translated(source, "This is a line that was broken by hand because it would have been too long otherwise.")
    assert made.splitlines()[1].startswith("> ")
    assert max(map(len, made.splitlines())) <= len(source.splitlines()[0])
    assert html(made).count("<p>") == 1


@given(st.text(alphabet="ab *_`[]()!<>#-1.\n|\\&~", max_size=60))
def test_any_source_comes_back_byte_for_byte(source: str) -> None:
    assert written(source, Edition(document(source), "de", {})) == source


@given(st.text(alphabet="ab *_`[]()!<>#-1.\n|\\&~", max_size=40), st.text(alphabet="cd *_[]<#-1.&`", max_size=30))
def test_any_text_in_any_source_is_read_as_that_text_again(source: str, text: str) -> None:
    read = document(source)
    said = " ".join(text.split())
    for block in read.blocks:
        if block.role is Role.PARAGRAPH and any(letter in said for letter in "cd"):
            found = document(written(source, Edition(read, "en", {block.key: said}))).blocks
            assert said in {" ".join(other.text.split()) for other in found}
            break


def test_words_in_html_are_words_too() -> None:
    source = (
        'Eins\n\n<div align="center">\n  <h2>Zwei</h2>\n  <p>Drei <b>vier</b></p>\n</div>\n\n<!-- fünf -->\n\nsechs\n'
    )
    read = document(source)
    assert [block.text for block in read.blocks] == ["Eins", "Zwei", "Drei vier", "sechs"]
    loud = {block.key: block.text.upper() for block in read.blocks}
    marks = {3: (Mark(5, 9, MarkKind.BOLD),)}
    made = written(source, Edition(read, "en", loud, marks=marks))
    assert made == source.replace("Eins", "EINS").replace("Zwei", "ZWEI").replace("Drei", "DREI").replace(
        "vier", "VIER"
    ).replace("sechs", "SECHS")


def test_pictures_alone_in_a_paragraph_are_figures_whose_descriptions_are_written() -> None:
    source = "![](a.png) ![zwei](b.png)\n"
    read = document(source)
    assert [(block.role, block.text) for block in read.blocks] == [(Role.FIGURE, ""), (Role.FIGURE, "zwei")]
    described = replace(read, blocks=(replace(read.blocks[0], text="A dog"), read.blocks[1]))
    assert written(source, Edition(described, "en", {2: "two [2]"})) == "![A dog](a.png) ![two \\[2\\]](b.png)\n"
