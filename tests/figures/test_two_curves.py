"""Two curves and remedies: the page trains as the package does, and says what came of it."""

import re
from functools import cache
from typing import Any

import numpy as np
import pytest
from page import read_page
from playwright.sync_api import Locator, expect

from primer import Network, accuracy, relu, shift, softmax
from tests.figures.conftest import Call
from tests.figures.every import opened
from tests.site.pages import DOCS
from tests.site.reader import NARROW, Reader, Screen

NAME = "two-curves"
SOURCE = "learn/3-insight/18-memorising.md"
MOVES = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
START = """({ count, epochs, seed }) => {
    const drawn = random.randomFrom(seed)
    const functions = { activation: "relu", output: "softmax", cost: "cross_entropy" }
    const network = random.freshNetwork({ sizes: [784, 40, 10], ...functions }, drawn)
    const orders = Array.from({ length: epochs }, () => [...random.shuffled(count, drawn)])
    return { orders, weights: network.weights.map((values) => [...values]) }
}"""
# A change of the controls is drawn at the next frame, and only then begins to be learned.
POINTS = """figure => new Promise((resolve) => {
    const look = () => {
        if (figure.run.points.length < 30) setTimeout(look, 50)
        else resolve(figure.run.points)
    }
    requestAnimationFrame(() => requestAnimationFrame(look))
})"""


@cache
def chapter() -> dict[str, Any]:
    """Run the first cell of the chapter: it chooses the images."""
    defined: dict[str, Any] = {}
    cells = read_page(DOCS / SOURCE, SOURCE).cells
    exec(next(cell.source for cell in cells if cell.kind == "code"), defined)
    return defined


def images() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return what the chapter learns from and validates on, in the shades that readers get."""
    x, y, validation = (chapter()[name] for name in ("x", "y", "validation"))
    return np.rint(x * 3) / 3, y, np.rint(validation[0] * 3) / 3, validation[1]


def done(figure: Locator) -> list[dict[str, dict[str, float]]]:
    """Wait until the figure has told the result; return the points of the curves."""
    points: list[dict[str, dict[str, float]]] = figure.evaluate(POINTS)
    expect(figure.locator("output")).to_contain_text("Gap")
    return points


def numbers_in(text: str | None) -> list[float]:
    """Return the numbers of a text."""
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text or "")]


def costs(points: list[dict[str, dict[str, float]]], kind: str) -> list[float]:
    """Return the costs along a curve."""
    return [point[kind]["cost"] for point in points]


@pytest.mark.parametrize(
    ("count", "copies", "decay", "seed"), [(1000, "off", 0, 1), (300, "on", 0.03, 0)]
)
def test_the_curves_begin_as_the_package_draws_them(
    reader: Reader, call: Call, count: int, copies: str, decay: float, seed: int
) -> None:
    x, y, new, truth = images()
    few, targets = x[:count], y[:count]
    moves = MOVES if copies == "on" else MOVES[:1]
    many = np.concatenate([shift(few, right=right, down=down) for right, down in moves])
    start = call(START, {"count": len(many), "epochs": 3, "seed": seed})
    network = Network([784, 40, 10], activation=relu, output=softmax)
    for own, given in zip(network.weights, start["weights"], strict=True):
        own[...] = np.reshape(given, own.shape)
    visits = np.concatenate(start["orders"]).reshape(-1, 20)[:150]
    state = f"images={count}&copies={copies}&decay={decay}&seed={seed}"
    with opened(reader, NAME, state) as (_, figure):
        points = done(figure)[:3]
    for number, rows in enumerate(visits, 1):
        slopes = network.gradient(many[rows], np.tile(targets, (len(moves), 1))[rows])
        for slope, weights in zip(slopes.weights, network.weights, strict=True):
            slope += decay * weights
        network.step(slopes, chapter()["recipe"]["learning_rate"])
        if number % 50 == 0:
            point = points[number // 50 - 1]
            for kind, own, labels in (("training", few, targets), ("validation", new, truth)):
                right = accuracy(network.predict(own), labels.argmax(axis=1))
                assert point[kind]["cost"] == pytest.approx(network.cost(own, labels), abs=0.005)
                assert point[kind]["accuracy"] == pytest.approx(right, abs=0.005)


def test_it_begins_with_the_curves_of_the_page(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        points = done(figure)
        said = figure.locator("> svg").get_attribute("aria-label")
        _, learned, lowest, last = numbers_in(said)
        assert costs(points, "training")[-1] == pytest.approx(learned, abs=0.006)
        assert min(costs(points, "validation")) == pytest.approx(lowest, abs=0.006)
        assert costs(points, "validation")[-1] == pytest.approx(last, abs=0.006)
        assert numbers_in(figure.locator("output").inner_text())[0] == pytest.approx(
            last - learned, abs=0.011
        )
        expect(figure.locator("tbody th")).to_have_text("none (five networks)")


def test_early_stopping_stops_where_the_validation_cost_is_lowest(reader: Reader) -> None:
    with opened(reader, NAME, "seed=2") as (_, figure):
        points = done(figure)
        best = int(np.argmin(costs(points, "validation")))
        lowest = f"after {best + 1} thousand images, at {costs(points, 'validation')[best]:.2f}"
        expect(figure.locator("output")).to_contain_text(f"would stop {lowest}")
        last = points[-1]["training"]["cost"], points[-1]["validation"]["cost"]
        expect(figure.locator("output")).to_contain_text(f"Gap {last[1] - last[0]:.2f}. At the end")
        figure.get_by_role("checkbox", name="stop early").press("Space")
        here = points[best]["training"]["cost"], points[best]["validation"]["cost"]
        stopped = f"Gap {here[1] - here[0]:.2f}. Stopped after {best + 1} thousand images"
        expect(figure.locator("output")).to_contain_text(stopped)
        cells = figure.locator("tbody tr").nth(1).locator("td").all_inner_texts()
        share = f"{100 * points[best]['validation']['accuracy']:.1f} %"
        assert cells == [f"{here[1] - here[0]:.2f}", f"{here[1]:.2f}", share]
        place = figure.locator("circle").get_attribute("cx")
        assert float(place or 0) == pytest.approx(34 + (best + 1) / 30 * 318, abs=0.1)


def test_the_goal_is_reached_by_keyboard_and_the_run_before_stays(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        expect(figure.locator("output")).to_contain_text("✗ Not yet.")
        assert not figure.locator("path.before.validation").get_attribute("d")
        figure.get_by_role("checkbox", name="moved copies").press("Space")
        done(figure)
        curve = figure.locator("path.now.validation").get_attribute("d")
        figure.get_by_role("combobox", name="weight decay").select_option("0.003")
        done(figure)
        assert figure.locator("path.before.validation").get_attribute("d") == curve
        figure.get_by_role("checkbox", name="stop early").press("Space")
        expect(figure.locator("output")).to_contain_text("✓ Reached.")
        names = ["none (five networks)", "copies", "copies, decay 0.003"]
        expect(figure.locator("tbody th")).to_have_text([*names, f"stop, {names[2]}"])
        state = "stop=on&copies=on&decay=0.003&images=1000&seed=0&show=cost"
        assert visit.url.endswith(state)


def test_a_gap_that_closes_because_both_curves_get_worse_is_no_success(reader: Reader) -> None:
    with opened(reader, NAME, "decay=0.03&seed=0") as (_, figure):
        done(figure)
        gap, *_, goal = numbers_in(figure.locator("output").inner_text())
        assert gap < goal
        expect(figure.locator("output")).to_contain_text("✗ It closed, but the validation cost")


def test_a_finger_trains_and_comes_back_to_the_networks_of_the_page(reader: Reader) -> None:
    with opened(reader, NAME, screen=Screen(NARROW, motion="reduce")) as (visit, figure):
        before = figure.locator("output").inner_text()
        figure.get_by_text("moved copies").tap()
        expect(figure.locator("output")).to_have_text("It learns …")
        assert [worker.url.rpartition("/")[2] for worker in visit.page.workers] == [
            "two-curves-worker.mjs"
        ]
        done(figure)
        expect(figure.get_by_role("combobox", name="seed")).to_have_value("0")
        figure.get_by_role("combobox", name="seed").select_option("page’s five")
        expect(figure.locator("output")).to_have_text(before, use_inner_text=True)
        expect(figure.get_by_role("checkbox", name="moved copies")).not_to_be_checked()


def test_accuracy_is_drawn_on_an_axis_of_its_own(reader: Reader) -> None:
    with opened(reader, NAME) as (_, figure):
        points = done(figure)
        figure.get_by_role("combobox", name="show").select_option("accuracy")
        expect(figure.locator(".chart")).to_contain_text("accuracy")
        path = numbers_in(figure.locator("path.now.validation").get_attribute("d"))
        share = points[-1]["validation"]["accuracy"]
        assert path[-1] == pytest.approx(190 - 34 - (share - 0.5) / 0.5 * 136, abs=0.1)
