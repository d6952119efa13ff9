"""Web pages as people write them: attributes without quotes, names that stay, letters that change their length."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.documents.formats import web
from studio.model.document import Edition


def said(path: Path, page: str, words: str = "") -> str:
    """Return a page with other words for each of its own, in capitals where none are given."""
    path.write_text(page, "utf-8")
    document = web.document(path)
    texts = {block.key: words or block.text.upper() for block in document.blocks}
    return web.dumps(path, Edition(document, "en", texts, "")).decode("utf-8")


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("<img src=a.png alt=Katze>", '<img src=a.png alt="A cat &amp; a dog">'),
        ("<img alt='Katze' src=a.png>", '<img alt="A cat &amp; a dog" src=a.png>'),
        ("<img src=a.png alt>", '<img src=a.png alt="A cat &amp; a dog">'),
        ("<img src=a.png alt=>", '<img src=a.png alt="A cat &amp; a dog">'),
        ("<img src=a.png>", '<img alt="A cat &amp; a dog" src=a.png>'),
        ("<input placeholder = Suche>", '<input placeholder="A cat &amp; a dog">'),
    ],
)
def test_a_description_of_several_words_stays_one(tmp_path: Path, tag: str, told: str) -> None:
    assert told in said(tmp_path / "a.html", f"<html><body>{tag}</body></html>", "A cat & a dog")


@pytest.mark.parametrize(
    "name",
    [
        '<span translate="no">Haus am See</span>',
        '<span class="notranslate">Haus <span>am</span> See</span>',
        '<em translate="no">Haus am See</EM >',
    ],
)
def test_what_is_not_to_be_translated_stays_whole_amid_its_sentence(tmp_path: Path, name: str) -> None:
    page = f"<html><body><p>İİİ komm ins {name} heute Abend</p></body></html>"
    assert f"KOMM INS {name} HEUTE ABEND</p>" in said(tmp_path / "a.html", page)
