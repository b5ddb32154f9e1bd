"""Where the neurons of a network stand: each layer is a column."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from primer.plot.canvas import Array

# All lengths are in points at the size of a new figure.
WIDTH, TALLEST, PICTURE = 432, 282, 120
MARGIN = 32  # right of the last column for its numbers, below all for the sizes
STEP = 40  # at most, between the middles of two neurons of a layer
MOST, ENDS = 24, 8  # a layer of more neurons than MOST shows ENDS at each end
FAN = 6  # lines from a picture to each neuron


@dataclass(frozen=True)
class Column:
    """A layer as it is drawn.

    Attributes:
        x: Middle of the column, from the left.
        heights: Middle of each neuron that is drawn, downwards from 0.
        step: Height that each neuron has for itself.
        neurons: Which neurons these are.
        shades: Brightness of every neuron of the layer.
    """

    x: float
    heights: Array
    step: float
    neurons: NDArray[np.intp]
    shades: Array

    @property
    def middles(self) -> Array:
        """The middle of each neuron that is drawn, shape `(n, 2)`."""
        return np.stack([np.full_like(self.heights, self.x), self.heights], axis=1)

    @property
    def bottom(self) -> float:
        """The lower edge of the column."""
        return float(self.heights[-1] + self.step / 2)


def place_columns(layers: list[Array], pictured: bool) -> list[Column]:
    """Place the layers from left to right; a picture counts by its right edge.

    Examples:
        >>> columns = place_columns([np.zeros(784), np.zeros(30), np.zeros(10)], pictured=True)
        >>> [len(column.heights) for column in columns]
        [6, 16, 10]
    """
    places = np.linspace(PICTURE if pictured else MARGIN, WIDTH - MARGIN, len(layers))
    columns = [_column(x, shades) for x, shades in zip(places, layers, strict=True)]
    if pictured:
        heights = np.linspace(-PICTURE / 2, PICTURE / 2, FAN)
        columns[0] = Column(PICTURE, heights, 0, np.arange(FAN), layers[0])
    return columns


def _column(x: float, shades: Array) -> Column:
    neurons = slots = np.arange(len(shades))
    if len(shades) > MOST:
        neurons = np.r_[:ENDS, len(shades) - ENDS : len(shades)]
        slots = np.r_[:ENDS, ENDS + 2 : 2 * ENDS + 2]
    step = min(STEP, TALLEST / (slots[-1] + 1))
    return Column(x, (slots - slots[-1] / 2) * step, step, neurons, shades)
