import numpy as np
import pytest

from primer.evaluation import Spread, accuracy, confusion_matrix, over_seeds


def test_accuracy_is_the_share_of_right_answers() -> None:
    predicted, labels = np.random.default_rng(0).integers(0, 10, (2, 500))
    right = sum(a == b for a, b in zip(predicted, labels, strict=True))
    assert accuracy(predicted, labels) == right / 500


def test_confusion_counts_true_rows_and_predicted_columns() -> None:
    predicted, labels = np.random.default_rng(0).integers(0, 10, (2, 500))
    slow = [[0] * 10 for _ in range(10)]
    for answer, truth in zip(predicted, labels, strict=True):
        slow[truth][answer] += 1
    assert confusion_matrix(predicted, labels).tolist() == slow


def test_confusion_takes_any_number_of_classes() -> None:
    assert confusion_matrix([2, 2], [0, 2], classes=3).tolist() == [[0, 0, 1], [0, 0, 0], [0, 0, 1]]


@pytest.mark.parametrize(
    ("predicted", "labels", "message"),
    [
        ([1, 2], [1], r"both be \(n,\), n above 0, got \(2,\) and \(1,\)"),
        ([], [], r"n above 0, got \(0,\)"),
        ([[1]], [[1]], r"got \(1, 1\)"),
        ([0.5], [1], "predicted must be whole numbers, got float64"),
        ([1], ["1"], "labels must be whole numbers, got <U1"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    predicted: list[int], labels: list[int], message: str
) -> None:
    for compare in (accuracy, confusion_matrix):
        with pytest.raises(ValueError, match=message):
            compare(predicted, labels)


@pytest.mark.parametrize(
    ("predicted", "labels", "message"),
    [
        ([0, 10], [0, 1], "predicted must be 0 to 9, got 0 to 10"),
        ([0, 1], [-1, 1], "labels must be 0 to 9, got -1 to 1"),
    ],
)
def test_classes_out_of_range_are_refused(
    predicted: list[int], labels: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        confusion_matrix(predicted, labels)


def test_a_measurement_is_repeated_with_every_seed() -> None:
    spread = over_seeds(lambda seed: seed / 10, range(4, 7))
    assert spread.values == (0.4, 0.5, 0.6)
    assert (spread.lowest, spread.mean, spread.highest) == pytest.approx((0.4, 0.5, 0.6))


def test_no_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one number"):
        over_seeds(float, [])


def test_a_spread_formats_each_number_and_counts_the_seeds() -> None:
    assert f"{Spread((0.9, 0.925, 0.95)):.1%}" == "92.5% (90.0%–95.0% over 3 seeds)"
    assert f"{Spread((2.0,)):.0f}" == "2 (2–2 over 1 seed)"
