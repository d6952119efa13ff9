"""Paragraphs of InDesign stories that share a range of letters: each gets its words in its place."""

from __future__ import annotations

from lxml import etree

from studio.documents.office import idml_story

SIZES = '<Properties><AppliedFont type="string">Lora</AppliedFont></Properties>'


def test_paragraphs_of_one_range_keep_their_order_and_look_whichever_are_changed() -> None:
    letters = (
        "<Content>Eins</Content><Br/><Content>Zwei</Content><Br/><Content>Drei</Content><Br/><Content>Vier</Content>"
    )
    ranges = f'<CharacterStyleRange FontStyle="Bold">{SIZES}{letters}</CharacterStyleRange>'
    story = etree.fromstring(f"<Story><ParagraphStyleRange>{ranges}</ParagraphStyleRange></Story>")
    for paragraph in list(idml_story.paragraphs(story)):
        if paragraph.runs.text != "Zwei":
            paragraph.say(paragraph.runs.text.upper(), (), "en")
    said = ["/" if node.tag == "Br" else node.text for node in story.iter("Content", "Br")]
    assert said == ["EINS", "/", "Zwei", "/", "DREI", "/", "VIER"]
    found = list(story.iter("CharacterStyleRange"))
    assert {node.get("FontStyle") for node in found} == {"Bold"}
    assert all(node.find("Properties/AppliedFont") is not None and len(node) > 1 for node in found)
    assert [p.runs.text for p in idml_story.paragraphs(story)] == ["EINS", "Zwei", "DREI", "VIER"]
