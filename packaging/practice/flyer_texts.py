"""The words of the practice flyer: sentences of the practice language, and what they mean in English and Dutch."""

import re
from collections.abc import Iterator
from typing import Any

import grammar

TITLE = "Führungen und Konzerte"
HEADLINE = ("Führungen", "und Konzerte")
ADDRESS = "www.theater.eu"
HEADER = "Unser Programm im November"
FOOTER = "Mehr finden Sie unter www.theater.eu."
TABLE = (
    ("Unser Programm im November", "Führungen und Konzerte", "Kontakt und Karten"),
    ("2. November", "Am Montag spielen wir Die Zauberflöte, und Julia Stern singt.", "Karten kosten 25 Euro."),
    ("7. November", "Am Samstag liest Clara Vogel aus einem neuen Buch.", "Karten kosten 8 Euro."),
    ("14. November", "Die Vorstellung am Samstag ist ausverkauft.", "Karten kosten 20 Euro."),
    ("17. November", "Das Orchester, das aus Prag kommt, spielt Musik von Haydn.", "Karten kosten 18 Euro."),
    ("21. November", "Die Führung startet am Eingang, wo Sie auch Programme finden.", "Karten kosten 5 Euro."),
    ("24. November", "Das Ballett findet im großen Saal statt.", "Karten kosten 30 Euro."),
    ("28. November", "Der Chor wartet im Hof.", "Karten kosten 9 Euro."),
)

PAGES: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("header", "header", HEADER),
        ("address", "header", ADDRESS),
        ("title", "heading", TITLE),
        ("welcome", "paragraph", "Guten Abend, und willkommen in unserem Haus."),
        ("season", "heading", "Willkommen in Wien, liebe Gäste."),
        (
            "season1",
            "paragraph",
            "Das Theater wurde im Jahr 1912 gebaut. Im November zeigen wir 5 neue Filme. Am Sonntag gibt es 2 "
            "Konzerte im großen Saal. Die Sängerin, die aus Rom kommt, spielt Musik von Mozart.",
        ),
        (
            "season2",
            "paragraph",
            "Vor der Oper spricht der Dirigent über Mozart. Nach der Oper können Sie im Café Getränke kaufen. "
            "Die Direktorin zeigt 12 Kostüme aus Prag.",
        ),
        ("festival", "heading", "Das Festival ist wunderbar."),
        (
            "festival1",
            "paragraph",
            "Das Festival kostet 20 Euro, aber für Kinder ist der Eintritt frei. Wenn es regnet, findet das "
            "Fest im großen Saal statt. Bitte seien Sie um 7 Uhr am Eingang, damit wir pünktlich beginnen können.",
        ),
        ("festival2", "paragraph", "Wir hoffen, dass Ihnen das Festival gefällt."),
        ("orchestra", "heading", "Das Orchester kommt aus Prag."),
        (
            "orchestra1",
            "paragraph",
            "Am Freitag spielen wir Carmen, und Emma Bakker singt. Das Konzert dauert 2 Stunden. Wenn das Konzert "
            "vorbei ist, bleibt das Café bis 11 Uhr geöffnet.",
        ),
        (
            "orchestra2",
            "paragraph",
            "Nach der Vorstellung können Sie am Eingang Postkarten kaufen. Bitte berühren Sie die Instrumente nicht.",
        ),
        ("hours", "heading", "Öffnungszeiten"),
        ("hours-1", "paragraph", "Die Kasse ist von 10:00 bis 18:30 Uhr geöffnet."),
        ("hours-2", "paragraph", "Das Café ist von 9:30 bis 23:00 Uhr geöffnet."),
        ("hours-3", "paragraph", "Die Galerie ist von 10:00 bis 17:00 Uhr geöffnet."),
        ("hours-4", "paragraph", "Das Theater ist am Montag geschlossen."),
        ("caption", "caption", "Dieses Bild, das Klimt im Jahr 1888 gemacht hat, kommt aus Wien."),
        ("offer", "paragraph", "Kinder, die heute eine Karte kaufen, bekommen 2 Postkarten."),
        ("aside", "paragraph", "Sie dürfen im Garten fotografieren, aber bitte ohne Blitz."),
        ("footer", "footer", FOOTER),
        ("number1", "footer", "1"),
    ),
    (
        ("header", "header", HEADER),
        ("address", "header", ADDRESS),
        ("programme", "heading", "Unser Programm im November"),
        *(
            (f"cell-{row}-{column}", "cell", words)
            for row, cells in enumerate(TABLE)
            for column, words in enumerate(cells)
        ),
        ("evening", "heading", "Das Theater ist berühmt."),
        (
            "evening1",
            "paragraph",
            "Wir danken allen Freunden aus Utrecht. Heute Abend spielen wir Hamlet, und Clara Vogel singt. "
            "Die Türen öffnen um 7 Uhr.",
        ),
        (
            "evening2",
            "paragraph",
            "Bitte schalten Sie Ihre Telefone aus, denn die Oper beginnt jetzt. Danke für Ihren Besuch, liebe Freunde.",
        ),
        ("evening3", "paragraph", "Die Garderobe ist bis 11 Uhr geöffnet. Die Vorstellung am Freitag ist ausverkauft."),
        ("children", "heading", "Willkommen in Wien, liebe Kinder."),
        ("list-1", "item", "Sie finden Programme am Eingang."),
        ("list-2", "item", "Bitte berühren Sie die Bilder nicht."),
        ("list-3", "item", "Wir verkaufen Bücher neben dem Laden."),
        ("list-4", "item", "Der Workshop dauert 3 Stunden."),
        ("contact", "heading", "Kontakt und Karten"),
        ("prices", "paragraph", "Karten kosten 14 Euro. Für Studenten kostet eine Karte 8 Euro."),
        ("online", "paragraph", "Karten für die Oper kosten 25 Euro auf www.theater.eu/tickets."),
        ("mail", "paragraph", "Wenn Sie Fragen haben, schreiben Sie an tickets@theater.eu."),
        ("train", "paragraph", "Der nächste Zug nach Wien fährt um 11 Uhr."),
        ("badge", "paragraph", "Das Fest ist kostenlos."),
        ("footer", "footer", FOOTER),
        ("number2", "footer", "2"),
    ),
)
"""Each page in reading order: the name of a text in the sheet, its role, and the text."""

_DATE = re.compile(r"(\d+)\. November")
_SENTENCE = re.compile(r"(?<=[^\d][.?!]) (?=[A-ZÄÖÜ])")


def for_sheet() -> dict[str, Any]:
    """Return the texts by the names that the sheet asks for."""
    named: dict[str, Any] = {name: text for page in PAGES for name, _role, text in page}
    return {
        **named,
        "headline": HEADLINE,
        "hours-lines": [named[f"hours-{number}"] for number in (1, 2, 3, 4)],
        "list": [named[f"list-{number}"] for number in (1, 2, 3, 4)],
        "table": TABLE,
    }


def truth() -> list[dict[str, Any]]:
    """Return what stands on the flyer in reading order: page (from 1), role, and the text in three languages."""
    return [{"page": number, **block} for number, page in enumerate(PAGES, 1) for block in _blocks(page)]


def _blocks(page: tuple[tuple[str, str, str], ...]) -> Iterator[dict[str, Any]]:
    for name, role, text in page:
        english, dutch = meaning(text)
        yield {"name": name, "role": role, "text": text, "en": english, "nl": dutch}


def meaning(text: str) -> tuple[str, str]:
    """Return the text in English and in Dutch.  `LookupError` for what is not in the practice language."""
    if text == ADDRESS or text.isdecimal():
        return text, text
    if match := _DATE.fullmatch(text):
        return f"{match[1]} November", f"{match[1]} november"
    found = [grammar.find("de", sentence) for sentence in _SENTENCE.split(text)]
    return " ".join(sentence.en for sentence in found), " ".join(sentence.nl for sentence in found)
