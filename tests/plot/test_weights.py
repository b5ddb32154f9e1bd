import matplotlib.pyplot as plt
import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from numpy.typing import ArrayLike

from primer import plot
from primer.plot.weights import colours
from tests.plot.drawn import Array, bitmap, words

SIGHTS = ("trichromat", "deuteranomaly", "protanomaly", "tritanomaly")
PAPERS = {"light": np.full(3, 255.0), "dark": np.array([0x16, 0x18, 0x1D], float)}


def seen(weight: float, paper: str, sight: str) -> Array:
    """Return a weight's colour on paper, 0 to 255, as eyes of that kind see it."""
    *colour, opacity = colours(np.array([weight]), limit=1)[0] / 255
    mixed: Array = 255 * opacity * np.array(colour) + (1 - opacity) * PAPERS[paper]
    if sight == "trichromat":
        return mixed
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.asarray(np.clip(255 * cspace_convert(mixed / 255, space, "sRGB1"), 0, 255))


def difference(one: float, other: float, paper: str, sight: str) -> float:
    """Return how different two weights look: 1 is just noticed side by side."""
    pair = [seen(weight, paper, sight) for weight in (one, other)]
    return float(deltaE(*pair, input_space="sRGB255", uniform_space="CAM02-UCS"))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("size", [0.25, 0.5, 0.75, 1])
def test_the_sign_of_a_weight_is_seen_by_all_eyes(size: float, sight: str, paper: str) -> None:
    assert difference(size, -size, paper, sight) > 10


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("weight", [-0.25, 0.25])
def test_a_quarter_of_the_limit_stands_out_from_the_paper(
    weight: float, sight: str, paper: str
) -> None:
    assert difference(weight, 0, paper, sight) > 10


def test_positive_is_green_negative_is_red_and_zero_is_clear() -> None:
    weights = np.zeros((3, 3))
    weights[0, 0], weights[2, 2] = 1, -1
    drawn = bitmap(plot.weight_grid(weights)).astype(int)
    assert drawn[0, 0, 1] > drawn[0, 0, 0] + 100
    assert drawn[2, 2, 0] > drawn[2, 2, 1] + 100
    assert np.count_nonzero(drawn[..., 3]) == 2


def test_larger_weights_are_more_opaque_and_both_signs_alike() -> None:
    weights = np.linspace(-1, 1, 33)
    opacity = colours(weights, limit=1)[:, 3].astype(int)
    assert (np.diff(opacity[16:]) > 0).all()
    assert (opacity == opacity[::-1]).all()


def test_grids_have_at_most_33_colours() -> None:
    weights = np.random.default_rng(0).normal(size=(16, 784))
    assert len(np.unique(bitmap(plot.weight_grids(weights)).reshape(-1, 4), axis=0)) <= 33


def test_all_grids_share_one_scale() -> None:
    weights = np.stack([np.full(784, 1.0), np.full(784, 0.1)])
    opacity = bitmap(plot.weight_grids(weights, columns=2))[..., 3]
    assert opacity[0, 0] == 255
    assert opacity[0, -1] < 60


def test_a_few_outliers_do_not_fade_the_rest() -> None:
    weights = np.full(784, 0.1)
    weights[:3] = 100
    assert bitmap(plot.weight_grid(weights))[-1, -1, 3] == 255


def test_the_limit_gets_the_full_colour_and_so_does_more() -> None:
    opacity = bitmap(plot.weight_grid([[1, 2], [4, 0]], limit=2))[..., 3]
    assert opacity[0, 1] == opacity[1, 0] == 255
    assert 0 < opacity[0, 0] < 255


@pytest.mark.parametrize("weights", [np.zeros(784), np.eye(28)[0] * np.eye(28)])
def test_grids_of_hardly_any_weight_can_be_drawn(weights: ArrayLike) -> None:
    drawn = bitmap(plot.weight_grid(weights))
    assert np.count_nonzero(drawn[..., 3]) == np.count_nonzero(weights)


def test_the_key_says_which_side_is_negative() -> None:
    axes = plot.weight_key(1.5)
    places = {text.get_text(): text.get_position()[0] for text in axes.texts}
    assert places["negative"] < places["−1.5"] < places["0"] < places["+1.5"] < places["positive"]
    assert bitmap(axes)[0, 0].tolist() == colours(np.array(-1), 1).tolist()


def test_grids_on_a_new_figure_have_a_key_with_their_limit() -> None:
    (key,) = plot.weight_grids(np.ones((2, 784)), limit=0.5).child_axes
    assert {"−0.5", "+0.5"} < set(words(key.texts))


def test_grids_on_given_axes_have_no_key() -> None:
    assert plot.weight_grids(np.ones((2, 784)), ax=plt.figure().subplots()).child_axes == []


def test_grids_carry_their_labels() -> None:
    axes = plot.weight_grids(np.ones((2, 9)), labels=["first", "second"])
    assert words(axes.texts) == ["first", "second"]


@pytest.mark.parametrize("limit", [0, -1, np.inf, np.nan])
def test_a_limit_must_be_positive(limit: float) -> None:
    with pytest.raises(ValueError, match=f"limit must be a positive number, got {limit}"):
        plot.weight_grid(np.ones(4), limit=limit)
    with pytest.raises(ValueError, match=f"limit must be a positive number, got {limit}"):
        plot.weight_key(limit)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (np.ones(784), "weights must be a filled array of 2 dimensions"),
        (np.ones((16, 783)), r"square pictures, got shape \(16, 783\)"),
        ([[1, 2, np.inf, 4]], "weights must be finite, got inf"),
    ],
)
def test_weights_must_be_rows_of_squares(weights: ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot.weight_grids(weights)
