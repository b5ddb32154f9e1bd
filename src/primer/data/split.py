"""Setting examples aside for the test, so that nothing known of them helps in training."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Split(NamedTuple):
    """Which rows to train with, and which to test with.

    Attributes:
        train: Numbers of rows, ascending, int64.
        test: The others, ascending, int64.
    """

    train: NDArray[np.int64]
    test: NDArray[np.int64]


def split_by_label(labels: ArrayLike, *, test_share: float = 0.3, seed: int = 0) -> Split:
    """Draw rows for the test so that each class has the same share of its rows there.

    Right when every row is a case of its own.

    Args:
        labels: The class of each row, `(n,)`.
        test_share: How much of each class to set aside, above 0 and below 1.
        seed: The same seed gives the same rows.

    Raises:
        ValueError: If nothing would be left for training, or for the test.

    Examples:
        >>> train, test = split_by_label([0, 0, 0, 0, 1, 1], test_share=0.5)
        >>> len(train), len(test)
        (3, 3)
    """
    labels, random = np.asarray(labels), np.random.default_rng(seed)
    test = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        rows = random.permutation(np.flatnonzero(labels == label))
        test[rows[: round(test_share * len(rows))]] = True
    return _split(test)


def split_by_group(groups: ArrayLike, *, test_share: float = 0.3, seed: int = 0) -> Split:
    """Draw whole groups for the test: rows of one group are never on both sides.

    Right when rows are alike because they come from one molecule, one design, one person.

    Args:
        groups: The group of each row, `(n,)`, as numbers or names.
        test_share: How many of the groups to set aside, above 0 and below 1.
        seed: The same seed gives the same groups.

    Raises:
        ValueError: If nothing would be left for training, or for the test.

    Examples:
        >>> groups = np.array(["a", "a", "b", "b"])
        >>> train, test = split_by_group(groups, test_share=0.5)
        >>> set(groups[train]) & set(groups[test])
        set()
    """
    groups = np.asarray(groups)
    drawn = np.random.default_rng(seed).permutation(np.unique(groups))
    return _split(np.isin(groups, drawn[: round(test_share * len(drawn))]))


def split_by_time(times: ArrayLike, start: np.datetime64 | str) -> Split:
    """Train with what was before a moment, test with what came then and later.

    Right when the question is about the future.

    Args:
        times: When each row's *answer* became known, `(n,)`, datetime64.
        start: The first moment of the test, as `"2018-07-01"`.

    Raises:
        ValueError: If nothing would be left for training, or for the test.

    Examples:
        >>> split_by_time(np.array(["2018-06", "2018-07"], "M8[M]"), "2018-07").test.tolist()
        [1]
    """
    return _split(np.asarray(times, np.datetime64) >= np.datetime64(start))


def _split(test: NDArray[np.bool_]) -> Split:
    if test.all() or not test.any():
        raise ValueError(f"both parts need rows, got {test.sum()} of {len(test)} for the test")
    return Split(np.flatnonzero(~test), np.flatnonzero(test))
