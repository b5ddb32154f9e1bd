"""Which digit is taken for which: counts in a square."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from numpy.typing import ArrayLike

from primer.plot.canvas import INK, MUTED, SECOND, Array, canvas, finite
from primer.plot.mosaic import Labels, picture

CELL, MARGIN = 0.47, 0.7  # inches
STRONGEST = 0.55  # opacity of the most frequent error: ink stays readable on it
RIGHT = 0.16  # opacity of the diagonal


def confusion(matrix: ArrayLike, labels: Labels | None = None, ax: Axes | None = None) -> Axes:
    """Draw the counts of a confusion matrix, with colour on the errors.

    Args:
        matrix: Row is the true class, column the answer: shape `(classes, classes)`.
        labels: Names of the classes; 0, 1, 2 and so on by default.
        ax: Where to draw; a new figure by default.

    Raises:
        ValueError: If the matrix is not square, an entry is not a count, or there
            is not one label for each class.

    Examples:
        >>> axes = confusion([[8, 2], [0, 9]])
        >>> [text.get_text() for text in axes.texts]
        ['8', '2', '0', '9']
    """
    counts = finite(matrix, "matrix", 2)
    classes = len(counts)
    if counts.shape[1] != classes:
        raise ValueError(f"matrix must be square, got shape {counts.shape}")
    if (counts < 0).any() or (counts % 1).any():
        wrong = counts[(counts < 0) | (counts % 1 > 0)][0]
        raise ValueError(f"matrix must hold counts, got {wrong:g}")
    names = range(classes) if labels is None else labels
    if len(names) != classes:
        raise ValueError(f"labels must be {classes}, one for each class, got {len(names)}")
    with canvas(ax, CELL * classes + MARGIN, CELL * classes + MARGIN) as axes:
        picture(axes, np.rint(255 * _cells(counts)).astype(np.uint8), -0.5, -0.5, classes, classes)
        for (row, column), count in np.ndenumerate(counts):
            colour = INK if count else MUTED
            axes.text(column, row, f"{count:.0f}", ha="center", va="center_baseline", color=colour)
        _label_axes(axes, [str(name) for name in names])
    return axes


def _cells(counts: Array) -> Array:
    """Return red, green, blue and opacity from 0 to 1 for each cell."""
    right = np.eye(len(counts), dtype=bool)
    errors = np.where(right, 0, counts)
    cells = np.empty((*counts.shape, 4))
    cells[:] = to_rgba(SECOND)
    cells[..., 3] = STRONGEST * errors / max(1, errors.max())
    cells[right] = to_rgba(MUTED, RIGHT)
    return cells


def _label_axes(ax: Axes, names: list[str]) -> None:
    ax.set_xticks(range(len(names)), names)
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    edges = (-0.5, len(names) - 0.5)
    ax.set(xlabel="network’s answer", ylabel="true digit", aspect="equal")
    ax.set(xlim=edges, ylim=edges[::-1])
