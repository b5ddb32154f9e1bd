"""The walk through the network that chapter 3 sets by hand: it says what that network computes."""

import itertools
import re
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from page import read_page
from playwright.sync_api import Locator, expect

from primer import Network
from tests.figures.every import opened, rows_of
from tests.site.pages import DOCS
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "layer-walk"
SOURCE = "learn/1-structure/03-hope.md"
TWO = "1000111010101001101011111"  # × and L
THREE = "1111111010101001101011111"  # × and L and Z
ALMOST_T = "1111100100001000010000000"


@cache
def chapter() -> dict[str, Any]:
    """Run the chapter up to the figure, and return what it defines."""
    defined: dict[str, Any] = {}
    for cell in read_page(DOCS / SOURCE, SOURCE).cells:
        if cell.kind == "code":
            exec(cell.source, defined)
        if "live" in cell.options:
            break
    plt.close("all")
    return defined


def layers_of(pixels: str) -> list[np.ndarray]:
    """Return the activations of the network of the chapter."""
    network: Network = chapter()["hope"]
    return network.activations(np.array([float(pixel) for pixel in pixels]))


def numbers_in(text: str) -> list[float]:
    """Return the numbers of a text."""
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def expect_signs(figure: Locator, pixels: str) -> None:
    """Expect the signs that the network of the chapter sees, and no others."""
    outputs = layers_of(pixels)[3]
    seen = [sign for sign, a in zip(chapter()["drawings"], outputs, strict=True) if a > 0.5]
    in_order = ".*".join(map(re.escape, seen))
    expect(figure.locator(".goal b")).to_have_text(re.compile(in_order))
    expect(figure.locator("g.on text")).to_have_text(seen)


@pytest.mark.parametrize("pixels", [TWO, ALMOST_T, "1" * 25], ids=["two", "almost", "white"])
def test_every_neuron_has_the_activation_of_the_chapters_network(
    reader: Reader, pixels: str
) -> None:
    network, layers = chapter()["hope"], layers_of(pixels)
    with opened(reader, NAME, f"pixels={pixels}") as (_, figure):
        figure.locator("summary").press("Enter")
        expect(figure.locator("tbody tr").first).to_be_visible()
        rows = rows_of(figure)
    found = np.array([[numbers_in(cell)[0] for cell in row[1:]] for row in rows])
    sums = [w @ a + b for w, b, a in zip(network.weights, network.biases, layers, strict=False)]
    np.testing.assert_allclose(found[:, 0], np.concatenate(sums), atol=0.06)
    np.testing.assert_allclose(found[:, 1], np.concatenate(layers[1:]), atol=0.006)


@pytest.mark.parametrize(("layer", "neuron"), [(1, 2), (1, 11), (2, 4), (3, 4)])
def test_the_formula_holds_the_numbers_of_the_neuron(
    reader: Reader, layer: int, neuron: int
) -> None:
    network, layers = chapter()["hope"], layers_of(THREE)
    state = f"pixels={THREE}&step=3&neuron={layer}-{neuron}"
    with opened(reader, NAME, state) as (_, figure):
        formula, squashed = figure.locator(".formula").all_text_contents()
    terms = re.findall(r"(− )?([\d.]+) × \(([^)]*)\)", formula)
    weights = [float(f"{'-' * bool(minus)}{size}") for minus, size, _ in terms]
    total = sum(w * sum(numbers_in(inside)) for w, (*_, inside) in zip(weights, terms, strict=True))
    row = network.weights[layer - 1][neuron]
    assert sorted(weights) == sorted(set(row[row != 0].tolist()))
    z = row @ layers[layer - 1] + network.biases[layer - 1][neuron]
    assert total + network.biases[layer - 1][neuron] == pytest.approx(z, abs=0.7)
    assert numbers_in(formula)[-1] == pytest.approx(z, abs=0.06)
    assert numbers_in(squashed) == pytest.approx([z, layers[layer][neuron]], abs=0.06)


def test_neurons_are_named_and_marked_as_the_chapter_builds_them(reader: Reader) -> None:
    strokes, path = list(chapter()["strokes"]), chapter()["strokes"]
    with opened(reader, NAME) as (_, figure):
        options = figure.locator("option").all_text_contents()
        assert options[:12] == [*chapter()["drawings"], *strokes]
        halves = [stroke for stroke in strokes for _ in range(2)]
        assert [name.partition(",")[0] for name in options[12:]] == halves
        assert {name.split()[1] for name in options[12:] if "left," in name} == {"upper", "lower"}
        figure.get_by_role("combobox", name="neuron").select_option("rising, right half")
        rows, columns = path["rising"]
        for row, column in zip(rows[2:], columns[2:], strict=True):
            name = f"row {row + 1}, column {column + 1}, counts for"
            expect(figure.get_by_role("button", name=name)).to_have_text("+")
        expect(figure.get_by_role("button", name="counts for")).to_have_count(3)


def test_it_begins_with_the_t_and_walks_through_the_layers_by_keyboard(reader: Reader) -> None:
    lit = [(layer > 0.5).sum() for layer in layers_of(chapter()["bits"][2])]
    with opened(reader, NAME) as (visit, figure):
        expect(figure.locator(".told")).to_contain_text("Signs: 1 of 5 lit. Marked: the sign “T”")
        assert figure.locator("g.later").count() == 0
        button = figure.get_by_role("button", name="Next layer")
        for title, layer, later in (("Edges", 1, 12), ("Strokes", 2, 5), ("Signs", 3, 0)):
            button.press("Enter")
            expect(figure.locator(".told")).to_contain_text(f"{title}: {lit[layer]} of")
            assert figure.locator("g.later").count() == later
        figure.get_by_role("button", name="Back").press("Enter")
        figure.get_by_role("radio", name="strokes").press("ArrowLeft")
        expect(figure.get_by_role("radio", name="edges")).to_be_checked()
        assert "step=1&neuron=1-0&" in visit.url


def test_the_goal_is_reached_by_keyboard(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        figure.get_by_role("button", name="×", exact=True).press("Enter")
        expect(figure.locator(".goal")).to_have_text("One sign lights up: ×.")
        figure.locator(".pixels [tabindex='0']").press("ArrowDown")
        for key in ("ArrowLeft", "Space", "ArrowDown", "Space", "ArrowDown", "Space"):
            visit.page.keyboard.press(key)
        for key in ("ArrowDown", "ArrowRight", "Space", "ArrowRight", "Space", "ArrowRight"):
            visit.page.keyboard.press(key)
        expect(figure.locator(".goal")).to_have_text("One sign lights up: ×.")
        visit.page.keyboard.press("Space")
        expect(figure.locator(".goal")).to_have_text("✓ Two at once: × and L. Can you find three?")
        assert visit.url.endswith(f"pixels={TWO}")
        expect_signs(figure, TWO)


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
def test_a_pointer_flips_pixels_and_chooses_neurons(reader: Reader, width: int) -> None:
    with opened(reader, NAME, f"pixels={ALMOST_T}", Screen(width)) as (visit, figure):
        expect(figure.locator(".goal")).to_have_text("No sign lights up.")
        press = "click" if width == WIDE else "tap"
        pixel = figure.locator(".pixels button").nth(22)
        getattr(pixel, press)()
        expect_signs(figure, chapter()["bits"][2])
        getattr(pixel, press)()
        expect(figure.locator(".goal")).to_have_text("No sign lights up.")
        getattr(figure.locator("[data-at='1-8'] circle"), press)()
        expect(figure.locator(".told")).to_contain_text("the edge “centre, upper half”")
        assert "neuron=1-8" in visit.url


def test_three_signs_can_light_up_at_once_and_no_more(reader: Reader) -> None:
    network, images = chapter()["hope"], chapter()["signs"]
    with opened(reader, NAME, f"pixels={THREE}") as (_, figure):
        expect(figure.locator(".goal")).to_contain_text("✓ Three at once: ×, L and Z.")
        expect_signs(figure, THREE)
    for four in itertools.combinations(images, 4):  # without its own pixels no sign lights up
        needed = np.any(four, axis=0)
        free = np.flatnonzero(~needed)
        choices = np.array(list(itertools.product([0.0, 1.0], repeat=len(free))))
        found = np.tile(needed.astype(float), (len(choices), 1))
        found[:, free] = choices
        assert (network(found) > 0.5).sum(axis=1).max() < 4
