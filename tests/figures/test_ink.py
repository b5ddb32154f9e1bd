"""From the sheet of a drawing pad to an image as MNIST has them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from primer import load_digits
from tests.figures.conftest import Call

PREPARE = """({ images, move, centred }) => images.map((image) => {
    const sheet = new Float32Array(ink.SHEET ** 2)
    ink.lay(sheet, image, move)
    return [...ink.prepare(sheet, centred).image]
})"""
DRAW = """({ lines, centred }) => {
    const sheet = new Float32Array(ink.SHEET ** 2)
    for (const [from, to] of lines) ink.drawLine(sheet, from, to)
    return { image: [...ink.prepare(sheet, centred).image], sheet: [...sheet] }
}"""
SIDES = {"image": 28, "sheet": 112}
STROKES = [[{"x": 0, "y": 112}, {"x": 56, "y": 2}], [{"x": 8, "y": 8}]]


def prepared(
    call: Call, images: NDArray[np.floating], move: int, centred: bool
) -> NDArray[np.float64]:
    """Lay images on the sheet, moved by so many pixels, and read them back."""
    given = {"images": images.tolist(), "move": move, "centred": centred}
    return np.array(call(PREPARE, given))


def drawn(
    call: Call, *lines: list[tuple[int, int]], centred: bool = True
) -> dict[str, NDArray[np.float64]]:
    """Draw straight lines, each from a point to a point."""
    points = [[{"x": x, "y": y} for x, y in line] for line in lines]
    found: dict[str, Any] = call(DRAW, {"lines": points, "centred": centred})
    return {name: np.array(found[name]).reshape(side, side) for name, side in SIDES.items()}


def test_what_is_prepared_already_stays_as_it_is(call: Call) -> None:
    images = load_digits("test").images[:100]
    # An image whose longer side is not exactly 20 pixels is scaled a little.
    same = np.abs(prepared(call, images, 0, centred=True) - images).max(axis=1) < 1e-6
    assert same.mean() >= 0.97


def test_a_digit_that_was_moved_comes_back(call: Call) -> None:
    images = load_digits("test").images[:20]
    home = prepared(call, images, 0, centred=True)
    assert np.abs(prepared(call, images, -3, centred=True) - home).max() < 1e-6


def test_without_preparation_a_moved_digit_stays_moved(call: Call) -> None:
    images = load_digits("test").images[:20]
    expected = np.zeros((20, 28, 28))
    expected[:, :, 3:] = images.reshape(-1, 28, 28)[:, :, :-3]
    assert np.abs(prepared(call, images, 3, centred=False) - expected.reshape(-1, 784)).max() < 1e-6


def test_nothing_drawn_is_all_black(call: Call) -> None:
    assert not prepared(call, np.zeros((1, 784)), 0, centred=True).any()


def test_a_drawn_digit_is_20_pixels_long_with_its_mass_in_the_middle(call: Call) -> None:
    image = drawn(call, [(20, 20), (50, 20)], [(50, 20), (30, 70)])["image"]
    ink = np.argwhere(image > 0)
    assert (ink.max(axis=0) - ink.min(axis=0) + 1).max() == 20
    middle = (np.argwhere(np.ones((28, 28))) * image.reshape(-1, 1)).sum(axis=0) / image.sum()
    assert np.abs(middle - 14).max() <= 0.5


def test_a_line_is_as_wide_as_the_pen_wherever_it_goes(call: Call) -> None:
    level = drawn(call, [(20, 56), (92, 56)])["sheet"]
    upright = drawn(call, [(56, 20), (56, 92)])["sheet"]
    assert np.allclose(level, upright.T, atol=1e-6)
    assert 9 < level[:, 56].sum() < 13


def test_a_dot_at_the_edge_stays_on_the_sheet(call: Call) -> None:
    found = drawn(call, [(0, 0), (0, 0)], centred=False)
    assert found["image"][0, 0] > 0.9
    assert found["image"][3:, 3:].max() == 0


def test_a_blot_on_one_side_does_not_push_the_rest_out(call: Call) -> None:
    blot = [[(x, y), (x, 110)] for x in range(60, 110, 4) for y in (90,)]
    image = drawn(call, [(2, 2), (100, 2)], *blot)["image"]
    assert image.sum() > 0
    assert (image.max(axis=0) > 0).sum() == 20


def test_strokes_come_back_from_their_text(call: Call) -> None:
    assert call("(strokes_) => strokes.pointsOf(strokes.textOf(strokes_))", STROKES) == STROKES


def test_an_address_of_nonsense_gives_no_strokes(call: Call) -> None:
    assert call("() => strokes.pointsOf('..%é.1')") == []
