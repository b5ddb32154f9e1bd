"""Columns in comparable units, as a network can learn from them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def standardise(inputs: ArrayLike, train: ArrayLike) -> NDArray[np.float32]:
    """Give every column the mean 0 and the standard deviation 1 on the training rows.

    The other rows are shifted and stretched alike, so nothing of them is used. What
    is missing becomes 0, the mean. A column that never changes in training becomes 0.

    Args:
        inputs: Shape `(n, columns)`, NaN where a value is missing.
        train: Numbers of the training rows.

    Returns:
        All rows, shape `(n, columns)`.

    Raises:
        ValueError: If the shape does not fit, or a column has no value in training.

    Examples:
        >>> standardise([[1.0], [3.0], [9.0], [np.nan]], train=[0, 1]).ravel().tolist()
        [-1.0, 1.0, 7.0, 0.0]
    """
    rows, learned = np.asarray(inputs, np.float64), np.asarray(train, np.intp)
    if rows.ndim != 2 or learned.ndim != 1:
        expected = "inputs must be (n, columns), and train (rows,)"
        raise ValueError(f"{expected}, got {rows.shape} and {learned.shape}")
    known = ~np.isnan(rows[learned])
    if not known.any(axis=0).all():
        empty = np.flatnonzero(~known.any(axis=0)).tolist()
        raise ValueError(f"each column needs a value in training, got none in {empty}")
    mean, deviation = np.nanmean(rows[learned], axis=0), np.nanstd(rows[learned], axis=0)
    scaled = (rows - mean) / np.where(deviation > 0, deviation, np.inf)
    return np.nan_to_num(scaled).astype(np.float32)
