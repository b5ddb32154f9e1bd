"""What a straight line through the numbers learns, and what it learns from shuffled labels."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from primer.data import (
    load_breast_tumours,
    load_incidents,
    load_letters,
    load_loans,
    load_musk,
    load_thyroid,
    split_by_group,
    split_by_label,
    split_by_time,
)
from primer.data.labelled import Labelled
from primer.data.split import Split

Inputs = NDArray[np.float32]


def letters() -> tuple[Labelled, Inputs, Split]:
    loaded = load_letters()
    return loaded, loaded.images, split_by_group(loaded.designs)


def musk() -> tuple[Labelled, Inputs, Split]:
    loaded = load_musk()
    return loaded, loaded.inputs, split_by_group(loaded.molecules)


def incidents() -> tuple[Labelled, Inputs, Split]:
    loaded = load_incidents()
    known = [loaded.hours, loaded.weekdays, *(loaded.premises == kind for kind in range(7))]
    return loaded, np.stack(known, axis=1).astype("f4"), split_by_time(loaded.months, "2019-01")


def thyroid() -> tuple[Labelled, Inputs, Split]:
    loaded = load_thyroid()
    return loaded, loaded.inputs, split_by_label(loaded.labels)


def breast_tumours() -> tuple[Labelled, Inputs, Split]:
    loaded = load_breast_tumours()
    return loaded, loaded.inputs, split_by_label(loaded.labels)


def loans() -> tuple[Labelled, Inputs, Split]:
    loaded = load_loans()
    return loaded, loaded.inputs, split_by_label(loaded.labels)


def balanced_accuracy(inputs: Inputs, labels: NDArray[np.int64], split: Split) -> float:
    """Fit a line to each class by least squares; return the mean share found of each."""
    train, test = split
    mean, spread = np.nanmean(inputs[train], axis=0), np.nanstd(inputs[train], axis=0) + 1e-6
    values = np.nan_to_num((inputs - mean) / spread).clip(-5, 5).astype("f8")
    classes = np.bincount(labels[train])
    targets = np.eye(len(classes))[labels[train]] - classes / len(train)
    # Each class weighs the same, however rare it is.
    weight = (1 / classes)[labels[train]][:, None]
    kernel = values[train].T @ (weight * values[train]) + 0.1 * np.eye(values.shape[1])
    outputs = values[test] @ np.linalg.solve(kernel, values[train].T @ (weight * targets))
    found = outputs.argmax(axis=1) == labels[test]
    return float(np.mean([found[labels[test] == label].mean() for label in range(len(classes))]))


@pytest.mark.parametrize(
    ("load", "least"),
    [
        (letters, 0.85),
        (musk, 0.65),
        (incidents, 0.35),
        (thyroid, 0.6),
        (breast_tumours, 0.9),
        (loans, 0.7),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_labels_can_be_learned_and_shuffled_labels_cannot(
    load: Callable[[], tuple[Labelled, Inputs, Split]], least: float
) -> None:
    data, inputs, split = load()
    assert balanced_accuracy(inputs, data.labels, split) > least
    shuffled = [
        balanced_accuracy(inputs, np.random.default_rng(seed).permutation(data.labels), split)
        for seed in range(5)
    ]
    assert np.mean(shuffled) == pytest.approx(1 / len(data.classes), abs=0.06)
