"""Two walks downhill at two rates: places, costs and factors, worked out from the images."""

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import load_digits
from tests.figures.every import drag, opened
from tests.site.reader import NARROW, Reader, Screen

NAME = "downhill"


class Valley:
    """The page's neuron with two weights, on its threes and eights."""

    def __init__(self) -> None:
        """Measure the two patches of each image."""
        digits = load_digits("train")
        chosen = np.isin(digits.labels, [3, 8])
        images = digits.images[chosen].reshape(-1, 28, 28).astype(float)
        patches = images[:, 9:12, 9:12], images[:, 16:19, 8:12]
        self.x = np.column_stack([patch.mean(axis=(1, 2)) for patch in patches])
        self.y = (digits.labels[chosen] == 8).astype(float)
        self.curvatures = np.linalg.eigvalsh(self.x.T @ self.x / len(self.x))

    def cost(self, start: tuple[float, float], rate: float, steps: int) -> float:
        """Walk by the gradient over all images, and return the cost at the end."""
        w = np.array(start)
        for _ in range(steps):
            w = w - rate * self.x.T @ (self.x @ w - self.y) / len(self.y)
        return float(0.5 * ((self.x @ w - self.y) ** 2).mean())


@pytest.fixture(scope="module")
def valley() -> Valley:
    """Return the page's valley."""
    return Valley()


def says(figure: Locator, valley: Valley, start: tuple[float, float], steps: int = 20) -> None:
    """Expect the costs of both walks at the page's rates."""
    orange, blue = (valley.cost(start, rate, steps) for rate in (8, 0.1))
    text = f"After {steps} steps: orange cost {orange:.4f}, blue cost {blue:.4f}."
    expect(figure.locator("output")).to_contain_text(text)


def factors(figure: Locator, walk: str) -> list[float]:
    """Return what each step multiplies the distances by, as the table says."""
    texts = figure.locator(f"tr.{walk} b").all_text_contents()
    return [float(text.replace("−", "-")) for text in texts]


def test_the_walks_start_as_the_page_says(reader: Reader, valley: Valley) -> None:
    along, across = valley.curvatures
    with opened(reader, NAME) as (_, figure):
        says(figure, valley, (0.5, -0.6))
        assert factors(figure, "orange") == pytest.approx([1 - 8 * across, 1 - 8 * along], abs=6e-4)
        assert factors(figure, "blue") == pytest.approx([1 - across / 10, 1 - along / 10], abs=6e-4)
        expect(figure.locator("tr.orange")).to_contain_text("✗ grows")


def test_the_steps_go_by_keyboard(reader: Reader, valley: Valley) -> None:
    with opened(reader, NAME) as (visit, figure):
        figure.get_by_role("slider", name="step").press("Home")
        says(figure, valley, (0.5, -0.6), steps=0)
        figure.get_by_role("button", name="Next").press("Enter")
        says(figure, valley, (0.5, -0.6), steps=1)
        figure.get_by_role("button", name="Back").press("Enter")
        says(figure, valley, (0.5, -0.6), steps=0)
        figure.get_by_role("slider", name="first weight").press("ArrowRight")
        says(figure, valley, (0.6, -0.6), steps=0)
        assert visit.url.endswith("?orange=8&blue=0.1&first=0.6&second=-0.6&steps=0")


def test_below_the_border_the_walk_arrives(reader: Reader, valley: Valley) -> None:
    border = 2 / valley.curvatures[1]
    lowest = valley.cost((0.5, -0.6), 4, 1000)
    with opened(reader, NAME) as (_, figure):
        for rate in (np.floor(10 * border) / 10, np.ceil(10 * border) / 10):
            figure.get_by_role("slider", name="orange rate").fill(f"{rate:.1f}")
            verdict = "✗ grows" if rate > border else "✓ crosses, shrinks"
            expect(figure.locator("tr.orange td").first).to_contain_text(verdict)
        figure.get_by_role("slider", name="orange rate").fill("4")
        figure.get_by_role("slider", name="step").press("End")
        expect(figure.locator("output")).to_contain_text(f"orange cost {lowest:.4f}")
        expect(figure.locator("output")).to_contain_text(f"At the bottom: {lowest:.4f}")


@pytest.mark.parametrize("screen", [Screen(), Screen(NARROW)], ids=["mouse", "finger"])
def test_the_start_follows_a_pointer(reader: Reader, valley: Valley, screen: Screen) -> None:
    left, top, side, width, height = 34, 20, 258, 300, 312
    place = (left + side * (2 + 1.2) / 3.9) / width, (top + side * (2.9 - 2.5) / 3.9) / height
    with opened(reader, NAME, screen=screen) as (visit, figure):
        drag(visit, figure.locator(".map .chart"), [(0.5, 0.5), place])
        says(figure, valley, (2.0, 2.5))
        assert "first=2.0&second=2.5" in visit.url or "first=2&second=2.5" in visit.url


def test_it_plays_to_the_end_and_is_reset(reader: Reader, valley: Valley) -> None:
    with opened(reader, NAME, screen=Screen(motion="reduce")) as (_, figure):
        figure.get_by_role("button", name="Play").press("Enter")
        says(figure, valley, (0.5, -0.6), steps=40)
        figure.get_by_role("button", name="Reset").press("Enter")
        says(figure, valley, (0.5, -0.6))
