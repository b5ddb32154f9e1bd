"""Weights as pictures: green is positive, red is negative, and zero is the paper."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from numpy.typing import ArrayLike

from primer.plot.canvas import MUTED, NEGATIVE, PADDING, POSITIVE, Array, canvas, figure_of
from primer.plot.mosaic import Bitmap, Labels, draw_mosaic, frame, picture, squares

STEPS = 16  # of opacity for each sign: with zero, 33 colours
FADE = 0.8  # opacity is size to this power, so that small weights still show
SHOWN = 0.99  # share of the weights that the colours tell apart
KEY_WIDTH, KEY_HEIGHT, KEY_GAP = 3.4, 0.42, 0.1  # inches


def _limit(weights: Array, limit: float | None) -> float:
    """Return the size of weight that gets the full colour."""
    if limit is None:
        sizes = np.abs(weights)
        return float(np.quantile(sizes, SHOWN) or sizes.max() or 1)
    if not 0 < limit < np.inf:
        raise ValueError(f"limit must be a positive number, got {limit}")
    return limit


def colours(weights: Array, limit: float) -> Bitmap:
    """Return a colour for each weight: its hue is the sign, its opacity the size.

    The same colours are right on light and on dark paper, and without telling red
    from green: the green is bluish and lighter.

    Examples:
        >>> colours(np.array([-1, 0, 1]), limit=1).tolist()
        [[194, 36, 10, 255], [0, 0, 0, 0], [16, 163, 127, 255]]
    """
    levels = np.arange(-STEPS, STEPS + 1)
    table = np.zeros((len(levels), 4))
    table[levels < 0, :3], table[levels > 0, :3] = to_rgb(NEGATIVE), to_rgb(POSITIVE)
    table[:, 3] = (np.abs(levels) / STEPS) ** FADE
    nearest = np.rint(np.clip(weights / limit, -1, 1) * STEPS).astype(int)
    bitmap: Bitmap = np.rint(255 * table).astype(np.uint8)[nearest + STEPS]
    return bitmap


def weight_grid(weights: ArrayLike, ax: Axes | None = None, limit: float | None = None) -> Axes:
    """Draw the weights into one neuron, each where its pixel is.

    Args:
        weights: Shape `(784,)` or `(28, 28)`; other square sizes work too.
        ax: Where to draw; a new figure by default.
        limit: Size of weight that gets the full colour, as do larger ones. By
            default the largest, except for the 1 % that stand out.

    Raises:
        ValueError: If the weights are not square or not finite, or the limit is
            not positive.

    Examples:
        >>> axes = weight_grid(np.ones(784))
        >>> axes.images[0].get_array()[0, 0].tolist()
        [16, 163, 127, 255]
    """
    grid = squares(np.asarray(weights)[None], "weights")
    return draw_mosaic(colours(grid, _limit(grid, limit)), 1, None, ax)


def weight_grids(
    weights: ArrayLike,
    columns: int = 8,
    limit: float | None = None,
    labels: Labels | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the weights into several neurons, one grid each, all on one scale.

    A new figure gets a key to the colours below the grids.

    Args:
        weights: Row j goes into neuron j: shape `(n, 784)`, or `(n, 28, 28)`.
        columns: Number of grids in a row.
        limit: Size of weight that gets the full colour, as do larger ones. By
            default the largest, except for the 1 % that stand out.
        labels: A short text or number below each grid.
        ax: Where to draw; a new figure by default.

    Raises:
        ValueError: If the weights are not square or not finite, the limit is not
            positive, or there is not one label for each grid.

    Examples:
        >>> axes = weight_grids(np.zeros((16, 784)))
        >>> axes.images[0].get_array().shape
        (59, 245, 4)
    """
    grids = squares(weights, "weights")
    limit = _limit(grids, limit)
    axes = draw_mosaic(colours(grids, limit), columns, labels, ax)
    if ax is None:
        _add_key(axes, limit)
    return axes


def _add_key(ax: Axes, limit: float) -> None:
    """Enlarge the axes and the figure that they fill, for a key below the grids."""
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    figure = figure_of(ax)
    inch = (right - left) / (figure.get_size_inches()[0] - PADDING)  # in pixels of a grid
    width, height, gap = inch * KEY_WIDTH, inch * KEY_HEIGHT, inch * KEY_GAP
    middle, lowest = (left + right) / 2, bottom + gap + height
    reach = max(right - left, width) / 2
    ax.set(xlim=(middle - reach, middle + reach), ylim=(lowest, top))
    figure.set_size_inches(2 * reach / inch + PADDING, (lowest - top) / inch + PADDING)
    share = width / (2 * reach)
    weight_key(limit, ax=ax.inset_axes(((1 - share) / 2, 0, share, height / (lowest - top))))


def weight_key(limit: float, ax: Axes | None = None) -> Axes:
    """Draw the key to the colours of weights: a bar from `-limit` to `limit`.

    Args:
        limit: Size of weight that gets the full colour.
        ax: Where to draw; a new figure by default.

    Raises:
        ValueError: If the limit is not positive.

    Examples:
        >>> [text.get_text() for text in weight_key(1.5).texts]
        ['negative', 'positive', '−1.5', '0', '+1.5']
    """
    limit = _limit(np.empty(0), limit)
    with canvas(ax, KEY_WIDTH, KEY_HEIGHT) as axes:
        scale = np.linspace(-1, 1, 2 * STEPS + 1)
        picture(axes, colours(scale[None], 1), -1, 0, 2, 1)
        frame(axes, [(-1, 0, 2, 1)])
        axes.text(-1.06, 0.5, "negative", ha="right", va="center_baseline")
        axes.text(1.06, 0.5, "positive", ha="left", va="center_baseline")
        for place, size in ((-1, f"−{limit:.3g}"), (0, "0"), (1, f"+{limit:.3g}")):
            axes.text(place, 1.3, size, ha="center", va="top", color=MUTED)
        axes.set(xlim=(-1.9, 1.9), ylim=(2.8, 0))
        axes.set_axis_off()
    return axes
