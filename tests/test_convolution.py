from pathlib import Path

import numpy as np
import pytest

from primer import (
    ConvolutionalNetwork,
    Network,
    convolve,
    load_digits,
    numerical_gradient,
    train,
)

random = np.random.default_rng(7)


def small_network() -> ConvolutionalNetwork:
    network = ConvolutionalNetwork(kernels=2, seed=1, dtype=np.float64)
    network.biases[0][:] = [0.3, -0.2]  # so that black places, too, count for something
    return network


def test_each_place_of_a_map_is_a_weighted_sum() -> None:
    image, kernels = random.random((28, 28)), random.normal(size=(2, 3, 3))
    maps = convolve(image.ravel(), kernels)
    assert maps.shape == (1, 2, 26, 26)
    for row, column in ((0, 0), (4, 9), (25, 25)):
        window = image[row : row + 3, column : column + 3]
        assert np.isclose(maps[0, 1, row, column], (window * kernels[1]).sum())


def test_the_map_moves_with_the_image() -> None:
    image = np.zeros((28, 28))
    image[8:20, 8:20] = random.random((12, 12))
    moved = np.roll(image, (2, -3), axis=(0, 1))
    kernels = random.normal(size=(3, 5, 5))
    maps, moved_maps = convolve(image.ravel(), kernels), convolve(moved.ravel(), kernels)
    np.testing.assert_allclose(moved_maps, np.roll(maps, (2, -3), axis=(2, 3)), atol=1e-12)


def test_outputs_are_those_of_plain_loops() -> None:
    network, image = small_network(), random.random((28, 28))
    hidden = []
    for kernel, bias in zip(network.weights[0], network.biases[0], strict=True):
        for row in range(0, 24, 2):
            for column in range(0, 24, 2):
                sums = [
                    (image[r : r + 5, c : c + 5] * kernel).sum() + bias
                    for r in (row, row + 1)
                    for c in (column, column + 1)
                ]
                hidden.append(max(0, *sums))
    z = network.weights[1] @ hidden + network.biases[1]
    np.testing.assert_allclose(network(image.ravel()), np.exp(z) / np.exp(z).sum())


def test_gradient_agrees_with_nudging() -> None:
    network = small_network()
    digits = load_digits("test")  # their black borders are ties for the pooling
    images, targets = digits.images[:2].astype(float), digits.targets[:2]
    found, nudged = network.gradient(images, targets), numerical_gradient(network, images, targets)
    for ours, theirs in zip(
        [*found.weights, *found.biases], [*nudged.weights, *nudged.biases], strict=True
    ):
        np.testing.assert_allclose(ours, theirs, atol=1e-8)


def test_many_images_give_what_each_gives_alone() -> None:
    network, images = small_network(), random.random((501, 784))
    together = network(images)
    np.testing.assert_allclose(together[[0, 250, 500]], [network(images[i]) for i in (0, 250, 500)])


def test_it_trains_as_every_network_does() -> None:
    digits, network = load_digits("train"), ConvolutionalNetwork(kernels=2)
    x, y = digits.images[:200], digits.targets[:200]
    history = train(
        network, x, y, epochs=10, batch_size=10, learning_rate=0.1, momentum=0.5, progress=False
    )
    assert history[-1].accuracy is not None
    assert history[-1].accuracy > 0.9


def test_a_saved_network_gives_the_same_outputs(tmp_path: Path) -> None:
    network, images = small_network(), random.random((3, 784))
    network.save(tmp_path / "network.npz")
    again = ConvolutionalNetwork.load(tmp_path / "network.npz")
    assert repr(again) == "ConvolutionalNetwork(kernels=2)"
    np.testing.assert_array_equal(again(images), network(images))


def test_the_file_of_a_plain_network_is_refused(tmp_path: Path) -> None:
    Network([784, 2, 10]).save(tmp_path / "network.npz")
    with pytest.raises(ValueError, match="expected a file of format"):
        ConvolutionalNetwork.load(tmp_path / "network.npz")


@pytest.mark.parametrize(
    ("images", "kernels"), [((3, 28), (1, 3, 3)), ((784,), (3, 3)), ((784,), (1, 3, 5))]
)
def test_wrong_shapes_are_refused(images: tuple[int, ...], kernels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="must be"):
        convolve(np.zeros(images), np.zeros(kernels))
