"""How good the scores are that answer a yes-or-no question with a number.

The higher the score, the more likely *yes* should be; the labels say what was true.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Numbers = NDArray[np.float64]


class RocCurve(NamedTuple):
    """What can be had by moving the threshold.

    Attributes:
        false_positive_rate: Share of the true *no* that are called *yes*, ascending.
        true_positive_rate: Share of the true *yes* that are, also called sensitivity.
        thresholds: The lowest score called *yes*; infinity at the first point.
    """

    false_positive_rate: Numbers
    true_positive_rate: Numbers
    thresholds: Numbers


def roc_curve(scores: ArrayLike, labels: ArrayLike) -> RocCurve:
    """Return both rates for every threshold: the receiver operating characteristic.

    Args:
        scores: One number for each example, `(n,)`.
        labels: Whether it is truly *yes*, `(n,)`.

    Raises:
        ValueError: If shapes differ, a score is NaN, or either answer is missing.

    Examples:
        >>> roc_curve([0.9, 0.4, 0.1], [True, False, True]).true_positive_rate.tolist()
        [0.0, 0.5, 0.5, 1.0]
    """
    values, truth = _pairs(scores, labels)
    if truth.all() or not truth.any():
        raise ValueError(f"labels must hold both answers, got {truth.sum()} yes of {len(truth)}")
    order = np.argsort(-values, kind="stable")
    values, truth = values[order], truth[order]
    last_of_its_score = np.append(np.diff(values) != 0, True)
    yes, no = (np.cumsum(part)[last_of_its_score] / part.sum() for part in (truth, ~truth))
    return RocCurve(
        np.concatenate([[0.0], no]),
        np.concatenate([[0.0], yes]),
        np.concatenate([[np.inf], values[last_of_its_score]]),
    )


def area_under_curve(scores: ArrayLike, labels: ArrayLike) -> float:
    """Return the area under the ROC curve, 0 to 1: 0.5 is chance.

    It is the chance that a random *yes* scores higher than a random *no*, where a
    tie counts half. It takes and raises as `roc_curve` does.

    Source: J. A. Hanley, B. J. McNeil, *The meaning and use of the area under a
    receiver operating characteristic (ROC) curve*, Radiology 143, 1982.

    Examples:
        >>> area_under_curve([0.9, 0.4, 0.1], [True, False, True])
        0.5
    """
    curve = roc_curve(scores, labels)
    return float(np.trapezoid(curve.true_positive_rate, curve.false_positive_rate))


class Calibration(NamedTuple):
    """What scores said, and what came true, bin by bin.

    Attributes:
        expected: Mean score in each bin that holds an example.
        observed: Share of true *yes* there.
        counts: How many examples it holds.
    """

    expected: Numbers
    observed: Numbers
    counts: NDArray[np.intp]


def calibration(scores: ArrayLike, labels: ArrayLike, edges: ArrayLike) -> Calibration:
    """Compare scores that claim to be probabilities with what came true.

    Args:
        scores: From the lowest to the highest edge, `(n,)`.
        labels: Whether it is truly *yes*, `(n,)`.
        edges: Where the bins end, ascending, at least two. A bin holds its lower
            edge, the last one also its upper.

    Raises:
        ValueError: If shapes differ, or a score lies beyond the edges.

    Examples:
        >>> calibration([0.2, 0.4, 0.9], [False, True, True], [0, 0.5, 1]).observed.tolist()
        [0.5, 1.0]
    """
    values, truth = _pairs(scores, labels)
    ends = np.asarray(edges, np.float64)
    if values.min() < ends[0] or values.max() > ends[-1]:
        found = f"{values.min():g} to {values.max():g}"
        raise ValueError(f"scores must be {ends[0]:g} to {ends[-1]:g}, got {found}")
    which = np.searchsorted(ends[1:-1], values, side="right")
    counts, expected, observed = (
        np.bincount(which, weights) for weights in (None, values, truth.astype(np.float64))
    )
    held = counts > 0
    return Calibration(
        expected[held] / counts[held], observed[held] / counts[held], counts[held].astype(np.intp)
    )


def _pairs(scores: ArrayLike, labels: ArrayLike) -> tuple[Numbers, NDArray[np.bool_]]:
    values, truth = np.asarray(scores, np.float64), np.asarray(labels, np.bool_)
    if values.ndim != 1 or values.shape != truth.shape or not values.size:
        shapes = f"{values.shape} and {truth.shape}"
        raise ValueError(f"scores and labels must both be (n,), n above 0, got {shapes}")
    if np.isnan(values).any():
        raise ValueError(f"scores must be numbers, got NaN in {np.isnan(values).sum()} places")
    return values, truth
