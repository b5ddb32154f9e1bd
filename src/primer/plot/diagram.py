"""The network as a diagram: layers are columns of neurons, connections are lines."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike

from primer.plot.canvas import (
    ACCENT,
    GRID,
    INK,
    MUTED,
    NEGATIVE,
    PADDING,
    POSITIVE,
    Array,
    canvas,
    finite,
)
from primer.plot.columns import MARGIN, MOST, PICTURE, WIDTH, Column, place_columns
from primer.plot.images import grey
from primer.plot.mosaic import frame, picture

OUTPUT_SIZE, RING = 14, 2
STRENGTHS = 4  # steps of opacity for the weights of each sign
WHITEST = 254 / 255  # full white stands for the paper, which may be dark


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
        ['0', '1', '784', '16', '2']
    """
    layers = [_shades(values, f"activations[{i}]") for i, values in enumerate(activations)]
    if len(layers) < 2:
        raise ValueError(f"activations must be of 2 or more layers, got {len(layers)}")
    matrices = _matrices(weights, [len(layer) for layer in layers])
    pictured = len(layers[0]) > MOST and math.isqrt(len(layers[0])) ** 2 == len(layers[0])
    columns = place_columns(layers, pictured)
    bottom = max(column.bottom for column in columns)
    size = (WIDTH / 72 + PADDING, (2 * bottom + MARGIN) / 72 + PADDING)
    with canvas(ax, *size) as axes:
        for i, matrix in enumerate(matrices):
            _connect(axes, columns[i], columns[i + 1], None if pictured and i == 0 else matrix)
        if pictured:
            _draw_input(axes, layers[0])
        across = 0.8 * min(column.step for column in columns[pictured:])
        _draw_neurons(axes, columns[pictured:], across)
        _number_outputs(axes, columns[-1], across)
        for i, column in enumerate(columns):
            place = (PICTURE / 2, PICTURE / 2) if pictured and i == 0 else (column.x, bottom)
            _label_size(axes, *place, len(column.shades))
        axes.set(xlim=(0, WIDTH), ylim=(bottom + MARGIN, -bottom), aspect="equal")
        axes.set_axis_off()
    return axes


def _shades(activations: ArrayLike, name: str) -> Array:
    """Return one layer as brightness from 0 to 1."""
    values = finite(activations, name, 1)
    return np.clip(values / max(1, values.max()), 0, WHITEST)


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


def _connect(ax: Axes, left: Column, right: Column, matrix: Array | None) -> None:
    """Draw a line from each neuron to each neuron, one path for all lines of a colour."""
    starts, ends = np.meshgrid(np.arange(len(left.heights)), np.arange(len(right.heights)))
    lines = np.stack([left.middles[starts], right.middles[ends]], axis=2)
    if matrix is None:
        _draw_lines(ax, lines.reshape(-1, 2, 2), GRID, 0.6)
        return
    strengths = np.rint(matrix / (np.abs(matrix).max() or 1) * STRENGTHS).astype(int)
    shown = strengths[np.ix_(right.neurons, left.neurons)]
    for strength in sorted(set(np.unique(shown).tolist()) - {0}, key=abs):
        colour = POSITIVE if strength > 0 else NEGATIVE
        _draw_lines(ax, lines[shown == strength], colour, abs(strength) / STRENGTHS)


def _draw_lines(ax: Axes, lines: Array, colour: str, strength: float) -> None:
    path = Path(lines.reshape(-1, 2), np.tile([Path.MOVETO, Path.LINETO], len(lines)))
    patch = PathPatch(path, fill=False, clip_on=False, edgecolor=colour, alpha=strength)
    patch.set_linewidth(0.4 + 0.8 * strength)
    ax.add_patch(patch)


def _draw_input(ax: Axes, shades: Array) -> None:
    box = (0, -PICTURE / 2, PICTURE, PICTURE)
    picture(ax, grey(shades[None], "input")[0], *box)
    frame(ax, [box])


def _draw_neurons(ax: Axes, columns: list[Column], across: float) -> None:
    """Draw each neuron as bright as it is active, and three dots for those left out."""
    for column in columns:
        fills = [str(shade) for shade in column.shades[column.neurons]]
        _draw_discs(ax, column.middles, across, fills, MUTED)
        if len(column.shades) > MOST:
            dots = [(column.x, offset * across / 2) for offset in (-1, 0, 1)]
            _draw_discs(ax, np.array(dots), across / 5, [MUTED], MUTED)


def _draw_discs(
    ax: Axes, middles: Array, across: float, fills: list[str], ring: str, width: float = 0.8
) -> None:
    discs = EllipseCollection(
        [across], [across], [0], units="xy", offsets=middles, offset_transform=ax.transData,
        facecolors=fills, edgecolors=ring, linewidths=width, clip_on=False,
    )  # fmt: skip
    ax.add_collection(discs)


def _label_size(ax: Axes, x: float, y: float, size: int) -> None:
    ax.text(x, y + 6, str(size), ha="center", va="top", color=MUTED, fontsize=OUTPUT_SIZE)


def _number_outputs(ax: Axes, column: Column, across: float) -> None:
    """Number the output neurons, the most active one in bold and with a ring."""
    best = int(column.shades.argmax())
    chosen = column.middles[column.neurons == best]
    _draw_discs(ax, chosen, across, [str(column.shades[best])], ACCENT, RING)
    for neuron, (x, y) in zip(column.neurons, column.middles, strict=True):
        ax.text(
            x + across / 2 + 6, y, str(neuron), va="center_baseline", fontsize=OUTPUT_SIZE,
            color=INK if neuron == best else MUTED,
            fontweight="bold" if neuron == best else "normal",
        )  # fmt: skip
