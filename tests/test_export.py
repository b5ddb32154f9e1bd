import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from primer import Network, accuracy, load_digits, relu, softmax, train_digit_network
from primer.export import pack_digits, pack_network, pack_readings

NETWORKS = Path(__file__).parents[1] / ".cache" / "networks"
DIGITS = np.linspace(0, 1, 12).reshape(3, 4)


def unpack(file: bytes) -> tuple[dict[str, Any], dict[str, NDArray[np.float64]]]:
    """Read a file as its description says, with none of the code that wrote it."""
    head, _, numbers = zlib.decompress(file).partition(b"\n")
    facts, arrays = json.loads(head), {}
    for about in facts["arrays"]:
        kind = np.dtype(about["type"]).newbyteorder("<")
        count = int(np.prod(about["shape"]))
        stored = np.frombuffer(numbers, kind, count).reshape(about["shape"])
        arrays[about["name"]] = stored * about["scale"]
        numbers = numbers[stored.nbytes :]
    assert numbers == b""
    return facts, arrays


def rebuilt(network: Network, file: bytes) -> Network:
    """Return a network of the same functions with the parameters of a file."""
    copy = Network(network.sizes, activation=network.activation, output=network.output)
    _, arrays = unpack(file)
    copy.weights = [arrays[f"weights{i}"].astype(np.float32) for i in range(len(copy.weights))]
    copy.biases = [arrays[f"biases{i}"].astype(np.float32) for i in range(len(copy.biases))]
    return copy


def test_float32_loses_nothing() -> None:
    network = Network([5, 4, 3], seed=3)
    network.biases[1][:] = [0.1, -2, 3]
    copy = rebuilt(network, pack_network(network, "float32"))
    assert all(map(np.array_equal, copy.weights, network.weights))
    assert all(map(np.array_equal, copy.biases, network.biases))


def test_int8_is_off_by_half_a_step_at_most() -> None:
    network = Network([5, 4, 3], seed=3)
    copy = rebuilt(network, pack_network(network))
    for w, exact in zip(copy.weights, network.weights, strict=True):
        assert np.abs(w - exact).max() <= np.abs(exact).max() / 254 + 1e-7
        assert w.flat[np.abs(exact).argmax()] == pytest.approx(exact.flat[np.abs(exact).argmax()])


def test_int8_costs_the_course_s_network_nothing_measurable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PRIMER_CACHE", str(NETWORKS))
    network, test = train_digit_network().network, load_digits("test")
    file = pack_network(network)
    copy = rebuilt(network, file)
    exact = accuracy(network.predict(test.images), test.labels)
    assert abs(accuracy(copy.predict(test.images), test.labels) - exact) <= 0.001
    assert len(file) <= network.parameter_count + 600


def test_the_file_names_what_the_network_computes_with() -> None:
    network = Network([5, 4, 3], activation=relu, output=softmax)
    facts, _ = unpack(pack_network(network))
    names = (facts["sizes"], facts["activation"], facts["output"], facts["cost"])
    assert names == ([5, 4, 3], "relu", "softmax", "cross_entropy")


def test_digits_keep_their_shades() -> None:
    images = load_digits("test").images[:20]
    _, arrays = unpack(pack_digits(images, np.arange(20) % 10))
    np.testing.assert_allclose(arrays["images"], images, atol=1e-7)
    assert np.array_equal(arrays["labels"], np.arange(20) % 10)


def test_fewer_levels_round_to_the_nearest() -> None:
    _, arrays = unpack(pack_digits([[0, 0.49, 0.51, 1]], [7], levels=2))
    assert arrays["images"].tolist() == [[0, 0, 1, 1]]


def test_readings_hold_every_answer_and_the_images_of_mistakes_and_doubts() -> None:
    images = np.arange(12).reshape(6, 2) / 11
    outputs = np.zeros((6, 10))
    for row, (answer, strength) in enumerate(
        [(3, 0.75), (3, 0.25), (3, 0.5), (5, 0.125), (5, 1), (8, 0.5)]
    ):
        outputs[row, answer] = strength
    _, arrays = unpack(pack_readings(images, [3, 3, 3, 5, 3, 8], outputs, right=1))
    assert arrays["labels"].tolist() == [3, 3, 3, 5, 3, 8]
    assert arrays["answers"].tolist() == [3, 3, 3, 5, 5, 8]
    assert np.flatnonzero(arrays["shown"]).tolist() == [1, 3, 4, 5]
    assert arrays["outputs"].tolist() == [0.25, 0.125, 1, 0.5]
    np.testing.assert_allclose(arrays["images"], images[[1, 3, 4, 5]], atol=1 / 510 + 1e-9)


@pytest.mark.parametrize("outputs", [np.zeros((3, 9)), np.zeros((2, 10)), np.full((3, 10), np.nan)])
def test_what_are_no_readings_is_refused(outputs: NDArray[np.float64]) -> None:
    with pytest.raises(ValueError, match=r"outputs must be finite numbers of shape \(3, 10\)"):
        pack_readings(DIGITS, [1, 2, 3], outputs)


def test_the_same_network_gives_the_same_bytes() -> None:
    assert pack_network(Network([9, 4])) == pack_network(Network([9, 4]))


def test_zero_weights_stay_zero() -> None:
    network = Network([2, 1])
    network.weights[0][:] = 0
    assert not unpack(pack_network(network))[1]["weights0"].any()


@pytest.mark.parametrize(
    ("images", "labels", "levels", "message"),
    [
        (DIGITS[0], [1, 2, 3], 256, r"images must be \(n, pixels\).*got \(4,\)"),
        (DIGITS, [1, 2], 256, r"and labels \(n,\), got \(3, 4\) and \(2,\)"),
        (DIGITS * 255, [1, 2, 3], 256, "from 0 to 1"),
        (DIGITS * np.nan, [1, 2, 3], 256, "from 0 to 1"),
        (DIGITS, [1, 2, 10], 256, "from 0 to 9"),
        (DIGITS, [1, 2, 3], 1, "from 2 to 256, got 1"),
    ],
)
def test_what_are_no_digits_is_refused(
    images: Any, labels: list[int], levels: int, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        pack_digits(images, labels, levels)


def test_a_network_that_cannot_be_stored_is_refused() -> None:
    network = Network([2, 1])
    with pytest.raises(ValueError, match="'int8' or 'float32', got 'int4'"):
        pack_network(network, "int4")  # type: ignore[arg-type]
    network.biases[0][0] = np.inf
    with pytest.raises(ValueError, match="biases0 must be finite"):
        pack_network(network)
