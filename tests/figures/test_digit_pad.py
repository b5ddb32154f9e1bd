"""Draw on the digit pad as readers do, with whatever they have, and see what it reads."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from primer import load_digits
from tests.figures.conftest import digit_network
from tests.figures.every import DAY, alive, drag, rows_of
from tests.site.look import faults_of
from tests.site.reader import NARROW, WIDE, Reader, Screen, Visit

CHAPTER = "learn/1-structure/08-just-a-function/"
SEVEN = [(0.2, 0.2), (0.7, 0.2), (0.66, 0.4), (0.45, 0.85)]
READ_ALL = """(figure, { images, centred }) => images.map((image) => {
    figure.control("centre").checked = centred
    figure.pad.show(image)
    figure.draw()
    return Number(figure.querySelector("strong").textContent)
})"""


@contextmanager
def pad(reader: Reader, path: str = "", screen: Screen = DAY) -> Iterator[tuple[Visit, Any]]:
    """Open a page and bring its digit pad to life."""
    with reader.open(path, screen) as visit:
        yield visit, alive(visit.page, "digit-pad")


def draw(visit: Visit, figure: Locator, points: list[tuple[float, float]]) -> None:
    """Draw with a mouse, or on a narrow screen with a finger."""
    drag(visit, figure.locator("canvas").first, points)


def answer(figure: Locator) -> Locator:
    """Return where the figure says what the network reads."""
    return figure.locator("strong")


def read_all(figure: Any, images: Any, centred: bool) -> Any:
    """Lay images on the pad, one after another, and return what the network reads."""
    return np.array(figure.evaluate(READ_ALL, {"images": images.tolist(), "centred": centred}))


def test_the_pad_reads_the_exported_digits_as_python_does(reader: Reader) -> None:
    images, network = load_digits("test").images[:200], digit_network()
    with pad(reader, CHAPTER) as (_, figure):
        read = read_all(figure, images, centred=True)
        as_they_are = read_all(figure, images, centred=False)
    labels, expected = load_digits("test").labels[:200], network.predict(images)
    assert (read == expected).mean() >= 0.985
    assert (as_they_are == expected).mean() >= 0.995
    assert abs((read == labels).mean() - (expected == labels).mean()) <= 0.01


def test_off_centre_digits_are_misread_unless_they_are_prepared(reader: Reader) -> None:
    digits = load_digits("test")
    moved = np.roll(digits.images[:200].reshape(-1, 28, 28), -3, axis=2).reshape(-1, 784)
    with pad(reader, CHAPTER) as (_, figure):
        off, on = (read_all(figure, moved, centred=state) for state in (False, True))
    right = [(read == digits.labels[:200]).mean() for read in (off, on)]
    assert right[0] < 0.7 < 0.9 < right[1]


@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["by mouse", "by finger"])
def test_a_drawn_digit_is_read_and_stays_in_the_address(reader: Reader, width: int) -> None:
    with pad(reader, "", Screen(width)) as (visit, figure):
        draw(visit, figure, SEVEN)
        expect(answer(figure)).to_have_text("7")
        assert re.search(r"#digit-pad\?strokes=\w+", visit.url)
        assert visit.faults == []
        visit.page.reload()
        expect(answer(alive(visit.page, "digit-pad"))).to_have_text("7")


def test_the_keyboard_alone_draws_clears_and_resets(reader: Reader) -> None:
    with pad(reader) as (visit, figure):
        keys = visit.page.keyboard
        before = answer(figure).text_content()
        figure.locator("canvas").first.focus()
        for key in ["ArrowUp"] * 8 + [" "] + ["ArrowDown"] * 16 + [" "]:
            keys.press(key)
        expect(answer(figure)).to_have_text("1")
        expect(figure.get_by_role("status")).to_contain_text("The network reads 1")
        keys.press("Delete")
        assert visit.url.endswith("#digit-pad?centre=on")
        figure.get_by_role("button", name="Reset").press("Enter")
        expect(answer(figure)).to_have_text(before or "")
        assert "#" not in visit.url


def test_an_example_takes_the_place_of_what_was_drawn(reader: Reader) -> None:
    labels, read = (
        load_digits("test").labels[:200],
        digit_network().predict(load_digits("test").images[:200]),
    )
    fives = np.flatnonzero(labels == 5)
    with pad(reader) as (visit, figure):
        draw(visit, figure, SEVEN)
        for five in fives[:2]:
            figure.get_by_role("button", name="Show a 5").press("Enter")
            expect(answer(figure)).to_have_text(str(read[five]))
            assert f"example={five}" in visit.url


def test_preparation_can_be_switched_off(reader: Reader) -> None:
    with pad(reader, CHAPTER) as (visit, figure):
        switch = figure.get_by_role("checkbox")
        expect(switch).not_to_be_checked()
        misread = answer(figure).text_content() or ""
        switch.press("Space")
        expect(answer(figure)).not_to_have_text(misread)
        assert "centre=on" in visit.url


def test_the_bars_and_the_table_say_the_numbers_of_the_network(reader: Reader) -> None:
    image, network = load_digits("test").images[18], digit_network()
    _, first, second, outputs = network.activations(image)
    with pad(reader) as (_, figure):
        figure.locator("summary").press("Enter")
        expect(figure.locator("tbody tr")).to_have_count(16)
        rows = np.array(rows_of(figure))
        bars = np.array(figure.locator(".bars span").all_text_contents(), float)
    assert np.abs(rows[:, 1:].astype(float) - np.transpose([first, second])).max() < 0.02
    assert np.abs(bars - outputs).max() < 0.02


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_pad_is_sound_in_each_state(reader: Reader, width: int) -> None:
    faults = []
    with pad(reader, "", Screen(width)) as (visit, figure):
        faults += faults_of(visit)
        figure.locator("summary").click()
        draw(visit, figure, SEVEN)
        faults += faults_of(visit)
        visit.turn("dark")
        figure.get_by_role("button", name="Clear").click()
        faults += faults_of(visit)
    assert not faults, "\n".join(faults)


def test_colours_follow_the_reader(reader: Reader) -> None:
    with pad(reader) as (visit, figure):
        light = figure.locator(".net canvas").screenshot()
        visit.turn("dark")
        visit.page.wait_for_function("() => new Promise(requestAnimationFrame)")
        assert figure.locator(".net canvas").screenshot() != light
