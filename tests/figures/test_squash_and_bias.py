"""One neuron: its dials by keyboard and by pointer, and the numbers that it says."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, expect

from tests.site.look import faults_of
from tests.site.reader import NARROW, WIDE, Reader, Screen, Visit

CHAPTER = "learn/1-structure/05-squash-and-bias/"


@contextmanager
def neuron(reader: Reader, width: int = WIDE) -> Iterator[tuple[Visit, Locator]]:
    """Open the chapter and bring its neuron to life."""
    with reader.open(CHAPTER, Screen(width)) as visit:
        visit.page.locator("primer-squash-and-bias").scroll_into_view_if_needed()
        figure = visit.page.locator("primer-squash-and-bias.is-live")
        expect(figure.locator("output")).to_contain_text("activation")
        yield visit, figure


def said(sum_: float, bias: float) -> str:
    """Return what the figure should say of a neuron, worked out by the formula."""
    z = sum_ + bias
    a = 1 / (1 + math.exp(-z))
    text = f"σ({sum_:.1f} {'-' if bias < 0 else '+'} {abs(bias):.1f}) = σ({z:.1f}) = {a:.3f}"
    return f"activation = {text}, slope {a * (1 - a):.3f}".replace("-", "−")


def test_the_neuron_starts_as_the_page_says(reader: Reader) -> None:
    with neuron(reader) as (_, figure):
        expect(figure.locator("output")).to_have_text(said(6, -5))


def test_the_dials_turn_by_keyboard_and_reset(reader: Reader) -> None:
    with neuron(reader) as (visit, figure):
        figure.get_by_role("slider", name="bias").press("Home")
        expect(figure.locator("output")).to_have_text(said(6, -12))
        figure.get_by_role("slider", name="weighted sum").press("ArrowLeft")
        expect(figure.locator("output")).to_have_text(said(5.9, -12))
        assert visit.url.endswith("#squash-and-bias?sum=5.9&bias=-12")
        figure.get_by_role("button", name="Reset").press("Enter")
        expect(figure.locator("output")).to_have_text(said(6, -5))
        assert "#" not in visit.url


def test_the_point_follows_a_pointer(reader: Reader) -> None:
    with neuron(reader) as (visit, figure):
        box = figure.locator(".live > svg").bounding_box()
        assert box
        visit.page.mouse.move(box["x"] + 10, box["y"] + 50)
        visit.page.mouse.down()
        visit.page.mouse.move(box["x"] + 2 * box["width"], box["y"] + 50)
        visit.page.mouse.up()
        expect(figure.locator("output")).to_have_text(said(14, -5))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_neuron_is_sound_on_every_screen(reader: Reader, width: int) -> None:
    with neuron(reader, width) as (visit, figure):
        faults = faults_of(visit)
        visit.turn("dark")
        figure.get_by_role("slider", name="bias").press("End")
        faults += faults_of(visit)
    assert not faults, "\n".join(faults)
