"""A threshold between two groups, and 1,000 people: the counts, by keyboard and by pointer."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.figures.every import drag, opened
from tests.site.reader import NARROW, WIDE, Reader, Screen

NAME = "threshold"


def worked_out(figure: Locator, sum_: float, prevalence: float) -> tuple[list[int], str]:
    """Return the counts of the four kinds of people, and the sentence, from the counts given."""
    ill, well = (
        np.array(str(figure.get_attribute(name)).split("_"), int) for name in ("ill", "well")
    )
    edges = np.linspace(-18, 14, len(ill) + 1)[:-1]
    finds, alarms = (counts[edges >= sum_].sum() / counts.sum() for counts in (ill, well))
    sick = round(10 * prevalence)
    found, alarmed = round(finds * sick), round(alarms * (1000 - sick))
    people = [found, sick - found, alarmed, 1000 - sick - alarmed]
    true = f"{100 * found / (found + alarmed):.0f} %" if found + alarmed else "none"
    return people, (
        f"Finds {100 * finds:.1f} % of the underactive, with false alarms for "
        f"{100 * alarms:.1f} % of the others. "
        f"Of {found + alarmed} alarms, {found} are true: {true}."
    )


def shows(figure: Locator, sum_: float, prevalence: float) -> None:
    """Expect the counts and the sentence of a threshold and a prevalence."""
    people, sentence = worked_out(figure, sum_, prevalence)
    expect(figure.locator("output")).to_have_text(sentence)
    assert [int(count) for count in figure.locator("li b").all_inner_texts()] == people


def length_of(figure: Locator, kind: int) -> int:
    """Return how many people are drawn of a kind."""
    path = str(figure.locator(f".crowd .kind-{kind}").get_attribute("d"))
    return sum((int(length) + 1) // 7 for length in re.findall(r"h(\d+)", path))


def test_it_starts_at_one_half_with_the_table_of_the_page(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        shows(figure, 0, 7.8)
        row = visit.page.locator("tr", has_text="0.5").locator("td").all_inner_texts()
        finds, alarms = (float(cell.split("%")[0]) for cell in row[1:])
        said = re.findall(r"([\d.]+) %", figure.locator("output").inner_text())
        assert round(float(said[0])) == finds
        assert float(said[1]) == alarms


def test_as_many_people_are_drawn_as_are_counted(reader: Reader) -> None:
    with opened(reader, NAME, "threshold=-3&prevalence=20") as (_, figure):
        people, _ = worked_out(figure, -3, 20)
        assert [length_of(figure, kind) for kind in range(4)] == people
        assert sum(people) == 1000


def test_the_keyboard_moves_threshold_and_prevalence(reader: Reader) -> None:
    with opened(reader, NAME) as (visit, figure):
        threshold = figure.get_by_role("slider", name="threshold")
        for _ in range(4):
            threshold.press("ArrowLeft")
        assert threshold.evaluate("slider => slider.ariaValueText") == "12 %"
        figure.get_by_role("slider", name="prevalence").press("ArrowRight")
        shows(figure, -2, 7.9)
        assert visit.url.endswith("#threshold?threshold=-2&prevalence=7.9")
        figure.get_by_role("button", name="Reset").press("Enter")
        shows(figure, 0, 7.8)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_threshold_follows_mouse_and_finger_to_the_ends(reader: Reader, width: int) -> None:
    with opened(reader, NAME, screen=Screen(width)) as (visit, figure):
        drag(visit, figure.locator(".chart"), [(0.5, 0.3), (0.3, 0.3), (0.01, 0.3)])
        shows(figure, -18, 7.8)
        drag(visit, figure.locator(".chart"), [(0.5, 0.3), (0.7, 0.3), (0.99, 0.3)])
        shows(figure, 14, 7.8)
        expect(figure.locator("output")).to_contain_text("Of 0 alarms, 0 are true: none.")
