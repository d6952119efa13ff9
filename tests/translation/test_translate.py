"""Translating a whole job: what survives, what is flagged, and in which order things are tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from studio.errors import Cancelled
from studio.model.progress import Partial, Progress
from studio.model.translation import Origin, Package, Part, TranslationUnit
from studio.translation import engine
from studio.translation.engine import Translator
from studio.translation.scripted import Say, Scripted, changing, identity, saying, upper_case
from studio.translation.translate import translate
from tests.translation.protected_sentences import sentences, spoiling

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
    assert lost.missing == ("20.30 Uhr", "4")
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


def test_the_same_job_gives_the_same_answers() -> None:
    texts = [drawn.text for drawn in sentences("de", 60)]
    assert translated(spoiling, *texts) == translated(spoiling, *texts)


def test_both_engines_of_the_table_are_opened_by_name() -> None:
    assert list(engine.ENGINES) == ["argos", "scripted"]
    shouting: Translator = engine.ENGINES["scripted"](Package("de", "en", "upper-case", "", ""))
    assert shouting.translate(["ja"]) == [["JA"]]
    assert engine.ENGINES["scripted"](DE_EN).translate(["ja"]) == [["ja"]]


def test_a_date_or_time_by_itself_is_written_anew_without_the_package() -> None:
    scripted = Scripted(changing(r".+", "nonsense"))
    texts = ("20.30 Uhr", "Am 12. Februar", "12. Februar 2026, 20 Uhr", "Beginn: 20.30 Uhr", "19.30 Uhr – Einlass")
    done = translate(units(*texts), [DE_EN], lambda package: scripted, report=quiet, localise_values=True)
    assert [unit.target for unit in done][0::2] == ["8.30 pm", "12 February 2026, 8 pm", "7.30 pm – nonsense"]
    assert done[3].target == "nonsense: 8.30 pm"
    assert scripted.asked[0] == ("Am 12. Februar", "Beginn", "Einlass")


def test_values_stay_as_they_are_unless_they_are_to_be_written_anew() -> None:
    answers = saying({"Um 20.30 Uhr.": "At 20.30."})
    assert targets(answers, "Um 20.30 Uhr.") == ["At 20.30."]
    done = translate(units("Um 20.30 Uhr."), [DE_EN], lambda _: Scripted(answers), report=quiet, localise_values=True)
    assert (done[0].target, done[0].localised) == ("At 8.30 pm.", (("20.30", "8.30 pm"),))
    assert not done[0].needs_look


def test_a_wrong_time_is_flagged_and_never_written_anew() -> None:
    answers = changing(r".*\d.*|.*\{.*|.*X.*|.*Anna.*", "At 9.30 pm or 10 pm.")
    done = translate(units("Um 19.30 Uhr."), [DE_EN], lambda _: Scripted(answers), report=quiet, localise_values=True)
    assert (done[0].missing, done[0].invented) == (("19.30 Uhr",), ("9.30 pm", "10 pm"))
    assert (done[0].target, done[0].localised) == ("At 9.30 pm or 10 pm.", ())


@pytest.mark.parametrize(("anew", "target"), [(True, "Um 19.30 Uhr."), (False, "Um 7.30 pm Uhr.")])
def test_a_value_in_words_that_the_package_does_not_know_is_hidden_with_them(anew: bool, target: str) -> None:
    answers = saying({"At 7.30 pm.": "Um Laden.", "At {{1}} pm.": "Um {{1}} Uhr.", "At {{1}}.": "Um {{1}} Uhr."})
    en_de = Package("en", "de", "", "", "")
    done = translate(units("At 7.30 pm."), [en_de], lambda _: Scripted(answers), report=quiet, localise_values=anew)
    assert (done[0].target, done[0].missing) == (target, ())


def test_through_a_pivot_values_are_written_as_the_last_language_does() -> None:
    done = translate(
        units("Um 20.30 Uhr."), [DE_EN, EN_NL], lambda _: Scripted(identity), report=quiet, localise_values=True
    )
    assert done[0].target == "Um 20:30 uur."


def test_an_address_comes_back_in_its_own_capitals() -> None:
    text = "Mehr auf www.museum.de/Programm und bei Info@museum.de hier."
    assert targets(upper_case, text) == ["MEHR AUF www.museum.de/Programm UND BEI Info@museum.de HIER."]
