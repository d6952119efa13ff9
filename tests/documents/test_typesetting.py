"""Sources of ours, set by typst with values of others."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from studio.documents import typesetting
from tests.documents import pdf_ua

SOURCE = """
#set document(title: values.title)
#set text(font: "Liberation Sans", lang: "en")
#par(values.text)
#metadata((length: values.text.len(), kind: type(values.text) == str))<said>
"""


def test_values_are_set_as_text_and_never_run() -> None:
    made, said = typesetting.pdf_and_answers(SOURCE, {"title": "T", "text": '#panic("x") *b*'}, "said")
    assert pdf_ua.faults(made, "en") == []
    assert said == [{"length": 15, "kind": True}]
    assert typesetting.query(SOURCE, {"title": "T", "text": "a"}, "said") == [{"length": 1, "kind": True}]


def test_pictures_go_by_their_names() -> None:
    into = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(into, "PNG")
    source = '#set document(title: "T")\n#image("1.png", alt: "Red")'
    with pikepdf.open(io.BytesIO(typesetting.pdf(source, {}, {"1.png": into.getvalue()}))) as pdf:
        (picture,) = [form for _name, form in pdf.pages[0].Resources.XObject.items()]
        assert (picture.Width, picture.Height) == (3, 2)


def test_only_our_faces_are_used() -> None:
    source = '#set document(title: "T")\n#set text(font: "DejaVu Sans", fallback: true)\nWords'
    with pikepdf.open(io.BytesIO(typesetting.pdf(source, {}))) as pdf:
        names = {str(held.FontName) for held in pdf.objects if "/FontName" in held_keys(held)}
    assert all("Liberation" in name or "Roboto" in name for name in names)


def test_a_source_that_cannot_be_set_is_a_defect_that_says_why() -> None:
    with pytest.raises(ValueError, match="unknown variable: nothing"):
        typesetting.pdf("#nothing", {})
    with pytest.raises(ValueError, match="title"):
        typesetting.pdf("Words", {})


def held_keys(held: object) -> set[str]:
    return set(held.keys()) if isinstance(held, pikepdf.Dictionary) else set()
