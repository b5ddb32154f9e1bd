"""What "how good" means: accuracy, confusions, and the spread over seeds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


def accuracy(predicted: ArrayLike, labels: ArrayLike) -> float:
    """Return the share of predictions that are right, 0 to 1.

    Args:
        predicted: Classes as whole numbers, shape `(n,)`.
        labels: The true classes, shape `(n,)`.

    Raises:
        ValueError: If the shapes differ, or there is no example.

    Examples:
        >>> accuracy([3, 8, 3, 1], [3, 3, 3, 1])
        0.75
    """
    answers, truth = _pairs(predicted, labels)
    return float(np.mean(answers == truth))


def confusion_matrix(
    predicted: ArrayLike, labels: ArrayLike, *, classes: int = 10
) -> NDArray[np.intp]:
    """Count how often each class is taken for each other.

    Args:
        predicted: Classes as whole numbers from 0 to `classes - 1`, shape `(n,)`.
        labels: The true classes, shape `(n,)`.
        classes: How many classes there are.

    Returns:
        Shape `(classes, classes)`: row is the true class, column the prediction.

    Raises:
        ValueError: If the shapes differ, or a class is out of range.

    Examples:
        >>> confusion_matrix([0, 1, 1], [0, 1, 0], classes=2).tolist()
        [[1, 1], [0, 1]]
    """
    answers, truth = _pairs(predicted, labels)
    for name, values in (("predicted", answers), ("labels", truth)):
        if values.min() < 0 or values.max() >= classes:
            found = f"{values.min()} to {values.max()}"
            raise ValueError(f"{name} must be 0 to {classes - 1}, got {found}")
    counts = np.zeros((classes, classes), np.intp)
    np.add.at(counts, (truth, answers), 1)
    return counts


@dataclass(frozen=True)
class Spread:
    """A measurement repeated with several seeds.

    Attributes:
        values: One for each seed.

    Examples:
        >>> f"{Spread((0.951, 0.939, 0.956)):.1%}"
        '94.9% (93.9%–95.6% over 3 seeds)'
    """

    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean over the seeds."""
        return float(np.mean(self.values))

    @property
    def lowest(self) -> float:
        """The smallest value that a seed gave."""
        return min(self.values)

    @property
    def highest(self) -> float:
        """The largest value that a seed gave."""
        return max(self.values)

    def __format__(self, specification: str) -> str:
        """Return mean, range and number of seeds, each number in Python's format."""
        mean, lowest, highest = (
            format(value, specification) for value in (self.mean, self.lowest, self.highest)
        )
        seeds = "1 seed" if len(self.values) == 1 else f"{len(self.values)} seeds"
        return f"{mean} ({lowest}–{highest} over {seeds})"


def over_seeds(measure: Callable[[int], float], seeds: Iterable[int]) -> Spread:
    """Repeat a measurement with each seed.

    Args:
        measure: Takes a seed, trains and measures, and returns one number.
        seeds: At least one.

    Raises:
        ValueError: If there is no seed.
    """
    values = tuple(float(measure(seed)) for seed in seeds)
    if not values:
        raise ValueError("seeds must be at least one number, got none")
    return Spread(values)


def _pairs(
    predicted: ArrayLike, labels: ArrayLike
) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    answers, truth = np.asarray(predicted), np.asarray(labels)
    if answers.ndim != 1 or answers.shape != truth.shape or not answers.size:
        shapes = f"{answers.shape} and {truth.shape}"
        raise ValueError(f"predicted and labels must both be (n,), n above 0, got {shapes}")
    for name, values in (("predicted", answers), ("labels", truth)):
        if not np.issubdtype(values.dtype, np.integer):
            raise ValueError(f"{name} must be whole numbers, got {values.dtype}")
    return answers, truth
