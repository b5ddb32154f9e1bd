import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from numpy.typing import ArrayLike, NDArray

from primer import plot
from tests.plot.drawn import bitmap, corners, fills, places, rings, words

RANDOM = np.random.default_rng(0)
ACCENT, POSITIVE, NEGATIVE = "#0b6bcb", "#10a37f", "#c2240a"


def layers(*sizes: int) -> list[NDArray[np.float64]]:
    return [RANDOM.random(size) for size in sizes]


def columns(axes: Axes) -> list[Collection]:
    """Return the discs of each column of neurons, without dots and ring."""
    return [discs for discs in axes.collections if len(places(discs)) > 3]


def brightness(discs: Collection) -> list[float]:
    return [float(fill[0]) for fill in fills(discs)]


def sizes_written(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_horizontalalignment() == "center"]


def test_the_input_is_a_picture_and_the_layers_are_columns() -> None:
    axes = plot.network_diagram(layers(784, 16, 16, 10))
    assert bitmap(axes).shape == (28, 28, 4)
    assert [len(places(discs)) for discs in columns(axes)] == [16, 16, 10]
    assert sorted(sizes_written(axes)) == ["10", "16", "16", "784"]


def test_a_small_input_is_a_column_too() -> None:
    axes = plot.network_diagram(layers(6, 5, 4))
    assert len(axes.images) == 0
    assert [len(places(discs)) for discs in columns(axes)] == [6, 5, 4]


def test_neurons_stand_below_each_other_from_left_to_right() -> None:
    hidden, output = map(places, columns(plot.network_diagram(layers(784, 16, 10))))
    assert (np.diff(hidden[:, 1]) > 0).all()
    assert (hidden[:, 0] == hidden[0, 0]).all()
    assert (output[:, 0] > hidden[0, 0]).all()


def test_neurons_are_as_bright_as_they_are_active() -> None:
    hidden = np.array([0, 0.25, 0.5, 1])
    axes = plot.network_diagram([np.zeros(784), hidden, np.zeros(10)])
    assert np.allclose(brightness(columns(axes)[0]), hidden, atol=0.005)


def test_no_neuron_has_the_colour_of_the_paper() -> None:
    axes = plot.network_diagram([np.ones(4), np.ones(4)])
    assert {to_hex(fill) for discs in columns(axes) for fill in fills(discs)} == {"#fefefe"}


def test_a_layer_above_1_is_shown_as_shares_and_below_0_as_black() -> None:
    axes = plot.network_diagram([np.zeros(4), np.array([-3, 0, 2, 4])])
    assert np.allclose(brightness(columns(axes)[1]), [0, 0, 0.5, 1], atol=0.005)


def test_a_wide_layer_shows_its_ends_with_dots_between() -> None:
    hidden = np.linspace(0, 0.9, 30)
    axes = plot.network_diagram([np.zeros(784), hidden, np.zeros(10)])
    assert np.allclose(brightness(columns(axes)[0]), [*hidden[:8], *hidden[-8:]])
    assert [len(places(discs)) for discs in axes.collections].count(3) == 1
    assert "30" in sizes_written(axes)


def test_the_brightest_output_is_bold_and_ringed() -> None:
    output = np.array([0, 0, 0.2, 0.9, 0.3])
    axes = plot.network_diagram([np.zeros(9), output])
    bold = [text.get_text() for text in axes.texts if text.get_fontweight() == "bold"]
    assert bold == ["3"]
    ring = axes.collections[-1]
    assert to_hex(rings(ring)[0]) == ACCENT
    assert places(ring).tolist() == [places(columns(axes)[1])[3].tolist()]


def test_outputs_are_numbered_from_0() -> None:
    axes = plot.network_diagram(layers(784, 16, 10))
    outputs = [text for text in axes.texts if text.get_horizontalalignment() == "left"]
    assert words(outputs) == list("0123456789")


def test_every_neuron_is_connected_to_every_neuron_of_the_next_layer() -> None:
    (lines,) = plot.network_diagram(layers(4, 3)).patches
    assert len(np.unique(corners(lines).reshape(-1, 4), axis=0)) == 12


def test_connections_have_the_colour_of_their_weight() -> None:
    axes = plot.network_diagram(layers(2, 2), [np.array([[1, -1], [0, 0.5]])])
    top, bottom = places(axes.collections[0])[:, 1].tolist()
    drawn = {
        (to_hex(line.get_edgecolor()), line.get_alpha(), *ends)
        for line in axes.patches
        for ends in corners(line)[:, 1].reshape(-1, 2).tolist()
    }
    assert drawn == {
        (POSITIVE, 1, top, top),
        (NEGATIVE, 1, bottom, top),
        (POSITIVE, 0.5, bottom, bottom),
    }


def test_the_weights_from_a_picture_are_left_out() -> None:
    matrices = [RANDOM.normal(size=(3, 784)), np.ones((2, 3))]
    axes = plot.network_diagram(layers(784, 3, 2), matrices)
    assert {to_hex(line.get_edgecolor()) for line in axes.patches} == {"#d0d7de", POSITIVE}


def test_weights_of_zero_draw_no_connection() -> None:
    assert list(plot.network_diagram(layers(3, 2), [np.zeros((2, 3))]).patches) == []


def test_a_network_needs_two_layers() -> None:
    with pytest.raises(ValueError, match="2 or more layers, got 1"):
        plot.network_diagram(layers(784))


def test_activations_are_one_row_a_layer() -> None:
    with pytest.raises(ValueError, match=r"activations\[1\] must be.*got shape \(1, 3\)"):
        plot.network_diagram([np.zeros(4), np.zeros((1, 3))])


def test_activations_must_be_finite() -> None:
    with pytest.raises(ValueError, match=r"activations\[0\] must be finite, got nan"):
        plot.network_diagram([np.full(4, np.nan), np.zeros(3)])


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([], "weights must be 1 matrices, got 0"),
        ([np.ones((4, 3))], r"weights\[0\] must have shape \(3, 4\), got \(4, 3\)"),
        ([np.ones(12)], r"weights\[0\] must be a filled array of 2 dimensions"),
        ([np.full((3, 4), np.inf)], r"weights\[0\] must be finite"),
    ],
)
def test_weights_must_fit_the_layers(weights: list[ArrayLike], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot.network_diagram(layers(4, 3), weights)
