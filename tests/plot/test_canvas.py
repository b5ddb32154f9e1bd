"""What holds for every picture: where it is drawn, in which colours, and what it leaves alone."""

import io
import re
from collections.abc import Callable
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from primer import plot
from primer.plot.canvas import canvas, finite
from tests.plot.drawn import laid_out

type Draw = Callable[[Axes | None], Axes]

RANDOM = np.random.default_rng(0)
IMAGES, WEIGHTS = RANDOM.random((10, 784)), RANDOM.normal(size=(10, 784))
LAYERS = [IMAGES[0], np.ones(30), np.linspace(0, 1, 10)]
MATRICES = [RANDOM.normal(size=(30, 784)), RANDOM.normal(size=(10, 30))]
COUNTS = RANDOM.integers(0, 99, (10, 10))
PICTURES: dict[str, Draw] = {
    "digit": lambda ax: plot.digit(IMAGES[0], ax),
    "digits": lambda ax: plot.digits(IMAGES, ["9 read as 4"] * 10, 5, ax),
    "weight_grid": lambda ax: plot.weight_grid(WEIGHTS[0], ax),
    "weight_grids": lambda ax: plot.weight_grids(WEIGHTS, labels=range(10), ax=ax),
    "weight_key": lambda ax: plot.weight_key(0.0125, ax),
    "network_diagram": lambda ax: plot.network_diagram(LAYERS, MATRICES, ax),
    "activation_curve": lambda ax: plot.activation_curve({"tanh": np.tanh, "sin": np.sin}, ax=ax),
    "training_curve": lambda ax: plot.training_curve([1, 2], {"validation": [0, 1]}, "cost", ax),
    "confusion": lambda ax: plot.confusion(COUNTS, ax=ax),
}
every_picture = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES.keys())
INKS = ("#0b6bcb", "#b35900", "#1f2328", "#6e7781", "#d0d7de", "#10a37f", "#c2240a")


def svg(draw: Draw) -> str:
    """Return the picture on a new figure as the site saves it."""
    file = io.StringIO()
    with style.context("primer.primer"):
        figure = draw(None).figure.figure
        figure.savefig(file, format="svg", metadata={"Date": None})
    plt.close(figure)
    return file.getvalue()


def test_every_public_picture_is_tested_here() -> None:
    assert set(PICTURES) == set(plot.__all__)


@every_picture
def test_a_picture_is_drawn_on_the_axes_given(draw: Draw) -> None:
    figure, (left, right) = plt.subplots(1, 2)
    assert draw(right) is right
    assert plt.get_fignums() == [figure.number]
    assert not [*left.texts, *left.images, *left.lines, *left.patches, *left.collections]


@every_picture
def test_a_picture_without_axes_makes_one_figure(draw: Draw) -> None:
    axes = draw(None)
    assert [plt.figure(number) for number in plt.get_fignums()] == [axes.figure]


@every_picture
def test_a_picture_leaves_the_global_style_alone(draw: Draw) -> None:
    plt.get_backend()  # settles on a backend, which is a change of the style
    with mpl.rc_context():
        mpl.rcdefaults()
        before = dict(mpl.rcParams)
        draw(None)
        assert dict(mpl.rcParams) == before


@every_picture
def test_a_picture_has_the_same_bytes_twice(draw: Draw) -> None:
    assert svg(draw) == svg(draw)


@every_picture
def test_nothing_of_a_picture_is_cut_off(draw: Draw) -> None:
    figure = laid_out(draw(None))
    drawn, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    assert min(drawn.x0, drawn.y0) > -0.01
    assert drawn.x1 < width + 0.01
    assert drawn.y1 < height + 0.01


@every_picture
def test_every_colour_follows_the_scheme_or_is_a_grey_pixel(draw: Draw) -> None:
    colours = set(re.findall(r"#[0-9a-f]{6}\b", svg(draw).split("</defs>", 1)[1]))
    others = {colour for colour in colours if colour not in INKS}
    assert all(c[1:3] == c[3:5] == c[5:7] for c in others)
    assert "#ffffff" not in others  # would turn dark with the paper


@every_picture
def test_bitmaps_are_stored_at_their_own_resolution(draw: Draw) -> None:
    axes = draw(None)
    images = [*axes.images, *(image for inset in axes.child_axes for image in inset.get_images())]
    widths = {np.asarray(image.get_array()).shape[1] for image in images}
    stored = re.findall(r'<image[^>]* width="([\d.]+)"', svg(draw))
    assert {float(width) for width in stored} == widths


@every_picture
def test_no_text_stands_on_another(draw: Draw) -> None:
    axes = draw(None)
    laid_out(axes)
    texts = [*axes.texts, *(text for key in axes.child_axes for text in key.texts)]
    boxes = [text.get_window_extent().padded(-1) for text in texts]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_text_stays_text() -> None:
    assert ">9 read as 4</text>" in svg(PICTURES["digits"])


def test_tick_labels_keep_the_style_when_drawn_outside_it() -> None:
    axes = PICTURES["training_curve"](None)
    laid_out(axes)
    assert {to_hex(label.get_color()) for label in axes.get_xticklabels()} == {"#6e7781"}


def test_a_new_canvas_has_the_size_asked_for() -> None:
    with canvas(None, 3, 2) as axes:
        assert axes.figure.figure.get_size_inches().tolist() == [3, 2]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([[1.0]], r"a filled array of 1 dimension, got shape \(1, 1\)"),
        ([], r"got shape \(0,\)"),
        ([0, np.nan], "must be finite, got nan"),
        ([-np.inf], "must be finite, got -inf"),
    ],
)
def test_what_cannot_be_drawn_is_named(values: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=f"values must be.*{message}|{message}"):
        finite(values, "values", 1)
