import numpy as np
import pytest

from primer.scaling import standardise


def test_training_rows_get_mean_0_and_deviation_1() -> None:
    rows = np.random.default_rng(0).normal(50, 7, (200, 3))
    scaled = standardise(rows, np.arange(150))[:150]
    assert np.abs(scaled.mean(axis=0)).max() < 1e-6
    assert np.abs(scaled.std(axis=0) - 1).max() < 1e-6


def test_other_rows_change_nothing_but_themselves() -> None:
    rows = np.random.default_rng(0).normal(0, 1, (10, 2))
    changed = rows.copy()
    changed[7:] += 1000
    train = np.arange(7)
    assert np.array_equal(standardise(rows, train)[:7], standardise(changed, train)[:7])


def test_other_rows_keep_their_distance_in_training_deviations() -> None:
    assert standardise([[0.0], [4.0], [12.0]], [0, 1]).ravel().tolist() == [-1, 1, 5]


def test_what_is_missing_becomes_the_mean_of_what_is_not() -> None:
    rows = [[1.0], [3.0], [np.nan], [np.nan]]
    assert standardise(rows, [0, 1, 2]).ravel().tolist() == [-1, 1, 0, 0]


def test_a_column_that_never_changes_in_training_becomes_0() -> None:
    assert standardise([[5.0], [5.0], [9.0]], [0, 1]).ravel().tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("inputs", "train", "message"),
    [
        ([1.0, 2.0], [0], r"\(n, columns\), and train \(rows,\), got \(2,\) and \(1,\)"),
        ([[1.0, np.nan], [1.0, 2.0]], [0], r"a value in training, got none in \[1\]"),
        ([[1.0]], [], r"a value in training, got none in \[0\]"),
    ],
)
def test_what_cannot_be_scaled_is_refused(
    inputs: list[float], train: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        standardise(inputs, train)
