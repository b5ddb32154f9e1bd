from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import ArrayLike

from primer import plot
from primer.plot.curves import apart
from tests.plot.drawn import curve, laid_out

EPOCHS, CURVES = [1, 2, 3], {"training": [0.7, 0.8, 0.9], "validation": [0.7, 0.8, 0.85]}


def test_an_activation_curve_is_the_function() -> None:
    z, values = curve(plot.activation_curve({"tanh": np.tanh}, z_range=(-2, 3)).lines[-1])
    assert (z[0], z[-1]) == (-2, 3)
    assert np.array_equal(np.tanh(z), values)


def test_a_kink_at_0_stays_sharp() -> None:
    line = plot.activation_curve({"relu": lambda z: np.maximum(z, 0)}).lines[-1]
    assert 0 in curve(line)[0]


def test_a_training_curve_is_the_series() -> None:
    axes = plot.training_curve(EPOCHS, CURVES, "accuracy")
    for line, values in zip(axes.lines, CURVES.values(), strict=True):
        assert curve(line).tolist() == [EPOCHS, values]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("epoch", "accuracy")


def test_each_line_has_its_name_at_its_end_in_its_colour() -> None:
    axes = plot.training_curve(EPOCHS, CURVES, "accuracy")
    for line, text, (name, values) in zip(axes.lines, axes.texts, CURVES.items(), strict=True):
        assert text.get_text() == name
        assert text.xy == (3, values[-1])  # type: ignore[attr-defined]
        assert text.get_color() == line.get_color()
    assert axes.get_legend() is None


@pytest.mark.parametrize("scale", [0.01, 1, 1000])
def test_names_stay_apart_when_lines_end_together(scale: float) -> None:
    ends = {"a": 1, "b": 1, "c": 0.999, "d": 0}
    curves = {name: [0, scale * end] for name, end in ends.items()}
    axes = plot.training_curve([1, 2], curves, "cost")
    laid_out(axes)
    boxes = sorted((text.get_window_extent() for text in axes.texts), key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 + 1 for low, high in pairwise(boxes))


def test_heights_far_apart_stay_where_they_are() -> None:
    assert apart(np.array([30.0, 0.0, 15.0]), 10).tolist() == [30, 0, 15]


def test_heights_close_together_spread_around_their_middle() -> None:
    assert apart(np.array([5.0, 5.0, 5.0]), 10).tolist() == [-5, 5, 15]


@pytest.mark.parametrize("epochs", [1, 2, 7, 30, 200])
def test_epochs_are_whole_numbers(epochs: int) -> None:
    axes = plot.training_curve(np.arange(1, epochs + 1), {"training": np.ones(epochs)}, "cost")
    assert all(tick % 1 == 0 for tick in axes.get_xticks())


@pytest.mark.parametrize(
    ("epochs", "curves", "message"),
    [
        ([1, 2], {}, "expected 1 to 4 curves, got 0"),
        ([1], {name: [1] for name in "abcde"}, "expected 1 to 4 curves, got 5"),
        ([1, 2], {"training": [1]}, "training must hold 2 values, got 1"),
        ([1, 2], {"training": [1, np.nan]}, "training must be finite, got nan"),
        ([2, 1], {"training": [1, 1]}, r"epochs must rise, got \[2.0, 1.0\]"),
        ([], {"training": []}, r"epochs must be a filled array"),
    ],
)
def test_every_epoch_needs_a_number(
    epochs: ArrayLike, curves: dict[str, ArrayLike], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        plot.training_curve(epochs, curves, "cost")


@pytest.mark.parametrize("z_range", [(1, 1), (2, 1), (0, np.inf), (np.nan, 1)])
def test_a_range_must_not_be_empty(z_range: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="z_range must be two numbers, the smaller first"):
        plot.activation_curve({"tanh": np.tanh}, z_range)


@pytest.mark.parametrize(
    ("function", "message"),
    [(np.sum, "got shape"), (lambda z: z[1:], "must hold 241 values, got 240")],
)
def test_a_function_must_keep_the_shape(function: Callable[..., ArrayLike], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot.activation_curve({"odd": function})
