"""JavaScript and Python compute the same: every value, on networks of every kind."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from primer import Gradient, Network, identity, relu, sigmoid, softmax, tanh, train
from primer.activation import ACTIVATIONS, Activation
from primer.cost import Cost, binary_cross_entropy, cross_entropy, squared_error
from tests.figures.conftest import Call

HIDDEN = (sigmoid, tanh, relu, identity)
ENDINGS = [
    *((output, squared_error) for output in ACTIVATIONS),
    (softmax, cross_entropy),
    (sigmoid, binary_cross_entropy),
]
AS_NETWORK = """(given, Kind = Float64Array) => ({
    ...given,
    weights: given.weights.map((values) => Kind.from(values)),
    biases: given.biases.map((values) => Kind.from(values)),
})"""
EVERYTHING = f"""({{ network, inputs, targets, width, count }}) => {{
    const given = ({AS_NETWORK})(network)
    const [x, y] = [Float64Array.from(inputs), Float64Array.from(targets)]
    const rows = Array.from({{ length: count }}, (_, row) => row)
    const slopes = learning.gradient(given, x, y, rows)
    return {{
        layers: rows.map((row) => model.forward(given, model.rowOf(x, row, width))
            .map((layer) => [...layer])),
        cost: model.cost(given, x, y, rows),
        weights: slopes.weights.map((values) => [...values]),
        biases: slopes.biases.map((values) => [...values]),
    }}
}}"""
TRAIN = f"""({{ network, inputs, targets, order, batch, rate, decay }}) => {{
    const given = ({AS_NETWORK})(network)
    const [x, y] = [Float64Array.from(inputs), Float64Array.from(targets)]
    learning.train(given, x, y, Uint32Array.from(order), batch, rate, decay)
    return [...given.weights, ...given.biases].map((values) => [...values])
}}"""


def told(network: Network) -> dict[str, Any]:
    """Write a network for JavaScript."""
    return {
        "sizes": network.sizes,
        "activation": network.activation.name,
        "output": network.output.name,
        "cost": network.cost_function.name,
        "weights": [w.ravel().tolist() for w in network.weights],
        "biases": [b.tolist() for b in network.biases],
    }


def made(hidden: Activation, output: Activation, cost: Cost) -> Network:
    """Make a network with biases that are not 0, in layers that are no multiples of 4."""
    network = Network([9, 7, 6, 5], activation=hidden, output=output, cost=cost, dtype=np.float64)
    random = np.random.default_rng(3)
    for bias in network.biases:
        bias[...] = random.normal(size=bias.shape)
    return network


def examples(network: Network, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw inputs, some of them 0, and targets that sum to 1."""
    random = np.random.default_rng(8)
    inputs = random.normal(size=(count, network.sizes[0])) * random.integers(0, 2, network.sizes[0])
    return inputs, random.dirichlet([1] * network.sizes[-1], count)


def gap(ours: Any, theirs: NDArray[np.floating]) -> float:
    """Return the largest difference between numbers and those that JavaScript gave."""
    return float(np.abs(np.array(ours).ravel() - theirs.ravel()).max())


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
@pytest.mark.parametrize(("output", "cost"), ENDINGS, ids=str)
def test_activations_cost_and_every_slope_agree(
    call: Call, hidden: Activation, output: Activation, cost: Cost
) -> None:
    network = made(hidden, output, cost)
    x, y = examples(network, 6)
    given = {"inputs": x.ravel().tolist(), "targets": y.ravel().tolist(), "width": 9, "count": 6}
    found = call(EVERYTHING, {"network": told(network), **given})
    layers = network.activations(x)
    assert max(gap([row[i] for row in found["layers"]], a) for i, a in enumerate(layers)) < 1e-12
    assert abs(found["cost"] - network.cost(x, y)) < 1e-12
    assert largest_gap(found, network.gradient(x, y)) < 1e-12


def largest_gap(found: dict[str, Any], slopes: Gradient) -> float:
    """Return the largest difference between two gradients."""
    pairs = [*zip(found["weights"], slopes.weights, strict=True)]
    pairs += zip(found["biases"], slopes.biases, strict=True)
    return max(gap(ours, theirs) for ours, theirs in pairs)


@pytest.mark.parametrize(("output", "cost"), [ENDINGS[0], ENDINGS[5]], ids=str)
def test_fifty_steps_in_the_same_order_agree(call: Call, output: Activation, cost: Cost) -> None:
    network = made(sigmoid, output, cost)
    x, y = examples(network, 199)  # the last of 50 batches is smaller
    order = np.random.default_rng(1).permutation(199)
    given = {"inputs": x.ravel().tolist(), "targets": y.ravel().tolist(), "order": order.tolist()}
    found = call(TRAIN, {"network": told(network), **given, "batch": 4, "rate": 0.5})
    start = [parameter.copy() for parameter in network.weights + network.biases]
    for first in range(0, 199, 4):
        batch = order[first : first + 4]
        network.step(network.gradient(x[batch], y[batch]), 0.5)
    end = network.weights + network.biases
    assert max(gap(ours, theirs) for ours, theirs in zip(found, end, strict=True)) < 1e-9
    assert min(gap(before, after) for before, after in zip(start, end, strict=True)) > 1e-3


def test_an_epoch_under_weight_decay_agrees(call: Call) -> None:
    network = made(relu, softmax, cross_entropy)
    x, y = examples(network, 50)
    order = np.random.default_rng(7).permutation(50)
    given = {"inputs": x.ravel().tolist(), "targets": y.ravel().tolist(), "order": order.tolist()}
    given |= {"network": told(network), "batch": 5, "rate": 0.1}
    found = call(TRAIN, given | {"decay": 0.3})
    train(network, x, y, epochs=1, batch_size=5, learning_rate=0.1, weight_decay=0.3, seed=7)
    end = network.weights + network.biases
    assert max(gap(ours, theirs) for ours, theirs in zip(found, end, strict=True)) < 1e-9
    assert max(gap(ours, end[0]) for ours in call(TRAIN, given)[:1]) > 1e-3


def test_far_sums_stay_finite(call: Call) -> None:
    squashed = call("""() => Object.values(model.activations).map(({ apply }) => {
        const sums = Float64Array.of(-1000, 0, 1000)
        apply(sums)
        return [...sums]
    })""")
    expected = [[0, 0.5, 1], [-1, 0, 1], [0, 0, 1000], [-1000, 0, 1000], [0, 0, 1]]
    assert squashed == expected


def test_an_input_of_another_size_is_refused(call: Call) -> None:
    given = told(made(sigmoid, sigmoid, squared_error))
    said = call(
        f"""(network) => {{
            try {{ model.forward(({AS_NETWORK})(network), new Float64Array(4)) }}
            catch (error) {{ return String(error) }}
        }}""",
        given,
    )
    assert said == "RangeError: expected 9 inputs, got 4"


def test_the_largest_output_is_the_answer(call: Call) -> None:
    assert call("() => model.largest([0.1, 0.9, 0.3])") == 1
