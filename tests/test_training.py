import copy
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
import pytest

from primer.activation import Array, identity, softmax
from primer.data import load_digits
from primer.evaluation import accuracy
from primer.network import Gradient, Network
from primer.training import Epoch, train
from tests.spots import parameters, spots


class Recorder(Network):
    """Keeps the first input of every example that it learns from, batch by batch."""

    def __init__(self) -> None:
        super().__init__([1, 1])
        self.batches: list[list[float]] = []

    def _backpropagate(self, inputs: Array, targets: Array) -> Gradient:
        self.batches.append(np.ravel(inputs).tolist())
        return super()._backpropagate(inputs, targets)


def trained(seed: int = 0, **settings: Any) -> Network:
    network = Network([2, 3, 2])
    fixed: dict[str, Any] = {"epochs": 2, "batch_size": 8, "learning_rate": 1.0, "progress": False}
    train(network, *spots(), seed=seed, **(fixed | settings))
    return network


def test_the_same_seed_gives_the_same_training() -> None:
    assert parameters(trained(seed=1)) == parameters(trained(seed=1))
    assert parameters(trained(seed=1)) != parameters(trained(seed=2))


def test_an_epoch_visits_every_example_once_in_a_new_order() -> None:
    network, x = Recorder(), np.arange(10.0)[:, None]
    train(network, x, x / 10, epochs=2, batch_size=4, learning_rate=0.1, progress=False)
    assert [len(batch) for batch in network.batches] == [4, 4, 2, 4, 4, 2]
    first, second = (list(chain(*network.batches[i : i + 3])) for i in (0, 3))
    assert sorted(first) == sorted(second) == list(range(10))
    assert first != second


def test_inputs_stay_with_their_targets() -> None:
    # A single weight learns y = 3 x from shuffled examples only if pairs stay together.
    network, x = Network([1, 1], output=identity), np.linspace(-1, 1, 20)[:, None]
    train(network, x, 3 * x, epochs=60, batch_size=5, learning_rate=0.3, progress=False)
    assert network.weights[0].item() == pytest.approx(3, abs=1e-3)


@pytest.mark.parametrize(
    ("momentum", "weight_decay", "weight", "bias"),
    [
        # One example x = 1, y = 0, rate 1/4, from w = 1, b = 0: the slope of both is a = w + b.
        # a = 1, so w = 3/4, b = -1/4; then a = 1/2, and 1/8 less again.
        (0.0, 0.0, 5 / 8, -3 / 8),
        # The second step is 1/2 + 1/2 · 1 = 1 times the rate.
        (0.5, 0.0, 1 / 2, -1 / 2),
        # Slopes of w: 1 + 1/2 · 1, then with w = 5/8 and b = -1/4: 3/8 + 1/2 · 5/8 = 11/16.
        (0.0, 0.5, 5 / 8 - 11 / 64, -1 / 4 - 3 / 32),
        # Both: 11/16 + 1/2 · 3/2 = 23/16 for w, and 3/8 + 1/2 · 1 = 7/8 for b.
        (0.5, 0.5, 5 / 8 - 23 / 64, -1 / 4 - 7 / 32),
    ],
)
def test_two_steps_as_worked_by_hand(
    momentum: float, weight_decay: float, weight: float, bias: float
) -> None:
    network = Network([1, 1], output=identity, dtype=np.float64)
    network.weights[0][...] = 1
    settings: dict[str, Any] = {"momentum": momentum, "weight_decay": weight_decay}
    train(network, [[1]], [[0]], epochs=2, batch_size=1, learning_rate=1 / 4, **settings)
    assert parameters(network) == [weight, bias]


def test_validation_is_measured_and_never_learned_from() -> None:
    plain, watched, held_out = Network([2, 3, 2]), Network([2, 3, 2]), ([[9, 9]], [[1, 0]])
    settings: dict[str, Any] = {"epochs": 3, "batch_size": 8, "learning_rate": 1.0}
    without = train(plain, *spots(), **settings)
    history = train(watched, *spots(), validation=held_out, **settings)
    assert parameters(watched) == parameters(plain)
    assert history[-1].validation_cost == watched.cost(*held_out)
    assert history[-1].validation_accuracy == float(watched.predict([9, 9]) == 0)
    assert without[-1].validation_cost is without[-1].validation_accuracy is None


def test_an_epoch_tells_cost_and_accuracy_at_its_end() -> None:
    network, (x, y) = Network([2, 3, 2]), spots()
    history = train(network, x, y, epochs=2, batch_size=8, learning_rate=1.0)
    right = [network.predict(row) == target.argmax() for row, target in zip(x, y, strict=True)]
    assert [epoch.number for epoch in history] == [1, 2]
    assert history[-1].cost == network.cost(x, y)
    assert history[-1].accuracy == sum(right) / 40
    assert history[-1].seconds > 0


@pytest.mark.parametrize(
    "targets",
    [[[0.5, 0.5]], [[1, 1]], [[1, -1]], [[0, 0]], [[0, 2]], [[1, 0], [0.25, 0.75]]],
    ids=str,
)
def test_targets_that_name_no_class_have_no_accuracy(targets: list[list[float]]) -> None:
    inputs = np.ones((len(targets), 2))
    network = Network([2, 2])
    (epoch,) = train(network, inputs, targets, epochs=1, batch_size=1, learning_rate=0.1)
    assert epoch.accuracy is None


def test_a_single_output_names_no_class() -> None:
    (epoch,) = train(Network([2, 1]), [[1, 1]], [[1]], epochs=1, batch_size=1, learning_rate=0.1)
    assert epoch.accuracy is None


def test_no_epoch_changes_nothing() -> None:
    network = Network([2, 3, 2])
    before = copy.deepcopy(network)
    assert train(network, *spots(), epochs=0, batch_size=8, learning_rate=1.0) == []
    assert parameters(network) == parameters(before)


def test_training_leaves_the_examples_as_they_were() -> None:
    x, y = spots()
    x.flags.writeable = y.flags.writeable = False
    train(Network([2, 2], dtype=np.float64), x, y, epochs=1, batch_size=8, learning_rate=1.0)


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("epochs", -1, "epochs must be a whole number, 0 or more, got -1"),
        ("epochs", 2.0, "epochs must be a whole number"),
        ("batch_size", 0, "batch_size must be a whole number, 1 or more, got 0"),
        ("batch_size", 2.5, "batch_size must be a whole number"),
        ("learning_rate", 0, "learning_rate must be a number above 0, got 0"),
        ("learning_rate", float("nan"), "got nan"),
        ("learning_rate", float("inf"), "got inf"),
        ("momentum", 1.0, r"momentum must be from 0 to below 1, got 1\.0"),
        ("momentum", -0.1, "momentum must be"),
        ("weight_decay", -1, "weight_decay must be 0 or more, got -1"),
    ],
)
def test_settings_out_of_range_are_refused(setting: str, value: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        trained(**{setting: value})


def test_labels_in_the_place_of_targets_are_refused() -> None:
    x, y = spots()
    with pytest.raises(ValueError, match=r"targets must be \(2,\) or \(n, 2\), got \(40,\)"):
        train(Network([2, 2]), x, y.argmax(axis=1), epochs=1, batch_size=8, learning_rate=1.0)


def test_validation_of_another_shape_is_refused_before_training() -> None:
    network, wrong = Network([2, 2]), ([[1, 2, 3]], [[0, 1]])
    before = parameters(network)
    with pytest.raises(ValueError, match=r"inputs must be \(2,\)"):
        train(network, *spots(), epochs=1, batch_size=8, learning_rate=1.0, validation=wrong)
    assert parameters(network) == before


def test_an_epoch_is_a_line_for_people() -> None:
    epoch = Epoch(3, 0.12345, 0.9, None, None, 1.0)
    assert str(epoch) == "epoch 3, cost 0.1235, accuracy 90.00%"
    assert str(replace(epoch, accuracy=None)) == "epoch 3, cost 0.1235"
    both = replace(epoch, validation_cost=0.2, validation_accuracy=0.8)
    assert str(both).endswith("90.00%, validation cost 0.2000, accuracy 80.00%")


def test_one_epoch_on_the_real_digits_reads_nine_in_ten() -> None:
    digits, unseen = load_digits("train"), load_digits("test")
    network = Network([784, 16, 16, 10])
    train(network, digits.images, digits.targets, epochs=1, batch_size=32, learning_rate=3.0)
    assert accuracy(network.predict(unseen.images), unseen.labels) > 0.9


def test_softmax_regression_reaches_its_known_accuracy() -> None:
    digits, unseen = load_digits("train"), load_digits("test")
    network = Network([784, 10], output=softmax)
    train(network, digits.images, digits.targets, epochs=3, batch_size=32, learning_rate=0.1)
    assert 0.915 < accuracy(network.predict(unseen.images), unseen.labels) < 0.927


def test_shuffled_labels_teach_nothing() -> None:
    digits, unseen = load_digits("train"), load_digits("test")
    shuffled = np.random.default_rng(0).permutation(digits.targets)
    network = Network([784, 16, 16, 10])
    train(network, digits.images, shuffled, epochs=1, batch_size=32, learning_rate=1.0)
    assert accuracy(network.predict(unseen.images), unseen.labels) < 0.2


@pytest.mark.parametrize("setting", ["learning_rate", "weight_decay"])
def test_one_network_has_one_rate_and_one_decay(setting: str) -> None:
    settings: dict[str, Any] = {"epochs": 1, "batch_size": 8, "learning_rate": 1.0}
    with pytest.raises(ValueError, match=rf"{setting} must be .*, got \[1, 2, 3\]"):
        train(Network([2, 3, 2]), *spots(), **settings | {setting: [1, 2, 3]})
