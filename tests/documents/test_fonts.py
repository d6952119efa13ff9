"""The faces that ship with the program."""

from __future__ import annotations

import pytest

from studio.documents import fonts
from studio.documents.fonts import CONDENSED, Face
from studio.model.document import Family, Look


@pytest.mark.parametrize("family", ["Liberation Sans", "Liberation Serif", "Liberation Mono", CONDENSED])
@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize("is_italic", [False, True])
def test_each_face_is_there_and_has_the_letters_of_europe(family: str, is_bold: bool, is_italic: bool) -> None:
    face = Face(family, is_bold, is_italic)
    assert fonts.missing("Größe, ça, één, żółw, ğış, Дом, Ελλάδα – „5 €“ … •", face) == ""


def test_signs_that_flyers_use_have_a_shape() -> None:
    signs = "✓✔★☆☎✆✉➜→▶●◆☞♿🎭⚠✂①"
    lost = [set(fonts.missing(signs, Face(family))) for family in ("Liberation Sans", *fonts.SIGNS)]
    assert set.intersection(*lost) == set()


def test_what_a_face_lacks_is_told_once_and_in_order() -> None:
    assert fonts.missing("日 a 本 日 \n", Face("Liberation Sans")) == "日本"


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("ABCDEF+MinionPro-Regular", Family.SERIF),
        ("ArialMT", Family.SANS),
        ("Times New Roman,Bold", Family.SERIF),
        ("NotoSerif", Family.SERIF),
        ("NotoSans-Black", Family.SANS),
        ("MSSansSerif", Family.SANS),
        ("CourierNew", Family.MONO),
        ("DejaVuSansMono", Family.MONO),
        ("F1", None),
    ],
)
def test_the_name_of_a_face_says_its_kind(name: str, family: Family | None) -> None:
    assert fonts.family_of(name) == family


def test_narrow_faces_are_known_by_their_names() -> None:
    narrow = ["ABCDEF+OpenSans-CondensedBold", "Arial Narrow", "HelveticaNeue-Cond", "Frutiger-Cn"]
    assert [fonts.is_condensed(name) for name in [*narrow, "Arial", "SecondSans"]] == [True] * 4 + [False] * 2


def test_the_face_of_a_look() -> None:
    assert fonts.face_for(Look(Family.SERIF, is_bold=True)) == Face("Liberation Serif", is_bold=True)
    assert fonts.face_for(Look(), condensed=True) == Face(CONDENSED)
    assert fonts.face_for(Look(is_condensed=True)) == Face(CONDENSED)
    assert fonts.face_for(Look(Family.MONO, is_condensed=True)) == Face("Liberation Mono")


def test_licences_lie_beside_the_faces() -> None:
    names = {path.name for path in fonts.folder().iterdir()}
    assert {"OFL-Liberation.txt", "OFL-RobotoCondensed.txt", "OFL-NotoSansSymbols.txt"} <= names
    assert sum(path.stat().st_size for path in fonts.folder().iterdir()) < 6_000_000
