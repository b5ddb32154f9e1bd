"""Lines with their names at their ends: activation functions, and training."""

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from primer.plot.canvas import (
    ACCENT,
    GRID,
    INK,
    MUTED,
    SECOND,
    STYLE,
    Array,
    canvas,
    figure_of,
    finite,
)

LINE_COLOURS = (ACCENT, SECOND, INK, MUTED)
WIDTH, HEIGHT = STYLE["figure.figsize"]
LABEL_GAP = 14  # points between the middles of two labels


def activation_curve(
    functions: Mapping[str, Callable[[NDArray[np.float64]], ArrayLike]],
    z_range: tuple[float, float] = (-6, 6),
    ax: Axes | None = None,
) -> Axes:
    """Draw functions of the weighted sum z, each with its name at its end.

    Args:
        functions: Up to 4 functions by name, from an array to one of its shape.
        z_range: Smallest and largest z.
        ax: Where to draw; a new figure by default.

    Raises:
        ValueError: If there are no or too many functions, the range is empty, or
            a function gives another shape or something that is no finite number.

    Examples:
        >>> axes = activation_curve({"tanh": np.tanh, "step": lambda z: z > 0})
        >>> [text.get_text() for text in axes.texts]
        ['tanh', 'step']
    """
    low, high = z_range
    if not -np.inf < low < high < np.inf:
        raise ValueError(f"z_range must be two numbers, the smaller first, got {z_range}")
    z = np.linspace(low, high, 241)
    curves = _checked({name: function(z) for name, function in functions.items()}, len(z))
    with canvas(ax, WIDTH, HEIGHT) as axes:
        axes.axhline(0, color=GRID, linewidth=axes.spines["left"].get_linewidth())
        axes.axvline(0, color=GRID, linewidth=axes.spines["left"].get_linewidth())
        axes.spines["left"].set_visible(False)
        _draw(axes, z, curves)
        axes.set_xlabel("z")
        _name_ends(axes, z, curves)
    return axes


def training_curve(
    epochs: ArrayLike, curves: Mapping[str, ArrayLike], ylabel: str, ax: Axes | None = None
) -> Axes:
    """Draw what was measured after each epoch, each line with its name at its end.

    Args:
        epochs: Numbers of the epochs, rising, shape `(n,)`.
        curves: Up to 4 series by name, such as "training" and "validation",
            each of shape `(n,)`.
        ylabel: What was measured, such as "accuracy".
        ax: Where to draw; a new figure by default.

    Raises:
        ValueError: If there are no or too many curves, one has not a finite number
            for each epoch, or the epochs do not rise.

    Examples:
        >>> axes = training_curve([1, 2], {"training": [0.8, 0.9]}, "accuracy")
        >>> axes.get_xlabel(), axes.get_ylabel()
        ('epoch', 'accuracy')
    """
    numbers = finite(epochs, "epochs", 1)
    if (np.diff(numbers) <= 0).any():
        raise ValueError(f"epochs must rise, got {numbers.tolist()}")
    series = _checked(curves, len(numbers))
    with canvas(ax, WIDTH, HEIGHT) as axes:
        axes.grid(axis="y")
        _draw(axes, numbers, series)
        axes.set(xlabel="epoch", ylabel=ylabel)
        axes.xaxis.set_major_locator(
            MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True, min_n_ticks=1)
        )
        axes.spines["left"].set_visible(False)
        _name_ends(axes, numbers, series)
    return axes


def _checked(curves: Mapping[str, ArrayLike], length: int) -> dict[str, Array]:
    if not 1 <= len(curves) <= len(LINE_COLOURS):
        raise ValueError(f"expected 1 to {len(LINE_COLOURS)} curves, got {len(curves)}")
    series = {name: finite(values, name, 1) for name, values in curves.items()}
    for name, values in series.items():
        if len(values) != length:
            raise ValueError(f"{name} must hold {length} values, got {len(values)}")
    return series


def _draw(ax: Axes, x: Array, curves: dict[str, Array]) -> None:
    for colour, values in zip(LINE_COLOURS, curves.values(), strict=False):
        ax.plot(x, values, color=colour, marker="o", markevery=[-1], clip_on=False)


def _name_ends(ax: Axes, x: Array, curves: dict[str, Array]) -> None:
    """Write each name beside the end of its line, moved up or down to stay readable."""
    figure = figure_of(ax)
    figure.draw_without_rendering()  # the layout says how far apart the ends are
    ends = np.array([values[-1] for values in curves.values()])
    points = ax.transData.transform([(x[-1], end) for end in ends])[:, 1] * 72 / figure.dpi
    shifts = apart(points, LABEL_GAP) - points
    for colour, name, end, shift in zip(LINE_COLOURS, curves, ends, shifts, strict=False):
        ax.annotate(
            name, (x[-1], end), (8, shift), textcoords="offset points",
            va="center_baseline", color=colour, annotation_clip=False,
        )  # fmt: skip


def apart(heights: Array, gap: float) -> Array:
    """Move heights as little as possible, in order, until all are `gap` apart.

    Examples:
        >>> apart(np.array([0.0, 50.0, 4.0]), gap=10).tolist()
        [-3.0, 50.0, 7.0]
    """
    order = np.argsort(heights, kind="stable")
    steps = gap * np.arange(len(heights))
    groups: list[list[float]] = []
    for height in heights[order] - steps:
        groups.append([float(height)])
        while len(groups) > 1 and np.mean(groups[-2]) > np.mean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    moved = np.empty(len(heights))
    moved[order] = [np.mean(group) for group in groups for _ in group] + steps
    return moved
