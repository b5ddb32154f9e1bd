"""What every contender is given, and how it is measured.

A contender is a module of `benchmarks.contenders`. Each runs in a process of
its own, maybe with a Python of its own, and so imports nothing of `primer`
unless it is `primer`.
"""

import argparse
import json
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

SIZES = (784, 16, 16, 10)

Floats = NDArray[np.floating]
Labels = NDArray[np.integer]


@dataclass(frozen=True)
class Task:
    """One epoch of training, the same for every contender.

    Attributes:
        images: Shape `(n, 784)`, 0 to 1.
        labels: Shape `(n,)`, 0 to 9.
        softmax: Softmax outputs and cross-entropy; else sigmoid outputs and
            half the squared error.
        batch_size: Examples in a mini-batch, of which the mean cost counts.
        learning_rate: Length of a step, as a multiple of the gradient.
        seed: For the start of the weights and the order of the examples.
    """

    images: Floats
    labels: Labels
    softmax: bool
    batch_size: int
    learning_rate: float
    seed: int

    def targets(self) -> Floats:
        """Return one-hot targets, `(n, 10)`."""
        return np.eye(10, dtype=np.float32)[self.labels]

    def start(self) -> list[Floats]:
        """Return the first weights, `(out, in)` each; every bias starts at 0."""
        random = np.random.default_rng(self.seed)
        shapes = [(n_out, n_in) for n_in, n_out in pairwise(SIZES)]
        return [random.normal(0, shape[1] ** -0.5, shape).astype(np.float32) for shape in shapes]

    def order(self) -> NDArray[np.intp]:
        """Return the random order of the examples, `(n,)`."""
        return np.random.default_rng(self.seed).permutation(len(self.images))

    def batches(self) -> Iterator[NDArray[np.intp]]:
        """Yield the indices of each mini-batch of the epoch."""
        order = self.order()
        for first in range(0, len(order), self.batch_size):
            yield order[first : first + self.batch_size]


class Contender(Protocol):
    """A way to train the network; only `learn` is timed."""

    def learn(self) -> None:
        """Train for one epoch."""

    def predict(self, images: Floats) -> Labels:
        """Return the digit read in each image, `(n,)`."""


def enter(contender: Callable[[Task], Contender], version: str) -> None:
    """Do the task of the command line, and print the result as JSON.

    Args:
        contender: Makes itself ready for a task: converts the data, sets the weights.
        version: Of the library.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("data", help="an .npz file: images, labels, test_images, test_labels")
    parser.add_argument("settings", type=json.loads, help="the rest of the task, as JSON")
    arguments = parser.parse_args()
    data: dict[str, NDArray[Any]] = dict(np.load(arguments.data))
    ready = contender(Task(data["images"], data["labels"], **arguments.settings))
    # Processor time: on one thread it is what the clock says when nothing else runs.
    start = time.process_time()
    ready.learn()
    seconds = time.process_time() - start
    right = ready.predict(data["test_images"]) == data["test_labels"]
    result = {
        "seconds": seconds,
        "accuracy": float(right.mean()),
        "version": f"{version} on Python {platform.python_version()}",
    }
    print(json.dumps(result))
