"""The network as a diagram: layers are columns of neurons, connections are lines."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike, NDArray

from primer.plot.canvas import ACCENT, GRID, INK, MUTED, NEGATIVE, POSITIVE, Array, canvas, finite
from primer.plot.images import grey
from primer.plot.mosaic import frame, picture

# All lengths are in points at the size of a new figure.
WIDTH, HEIGHT, SPAN, PICTURE = 432, 304, 280, 120
STEP = 27  # at most, between the middles of two neurons of a layer
MOST, ENDS = 24, 8  # a layer of more neurons than MOST shows ENDS at each end
FAN = 9  # lines from a picture to each neuron
OUTPUT_SIZE, RING = 14, 2
STRENGTHS = 4  # steps of opacity for the weights of each sign


@dataclass(frozen=True)
class Column:
    """A layer as it is drawn.

    Attributes:
        x: Place of the middle of the column.
        heights: Place of each neuron that is drawn, downwards from the middle.
        neurons: Which neurons these are.
    """

    x: float
    heights: Array
    neurons: NDArray[np.intp]

    @property
    def points(self) -> Array:
        """The middle of each neuron, shape `(n, 2)`."""
        return np.stack([np.full_like(self.heights, self.x), self.heights], axis=1)


def network_diagram(
    activations: Sequence[ArrayLike],
    weights: Sequence[ArrayLike] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what every layer answers to one input, from black (0) to white (1).

    An input of more than 24 numbers that make a square is drawn as a picture. Of
    other layers with more than 24 neurons the first and the last 8 are drawn. A
    layer with numbers above 1 is shown as shares of its largest; numbers below 0
    are black. The output neuron with the largest activation is emphasised.

    Args:
        activations: One array of shape `(neurons,)` for each layer, the input first.
        weights: One array of shape `(out, in)` for each step between layers, to
            colour the connections: green is positive, red is negative, and more
            opaque is larger, relative to the largest of its step.
        ax: Where to draw; a new figure by default.

    Raises:
        ValueError: If there are fewer than two layers, a number is not finite, or
            the shape of a weight matrix does not fit its layers.

    Examples:
        >>> axes = network_diagram([np.zeros(784), np.zeros(16), np.array([0, 0.9])])
        >>> [text.get_text() for text in axes.texts]
        ['784', '16', '2', '0', '1']
    """
    layers = [_shades(values, f"activations[{i}]") for i, values in enumerate(activations)]
    if len(layers) < 2:
        raise ValueError(f"activations must be of 2 or more layers, got {len(layers)}")
    matrices = _matrices(weights, [len(layer) for layer in layers])
    size = len(layers[0])
    pictured = size > MOST and math.isqrt(size) ** 2 == size
    columns = _columns([len(layer) for layer in layers], pictured)
    with canvas(ax, WIDTH / 72, HEIGHT / 72) as axes:
        for i, matrix in enumerate(matrices):
            _connect(axes, columns[i], columns[i + 1], None if pictured and i == 0 else matrix)
        if pictured:
            corner = (0, -PICTURE / 2)
            picture(axes, grey(layers[0][None], "input")[0], *corner, PICTURE, PICTURE)
            frame(axes, [(*corner, PICTURE, PICTURE)])
        _draw_neurons(axes, columns[pictured:], layers[pictured:])
        _label(axes, columns, layers, pictured)
        axes.set(xlim=(0, WIDTH), ylim=(HEIGHT - SPAN / 2, -SPAN / 2), aspect="equal")
        axes.set_axis_off()
    return axes


def _shades(activations: ArrayLike, name: str) -> Array:
    """Return one layer as brightness from 0 to 1."""
    values = finite(activations, name, 1)
    return np.clip(values / max(1, values.max()), 0, 1)


def _matrices(weights: Sequence[ArrayLike] | None, sizes: list[int]) -> Sequence[Array | None]:
    """Return the weights of each step between layers of these sizes, checked."""
    if weights is None:
        return [None] * (len(sizes) - 1)
    if len(weights) != len(sizes) - 1:
        raise ValueError(f"weights must be {len(sizes) - 1} matrices, got {len(weights)}")
    matrices = [finite(matrix, f"weights[{i}]", 2) for i, matrix in enumerate(weights)]
    for i, (matrix, shape) in enumerate(zip(matrices, pairwise(sizes), strict=True)):
        if matrix.shape != shape[::-1]:
            raise ValueError(f"weights[{i}] must have shape {shape[::-1]}, got {matrix.shape}")
    return matrices


def _columns(sizes: list[int], pictured: bool) -> list[Column]:
    """Place the layers from left to right; a picture counts by its right edge."""
    places = np.linspace(PICTURE if pictured else STEP, WIDTH - STEP, len(sizes))
    columns = [_column(x, size) for x, size in zip(places, sizes, strict=True)]
    if pictured:
        heights = np.linspace(-PICTURE / 2, PICTURE / 2, FAN)
        columns[0] = Column(PICTURE, heights, np.arange(FAN))
    return columns


def _column(x: float, size: int) -> Column:
    if size <= MOST:
        neurons, slots = np.arange(size), np.arange(size)
    else:
        neurons = np.r_[:ENDS, size - ENDS : size]
        slots = np.r_[:ENDS, ENDS + 2 : 2 * ENDS + 2]
    step = min(STEP, SPAN / (slots[-1] + 1))
    return Column(x, (slots - slots[-1] / 2) * step, neurons)


def _connect(ax: Axes, left: Column, right: Column, matrix: Array | None) -> None:
    """Draw a line from each neuron to each neuron, one path for all lines of a colour."""
    starts, ends = np.meshgrid(np.arange(len(left.heights)), np.arange(len(right.heights)))
    lines = np.stack([left.points[starts], right.points[ends]], axis=2)
    if matrix is None:
        _lines(ax, lines.reshape(-1, 2, 2), GRID, 1)
        return
    strengths = np.rint(matrix / (np.abs(matrix).max() or 1) * STRENGTHS).astype(int)
    shown = strengths[np.ix_(right.neurons, left.neurons)]
    for strength in sorted(set(np.unique(shown)) - {0}, key=abs):
        colour = POSITIVE if strength > 0 else NEGATIVE
        _lines(ax, lines[shown == strength], colour, abs(strength) / STRENGTHS)


def _lines(ax: Axes, lines: Array, colour: str, opacity: float) -> None:
    codes = np.tile([Path.MOVETO, Path.LINETO], len(lines))
    path = Path(lines.reshape(-1, 2), codes)
    ax.add_patch(PathPatch(path, fill=False, edgecolor=colour, alpha=opacity, clip_on=False))


def _draw_neurons(ax: Axes, columns: list[Column], layers: list[Array]) -> None:
    """Draw each neuron as bright as it is active, and three dots for those left out."""
    across = 0.8 * min(np.diff(column.heights).min(initial=STEP) for column in columns)
    for column, layer in zip(columns, layers, strict=True):
        shades = [str(shade) for shade in layer[column.neurons]]
        _discs(ax, column.points, across, shades, MUTED)
        if len(layer) > MOST:
            dots = Column(column.x, np.array([-1, 0, 1]) * across / 2, np.arange(3))
            _discs(ax, dots.points, across / 5, [MUTED], MUTED)
    brightest = int(layers[-1].argmax())
    chosen = columns[-1].neurons == brightest
    shade = str(layers[-1][brightest])
    _discs(ax, columns[-1].points[chosen], across, [shade], ACCENT, RING)


def _discs(
    ax: Axes, places: Array, across: float, fills: list[str], ring: str, width: float = 0.8
) -> None:
    size = np.full(len(places), across)
    discs = EllipseCollection(
        size, size, np.zeros(len(places)), units="xy", offsets=places,
        offset_transform=ax.transData, facecolors=fills, edgecolors=ring, linewidths=width,
        clip_on=False,
    )  # fmt: skip
    ax.add_collection(discs)


def _label(ax: Axes, columns: list[Column], layers: list[Array], pictured: bool) -> None:
    """Write the size of each layer below it, and the number of each output beside it."""
    for i, (column, layer) in enumerate(zip(columns, layers, strict=True)):
        x = PICTURE / 2 if pictured and i == 0 else column.x
        y = PICTURE / 2 + 8 if pictured and i == 0 else SPAN / 2 + 2
        ax.text(x, y, str(len(layer)), ha="center", va="top", color=MUTED)
    column, output = columns[-1], layers[-1]
    for neuron, height in zip(column.neurons, column.heights, strict=True):
        best = neuron == output.argmax()
        ax.text(
            column.x + STEP / 2 + 4, height, str(neuron), va="center", fontsize=OUTPUT_SIZE,
            color=INK if best else MUTED, fontweight="bold" if best else "normal",
        )  # fmt: skip
