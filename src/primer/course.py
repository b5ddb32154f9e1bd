"""The digit network of the course: trained when first needed, then kept."""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

from primer.data import load_digits
from primer.network import Network
from primer.training import Epoch, train

SIZES = (784, 16, 16, 10)
EPOCHS = 10
BATCH_SIZE = 32
LEARNING_RATE = 3.0


class Trained(NamedTuple):
    """A network and how its training went.

    Attributes:
        network: With sigmoid neurons and squared error, as in the lesson.
        history: One `Epoch` for each pass over the 60,000 training digits.
    """

    network: Network
    history: list[Epoch]


def train_digit_network(seed: int = 0) -> Trained:
    """Return the network 784-16-16-10, trained on all 60,000 training digits.

    Takes some ten seconds. When the environment variable `PRIMER_CACHE` names
    a folder, the result is kept there under a key made of the package's code,
    the data and NumPy's version, and read back the next time.

    Args:
        seed: For the random start and the random order of the digits.
    """
    cache = os.environ.get("PRIMER_CACHE")
    if not cache:
        return _train(seed)
    network_file = Path(cache) / f"digit-network-{seed}-{_key()}.npz"
    history_file = network_file.with_suffix(".json")
    if not history_file.exists():
        _keep(_train(seed), network_file, history_file)
    history = [Epoch(**epoch) for epoch in json.loads(history_file.read_text("utf-8"))]
    return Trained(Network.load(network_file), history)


def _train(seed: int) -> Trained:
    digits = load_digits("train")
    network = Network(SIZES, seed=seed)
    history = train(
        network,
        digits.images,
        digits.targets,
        epochs=EPOCHS,
        batch_size=BATCH_SIZE,
        learning_rate=LEARNING_RATE,
        seed=seed,
    )
    return Trained(network, history)


def _keep(trained: Trained, network_file: Path, history_file: Path) -> None:
    """Write both files, each whole or not at all, the one that is looked for last."""
    network_file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = network_file.with_suffix(f".{os.getpid()}")
    trained.network.save(unfinished)
    unfinished.replace(network_file)
    unfinished.write_text(json.dumps([asdict(epoch) for epoch in trained.history]), "utf-8")
    unfinished.replace(history_file)


def _key() -> str:
    package = Path(__file__).parent
    key = hashlib.sha256(np.__version__.encode())
    for name in ("activation", "cost", "network", "training", "course", "data/digits"):
        key.update((package / f"{name}.py").read_bytes())
    return key.hexdigest()[:16]
