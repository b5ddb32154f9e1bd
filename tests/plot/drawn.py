"""What stands in a picture, as plain arrays."""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from numpy.typing import NDArray

type Array = NDArray[np.float64]


def bitmap(axes: Axes) -> NDArray[np.uint8]:
    """Return the one bitmap of a picture, shape `(height, width, 4)`."""
    (image,) = axes.images
    return np.asarray(image.get_array(), np.uint8)


def corners(outline: Patch) -> Array:
    """Return the points of an outline, shape `(n, 2)`."""
    return np.asarray(outline.get_path().vertices, np.float64)


def places(discs: Collection) -> Array:
    """Return the middle of each disc, shape `(n, 2)`."""
    return np.asarray(discs.get_offsets(), np.float64)


def fills(discs: Collection) -> Array:
    """Return red, green, blue and opacity of each disc, shape `(n, 4)`."""
    return np.asarray(discs.get_facecolor(), np.float64)


def rings(discs: Collection) -> Array:
    """Return red, green, blue and opacity of the ring around each disc, shape `(n, 4)`."""
    return np.asarray(discs.get_edgecolor(), np.float64)


def curve(line: Line2D) -> Array:
    """Return the points of a line, x and y in two rows."""
    return np.asarray(line.get_data(), np.float64)


def words(texts: Iterable[Text]) -> list[str]:
    """Return what the texts say."""
    return [text.get_text() for text in texts]


def laid_out(axes: Axes) -> Figure:
    """Return the figure after everything in it has found its place."""
    figure = axes.figure.figure
    figure.draw_without_rendering()
    return figure
