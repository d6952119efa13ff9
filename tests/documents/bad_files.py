"""Files that no honest program makes: damaged, locked, empty, huge, or small with much inside."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

A4 = [0, 0, 595, 842]
WORDS = b"BT /F1 24 Tf 72 700 Td (Hallo Welt) Tj ET"


def pdf(content: bytes = WORDS, pages: int = 1, box: list[float] | None = None) -> Pdf:
    """Return a PDF whose pages all show `content` with Helvetica as /F1."""
    made = Pdf.new()
    font = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    shown = made.make_indirect(Stream(made, content))
    resources = made.make_indirect(Dictionary(Font=Dictionary(F1=font)))
    for _number in range(pages):
        page = Dictionary(Type=Name.Page, MediaBox=Array(box or A4), Contents=shown, Resources=resources)
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
    return made


def saved(made: Pdf, path: Path, **more: object) -> Path:
    """Write a PDF and return its path."""
    made.save(path, **more)
    return path


def locked(path: Path, password: str = "geheim") -> Path:
    """Write a PDF that asks for a password."""
    return saved(pdf(), path, encryption=pikepdf.Encryption(user=password, owner=f"{password}!", R=6))


def without_pages(path: Path) -> Path:
    """Write a PDF without a page."""
    return saved(pdf(pages=0), path)


def with_script(path: Path) -> Path:
    """Write a PDF that runs JavaScript on opening and carries a file."""
    made = pdf()
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    made.attachments["extra.exe"] = b"MZ"
    return saved(made, path)


def stream_bomb(path: Path, size: int = 101 << 20) -> Path:
    """Write a PDF of some kilobytes whose page's content is `size` bytes, packed twice."""
    made = pdf()
    inner = packed(size)
    bomb = Stream(made, b"")
    bomb.write(zlib.compress(inner, 9), filter=Array([Name.FlateDecode, Name.FlateDecode]), decode_parms=None)
    made.pages[0].Contents = made.make_indirect(bomb)
    return saved(made, path, compress_streams=False)


def picture_bomb(path: Path, side: int = 14_000) -> Path:
    """Write a PDF whose page shows a picture of `side` by `side` pixels, all of one colour."""
    made = pdf(b"q 500 0 0 500 40 40 cm /Im0 Do Q")
    image = Stream(made, b"")
    image.write(packed(side * side * 3), filter=Name.FlateDecode, decode_parms=None)
    image.stream_dict.update(
        {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": side, "/Height": side}
        | {"/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8}
    )
    made.pages[0].Resources.XObject = Dictionary(Im0=made.make_indirect(image))
    return saved(made, path, compress_streams=False)


def nested_forms(path: Path, depth: int = 40, width: int = 10) -> Path:
    """Write a PDF whose page shows a form, which shows the next `width` times, and so on: `width` ** `depth` forms."""
    made = pdf(b"/X0 Do")
    inner = made.make_indirect(Stream(made, WORDS))
    inner.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array(A4)})
    inner.Resources = made.pages[0].Resources
    for _level in range(depth):
        outer = made.make_indirect(Stream(made, b"/X0 Do " * width))
        outer.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array(A4)})
        outer.Resources = Dictionary(XObject=Dictionary(X0=inner))
        inner = outer
    made.pages[0].Resources = Dictionary(XObject=Dictionary(X0=inner))
    return saved(made, path)


def form_in_itself(path: Path) -> Path:
    """Write a PDF whose page shows a form that shows itself."""
    made = pdf(b"/X0 Do")
    form = made.make_indirect(Stream(made, b"/X0 Do " + WORDS))
    form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array(A4)})
    form.Resources = Dictionary(XObject=Dictionary(X0=form), Font=made.pages[0].Resources.Font)
    made.pages[0].Resources = form.Resources
    return saved(made, path)


def nested_arrays(path: Path, depth: int = 200_000) -> Path:
    """Write a PDF whose page's content is an array in an array, and so on."""
    return saved(pdf(b"[" * depth + b"]" * depth + b" TJ"), path)


def pages_in_a_ring(path: Path) -> Path:
    """Write a PDF whose tree of pages leads back to itself."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 5>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 5>>",
    ]
    return _written(objects, path)


def many_words(path: Path, count: int = 300_000) -> Path:
    """Write a PDF of one page with `count` objects of text."""
    shown = b"BT /F1 5 Tf 20 800 Td " + b"(ab) Tj 0 -1 Td (cd) Tj 3 1 Td " * (count // 2) + b"ET"
    return saved(pdf(shown), path)


def huge_page(path: Path) -> Path:
    """Write a PDF with a page 500 kilometres wide."""
    return saved(pdf(box=[0, 0, 1.4e9, 1.4e9]), path)


def png_bomb(path: Path, side: int = 60_000) -> Path:
    """Write a PNG of some kilobytes that says it holds `side` by `side` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    content = packed((side + 1) * 100)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", content) + _chunk(b"IEND", b""))
    return path


def wide_picture(path: Path, side: int = 20_000) -> Path:
    """Write a PNG of `side` by `side` pixels, black or white."""
    Image.new("1", (side, side), 1).save(path, "PNG", compress_level=1)
    return path


def text_bomb_png(path: Path) -> Path:
    """Write a small PNG with packed text of 128 megabytes in it."""
    plain = io.BytesIO()
    Image.new("L", (10, 10), 255).save(plain, "PNG")
    raw = plain.getvalue()
    bomb = _chunk(b"zTXt", b"Comment\0\0" + packed(1 << 27))
    path.write_bytes(raw[:33] + bomb + raw[33:])
    return path


def packed(size: int) -> bytes:
    """Return `size` zero bytes as zlib packs them, without ever holding them."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    parts = [packer.compress(block) for _count in range(size >> 20)]
    return b"".join([*parts, packer.compress(bytes(size & 0xFFFFF)), packer.flush()])


_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _written(objects: list[bytes], path: Path) -> Path:
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    path.write_bytes(made + table + end)
    return path


def many_pages(path: Path, count: int = 2_001) -> Path:
    """Write a PDF of `count` pages."""
    return saved(pdf(pages=count), path)


def laughs(path: Path) -> Path:
    """Write a drawing in which an entity stands for ten of another, and so on: a billion words."""
    names = "abcdefghi"
    entities = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for name, inner in zip(names[1:], names, strict=False))
    doctype = f'<!DOCTYPE svg [<!ENTITY a "ha">{entities}]>'
    path.write_text(f'<?xml version="1.0"?>{doctype}<svg xmlns="http://www.w3.org/2000/svg"><text>&i;</text></svg>')
    return path


def zip_bomb(path: Path, megabytes: int = 100) -> Path:
    """Write a Word file whose text unpacks to so much."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _RELATIONS)
        with archive.open("word/document.xml", "w") as part:
            for _count in range(megabytes):
                part.write(b" " * (1 << 20))
    return path


def deep_page(path: Path, depth: int = 20_000) -> Path:
    """Write a web page of elements in elements; each takes eleven letters."""
    path.write_text("<!DOCTYPE html><html><body>" + "<div>" * depth + "Hallo" + "</div>" * depth)
    return path


def deep_markdown(path: Path, depth: int = 10_000) -> Path:
    """Write Markdown of quotations in quotations, and brackets and stars without an end."""
    path.write_text(f"{'>' * depth} Hallo\n\n{'[' * depth}\n\n{'*a _b ' * (depth // 5)}\n\n{'- ' * 2000}x\n")
    return path


def long_line(path: Path) -> Path:
    """Write a text of one word of a million letters."""
    path.write_text("a" * 999_999)
    return path
