from __future__ import annotations

from dataclasses import replace

import pytest

from studio.model.document import Area, Box, Fit, Lettering, Role, TextBlock
from studio.model.finding import Finding, Severity
from studio.quality.rules import layout
from studio.quality.rules.layout import Sheet

PLACE = (Area(0, Box(0, 0, 100, 20)),)
TEXT = TextBlock(1, PLACE, "Karten ab 14 €")


def heading(key: int, level: int, **other: bool) -> TextBlock:
    return TextBlock(key, PLACE, f"Titel {key}", Role.HEADING, level, **other)  # type: ignore[arg-type]


def found(sheet: Sheet, i: int = 0) -> list[str]:
    return [finding.rule for finding in layout.check(sheet, i)]


def only(sheet: Sheet, i: int = 0) -> Finding:
    (finding,) = layout.check(sheet, i)
    return finding


def test_a_text_that_fits_is_passed_over() -> None:
    assert found(Sheet([TEXT], {1: Fit(1)})) == []
    assert found(Sheet([TEXT])) == []  # nobody measured it


def test_a_text_that_is_set_smaller_is_a_hint_with_figures_and_how_much_to_leave_out() -> None:
    finding = only(Sheet([TEXT], {1: Fit(1, 0.92, 0.12, 21)}))
    assert (finding.rule, finding.severity) == ("set-smaller", Severity.INFO)
    assert finding.message == (
        "It is 12 % too long and set at 92 % of the size, so that it fits. "
        "About 21 letters fewer would bring back full size."
    )


def test_the_smaller_a_text_is_set_the_more_it_weighs() -> None:
    weights = [only(Sheet([TEXT], {1: Fit(1, scale, 0.1)})).weight for scale in (0.98, 0.9, 0.8)]
    assert weights == sorted(weights)
    assert weights[-1] == pytest.approx(1.0)


def test_half_a_hundredth_smaller_is_full_size() -> None:
    assert found(Sheet([TEXT], {1: Fit(1, 0.996, 0.004)})) == []


def test_a_text_that_runs_out_of_its_place_is_an_error() -> None:
    finding = only(Sheet([TEXT], {1: Fit(1, 0.8, 0.5, 30, fits=False)}))
    assert (finding.rule, finding.severity) == ("does-not-fit", Severity.ERROR)
    assert "50 % too long" in finding.message
    assert "80 %" in finding.message


def test_what_is_kept_or_not_translated_fits_where_it_stands() -> None:
    misfit = {1: Fit(1, 0.8, 0.5, fits=False)}
    assert found(Sheet([replace(TEXT, is_kept=True)], misfit)) == []
    assert found(Sheet([TEXT], misfit, is_edition=False)) == []


def test_a_picture_needs_a_description_unless_it_is_decoration() -> None:
    picture = TextBlock(1, PLACE, " ", Role.FIGURE, lettering=Lettering.NONE)
    assert found(Sheet([picture])) == ["no-description"]
    assert found(Sheet([replace(picture, text="Ein Boot im Sturm")])) == []
    assert found(Sheet([replace(picture, is_decoration=True)])) == []


@pytest.mark.parametrize(
    ("levels", "faults"),
    [((1, 2, 3, 1, 2), {}), ((1, 3), {1: "2"}), ((2, 3), {0: "1"}), ((1, 2, 4, 5), {2: "3"}), ((3, 1, 1), {0: "1"})],
)
def test_no_level_of_heading_is_skipped(levels: tuple[int, ...], faults: dict[int, str]) -> None:
    blocks = [heading(key, level) for key, level in enumerate(levels)]
    sheet = Sheet(blocks)
    said = {i: finding.meant[0] for i in range(len(blocks)) for finding in layout.check(sheet, i)}
    assert said == faults


def test_decoration_is_no_heading() -> None:
    assert found(Sheet([heading(1, 1, is_decoration=True), heading(2, 2)]), 1) == ["heading-skipped"]
    assert found(Sheet([heading(1, 3, is_decoration=True)])) == []


def test_what_was_read_unsurely_is_to_be_compared_until_somebody_did() -> None:
    read = replace(TEXT, lettering=Lettering.SCAN, score=0.7)
    assert found(Sheet([read])) == ["unsure-reading"]
    assert found(Sheet([read], read={1})) == []
    assert found(Sheet([replace(read, score=0.95)])) == []
    assert found(Sheet([replace(read, lettering=Lettering.TEXT)])) == []


def test_a_share_is_said_in_whole_hundredths_and_never_as_nothing() -> None:
    assert [layout.percent(share) for share in (0, 0.001, 0.125, 1)] == ["0", "1", "12", "100"]
