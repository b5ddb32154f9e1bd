"""The axes to draw on, the package's style around them, and the names of its colours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

type Array = NDArray[np.float64]

FILE = Path(__file__).parents[1] / "primer.mplstyle"
STYLE = mpl.rc_params_from_file(FILE, use_default_template=False)
ACCENT, SECOND, INK, MUTED, GRID, POSITIVE, NEGATIVE = STYLE["axes.prop_cycle"].by_key()["color"]
WIDTH = 5.0  # inches: as wide as a phone can shrink and leave text readable
PADDING = 2 * STYLE["figure.constrained_layout.w_pad"]  # inches, both sides together


@contextmanager
def canvas(ax: Axes | None, width: float, height: float) -> Iterator[Axes]:
    """Apply the package's style, and give the axes to draw on.

    Args:
        ax: The axes to use; None makes a new figure.
        width: Width of a new figure in inches.
        height: Height of a new figure in inches.

    Examples:
        >>> with canvas(None, 5.6, 3.2) as axes:
        ...     line, = axes.plot([0, 1])
        >>> line.get_color() == ACCENT
        True
    """
    if ax is None:
        # Load Jupyter's backend now: what it sets would be undone with the style.
        plt.draw_if_interactive()  # type: ignore[no-untyped-call]
    with style.context(FILE):
        yield plt.subplots(figsize=(width, height))[1] if ax is None else ax


def figure_of(ax: Axes) -> Figure:
    """Return the whole figure that the axes stand in, also when in a part of it.

    Examples:
        >>> axes = plt.figure().subfigures().subplots()
        >>> type(figure_of(axes)).__name__
        'Figure'
    """
    return ax.figure.figure


def finite(values: ArrayLike, name: str, dimensions: int) -> Array:
    """Return the values as an array that can be drawn.

    Raises:
        ValueError: If the array is empty, has another number of dimensions, or
            holds something that is no finite number.

    Examples:
        >>> finite([0, 1], "image", 1)
        array([0., 1.])
    """
    array = np.asarray(values, np.float64)
    if array.ndim != dimensions or not array.size:
        expected = f"a filled array of {dimensions} dimension{'s' * (dimensions > 1)}"
        raise ValueError(f"{name} must be {expected}, got shape {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, got {array[~np.isfinite(array)][0]}")
    return array
