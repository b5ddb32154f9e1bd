import numpy as np
import pytest

from primer import Network, accuracy, relu, softmax
from primer.descent import AHEAD, AT_ONCE, Descent, DescentTogether, Examples, Together


def networks(count: int = 3) -> list[Network]:
    return [
        Network([4, 5, 3], seed=seed, activation=relu, output=softmax, dtype=np.float64)
        for seed in range(count)
    ]


def examples(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    labels = random.integers(0, 3, count)
    return random.normal(size=(count, 4)), np.eye(3)[labels], labels


def test_networks_as_one_answer_as_each_does() -> None:
    several, (x, _, _) = networks(), examples(7)
    outputs = Together(several)._forward(x)[-1]
    np.testing.assert_allclose(outputs, [network(x) for network in several], atol=1e-15)


def test_networks_as_one_have_the_gradients_of_each() -> None:
    several, (x, y, _) = networks(), examples(4)
    found = Together(several)._backpropagate(x, y)
    for which, network in enumerate(several):
        alone = network.gradient(x, y)
        for slopes, own in zip(found.weights, alone.weights, strict=True):
            np.testing.assert_allclose(slopes[which], own, atol=1e-15)
        for slopes, own in zip(found.biases, alone.biases, strict=True):
            np.testing.assert_allclose(slopes[which, 0], own, atol=1e-15)


@pytest.mark.parametrize("count", [1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE + 7])
def test_measured_in_parts_is_measured_as_a_whole(count: int) -> None:
    several, (x, y, labels) = networks(), examples(count)
    measured = Examples.fitting(several[0], x, y).measured(Together(several))
    for network, (cost, share) in zip(several, measured, strict=True):
        assert cost == pytest.approx(network.cost(x, y), rel=1e-12)
        assert share == accuracy(network.predict(x), labels)


def test_a_step_goes_down_the_slope_and_keeps_a_share_of_the_last() -> None:
    network, (x, y, _) = networks(1)[0], examples(4)
    before = network.weights[0].copy()
    descent = Descent(network, learning_rate=0.5, weight_decay=0.1, momentum=0.9, batch_size=4)
    first = -0.5 * (network.gradient(x, y).weights[0] + 0.1 * before)
    descent.step(x, y)
    np.testing.assert_allclose(network.weights[0], before + first, atol=1e-15)
    middle = network.weights[0].copy()
    second = 0.9 * first - 0.5 * (network.gradient(x, y).weights[0] + 0.1 * middle)
    descent.step(x, y)
    np.testing.assert_allclose(network.weights[0], middle + second, atol=1e-15)


@pytest.mark.parametrize("sizes", [(4, 3), (4, 5, 3), (4, 6, 5, 3)])
@pytest.mark.parametrize("count", [1, AHEAD // 4, 3 * AHEAD + 7])
def test_steps_ahead_end_where_single_steps_end(sizes: tuple[int, ...], count: int) -> None:
    (x, y, _), order = examples(count), np.random.default_rng(1).permutation(count)
    ahead, singly = (
        Together([Network(sizes, seed=seed, dtype=np.float64) for seed in range(3)])
        for _ in range(2)
    )
    rates = ahead.one_each((0.5, 1.0, 3.0))
    for kind, network in ((DescentTogether, ahead), (Descent, singly)):
        kind(network, rates, 0.0, 0.0, batch_size=4).epoch(Examples(x, y, None), order)
    for name in ("weights", "biases"):
        for moved, expected in zip(getattr(ahead, name), getattr(singly, name), strict=True):
            np.testing.assert_allclose(moved, expected, atol=1e-13)


@pytest.mark.parametrize(
    ("batch_size", "momentum", "decay", "expected"),
    [
        (AHEAD // 3, 0.0, 0.0, [AHEAD, AHEAD]),
        (AHEAD // 3, 0.5, 0.0, []),
        (AHEAD // 3, 0.0, 0.5, []),
        (AHEAD, 0.0, 0.0, []),
        (2 * AHEAD, 0.0, 0.0, []),
    ],
)
def test_plain_small_steps_are_taken_several_at_a_time(
    batch_size: int,
    momentum: float,
    decay: float,
    expected: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[int] = []
    monkeypatch.setattr(DescentTogether, "steps", lambda _, x, y: taken.append(len(x)))
    descent = DescentTogether(Together(networks()), 0.1, decay, momentum, batch_size)
    x, y, _ = examples(2 * AHEAD)
    descent.epoch(Examples(x, y, None), np.arange(len(x)))
    assert taken == expected
