"""Ten weighted sums and two costs: sliders by keyboard and by finger, and the numbers shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import cross_entropy, softmax, squared_error
from tests.site.look import faults_of
from tests.site.reader import NARROW, WIDE, Reader, Screen, Visit

CHAPTER = "learn/2-learning/09-cost/"
STATE = "#cost-sliders?digit=4&sums=1.0_-2.5_0.0_3.0_1.5_-10.0_10.0_0.3_-0.7_2.0"
SUMS = [1, -2.5, 0, 3, 1.5, -10, 10, 0.3, -0.7, 2]


@contextmanager
def sliders(reader: Reader, state: str = "", width: int = WIDE) -> Iterator[tuple[Visit, Locator]]:
    """Open the chapter and bring its sliders to life."""
    with reader.open(CHAPTER + state, Screen(width)) as visit:
        visit.page.locator("primer-cost-sliders").scroll_into_view_if_needed()
        figure = visit.page.locator("primer-cost-sliders.is-live")
        expect(figure.locator("output")).to_contain_text("cross-entropy")
        yield visit, figure


def worked_out(sums: list[float], digit: int) -> tuple[str, list[list[float]]]:
    """Return what the package makes of ten weighted sums: both costs in words, and the rows."""
    a, y = softmax(np.array([sums], float)), np.eye(10)[[digit]]
    costs = squared_error(a, y), cross_entropy(a, y)
    slopes = [cost.slope_by_sum(a, y, softmax)[0] for cost in (squared_error, cross_entropy)]
    rows = np.column_stack([a[0], *slopes]).tolist()
    return f"squared error {costs[0]:.3f}, cross-entropy {costs[1]:.3f}", rows


def rows_of(figure: Locator) -> list[list[float]]:
    """Return the numbers of the table: output, and slope of either cost, for each digit."""
    numbers = figure.locator("tbody tr td b").all_inner_texts()
    read = [float(number.replace("−", "-")) for number in numbers]
    return np.reshape(read, (10, 3)).tolist()


def test_the_sliders_start_at_the_false_promise(reader: Reader) -> None:
    with sliders(reader) as (_, figure):
        rows = np.array(rows_of(figure))
        right = int(figure.get_by_label("right digit").input_value())
        rival = rows[:, 0].argmax()
        assert right != rival
        assert rows[right, 2] < -0.99 < 0.99 < rows[rival, 2]
        assert abs(rows[:, 1]).max() < 0.01


def test_the_table_says_what_the_package_computes(reader: Reader) -> None:
    with sliders(reader, STATE) as (_, figure):
        said, rows = worked_out(SUMS, 4)
        expect(figure.locator("output")).to_have_text(said)
        np.testing.assert_allclose(rows_of(figure), rows, atol=5.001e-4)


def test_the_bars_are_as_long_as_the_numbers(reader: Reader) -> None:
    with sliders(reader, STATE) as (_, figure):
        _, rows = worked_out(SUMS, 4)
        measure = "bars => bars.map(bar => parseFloat(getComputedStyle(bar, '::before').width)"
        shares = figure.locator("tbody i").evaluate_all(f"{measure} / bar.clientWidth)")
        lengths = abs(np.array(rows)) * [1, 0.5, 0.5]
        np.testing.assert_allclose(np.reshape(shares, (10, 3)), lengths, atol=0.01)


def test_the_sums_turn_by_keyboard_and_reset(reader: Reader) -> None:
    with sliders(reader, STATE) as (visit, figure):
        figure.get_by_role("slider", name="weighted sum of 4").press("End")
        figure.get_by_role("slider", name="weighted sum of 0").press("ArrowLeft")
        said, _ = worked_out([0.9, *SUMS[1:4], 10, *SUMS[5:]], 4)
        expect(figure.locator("output")).to_have_text(said)
        assert visit.url.endswith(STATE.replace("1.0_", "0.9_", 1).replace("1.5", "10.0"))
        figure.get_by_role("button", name="Reset").press("Enter")
        expect(figure.get_by_role("slider", name="weighted sum of 4")).not_to_have_value("10")
        assert "#" not in visit.url


def test_another_digit_can_be_the_right_one(reader: Reader) -> None:
    with sliders(reader, STATE) as (_, figure):
        figure.get_by_label("right digit").select_option("6")
        expect(figure.locator("output")).to_have_text(worked_out(SUMS, 6)[0])
        expect(figure.locator("tr.right th")).to_have_text("6")


def test_the_sums_turn_by_finger(reader: Reader) -> None:
    with sliders(reader, STATE, NARROW) as (_, figure):
        slider = figure.get_by_role("slider", name="weighted sum of 6")
        box = slider.bounding_box()
        assert box
        slider.tap(position={"x": box["width"] / 2, "y": box["height"] / 2})
        said, _ = worked_out([*SUMS[:6], slider.evaluate("it => it.valueAsNumber"), *SUMS[7:]], 4)
        expect(figure.locator("output")).to_have_text(said)
        assert abs(float(slider.input_value())) < 1


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_sliders_are_sound_on_every_screen(reader: Reader, width: int) -> None:
    with sliders(reader, STATE, width) as (visit, figure):
        faults = faults_of(visit)
        visit.turn("dark")
        figure.get_by_role("slider", name="weighted sum of 4").press("End")
        faults += faults_of(visit)
    assert not faults, "\n".join(faults)


def test_without_scripts_the_picture_of_the_sums_stands(reader: Reader) -> None:
    with reader.open(CHAPTER, Screen(scripts=False)) as visit:
        expect(visit.page.locator("primer-cost-sliders > svg")).to_be_visible()
