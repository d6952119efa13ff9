"""Where a text may be broken, on sentences written for this."""

import pytest

from studio import paths
from studio.subtitles import borders, weights
from studio.subtitles.borders import Place
from studio.text import words

NEVER = [
    ("de", "Das ist | ein | altes Haus.", "article, adjective"),
    ("de", "Der Regisseur Hans | Müller kam.", "names"),
    ("de", "Sie wohnt seit 20 | Jahren hier.", "number and unit"),
    ("de", "Er kommt mit | dem Zug.", "preposition"),
    ("de", "Ich weiß, dass | das stimmt.", "conjunction"),
    ("de", "Das kostet vor | allem Zeit.", "compound"),
    ("de", "Am Montag spielen | wir wieder.", "verb and pronoun"),
    ("nl", "Vandaag spelen | we weer.", "verb and pronoun"),
    ("nl", "Dat is een | mooi gebouw.", "article"),
    ("nl", "Dit zijn de oudste | landkaarten.", "inflected adjective"),
    ("nl", "Zij komt met | de trein.", "preposition"),
    ("nl", "Mevrouw | Jansen komt.", "title"),
    ("en", "This is the | old house.", "article"),
    ("en", "We met Dr. | Miller there.", "title"),
    ("en", "It is five | kilometres away.", "number and unit"),
    ("en", "They have | seen it.", "auxiliary"),
    ("en", "Because | of the rain we stayed.", "compound"),
    ("en", "She turned the light off – I saw | it.", "object"),
    ("fr", "C'est la | vieille maison.", "article"),
    ("fr", "Il vient parce | que tu pars.", "compound"),
    ("fr", "Vraiment | ?", "French mark apart"),
]
BETTER = [  # the first place is better than the second
    ("de", "Er kam spät | nach Hause, || weil der Zug stand.", 1),
    ("en", "She opened the old door | and went || quietly inside.", 0),
    ("en", "The man | who came yesterday || left a note.", 0),
    ("en", "The light went down || with the music | again.", 0),
    ("nl", "Hij zei | dat het stuk || morgen begint.", 0),
    ("de", "Sie wohnt seit 1873 | bei der || Kirche.", 0),
    ("nl", "Hij pakt, als het | mag, || maar een stuk.", 1),
    ("fr", "Je crois | que la pièce || commence demain.", 0),
    ("en", "We left the house; || it rained, | of course.", 0),
]


def prices(language: str, text: str) -> list[tuple[str, float]]:
    """Return the marks in the text with the price of the place where each stands."""
    texts: list[str] = []
    marks: list[tuple[str, int]] = []
    for token in text.split():
        if set(token) == {"|"}:
            marks.append((token, len(texts) - 1))
        else:
            texts.append(token)
    found = borders.find(texts, words.for_language(language), weights.load())
    return [(mark, found[i].cost) for mark, i in marks]


@pytest.mark.parametrize(("language", "text", "what"), NEVER, ids=[f"{a}-{c}" for a, _, c in NEVER])
def test_what_belongs_together_is_dear_to_part(language: str, text: str, what: str) -> None:
    ordinary = weights.load().place.inside
    assert all(price > ordinary for _, price in prices(language, text)), what


@pytest.mark.parametrize(("language", "text", "better"), BETTER, ids=[b for _, b, _ in BETTER])
def test_the_higher_node_is_the_better_place(language: str, text: str, better: int) -> None:
    found = [price for _, price in prices(language, text)]
    assert found[better] < found[1 - better]


@pytest.mark.parametrize(
    ("language", "text", "ends"),
    [
        ("de", "Am 3. Mai kommt Dr. Weiß. Er bleibt.", [5]),
        ("de", "Das gilt z.B. hier. Gut!", [3]),
        ("en", "Really? Yes. “No.” And so on.", [0, 1, 2]),
        ("en", "He met J. Smith… and left. Then", [5]),
        ("nl", "Mevr. Jansen komt. Dag!", [2]),
        ("fr", "Vraiment ? Oui. M. Petit vient.", [1, 2]),
    ],
)
def test_sentences_end_at_their_marks_and_not_at_abbreviations(language: str, text: str, ends: list[int]) -> None:
    found = borders.find(text.split(), words.for_language(language), weights.load())
    assert [i for i, border in enumerate(found) if border.place is Place.SENTENCE] == ends


def test_a_language_without_lists_still_breaks_at_punctuation() -> None:
    found = borders.find(["Alo,", "mundo.", "Bom", "dia"], words.for_language("pt"), weights.load())
    assert found[1].cost < found[0].cost < found[2].cost


def test_every_price_has_its_reason_in_the_file() -> None:
    for line in (paths.resources() / "breaks.toml").read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            assert "#" in line, line
