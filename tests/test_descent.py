import numpy as np
import pytest

from primer import Network, accuracy, relu, softmax
from primer.descent import AT_ONCE, Descent, Examples, Together


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
    together = Together(several)
    for inputs in (x, np.stack([x] * 3)):
        outputs = together._forward(inputs)[-1]
        np.testing.assert_allclose(outputs, [network(x) for network in several], atol=1e-15)


def test_networks_as_one_have_the_gradients_of_each() -> None:
    several, (x, y, _) = networks(), examples(12)
    x, y = x.reshape(3, 4, 4), y.reshape(3, 4, 3)
    found = Together(several).gradient(x, y)
    for which, network in enumerate(several):
        alone = network.gradient(x[which], y[which])
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
    descent = Descent(network, learning_rate=0.5, weight_decay=0.1, momentum=0.9)
    first = -0.5 * (network.gradient(x, y).weights[0] + 0.1 * before)
    descent.step(network.gradient(x, y))
    np.testing.assert_allclose(network.weights[0], before + first, atol=1e-15)
    middle = network.weights[0].copy()
    second = 0.9 * first - 0.5 * (network.gradient(x, y).weights[0] + 0.1 * middle)
    descent.step(network.gradient(x, y))
    np.testing.assert_allclose(network.weights[0], middle + second, atol=1e-15)


def test_each_network_has_its_own_order() -> None:
    together = Together(networks(2))
    first, second = together.orders([7, 8], examples=20, epochs=2)
    assert first.shape == second.shape == (2, 20)
    assert (np.sort(np.concatenate([first, second])) == np.arange(20)).all()
    random = np.random.default_rng(8)
    assert first[1].tolist() == random.permutation(20).tolist()
    assert second[1].tolist() == random.permutation(20).tolist()
