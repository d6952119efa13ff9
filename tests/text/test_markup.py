"""Only what is known to be markup goes."""

import pytest

from studio.text import markup


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("<i>a</i> <B>b</B>", "a b"),
        ('<font color="#ffff00">Ja</font>', "Ja"),
        ("<v Anna>Nein", "Nein"),
        ("<c.yellow>gelb</c>", "gelb"),
        ("<00:00:01.500>jetzt", "jetzt"),
        ("{\\an8\\i1}oben", "oben"),
        ("a < b > c", "a < b > c"),
        ("<Telefon klingelt>", "<Telefon klingelt>"),
        ("{nicht}", "{nicht}"),
    ],
)
def test_strip_leaves_what_is_seen(text: str, stripped: str) -> None:
    assert markup.strip(text) == stripped


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<I>a</I>", "<i>a</i>"),
        ("<i>a", "<i>a</i>"),
        ("a</i>", "a"),
        ("<i><b>a</i>b</b>", "<i><b>a</b></i>b"),
        ('<font color="red"><u>a</u></font>', "<u>a</u>"),
        ("1 <2> 3", "1 <2> 3"),
    ],
)
def test_basic_tags_are_kept_and_nested(text: str, kept: str) -> None:
    assert markup.keep_basic(text) == kept
