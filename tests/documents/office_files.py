"""The same programme in the formats of offices, built as their programs do: words torn into runs, links, tables, notes.

`seen` returns what another reader than ours finds in a file: all words people read, in any order.
"""

from __future__ import annotations

import html.parser
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from studio.model.document import Document, Edition

LINK = "https://theater.example/karten"
NAMES = ("Lindenau", "Anna Weber", "Marktplatz")
WORDS = (
    "Der Sturm",
    "Veranstaltungsort ist Lindenau. Es liest Anna Weber am Marktplatz.",
    "Mehr auf unserer Seite im Netz.",
    "Erster Punkt",
    "Datum",
    "Preis",
    "2. November",
    "8 Euro",
    "Ein Boot auf dem Meer",
)
"""What stands in each file; some hold more."""

TORN = ("Ver", "anstal", "tungs", "ort", " ist ")
_PX = zlib.compress(b"\0\xff\0\0")


def png() -> bytes:
    """Return a picture of one red point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", _PX) + chunk(b"IEND", b"")


def docx(path: Path, marked: Sequence[str] = ()) -> Path:
    """Write a Word file; `marked` are words that are bold and italic in turn in a paragraph of their own."""
    from docx import Document as Word
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = Word()
    made.add_heading(WORDS[0], 1)
    first = made.add_paragraph()
    for part in TORN:
        first.add_run(part)
    for text, bold, italic in _second_half():
        run = first.add_run(text)
        run.bold, run.italic = bold, italic
    second = made.add_paragraph("Mehr auf ")
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), made.part.relate_to(LINK, relation, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "unserer Seite"
    run.append(text)
    link.append(run)
    second._p.append(link)
    second.add_run(" im Netz.")
    made.add_paragraph(WORDS[3], style="List Bullet")
    table = made.add_table(2, 2)
    for number, word in enumerate(WORDS[4:8]):
        table.cell(number // 2, number % 2).text = word
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "Ermäßigt"
    made.add_picture(io.BytesIO(png()))
    made.inline_shapes[0]._inline.docPr.set("descr", WORDS[8])
    made.sections[0].header.paragraphs[0].text = "Kopf der Seite"
    made.sections[0].footer.paragraphs[0].text = "Fuß der Seite"
    if marked:
        last = made.add_paragraph("Es spielen ")
        for number, word in enumerate(marked):
            run = last.add_run(word)
            run.bold, run.italic = (number % 2 == 0) or None, (number % 2 == 1) or None
            last.add_run(", ")
    made.save(str(path))
    return path


def pptx(path: Path, marked: Sequence[str] = ()) -> Path:
    """Write a PowerPoint file."""
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = WORDS[0]
    frame = slide.placeholders[1].text_frame
    frame.text = WORDS[3]
    first = frame.add_paragraph()
    for part in TORN:
        first.add_run().text = part
    for text, bold, italic in _second_half():
        run = first.add_run()
        run.text, run.font.bold, run.font.italic = text, bold, italic
    second = frame.add_paragraph()
    for text, link in (("Mehr auf ", ""), ("unserer Seite", LINK), (" im Netz.", "")):
        run = second.add_run()
        run.text = text
        if link:
            run.hyperlink.address = link
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = "In einer Gruppe"
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(2)).table
    for number, word in enumerate(WORDS[4:8]):
        table.cell(number // 2, number % 2).text = word
    shape = slide.shapes.add_picture(io.BytesIO(png()), 0, 0)
    shape._element.nvPicPr.cNvPr.set("descr", WORDS[8])
    slide.notes_slide.notes_text_frame.text = "Notiz für die Rednerin"
    if marked:
        last = frame.add_paragraph()
        last.add_run().text = "Es spielen "
        for number, word in enumerate(marked):
            run = last.add_run()
            run.text, run.font.bold, run.font.italic = word, (number % 2 == 0) or None, (number % 2 == 1) or None
            last.add_run().text = ", "
    made.save(str(path))
    return path


def odt(path: Path, marked: Sequence[str] = ()) -> Path:
    """Write an OpenDocument text."""
    from odfdo import Document as Odf
    from odfdo import Element, Header, List, Style, Table
    from odfdo import Paragraph as Words

    made = Odf("text")
    body = made.body
    body.clear()
    made.insert_style(Style("text", name="Fett", bold=True), automatic=True)
    made.insert_style(Style("text", name="Kursiv", italic=True), automatic=True)
    made.insert_style(Style("text", name="Leer", color="#000000"), automatic=True)
    body.append(Header(1, WORDS[0]))
    torn = "".join(f'<text:span text:style-name="Leer">{part}</text:span>' for part in TORN)
    rest = "".join(_odf_span(text, bold, italic) for text, bold, italic in _second_half())
    body.append(Element.from_tag(f"<text:p>{torn}{rest}</text:p>"))
    link = f'<text:a xlink:type="simple" xlink:href="{LINK}">unserer Seite</text:a>'
    body.append(Element.from_tag(f"<text:p>Mehr auf {link} im Netz.</text:p>"))
    body.append(List([WORDS[3]]))
    table = Table("T")
    table.set_values([list(WORDS[4:6]), list(WORDS[6:8])])
    body.append(table)
    picture = '<draw:image xlink:href="Pictures/x.png"/>'
    body.append(Element.from_tag(f"<text:p><draw:frame>{picture}<svg:desc>{WORDS[8]}</svg:desc></draw:frame></text:p>"))
    body.append(Words("Zwei  Leerzeichen"))
    if marked:
        spans = ", ".join(_odf_span(word, number % 2 == 0, number % 2 == 1) for number, word in enumerate(marked))
        body.append(Element.from_tag(f"<text:p>Es spielen {spans}, </text:p>"))
    made.save(str(path))
    return path


def odp(path: Path, marked: Sequence[str] = ()) -> Path:
    """Write an OpenDocument presentation: the same words on a page of slides."""
    text = odt(path.with_suffix(".odt"), marked)
    with zipfile.ZipFile(text) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "mimetype":
                content = b"application/vnd.oasis.opendocument.presentation"
            if info.filename == "content.xml":
                content = re.sub(rb"(</?office:)text\b", rb"\1presentation", content)
                page = b'<draw:page draw:name="p"><draw:frame presentation:class="title"><draw:text-box>'
                names = b' xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
                start, end = b"<office:presentation>", b"</office:presentation>"
                assert start in content
                head, _start, body = content.partition(start)
                inner, _end, tail = body.rpartition(end)
                title = page.replace(b"<draw:page", b"<draw:page" + names)
                content = b"".join([head, start, title, inner, b"</draw:text-box></draw:frame></draw:page>", end, tail])
            target.writestr(info, content)
    text.unlink()
    return path


def web(path: Path, marked: Sequence[str] = ()) -> Path:
    """Write a web page."""
    torn = "".join(f"<span>{part}</span>" for part in TORN)
    rest = "".join(_html_span(text, bold, italic) for text, bold, italic in _second_half())
    spans = ", ".join(_html_span(word, number % 2 == 0, number % 2 == 1) for number, word in enumerate(marked))
    cells = "".join(f"<td>{word}</td>" for word in WORDS[6:8])
    path.write_text(
        f"""<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Spielzeit</title><style>p {{ color: red }}</style>
<meta name="description" content="Ein Abend"><script>var nein = "<p>nein</p>";</script></head><body>
<h1 class="a">{WORDS[0]}</h1><p>{torn}{rest}</p><!-- nichts -->
<p>Mehr auf <a href="{LINK}" class="b">unserer Seite</a> im&#32;Netz.</p><ul><li>{WORDS[3]}</ul>
<table><tr><th>{WORDS[4]}<th>{WORDS[5]}<tr>{cells}</table>
<p>Davor <img src="http://far.example/x.png" alt="{WORDS[8]}"> und danach.</p>
<input placeholder="Ihr Name" value="bleibt"><button aria-label="Schließen">x</button>
<p>{"Es spielen " + spans + ", " if marked else ""}</p></body></html>
""",
        "utf-8",
    )
    return path


def svg(path: Path, marked: Sequence[str] = ()) -> Path:
    """Write a drawing."""
    torn = "".join(f"<tspan>{part}</tspan>" for part in TORN)
    rest = "".join(_svg_span(text, bold, italic) for text, bold, italic in _second_half())
    spans = ", ".join(_svg_span(word, number % 2 == 0, number % 2 == 1) for number, word in enumerate(marked))
    texts = "".join(f'<text x="1" y="{10 * n}">{word}</text>' for n, word in enumerate(WORDS[3:8]))
    link = f'<a xlink:href="{LINK}">unserer Seite</a>'
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="300">
<desc>{WORDS[8]}</desc><image xlink:href="http://far.example/x.png"/><rect width="9" height="9"/>
<text x="5" y="9" font-size="40">{WORDS[0]}</text><text x="5" y="30" textLength="200">{torn}{rest}</text>
<text y="50"><tspan x="5" y="50">Mehr auf {link}</tspan><tspan x="5" y="62">im Netz.</tspan></text>{texts}
<text x="5" y="90">{"Es spielen " + spans + ", " if marked else "Ende"}</text></svg>
""",
        "utf-8",
    )
    return path


def idml(path: Path, marked: Sequence[str] = ()) -> Path:
    """Write an InDesign file, as far as its words go."""
    torn = "".join(_idml_range(part) for part in TORN)
    rest = "".join(_idml_range(text, bold, italic) for text, bold, italic in _second_half())
    link = '<HyperlinkTextSource Self="h1" Name="n"><Content>unserer Seite</Content></HyperlinkTextSource>'
    linked = _idml_range("Mehr auf ") + _idml_letters(link) + _idml_range(" im Netz.")
    spans = "".join(
        _idml_range(word, number % 2 == 0, number % 2 == 1) + _idml_range(", ") for number, word in enumerate(marked)
    )
    cells = "".join(
        f'<Cell Name="{n % 2}:{n // 2}">{_idml_paragraph(_idml_range(word), last=True)}</Cell>'
        for n, word in enumerate(WORDS[4:8])
    )
    table = _idml_letters(f'<Table Self="t" HeaderRowCount="1">{cells}</Table>')
    parts = [_idml_range(WORDS[0]), torn + rest, linked, _idml_range(WORDS[3])]
    parts += [_idml_range("Es spielen ") + spans] if marked else []
    story = "".join(_idml_paragraph(part, "Titel" if n == 0 else "Text") for n, part in enumerate(parts))
    name = 'xmlns:idPkg="http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging"'
    whole = f'<idPkg:Story {name}><Story Self="u1">{story}{_idml_paragraph(table, last=True)}</Story></idPkg:Story>'
    about = f'<ObjectExportOption AltTextSourceType="SourceCustom" CustomAltText="{WORDS[8]}"/>'
    spread = f'<idPkg:Spread {name}><TextFrame ParentStory="u1"/><Rectangle>{about}</Rectangle></idPkg:Spread>'
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.adobe.indesign-idml-package")
        made.writestr("designmap.xml", "<Document/>")
        made.writestr("Stories/Story_u1.xml", whole)
        made.writestr("Spreads/Spread_u2.xml", spread)
    return path


BUILD: Mapping[str, Callable[..., Path]] = {
    "docx": docx,
    "pptx": pptx,
    "odt": odt,
    "odp": odp,
    "html": web,
    "svg": svg,
    "idml": idml,
}
"""By the suffix."""


def edition(document: Document, say: Callable[[str], str], language: str = "en") -> Edition:
    """Return an edition in which each block says what `say` makes of its words."""
    return Edition(document, language, {block.key: say(block.text) for block in document.blocks})


def parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a file, or the file itself where it has none."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def seen(path: Path) -> str:
    """Return all words people read in a file, as readers other than ours find them."""
    return _SEEN[path.suffix.removeprefix(".")](path)


def styled(path: Path) -> dict[str, str]:
    """Return how words are set apart, "bold", "italic" or "link", as readers other than ours find it."""
    return _STYLED[path.suffix.removeprefix(".")](path)


def _second_half() -> list[tuple[str, Any, Any]]:
    return [
        ("Lindenau", True, None),
        (". Es liest ", None, None),
        ("Anna Weber", None, True),
        (" am Marktplatz.", None, None),
    ]


def _odf_span(text: str, bold: object, italic: object) -> str:
    style = "Fett" if bold else "Kursiv" if italic else ""
    return f'<text:span text:style-name="{style}">{text}</text:span>' if style else text


def _html_span(text: str, bold: object, italic: object) -> str:
    tag = "b" if bold else "em" if italic else ""
    return f"<{tag}>{text}</{tag}>" if tag else text


def _svg_span(text: str, bold: object, italic: object) -> str:
    look = 'font-weight="bold"' if bold else 'style="font-style:italic"' if italic else ""
    return f"<tspan {look}>{text}</tspan>" if look else text


def _idml_letters(inside: str, look: str = "") -> str:
    return f'<CharacterStyleRange AppliedLanguage="$ID/German: Reformed"{look}>{inside}</CharacterStyleRange>'


def _idml_range(text: str, bold: object = None, italic: object = None) -> str:
    look = ' FontStyle="Bold"' if bold else ' FontStyle="Italic"' if italic else ""
    return _idml_letters(f"<Content>{text}</Content>", look)


def _idml_paragraph(inside: str, style: str = "Text", *, last: bool = False) -> str:
    end = "" if last else _idml_letters("<Br/>")
    name = f"ParagraphStyle/{style}"
    return f'<ParagraphStyleRange AppliedParagraphStyle="{name}">{inside}{end}</ParagraphStyleRange>'


def _seen_docx(path: Path) -> str:
    from docx import Document as Word

    made = Word(str(path))
    found = [text.text or "" for text in made.element.iter("{*}t")]
    for section in made.sections:
        found += [each.text for part in (section.header, section.footer) for each in part.paragraphs]
    found += [shape._inline.docPr.get("descr", "") for shape in made.inline_shapes]
    return "".join(found)


def _seen_pptx(path: Path) -> str:
    from pptx import Presentation

    found = []
    for slide in Presentation(str(path)).slides:
        for part in (slide, slide.notes_slide):
            found += [text.text or "" for text in part.element.iter("{*}t")]
        found += [shape._element.nvPicPr.cNvPr.get("descr") for shape in slide.shapes if shape.shape_type == 13]
    return "".join(found)


def _seen_odf(path: Path) -> str:
    from odfdo import Document as Odf

    body = Odf(str(path)).body
    values = re.findall(r'office:string-value="([^"]*)"', body.serialize())
    words = [node.text_recursive for tag in ("p", "h") for node in body.get_elements(f"//text:{tag}")]
    plain = [re.sub(r"\[(.*?)\]\(.*?\)|\(Pictures/.*?\)", r"\1", text) for text in words]  # links as in Markdown
    return "".join([*plain, *(node.text for node in body.get_elements("//svg:desc")), *values])


class _Heard(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_hidden = tag in ("script", "style")
        given = dict(attrs)
        self.said += [given.get(name) or "" for name in ("alt", "title", "placeholder", "aria-label")]
        self.said += [given.get("content") or ""] if given.get("name") == "description" else []

    def handle_endtag(self, tag: str) -> None:
        self._is_hidden = False

    def handle_data(self, data: str) -> None:
        self.said += [] if self._is_hidden else [data]


def _seen_web(path: Path) -> str:
    reader = _Heard()
    reader.feed(path.read_text("utf-8"))
    return "".join(reader.said)


def _seen_svg(path: Path) -> str:
    import xml.etree.ElementTree as Tree

    return "".join(Tree.fromstring(path.read_text("utf-8")).itertext())


def _seen_idml(path: Path) -> str:
    import xml.etree.ElementTree as Tree

    found = parts(path)
    words = "".join(Tree.fromstring(found["Stories/Story_u1.xml"]).itertext())
    return words + "".join(re.findall('CustomAltText="([^"]*)"', found["Spreads/Spread_u2.xml"].decode()))


def _styled_docx(path: Path) -> dict[str, str]:
    from docx import Document as Word

    found: dict[str, str] = {}
    for paragraph in Word(str(path)).paragraphs:
        found |= {run.text: "bold" if run.bold else "italic" for run in paragraph.runs if run.bold or run.italic}
        found |= {link.text: "link" for link in paragraph.hyperlinks if link.address == LINK}
    return found


def _styled_pptx(path: Path) -> dict[str, str]:
    from pptx import Presentation

    found: dict[str, str] = {}
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    if run.hyperlink.address == LINK:
                        found[run.text] = "link"
                    elif run.font.bold or run.font.italic:
                        found[run.text] = "bold" if run.font.bold else "italic"
    return found


def _styled_odf(path: Path) -> dict[str, str]:
    from odfdo import Document as Odf

    body = Odf(str(path)).body
    names = {"Fett": "bold", "Kursiv": "italic"}
    found = {span.text: names[span.style] for span in body.get_spans() if span.style in names}
    return found | {
        link.text: "link" for link in body.get_elements("//text:a") if link.get_attribute("xlink:href") == LINK
    }


def _styled_xml(path: Path) -> dict[str, str]:
    text = path.read_text("utf-8")
    found = dict.fromkeys(re.findall(r"<b>([^<]*)</b>", text), "bold")
    found |= dict.fromkeys(re.findall(r"<em>([^<]*)</em>", text), "italic")
    found |= dict.fromkeys(re.findall(r'<tspan font-weight="bold">([^<]*)<', text), "bold")
    found |= dict.fromkeys(re.findall(r'<tspan style="font-style:italic">([^<]*)<', text), "italic")
    return found | dict.fromkeys(re.findall(rf'<a [^>]*href="{LINK}"[^>]*>([^<]*)</a>', text), "link")


def _styled_idml(path: Path) -> dict[str, str]:
    text = parts(path)["Stories/Story_u1.xml"].decode()
    found = dict.fromkeys(re.findall(r'FontStyle="Bold"[^>]*><Content>([^<]*)<', text), "bold")
    found |= dict.fromkeys(re.findall(r'FontStyle="Italic"[^>]*><Content>([^<]*)<', text), "italic")
    return found | dict.fromkeys(re.findall(r'<HyperlinkTextSource Self="h1"[^>]*><Content>([^<]*)<', text), "link")


_SEEN: Mapping[str, Callable[[Path], str]] = {
    **{"docx": _seen_docx, "pptx": _seen_pptx, "odt": _seen_odf, "odp": _seen_odf},
    **{"html": _seen_web, "svg": _seen_svg, "idml": _seen_idml},
}
_STYLED: Mapping[str, Callable[[Path], dict[str, str]]] = {
    **{"docx": _styled_docx, "pptx": _styled_pptx, "odt": _styled_odf, "odp": _styled_odf},
    **{"html": _styled_xml, "svg": _styled_xml, "idml": _styled_idml},
}
