"""Measurements of many things, and the class of each."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from primer.data.labelled import Labelled


@dataclass(frozen=True)
class Table(Labelled):
    """Measurements in named columns, with the class of each row.

    The arrays cannot be written to; copy one before changing it.

    Attributes:
        inputs: Shape `(n, columns)`, float32, in the units of the source; NaN where missing.
        labels: Shape `(n,)`, int64, the place of each row's class among the classes.
        columns: What each column measures.
        classes: The names of the classes.
        targets: Shape `(n, classes)`, float32, 1 at the label and 0 elsewhere.
    """

    inputs: NDArray[np.float32]
    labels: NDArray[np.int64]
    columns: tuple[str, ...]
    classes: tuple[str, ...]

    def __getitem__(self, column: str) -> NDArray[np.float32]:
        """Return one column, shape `(n,)`.

        Raises:
            ValueError: If there is no such column.
        """
        if column not in self.columns:
            raise ValueError(f"column must be one of {', '.join(self.columns)}, got {column!r}")
        return self.inputs[:, self.columns.index(column)]


def tabulate(
    columns: Mapping[str, NDArray[np.generic]], labels: NDArray[np.str_], classes: tuple[str, ...]
) -> Table:
    """Put columns, each `(n,)`, side by side, and number the classes that `labels` name."""
    inputs = np.stack([column.astype(np.float32) for column in columns.values()], axis=1)
    places = np.array([classes.index(label) for label in labels])
    return Table(inputs, places, tuple(columns), classes)


def numbers(cells: NDArray[np.str_], missing: str) -> NDArray[np.float32]:
    """Read cells as numbers, NaN where they hold the mark for what is missing."""
    return np.where(cells == missing, "nan", cells).astype(np.float32)


def indicators(
    name: str, cells: NDArray[np.str_], missing: str = ""
) -> dict[str, NDArray[np.bool_]]:
    """Make a column `name: kind` for each kind that cells name: is it this one?"""
    return {f"{name}: {kind}": cells == kind for kind in np.unique(cells[cells != missing])}
