from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import ArrayLike

from primer import plot
from tests.plot.drawn import bitmap, corners, laid_out, words

THREE = np.linspace(0, 1, 3 * 784).reshape(3, 784)


@pytest.mark.parametrize("shape", [(784,), (28, 28)])
def test_a_digit_shows_its_pixels_from_black_to_white(shape: tuple[int, ...]) -> None:
    image = np.linspace(0, 1, 784).reshape(shape)
    drawn = bitmap(plot.digit(image))
    grey = drawn[..., :3].reshape(784, 3) / 255
    assert np.abs(grey - image.reshape(784, 1)).max() <= 0.5 / 255
    assert (drawn[..., 3] == 255).all()


def test_a_digit_stands_upright_in_square_pixels() -> None:
    axes = plot.digit(np.eye(28))
    assert axes.get_xlim() == (0, 28)
    assert axes.get_ylim() == (28, 0)
    assert axes.get_aspect() == 1


def test_a_digit_has_a_hairline_around_it() -> None:
    (outline,) = plot.digit(np.zeros(784)).patches
    assert set(map(tuple, corners(outline))) == {(0, 0), (0, 28), (28, 0), (28, 28)}
    assert not outline.get_fill()


def test_digits_stand_in_rows_with_clear_gaps_between() -> None:
    drawn = bitmap(plot.digits(THREE, columns=2))
    tiles = [drawn[:28, :28], drawn[:28, -28:], drawn[-28:, :28]]
    for tile, image in zip(tiles, THREE, strict=True):
        assert (tile[..., 0] == np.rint(255 * image.reshape(28, 28))).all()
    assert np.count_nonzero(drawn[..., 3]) == 3 * 784


def test_each_label_stands_below_the_middle_of_its_digit() -> None:
    axes = plot.digits(THREE, labels=[7, "9 read as 4", 1], columns=2)
    assert words(axes.texts) == ["7", "9 read as 4", "1"]
    boxes = corners(axes.patches[0]).reshape(3, 5, 2)
    for text, box in zip(axes.texts, boxes, strict=True):
        assert text.get_position()[0] == box[:4, 0].mean()
        assert 28 < text.get_position()[1] - box[:, 1].min() < 40


@pytest.mark.parametrize("label", ["neuron 10", "9 read as 4"])
def test_labels_do_not_run_into_each_other(label: str) -> None:
    axes = plot.digits(np.zeros((8, 784)), labels=[label] * 8)
    laid_out(axes)
    boxes = [text.get_window_extent() for text in axes.texts]
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (np.zeros(783), r"square pictures, got shape \(1, 783\)"),
        (np.zeros((28, 27)), r"square pictures, got shape \(1, 28, 27\)"),
        (np.full(784, 255), "0 .* to 1 .*, got 255 to 255"),
        (np.full(784, -0.1), "got -0.1 to -0.1"),
        (np.full(784, np.nan), "image must be finite, got nan"),
        (0.5, "image must be a filled array"),
    ],
)
def test_a_digit_must_be_a_square_of_brightness(image: ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot.digit(image)


def test_digits_need_a_label_each() -> None:
    with pytest.raises(ValueError, match="labels must be 3, one for each picture, got 2"):
        plot.digits(THREE, labels=[1, 2])


def test_digits_need_a_column() -> None:
    with pytest.raises(ValueError, match="columns must be at least 1, got 0"):
        plot.digits(THREE, columns=0)


def test_digits_need_a_picture() -> None:
    with pytest.raises(ValueError, match=r"images must be a filled array.*got shape \(0, 784\)"):
        plot.digits(np.zeros((0, 784)))
