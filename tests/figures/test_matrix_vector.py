"""A matrix times a vector, cell by cell: each step says what the package computes."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import load_digits
from tests.figures.conftest import digit_network
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

EXAMPLE, ROW = 2, 4
STATE = f"example={EXAMPLE}&row={ROW}&step="


def numbers_in(figure: Locator) -> list[float]:
    """Return the numbers of the sentence."""
    said = (figure.locator("output").text_content() or "").replace("−", "-").replace("- ", "-")
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", said)]


@pytest.mark.parametrize("column", [0, 9, 15])
def test_a_product_and_the_sum_so_far_are_the_packages(reader: Reader, column: int) -> None:
    network, image = digit_network(), load_digits("test").images[EXAMPLE]
    a, weights = network.activations(image)[2], network.weights[2][ROW]
    products = weights * a
    with opened(reader, "matrix-vector", f"{STATE}{column}") as (_, figure):
        row, at, weight, value, product, so_far = numbers_in(figure)
    assert [row, at] == [ROW, column]
    found = [weight, value, product, so_far]
    theirs = [weights[column], a[column], products[column], products[: column + 1].sum()]
    np.testing.assert_allclose(found, theirs, atol=0.12)


def test_bias_and_sigmoid_end_in_the_output_of_the_network(reader: Reader) -> None:
    network, image = digit_network(), load_digits("test").images[EXAMPLE]
    with opened(reader, "matrix-vector", f"{STATE}16") as (_, figure):
        _, products, again, bias, total = numbers_in(figure)
        assert products == again
        assert products + bias == pytest.approx(total, abs=0.02)
        figure.get_by_role("button", name="Next").press("Enter")
        expect(figure.locator("output")).to_contain_text("squashed")
        assert numbers_in(figure)[2] == pytest.approx(network(image)[ROW], abs=0.03)


def test_it_begins_at_the_answer_and_steps_by_keyboard(reader: Reader) -> None:
    with opened(reader, "matrix-vector") as (visit, figure):
        expect(figure.locator("output")).to_contain_text("Row 7, squashed")
        assert numbers_in(figure)[2] > 0.9
        figure.get_by_role("button", name="Back").press("Enter")
        figure.get_by_role("slider", name="row").press("ArrowLeft")
        expect(figure.locator("output")).to_contain_text("Row 6: the sixteen products")
        assert visit.url.endswith("#matrix-vector?example=0&row=6&step=16")


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
def test_a_pointer_chooses_the_cell_under_it(reader: Reader, width: int) -> None:
    with opened(reader, "matrix-vector", screen=Screen(width)) as (visit, figure):
        grid = figure.locator("g rect").nth(3 * 16 + 5)
        drag(visit, figure.locator(".live > svg"), [share_of(figure, grid)] * 2)
        expect(figure.locator("output")).to_contain_text("Row 3, column 5")


def share_of(figure: Locator, cell: Locator) -> tuple[float, float]:
    """Return where the middle of a cell is, in shares of the drawing."""
    outer, inner = figure.locator(".live > svg").bounding_box(), cell.bounding_box()
    assert outer
    assert inner
    across = (inner["x"] + inner["width"] / 2 - outer["x"]) / outer["width"]
    return across, (inner["y"] + inner["height"] / 2 - outer["y"]) / outer["height"]
