import numpy as np
import pytest
from numpy.typing import NDArray

from primer.scores import area_under_curve, calibration, roc_curve

Drawn = tuple[NDArray[np.float64], NDArray[np.bool_]]


@pytest.fixture
def drawn() -> Drawn:
    """Scores of one decimal, so that many are equal, and labels that follow them loosely."""
    random = np.random.default_rng(0)
    scores = random.integers(0, 11, 300) / 10
    return scores, random.random(300) < scores


def test_each_point_of_the_curve_is_what_its_threshold_gives(drawn: Drawn) -> None:
    scores, labels = drawn
    for false_positive, true_positive, threshold in zip(*roc_curve(scores, labels), strict=True):
        said_yes = scores >= threshold
        assert true_positive == pytest.approx(said_yes[labels].mean())
        assert false_positive == pytest.approx(said_yes[~labels].mean())


def test_the_curve_has_one_point_for_each_score_and_one_for_calling_nobody(drawn: Drawn) -> None:
    curve = roc_curve(*drawn)
    assert len(curve.thresholds) == 11 + 1
    assert curve.true_positive_rate[0] == curve.false_positive_rate[0] == 0
    assert curve.true_positive_rate[-1] == curve.false_positive_rate[-1] == 1


def test_the_area_is_the_chance_to_rank_a_pair_rightly(drawn: Drawn) -> None:
    scores, labels = drawn
    yes, no = scores[labels][:, None], scores[~labels]
    assert area_under_curve(scores, labels) == pytest.approx(((yes > no) + (yes == no) / 2).mean())


def test_the_area_of_turned_scores_is_what_is_left(drawn: Drawn) -> None:
    scores, labels = drawn
    assert area_under_curve(-scores, labels) == pytest.approx(1 - area_under_curve(scores, labels))


def test_probabilities_that_labels_follow_are_calibrated() -> None:
    random = np.random.default_rng(0)
    scores = random.random(100_000)
    result = calibration(scores, random.random(100_000) < scores, np.linspace(0, 1, 11))
    assert np.abs(result.expected - result.observed).max() < 0.02
    assert np.abs(result.expected - np.arange(0.05, 1, 0.1)).max() < 0.01
    assert result.counts.sum() == 100_000


def test_bins_hold_their_lower_edge_and_empty_ones_are_left_out() -> None:
    result = calibration([0.0, 0.5, 1.0], [False, True, False], [0, 0.25, 0.5, 1])
    assert [column.tolist() for column in result] == [[0, 0.75], [0, 0.5], [1, 2]]


@pytest.mark.parametrize(
    ("scores", "labels", "message"),
    [
        ([1.0], [True, False], r"both be \(n,\), n above 0, got \(1,\) and \(2,\)"),
        ([np.nan, 1.0], [True, False], "must be numbers, got NaN in 1 places"),
        ([0.0, 1.0], [True, True], "must hold both answers, got 2 yes of 2"),
    ],
)
def test_scores_without_meaning_are_refused(
    scores: list[float], labels: list[bool], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        area_under_curve(scores, labels)


def test_scores_beyond_the_edges_are_refused() -> None:
    with pytest.raises(ValueError, match=r"scores must be 0 to 1, got 0\.5 to 2"):
        calibration([0.5, 2.0], [True, False], [0, 1])
