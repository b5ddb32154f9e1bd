"""What the figures in the browser are given: the course's network, and digits to try it on.

Runs as a page does, and prints each file as a line: its name and its bytes in base64.
"""

from base64 import b64encode

import numpy as np

import primer
from primer import Network, export, identity, load_digits, train_digit_network

train, test = load_digits("train"), load_digits("test")
network = train_digit_network().network
averages = [train.images[train.labels == digit].mean(axis=0) for digit in range(10)]
# The images of the chapter on memorising.
order = np.random.default_rng(0).permutation(len(train))
few, held_out = order[:1000], order[-2000:]


def decayed() -> dict[str, Network]:
    """Train the first network of "Let unused weights fade" in chapter 15, with each decay."""
    decays = ("0", "0.0001", "0.0003", "0.001")
    networks = [Network([784, 16, 16, 10], seed=0) for _ in decays]
    primer.train_together(
        networks,
        train.images[:12_000],
        train.targets[:12_000],
        epochs=6,
        batch_size=32,
        learning_rate=3.0,
        weight_decay=[float(decay) for decay in decays],
        measure=False,
    )
    return dict(zip(decays, networks, strict=True))


def decoder(size: int) -> Network:
    """Return the mean image and the first principal components, as the page on compression."""
    learned = train.images[:6_000]
    mean = learned.mean(axis=0)
    patterns = np.linalg.svd((learned - mean).T @ (learned - mean))[2]
    network = Network([size, 784], output=identity)
    network.weights[0][:], network.biases[0][:] = patterns[:size].T, mean
    return network


files = {
    "network": export.pack_network(network),
    # What the chapter on parameters turns the dials of.
    "chance": export.pack_network(Network([784, 16, 16, 10], seed=0)),
    # As they are, to look at: digit 18 here is digit 18 of the test set.
    "samples": export.pack_digits(test.images[:200], test.labels[:200]),
    # The average of each digit, and the sloppy 3 of the first chapter.
    "averages": export.pack_digits([*averages, test.images[349]], [*range(10), 3]),
    "patterns": export.pack_network(decoder(32)),
    # To learn from and to measure on, in four shades, which makes them a third of the size.
    "few": export.pack_digits(train.images[:1000], train.labels[:1000], levels=4),
    "training": export.pack_digits(train.images[:10_000], train.labels[:10_000], levels=4),
    "memorising": export.pack_digits(train.images[few], train.labels[few], levels=4),
    "validation": export.pack_digits(train.images[held_out], train.labels[held_out], levels=4),
    "test": export.pack_digits(test.images[::10], test.labels[::10], levels=4),
    **{f"decay-{decay}": export.pack_network(network) for decay, network in decayed().items()},
    # Its answer to every test digit, and the images of those it misreads, in eight shades.
    "readings": export.pack_readings(test.images, test.labels, network(test.images), levels=8),
}
for name, content in files.items():
    print(name, b64encode(content).decode())
