import math
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from primer.activation import Activation, identity, relu, sigmoid, softmax, tanh
from primer.cost import Cost, binary_cross_entropy, cross_entropy, squared_error
from primer.network import Network


def test_the_digit_network_has_13002_parameters() -> None:
    network = Network([784, 16, 16, 10])
    assert network.parameter_count == 13_002
    assert sum(weights.size for weights in network.weights) == 12_960
    assert sum(biases.size for biases in network.biases) == 42
    layers = zip(network.weights, network.biases, strict=True)
    assert [w.size + b.size for w, b in layers] == [12_560, 272, 170]


def test_row_j_of_weights_goes_into_neuron_j() -> None:
    network = Network([3, 2], output=identity, dtype=np.float64)
    network.weights[0][...] = [[1, 10, 100], [2, 20, 200]]
    network.biases[0][...] = [0.5, 0.25]
    assert network([1, 1, 2]).tolist() == [211.5, 422.25]


def test_the_order_of_hidden_neurons_changes_nothing() -> None:
    network, x = Network([4, 6, 5, 3], dtype=np.float64), np.eye(4)
    network.biases[0] += np.arange(6)
    before = network(x)
    order = np.random.default_rng(0).permutation(6)
    network.weights[0], network.biases[0] = network.weights[0][order], network.biases[0][order]
    network.weights[1] = network.weights[1][:, order]
    np.testing.assert_allclose(network(x), before, rtol=1e-12)


def test_a_batch_is_its_rows_one_by_one() -> None:
    network = Network([4, 6, 3], output=softmax, dtype=np.float64)
    x, y = np.random.default_rng(0).normal(size=(5, 4)), np.eye(3)[[0, 2, 1, 1, 0]]
    np.testing.assert_allclose(network(x), [network(row) for row in x], rtol=1e-12)
    assert network.predict(x).tolist() == [network.predict(row) for row in x]
    costs = [network.cost(row, target) for row, target in zip(x, y, strict=True)]
    assert network.cost(x, y) == pytest.approx(np.mean(costs), rel=1e-12)


def test_the_same_seed_makes_the_same_network() -> None:
    one, same, other = (Network([9, 4], seed=seed).weights[0] for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize(("activation", "expected"), [(sigmoid, 1 / 20), (relu, math.sqrt(2) / 20)])
def test_the_random_start_has_the_documented_spread(
    activation: Activation, expected: float
) -> None:
    network = Network([400, 300, 10], activation=activation)
    assert network.weights[0].mean() == pytest.approx(0, abs=expected / 50)
    assert network.weights[0].std() == pytest.approx(expected, rel=0.01)
    assert not any(bias.any() for bias in network.biases)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_everything_is_of_the_networks_dtype(dtype: type[np.floating]) -> None:
    network = Network([3, 4, 2], activation=relu, output=softmax, dtype=dtype)
    gradient = network.gradient([1, 2, 3], [0, 1])
    network.step(gradient, learning_rate=0.1)
    arrays = network.weights + network.biases + gradient.weights + gradient.biases
    assert {array.dtype for array in [*arrays, network([1, 2, 3])]} == {np.dtype(dtype)}


def test_the_default_cost_fits_the_output() -> None:
    assert Network([3, 2]).cost_function is squared_error
    assert Network([3, 2], output=softmax).cost_function is cross_entropy


def test_a_network_is_printed_as_it_was_made() -> None:
    network = Network([3, 2], output=softmax)
    expected = "Network([3, 2], activation=sigmoid, output=softmax, cost=cross_entropy)"
    assert repr(network) == expected
    assert repr(eval(expected)) == expected


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("activation", "output", "cost"),
    [
        (sigmoid, sigmoid, squared_error),
        (relu, softmax, cross_entropy),
        (tanh, sigmoid, binary_cross_entropy),
        (identity, identity, squared_error),
    ],
)
def test_a_saved_network_comes_back_whole(
    tmp_path: Path, activation: Activation, output: Activation, cost: Cost, dtype: type[np.floating]
) -> None:
    network = Network([4, 6, 3], activation=activation, output=output, cost=cost, dtype=dtype)
    network.biases[0] += np.arange(6)
    network.save(tmp_path / "saved.npz")
    loaded = Network.load(tmp_path / "saved.npz")
    assert repr(loaded) == repr(network)
    assert loaded.dtype == dtype
    assert np.array_equal(loaded([1, 2, 3, 4]), network([1, 2, 3, 4]))


def test_saving_keeps_the_name_it_was_given(tmp_path: Path) -> None:
    Network([2, 1]).save(str(tmp_path / "digits"))
    assert [file.name for file in tmp_path.iterdir()] == ["digits"]


def rewritten(path: Path, **changes: object) -> None:
    """Write a saved network with some arrays replaced, or left out where None."""
    Network([4, 6, 3]).save(path)
    arrays = {name: changes.get(name, array) for name, array in np.load(path).items()}
    kept = {name: np.array(array) for name, array in arrays.items() if array is not None}
    np.savez(path, **kept)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda path: path.write_text("hello"), ""),
        (lambda path: path.write_bytes(path.read_bytes()[:300]), ""),
        (lambda path: path.write_bytes(b""), ""),
        (lambda path: path.write_bytes(pickle.dumps([1, 2, 3])), "pickle"),
        (lambda path: np.savez(path, x=np.zeros(3)), "names"),
        (lambda path: rewritten(path, biases_1=None), "biases_1"),
        (lambda path: rewritten(path, weights_0=np.zeros((4, 6))), r"weights_0 is \(4, 6\)"),
        (lambda path: rewritten(path, sizes=[4, 6, 3.5]), "whole numbers"),
        (lambda path: rewritten(path, names=["other", "tanh", "tanh", "x"]), "'other'"),
        (lambda path: rewritten(path, names=["primer network 1", "swish", "tanh", "x"]), "'swish'"),
    ],
)
def test_a_file_that_is_no_network_is_named(
    tmp_path: Path, damage: Callable[[Path], object], message: str
) -> None:
    path = tmp_path / "saved.npz"
    Network([4, 6, 3]).save(path)
    damage(path)
    with pytest.raises(ValueError, match=rf"(?s)^{re.escape(str(path))}: expected a .*{message}"):
        Network.load(path)


class Harmful:
    """Writes a file when a pickle of it is opened."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


def test_a_pickle_inside_a_file_is_never_run(tmp_path: Path) -> None:
    path, mark = tmp_path / "harmful.npz", tmp_path / "mark"
    rewritten(path, names=np.array([Harmful(mark)] * 4, dtype=object))
    with pytest.raises(ValueError, match="allow_pickle=False"):
        Network.load(path)
    assert not mark.exists()
    np.load(path, allow_pickle=True)["names"]
    assert mark.exists()


def test_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Network.load(tmp_path / "none.npz")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Network([784]), r"two or more positive whole numbers, got \[784\]"),
        (lambda: Network([784, 0]), r"positive whole numbers, got \[784, 0\]"),
        (lambda: Network([784, -3]), "positive"),
        (lambda: Network([784, 2.5]), "whole numbers"),  # type: ignore[list-item]
        (lambda: Network([3, float("inf")]), "whole numbers"),  # type: ignore[list-item]
        (lambda: Network([3, 2], activation=softmax), "softmax is for outputs"),
        (lambda: Network([3, 2], cost=cross_entropy), "needs softmax outputs, got sigmoid"),
        (lambda: Network([3, 2], dtype=np.int64), "float32 or float64, got int64"),
        (lambda: Network([3, 2], dtype=np.float16), "float32 or float64, got float16"),
    ],
)
def test_what_is_no_network_is_refused(make: Callable[[], Network], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ([1, 2], r"inputs must be \(3,\) or \(n, 3\), got \(2,\)"),
        (5.0, r"got \(\)"),
        ([[[1, 2, 3]]], r"got \(1, 1, 3\)"),
        (np.zeros((3, 5)), r"got \(3, 5\)"),
        ([1, 2, float("nan")], "finite numbers, got NaN or infinity"),
        ([1, 2, float("-inf")], "finite"),
        ([[1, 2, 3], [4, 5]], "inhomogeneous"),
        (["a", "b", "c"], "could not convert string"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(inputs: list[float], message: str) -> None:
    network = Network([3, 2])
    calls = (network, network.activations, network.predict)
    for call in (*calls, lambda x: network.cost(x, [0, 1]), lambda x: network.gradient(x, [0, 1])):
        with pytest.raises(ValueError, match=message):
            call(inputs)


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ([[0, 1]], "one target for each input, got 2 and 1"),
        ([7, 3, 1], r"targets must be \(2,\) or \(n, 2\), got \(3,\)"),
        ([[0, 1], [0, float("nan")]], "targets must be finite"),
        ([[1, 1], [0, 1]], "sum to 1"),
    ],
)
def test_targets_that_do_not_fit_are_refused(targets: list[float], message: str) -> None:
    network = Network([3, 2], output=softmax)
    for call in (network.cost, network.gradient):
        with pytest.raises(ValueError, match=message):
            call(np.ones((2, 3)), targets)


def test_no_example_has_no_gradient() -> None:
    with pytest.raises(ValueError, match="at least one example"):
        Network([3, 2]).gradient(np.ones((0, 3)), np.ones((0, 2)))
