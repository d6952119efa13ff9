"""Translating a whole job: what survives, what is flagged, and in which order things are tried."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from studio.errors import Cancelled
from studio.model.progress import Partial, Progress
from studio.model.translation import Origin, Package, Part, TranslationUnit
from studio.text import values
from studio.translation import argos, engine, protect
from studio.translation.engine import Translator
from studio.translation.route import route
from studio.translation.scripted import Say, Scripted, changing, identity, reordering, saying, upper_case
from studio.translation.translate import translate

DE_EN = Package("de", "en", "de-en", "1", "/de-en")
EN_NL = Package("en", "nl", "en-nl", "1", "/en-nl")


def units(*texts: str) -> list[TranslationUnit]:
    return [TranslationUnit(text, (Part(0, text),)) for text in texts]


def quiet(event: Progress | Partial) -> None:
    """Hear nothing."""


def translated(say: Say, *texts: str, keep: Sequence[str] = ()) -> list[TranslationUnit]:
    return translate(units(*texts), [DE_EN], lambda package: Scripted(say), report=quiet, keep=keep)


def targets(say: Say, *texts: str, keep: Sequence[str] = ()) -> list[str]:
    return [unit.target for unit in translated(say, *texts, keep=keep)]


def test_a_job_is_one_batch_in_its_order_and_equal_texts_are_asked_once() -> None:
    scripted = Scripted(upper_case)
    done = translate(units("eins", "♪ zwei ♪", "", "eins"), [DE_EN], lambda package: scripted, report=quiet)
    assert [unit.target for unit in done] == ["EINS", "♪ ZWEI ♪", "", "EINS"]
    assert scripted.asked[0] == ("eins", "zwei")
    assert [unit.origin for unit in done] == [Origin.MACHINE, Origin.MACHINE, Origin.COPIED, Origin.MACHINE]
    assert not any(unit.needs_look for unit in done)


def test_a_pivot_goes_through_both_packages_and_keeps_values_in_each() -> None:
    says = {"/de-en": saying({"hallo": "hello", "um 8": "at ate"}), "/en-nl": saying({"hello": "hallo daar"})}
    done = translate(
        units("hallo", "um 8"), [DE_EN, EN_NL], lambda package: Scripted(says[package.folder]), report=quiet
    )
    assert [unit.target for unit in done] == ["hallo daar", "um 8"]
    lossy = translate(units("um 8"), [DE_EN, EN_NL], lambda package: Scripted(changing(r"\d", "")), report=quiet)
    assert lossy[0].missing == ("8",)


def test_without_a_route_the_text_is_copied() -> None:
    done = translate(units("Hallo 3"), [], engine.open, report=quiet)
    assert [(unit.target, unit.origin, unit.missing) for unit in done] == [("Hallo 3", Origin.COPIED, ())]


def test_the_plain_answer_is_taken_when_it_keeps_everything() -> None:
    scripted = Scripted(saying({"um 20.30 Uhr": "at 20:30"}))
    assert translate(units("um 20.30 Uhr"), [DE_EN], lambda package: scripted, report=quiet)[0].target == "at 20:30"
    assert [text for call in scripted.asked for text in call] == ["um 20.30 Uhr"]


def test_the_first_of_four_answers_that_keeps_everything_is_taken() -> None:
    answers = saying({"um 8 Uhr": ["at", "at 88", "at 8", "8 at"]})
    assert targets(answers, "um 8 Uhr") == ["at 8"]


def test_only_the_lost_value_is_hidden_first() -> None:
    def say(text: str) -> list[str]:
        return [text.replace("www.a.de", "wwww a de")]

    scripted = Scripted(say)
    done = translate(units("Um 8 auf www.a.de gehen"), [DE_EN], lambda package: scripted, report=quiet)
    assert done[0].target == "Um 8 auf www.a.de gehen"
    assert ("Um 8 auf {{1}} gehen",) in scripted.asked


def test_an_answer_that_markers_led_astray_gives_way_to_one_that_reads_like_the_plain_one() -> None:
    def say(text: str) -> list[str]:
        if "{" in text:
            return ["Nonsense about {{1}} and something else"]
        return [text.replace("www.a.de", "elsewhere").replace("Sehen Sie", "Look at")]

    assert targets(say, "Sehen Sie www.a.de heute an") == ["Look at www.a.de heute an"]


def test_pure_values_are_never_sent() -> None:
    scripted = Scripted(changing(r".+", "nonsense"))
    texts = ("www.museum.de", "030 1234567", "20.30", "a@b.de", "Anna")
    done = translate(units(*texts), [DE_EN], lambda package: scripted, report=quiet, keep=("Anna",))
    assert tuple(unit.target for unit in done) == texts
    assert not any(scripted.asked)


def test_a_value_at_the_end_is_pulled_off() -> None:
    assert targets(upper_case, "Karten: www.museum.de") == ["KARTEN: www.museum.de"]


def test_names_to_keep_are_kept() -> None:
    assert targets(upper_case, "Im Haus am See um 8", keep=("Haus am See",)) == ["IM Haus am See UM 8"]
    assert translated(changing(r"See|X\dX|\{.*\}|Anna", "lake"), "Haus am See", keep=("See",))[0].missing == ("See",)


def test_what_is_lost_for_good_is_named() -> None:
    lost = translated(changing(r"\d+", ""), "Um 20.30 Uhr in Saal 4.")[0]
    assert lost.missing == ("20.30", "4")
    assert lost.origin is Origin.MACHINE
    assert lost.needs_look


def test_what_is_made_up_for_good_is_named() -> None:
    made_up = translated(lambda text: [text + " 7"], "Das Haus ist alt.")[0]
    assert (made_up.missing, made_up.invented) == ((), ("7",))
    assert made_up.needs_look


def test_a_package_that_says_nothing_does_not_lose_the_sentence() -> None:
    assert [(unit.target, unit.origin) for unit in translated(lambda text: [""], "Hallo.")] == [
        ("Hallo.", Origin.COPIED)
    ]
    assert targets(lambda text: [], "Hallo.") == ["Hallo."]


def test_the_value_alone_is_no_translation() -> None:
    assert targets(saying({"um 8 Uhr": ["8", "at 8"]}), "um 8 Uhr") == ["at 8"]


def test_progress_counts_sentences_and_cancel_gets_through() -> None:
    heard: list[Progress] = []
    report: Callable[[Progress | Partial], None] = heard.append  # type: ignore[assignment]
    translate(units("a", "b", "c"), [DE_EN, EN_NL], lambda package: Scripted(identity), report=report)
    done = [progress.done for progress in heard]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 3)
    assert {(progress.total, progress.unit) for progress in heard} == {(3, "sentences")}

    def stop(event: Progress | Partial) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        translate(units("a"), [DE_EN], lambda package: Scripted(identity), report=stop)


TEMPLATES = {
    "de": (
        "Das Konzert beginnt am Montag um {clock} Uhr.",
        "Karten kosten {price} Euro.",
        "Mehr finden Sie unter {url}.",
        "Bitte schreiben Sie an {email}.",
        "Am {day}. März bleibt das Museum geschlossen.",
        "Das Museum wurde im Jahr {year} gebaut.",
        "Karten für das Konzert kosten {price} Euro auf {url}.",
        "Das Theater ist von {clock} bis {clock} Uhr geöffnet.",
        "Kontakt und Karten: {phone}",
    ),
    "en": (
        "The concert begins on Monday at {clock}.",
        "Tickets cost {price} euros.",
        "You can find more at {url}.",
        "Please write to {email}.",
        "On {day} March the museum stays closed.",
        "The museum was built in {year}.",
        "Tickets for the concert cost {price} euros at {url}.",
        "The theatre is open from {clock} to {clock}.",
        "Contact and tickets: {phone}",
    ),
    "nl": (
        "Het concert begint op maandag om {clock} uur.",
        "Kaartjes kosten {price} euro.",
        "Meer vindt u op {url}.",
        "Schrijf alstublieft naar {email}.",
        "Op {day} maart blijft het museum gesloten.",
        "Het museum is in het jaar {year} gebouwd.",
        "Kaartjes voor het concert kosten {price} euro op {url}.",
        "Het theater is van {clock} tot {clock} uur open.",
        "Contact en kaartjes: {phone}",
    ),
}
WORDS = ("museum", "theater", "kasse", "stadt-buehne", "press_office", "k.weber", "haus7", "rijks", "oper")


def sentences(language: str, count: int) -> list[str]:
    """Return sentences of the practice language whose values no model has seen in training."""
    chance = random.Random(f"{language} 20")
    return [_filled(TEMPLATES[language][number % len(TEMPLATES[language])], chance) for number in range(count)]


def _filled(template: str, chance: random.Random) -> str:
    while place := re.search(r"\{(\w+)\}", template):
        template = template[: place.start()] + _drawn(place[1], chance) + template[place.end() :]
    return template


def _drawn(kind: str, chance: random.Random) -> str:
    word, number = chance.choice(WORDS), chance.randrange
    drawn = {
        "clock": f"{number(8, 24)}.{number(60):02}",
        "price": chance.choice([f"{number(3, 90)}", f"{number(3, 90)},{number(10, 99)}", f"1.{number(100, 999)}"]),
        "url": chance.choice(["www.{}.example", "www.{}.org/tickets", "https://{}.de/programm?id=4", "{}.museum"]),
        "email": f"{word}@" + chance.choice(["museum.example", "theater.org", "haus-am-see.de"]),
        "day": f"{number(1, 31)}",
        "year": f"{number(1500, 2026)}",
        "phone": f"0{number(20, 99)} {number(100000, 999999)}",
    }[kind]
    return drawn.format(word.replace("_", "-"))


def silent_losses(done: Sequence[TranslationUnit]) -> list[TranslationUnit]:
    """Return the units that lost or made up a value and do not say so."""
    return [
        unit
        for unit in done
        if (values.missing(unit.source, unit.target) and not unit.missing)
        or (values.invented(unit.source, unit.target) and not unit.invented)
    ]


@pytest.mark.parametrize(("source", "target"), [("de", "en"), ("en", "de"), ("nl", "en"), ("en", "nl"), ("de", "nl")])
def test_practice_packages_keep_a_hundred_values_each_way(source: str, target: str, practice: Path) -> None:
    packages = argos.packages([practice])
    if not packages:
        pytest.skip("the practice packages have not been made yet")
    done = translate(units(*sentences(source, 100)), route(packages, source, target), engine.open, report=quiet)
    assert silent_losses(done) == []
    assert sum(unit.needs_look for unit in done) <= 5
    assert all(protect.words(unit.target) for unit in done)


def chaos(text: str) -> list[str]:
    """Answer as the worst package would: four different ways to spoil numbers, addresses and markers."""
    chance = random.Random(text)
    spoil: list[Callable[[str], str]] = [
        lambda t: re.sub(r"\d", "", t, count=chance.randrange(1, 4)),
        lambda t: re.sub(r"([{}.@/:])", r" \1 ", t),
        lambda t: re.sub(r"\d+|\{\{\d\}\}|X\dX", r"\g<0> \g<0>", t, count=1),
        lambda t: re.sub(r"[{}X]", "", t),
        lambda t: re.sub(r"\d+", lambda match: str(int(match[0]) + 1), t),
        lambda t: reordering(r"\d+")(t)[0],
        lambda t: t + f" {chance.randrange(99)}",
        lambda t: t.upper(),
        lambda t: re.sub(r"\S+[@.]\S+", "", t),
        lambda t: t[: len(t) // 2],
        lambda t: "",
        lambda t: t,
    ]
    return [chance.choice(spoil)(text) for _ in range(4)]


@pytest.mark.parametrize(
    ("say", "count"),
    [
        (chaos, 170),
        (changing(r"\d", ""), 40),
        (changing(r"\d", r"\g<0>\g<0>"), 40),
        (upper_case, 40),
        (lambda text: [], 40),
    ],
    ids=["chaos", "no digits", "digits doubled", "capitals", "nothing"],
)
def test_nothing_is_lost_in_silence_even_by_a_bad_package(say: Say, count: int) -> None:
    texts = [text for language in ("de", "en", "nl") for text in sentences(language, count)]
    done = translated(say, *texts, keep=("Montag", "Museum"))
    assert silent_losses(done) == []
    assert all(unit.target for unit in done)
    for unit in done:
        names = protect.faults(unit.source, unit.target, ("Montag", "Museum"))
        assert (unit.missing, unit.invented) == (names.missing, names.invented)


def test_the_same_job_gives_the_same_answers() -> None:
    texts = sentences("de", 60)
    assert translated(chaos, *texts) == translated(chaos, *texts)


def test_chaos_is_mended_more_often_than_not() -> None:
    texts = [text for language in ("de", "en", "nl") for text in sentences(language, 60)]
    plain = sum(bool(protect.faults(text, chaos(text)[0])) for text in texts)
    flagged = sum(unit.needs_look for unit in translated(chaos, *texts))
    assert flagged < plain / 2


def test_both_engines_of_the_table_are_opened_by_name() -> None:
    assert list(engine.ENGINES) == ["argos", "scripted"]
    shouting: Translator = engine.ENGINES["scripted"](Package("de", "en", "upper-case", "", ""))
    assert shouting.translate(["ja"]) == [["JA"]]
    assert engine.ENGINES["scripted"](DE_EN).translate(["ja"]) == [["ja"]]
