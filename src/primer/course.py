"""The digit networks of the course: trained when first needed, then kept."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from primer.data import load_digits
from primer.network import Network
from primer.training import Epoch, train_together


@dataclass(frozen=True)
class Recipe:
    """How to make a network that reads digits: all of it but the seed.

    Attributes:
        name: A word for files.
        sizes: Neurons in each layer, 784 first and 10 last.
        epochs: Passes over the training digits.
        batch_size: Digits in a mini-batch.
        learning_rate: Length of a step.
        examples: How many of the 60,000 training digits it learns from, the first ones.
        unit_start: Whether weights and biases start with standard deviation 1,
            whatever the number of inputs, instead of as `Network` draws them.
        tested: Whether the history measures the test digits after each epoch,
            not those that it learned from, as publications of the time did.
            Nothing is chosen by it.
    """

    name: str
    sizes: tuple[int, ...]
    epochs: int
    batch_size: int
    learning_rate: float
    examples: int = 60_000
    unit_start: bool = False
    tested: bool = False

    def network(self, seed: int) -> Network:
        """Return the network before training."""
        network = Network(self.sizes, seed=seed)
        if self.unit_start:
            random = np.random.default_rng(seed)
            for parameters in [*network.biases, *network.weights]:
                parameters[...] = random.normal(size=parameters.shape)
        return network


COURSE = Recipe("course", (784, 16, 16, 10), epochs=10, batch_size=32, learning_rate=3.0)
"""The network of this site: sigmoid neurons and squared error."""

LESSON = Recipe(
    "lesson", (784, 16, 16, 10), 30, 10, 3.0, examples=50_000, unit_start=True, tested=True
)
"""The same shape, trained by the code that the most watched lesson builds on.

Source: G. Sanderson, *Neural networks*, 3Blue1Brown, 2017, chapter 2."""

BOOK = replace(LESSON, name="book", sizes=(784, 30, 10))
"""The first network of a widely read book, with the same code.

Source: M. Nielsen, *Neural Networks and Deep Learning*, 2015, chapter 1."""


class Trained(NamedTuple):
    """A network and how its training went.

    Attributes:
        network: With sigmoid neurons and squared error, as in the lesson.
        history: One `Epoch` for each pass over its training digits.
    """

    network: Network
    history: list[Epoch]


def train_digit_network(seed: int = 0) -> Trained:
    """Return the network 784-16-16-10, trained on all 60,000 training digits.

    The first of `train_digit_networks(COURSE, [seed])`, which tells the rest.

    Args:
        seed: For the random start; the order of the digits is always the same.
    """
    return train_digit_networks(COURSE, [seed])[0]


def train_digit_networks(recipe: Recipe = COURSE, seeds: Sequence[int] = range(5)) -> list[Trained]:
    """Return networks trained by one recipe, one for each seed.

    Takes from seconds to minutes. When the environment variable `PRIMER_CACHE`
    names a folder, each is kept there under a key made of the package's code,
    the data and NumPy's version, and read back the next time.

    Args:
        recipe: `COURSE`, `LESSON`, `BOOK`, or one of your own.
        seeds: Each for a random start; all learn in one random order of the digits.

    Examples:
        >>> quick = Recipe("quick", (784, 10), epochs=0, batch_size=10, learning_rate=3.0)
        >>> [trained.network.sizes for trained in train_digit_networks(quick, [0, 1])]
        [[784, 10], [784, 10]]
    """
    if not (cache := os.environ.get("PRIMER_CACHE")):
        return _train(recipe, seeds)
    key = _key(recipe)
    files = {seed: Path(cache) / f"{recipe.name}-network-{seed}-{key}.npz" for seed in seeds}
    missing = [seed for seed in seeds if not files[seed].with_suffix(".json").exists()]
    for seed, trained in zip(missing, _train(recipe, missing), strict=True):
        _keep(trained, files[seed])
    return [_read(files[seed]) for seed in seeds]


def _train(recipe: Recipe, seeds: Sequence[int]) -> list[Trained]:
    if not seeds:
        return []
    digits, test = load_digits("train"), load_digits("test")
    networks = [recipe.network(seed) for seed in seeds]
    histories = train_together(
        networks,
        digits.images[: recipe.examples],
        digits.targets[: recipe.examples],
        epochs=recipe.epochs,
        batch_size=recipe.batch_size,
        learning_rate=recipe.learning_rate,
        validation=(test.images, test.targets) if recipe.tested else None,
        measure=not recipe.tested,
    )
    return list(map(Trained, networks, histories))


def _keep(trained: Trained, network_file: Path) -> None:
    """Write both files, each whole or not at all, the one that is looked for last."""
    network_file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = network_file.with_suffix(f".{os.getpid()}")
    trained.network.save(unfinished)
    unfinished.replace(network_file)
    unfinished.write_text(json.dumps([asdict(epoch) for epoch in trained.history]), "utf-8")
    unfinished.replace(network_file.with_suffix(".json"))


def _read(network_file: Path) -> Trained:
    history = json.loads(network_file.with_suffix(".json").read_text("utf-8"))
    return Trained(Network.load(network_file), [Epoch(**epoch) for epoch in history])


def _key(recipe: Recipe) -> str:
    package = Path(__file__).parent
    key = hashlib.sha256(f"{np.__version__} {recipe}".encode())
    parts = ("activation", "cost", "network", "descent", "training", "course")
    for name in (*parts, "data/digits", "data/labelled", "data/packed"):
        key.update((package / f"{name}.py").read_bytes())
    return key.hexdigest()[:16]
