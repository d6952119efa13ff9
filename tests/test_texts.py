"""The program speaks English, German and Dutch from one catalogue."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from studio import i18n

ROOT = Path(__file__).resolve().parents[1]
FIELD = re.compile(r"\{[a-z_]*\}")
OPTION = re.compile(r"(?<!\S)[“„]?(--?[a-z][a-z-]*)")
QUOTED = {"de": re.compile(r"„[^„“”]*“"), "nl": re.compile(r"“[^„“”]*”")}


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("texts", ROOT / "packaging" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


def _pairs(language: str) -> Iterator[tuple[str, str]]:
    """Yield every text with its translation; of a plural each form with its own."""
    for message in TOOL.written(language):
        if isinstance(message.id, tuple):
            yield from zip(message.id, message.string, strict=True)
        elif message.id:
            yield message.id, message.string


@pytest.mark.parametrize("language", TOOL.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert TOOL.missing(language) == []


@pytest.mark.parametrize("language", TOOL.LANGUAGES)
def test_no_translation_outlives_its_text(language: str) -> None:
    assert TOOL.spare(language) == []


@pytest.mark.parametrize("language", TOOL.LANGUAGES)
def test_translations_keep_their_fields_and_options(language: str) -> None:
    for text, translation in _pairs(language):
        assert set(FIELD.findall(translation)) == set(FIELD.findall(text)), text
        assert sorted(OPTION.findall(translation)) == sorted(OPTION.findall(text)), text


@pytest.mark.parametrize("language", TOOL.LANGUAGES)
def test_translations_begin_and_end_like_their_texts(language: str) -> None:
    for text, translation in _pairs(language):
        assert _edges(translation) == _edges(text), text


def _edges(text: str) -> tuple[bool, str]:
    """Return whether a text begins with a space, and the point or space it ends with."""
    return text[0].isspace(), text[-1] if text[-1] in " .:…" else ""


@pytest.mark.parametrize("language", TOOL.LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    for _text, translation in _pairs(language):
        assert not set("„“”\"'") & set(QUOTED[language].sub("", translation)), translation


@pytest.mark.parametrize("language", TOOL.LANGUAGES)
def test_people_read_of_subtitles_and_not_of_cues(language: str) -> None:
    for _text, translation in _pairs(language):
        assert not re.search(r"\bcues?\b", FIELD.sub("", translation), re.IGNORECASE), translation


def test_a_text_inside_an_f_string_is_collected() -> None:
    source = """f"{name}  {_('practice language only')}" """
    assert list(TOOL.texts(source, "somewhere.py")) == ["practice language only"]


def test_both_forms_of_a_plural_are_collected() -> None:
    source = 'ngettext("{count} cue", "{count} " "cues", count)'
    assert list(TOOL.texts(source, "somewhere.py")) == [("{count} cue", "{count} cues")]


@pytest.mark.parametrize("source", ['_(f"{name} is missing.")', '_("is missing: " + name)', '_("{n}".format(n=1))'])
def test_a_text_put_together_before_it_is_marked_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="line 1: mark the whole text"):
        list(TOOL.texts(source, "somewhere.py"))


@pytest.mark.parametrize("language", TOOL.LANGUAGES)
def test_the_compiled_catalogue_belongs_to_the_written_one(language: str) -> None:
    assert TOOL.po(language).with_suffix(".mo").read_bytes() == TOOL.compiled(language)


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Enthält keinen Text."), ("nl", "Bevat geen tekst."), ("en", "Has no text."), ("fi", "Has no text.")],
)
def test_texts_appear_in_the_language_of_the_user(language: str, said: str) -> None:
    i18n.install([language])
    assert i18n._("Has no text.") == said


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LANGUAGE": "", "LC_ALL": "de_DE.UTF-8"}, "Enthält keinen Text."),
        ({"LANGUAGE": "en:de"}, "Has no text."),
        ({"LANGUAGE": "nl:de"}, "Bevat geen tekst."),
        ({"LANGUAGE": "", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}, "Has no text."),
    ],
)
def test_the_environment_chooses_the_language(
    variables: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    i18n.install()
    assert i18n._("Has no text.") == said
