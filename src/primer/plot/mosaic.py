"""Many small pictures as one bitmap, with a hairline frame around each."""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike, NDArray

from primer.plot.canvas import GRID, PADDING, WIDTH, Array, canvas, figure_of, finite

type Bitmap = NDArray[np.uint8]  # red, green, blue and opacity in the last dimension
type Labels = Sequence[object] | NDArray[np.generic]
WIDEST_TILE = 1.1  # inches
LABEL_HEIGHT, LABEL_SIZE, CHARACTER = 20, 12, 0.66  # points, points, ems


def squares(pictures: ArrayLike, name: str) -> Array:
    """Return pictures as shape `(n, side, side)`, from that shape or `(n, side * side)`.

    Raises:
        ValueError: If the pictures are not square, not finite, or none at all.

    Examples:
        >>> squares(np.zeros((5, 784)), "images").shape
        (5, 28, 28)
    """
    given = np.asarray(pictures)
    array = finite(given, name, 3 if given.ndim == 3 else 2)
    side = math.isqrt(array.shape[1]) if array.ndim == 2 else array.shape[1]
    if array[0].size != side * side:
        raise ValueError(f"{name} must be square pictures, got shape {array.shape}")
    return array.reshape(-1, side, side)


def draw_mosaic(tiles: Bitmap, columns: int, labels: Labels | None, ax: Axes | None) -> Axes:
    """Draw tiles of shape `(n, side, side, 4)` row by row, each with its label below.

    One pixel of a tile is one unit of the axes and one pixel of the bitmap.

    Raises:
        ValueError: If there is no column, or not one label for each tile.
    """
    if columns < 1:
        raise ValueError(f"columns must be at least 1, got {columns}")
    if labels is not None and len(labels) != len(tiles):
        raise ValueError(f"labels must be {len(tiles)}, one for each picture, got {len(labels)}")
    columns = min(columns, len(tiles))
    side, gap = tiles.shape[1], math.ceil(tiles.shape[1] / 10) if len(tiles) > 1 else 0
    inches = min(WIDTH, WIDEST_TILE * columns) if len(tiles) > 1 else 2 * WIDEST_TILE
    points = 72 * (inches - PADDING if ax is None else ax.bbox.width / figure_of(ax).dpi)
    width = columns * (side + gap) - gap
    point = width / points
    room = gap if labels is None else math.ceil(LABEL_HEIGHT * point)
    corners = _corners(len(tiles), columns, side + gap, side + room)
    height = int(corners[:, 1].max()) + side + (0 if labels is None else room)
    with canvas(ax, inches, (inches - PADDING) * height / width + PADDING) as axes:
        _paint(axes, tiles, corners, (height, width))
        if labels is not None:
            places = corners + np.array([side / 2, side + 4 * point])
            _write(axes, labels, places, (side + gap) / point)
    return axes


def frame(ax: Axes, boxes: ArrayLike) -> None:
    """Draw hairlines around boxes, rows of left, top, width and height."""
    rectangles = [
        Path([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], closed=True)
        for x, y, w, h in np.asarray(boxes, np.float64)
    ]
    outline = Path.make_compound_path(*rectangles)
    ax.add_patch(PathPatch(outline, fill=False, edgecolor=GRID, clip_on=False))


def picture(ax: Axes, bitmap: Bitmap, left: float, top: float, width: float, height: float) -> None:
    """Place a bitmap at its own resolution, y downwards, without touching the limits."""
    extent = (left, left + width, top + height, top)
    image = ax.imshow(bitmap, interpolation="none", extent=extent, aspect="auto")
    image.set_clip_on(False)


def _corners(count: int, columns: int, across: int, down: int) -> NDArray[np.intp]:
    rows, places = np.divmod(np.arange(count), columns)
    return np.stack([places * across, rows * down], axis=1)


def _paint(ax: Axes, tiles: Bitmap, corners: NDArray[np.intp], shape: tuple[int, int]) -> None:
    side = tiles.shape[1]
    bitmap = np.zeros((*shape, 4), np.uint8)
    for tile, (x, y) in zip(tiles, corners, strict=True):
        bitmap[y : y + side, x : x + side] = tile
    picture(ax, bitmap, 0, 0, shape[1], shape[0])
    frame(ax, [(x, y, side, side) for x, y in corners])
    ax.set(xlim=(0, shape[1]), ylim=(shape[0], 0), aspect="equal")
    ax.set_axis_off()


def _write(ax: Axes, labels: Labels, places: Array, room: float) -> None:
    words = [str(label) for label in labels]
    size = min(LABEL_SIZE, room / (CHARACTER * max(1, *map(len, words))))
    for (x, y), word in zip(places, words, strict=True):
        ax.text(x, y, word, ha="center", va="top", fontsize=size)
