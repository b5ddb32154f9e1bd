"""What the data sets have in common."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray


class ReadOnly:
    """Data whose arrays cannot be written to, because everybody is given the same ones."""

    def __post_init__(self) -> None:
        """Lock the arrays."""
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.flags.writeable = False


class Labelled(ReadOnly):
    """Examples, one a row, of which each belongs to a class.

    Attributes:
        labels: Shape `(n,)`, int64, the place of each example's class among the classes.
        classes: The names of the classes.
    """

    labels: NDArray[np.int64]
    classes: tuple[str, ...]

    @cached_property
    def targets(self) -> NDArray[np.float32]:
        """What the outputs should be: `(n, classes)`, 1 at the label and 0 elsewhere."""
        targets = np.eye(len(self.classes), dtype=np.float32)[self.labels]
        targets.flags.writeable = False
        return targets

    def __len__(self) -> int:
        """Return the number of examples."""
        return len(self.labels)
