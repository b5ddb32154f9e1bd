"""Training by mini-batch gradient descent."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import ArrayLike

from primer.descent import Descent, DescentTogether, Examples, Together
from primer.network import Network
from primer.progress import show_progress


@dataclass(frozen=True)
class Epoch:
    """How a network does after one pass over the training examples.

    Attributes:
        number: 1 for the first epoch.
        cost: Mean cost over all training examples, at the end of the epoch;
            `None` unless measured.
        accuracy: Share of training examples whose largest output is the
            target's largest, 0 to 1; `None` unless targets name one class each.
        validation_cost: The same on the validation examples, `None` without.
        validation_accuracy: The same on the validation examples, `None` without.
        seconds: Time that the pass took, without the measuring after it.
    """

    number: int
    cost: float | None
    accuracy: float | None
    validation_cost: float | None
    validation_accuracy: float | None
    seconds: float

    def __str__(self) -> str:
        """Return one line for people, as `train` prints it."""
        forms = "cost {:.4f}", "accuracy {:.2%}", "validation cost {:.4f}", "accuracy {:.2%}"
        values = self.cost, self.accuracy, self.validation_cost, self.validation_accuracy
        measured = [f.format(v) for f, v in zip(forms, values, strict=True) if v is not None]
        return ", ".join([f"epoch {self.number}", *measured])


def train(
    network: Network,
    inputs: ArrayLike,
    targets: ArrayLike,
    *,
    epochs: int,
    batch_size: int,
    learning_rate: float,
    momentum: float = 0.0,
    weight_decay: float = 0.0,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    seed: int = 0,
    measure: bool = True,
    progress: bool | None = None,
) -> list[Epoch]:
    """Train a network in place by stochastic gradient descent.

    Every epoch visits all examples once, in a new random order. After each
    mini-batch the parameters move against the gradient of its mean cost.

    Args:
        network: Changed in place.
        inputs: Training examples, shape `(n, inputs)`.
        targets: What the outputs should be, shape `(n, outputs)`.
        epochs: Passes over the examples; 0 leaves the network as it is.
        batch_size: Examples in a mini-batch, 1 or more; the last may be smaller.
        learning_rate: Length of a step, as a multiple of the gradient; above 0.
        momentum: Share of the last step that is kept, 0 to below 1.
        weight_decay: Pull towards 0: this times each weight (not bias) joins its slope.
        validation: Inputs and targets to measure on, never to learn from.
        seed: Start of the random order.
        measure: Whether to measure on the training examples after each pass.
            Without, training is sooner done; without validation too, it returns
            and shows nothing.
        progress: Whether to show progress. By default a bar in a notebook, a
            line an epoch in a script, and nothing while a site is built.

    Returns:
        One `Epoch` for each pass that was measured.

    Raises:
        ValueError: If an argument is out of its range or shapes do not fit.

    Examples:
        >>> network = Network([2, 1])
        >>> x, y = [[0.0, 1.0], [1.0, 0.0]], [[1.0], [0.0]]
        >>> history = train(
        ...     network, x, y, epochs=99, batch_size=2, learning_rate=9.0, progress=False
        ... )
        >>> history[-1].cost < 0.01
        True
    """
    _check_settings(epochs, batch_size, learning_rate, momentum, weight_decay)
    examples = Examples.fitting(network, inputs, targets)
    descent = Descent(network, learning_rate, weight_decay, momentum, batch_size)
    watched = [examples if measure else None, validation and Examples.fitting(network, *validation)]
    run = _run(descent, examples, watched, epochs, seed)
    return [epoch for (epoch,) in show_progress(run, epochs, progress)]


def train_together(
    networks: Sequence[Network],
    inputs: ArrayLike,
    targets: ArrayLike,
    *,
    epochs: int,
    batch_size: int,
    learning_rate: float | Sequence[float],
    momentum: float = 0.0,
    weight_decay: float | Sequence[float] = 0.0,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    seed: int = 0,
    measure: bool = True,
    progress: bool | None = None,
) -> list[list[Epoch]]:
    """Train several networks of one shape in place, side by side.

    Each ends up as [`train`][primer.training.train] alone would leave it, only
    sooner: they see the examples in one order, and share calls and products.

    Args:
        networks: Of the same sizes, functions and dtype. Changed in place.
        inputs: Training examples for all of them, shape `(n, inputs)`.
        targets: What the outputs should be, shape `(n, outputs)`.
        epochs: As for `train`, like all that follow.
        batch_size: Examples in a mini-batch.
        learning_rate: Length of a step, for all or one for each network.
        momentum: Share of the last step that is kept.
        weight_decay: Pull towards 0, for all or one for each network.
        validation: Inputs and targets to measure on, never to learn from.
        seed: Start of the random order, the same for all.
        measure: Whether to measure on the training examples after each pass.
        progress: Whether to show progress.

    Returns:
        For each network, one `Epoch` for each pass; the time is the time of all.

    Raises:
        ValueError: As `train`, and if the networks are not all a plain `Network` of
            one kind, or rates or decays are too few or many.
    """
    _check_settings(epochs, batch_size, learning_rate, momentum, weight_decay, axes=1)
    as_one = Together(networks)
    examples = Examples.fitting(as_one, inputs, targets)
    rates, decays = map(as_one.one_each, (learning_rate, weight_decay))
    descent = DescentTogether(as_one, rates, decays, momentum, batch_size)
    watched = [examples if measure else None, validation and Examples.fitting(as_one, *validation)]
    run = _run(descent, examples, watched, epochs, seed)
    done = list(show_progress(run, epochs, progress))
    return [[epoch[which] for epoch in done] for which in range(len(networks))]


class _Epochs(tuple[Epoch, ...]):
    """The same epoch of each network."""

    def __str__(self) -> str:
        return f"{self[0]}" + (f" (the first of {len(self)} networks)" if self[1:] else "")


def _run(
    descent: Descent, examples: Examples, watched: list[Examples | None], epochs: int, seed: int
) -> Iterator[_Epochs]:
    random = np.random.default_rng(seed)
    for number in range(1, epochs + 1):
        start = time.perf_counter()
        descent.epoch(examples, random.permutation(len(examples.x)))
        seconds = time.perf_counter() - start
        sides = (side.measured(descent.network) if side else [] for side in watched)
        both = zip_longest(*sides, fillvalue=(None, None))
        if measured := [Epoch(number, *one, *other, seconds) for one, other in both]:
            yield _Epochs(measured)


def _check_settings(
    epochs: int, batch_size: int, rate: ArrayLike, momentum: float, decay: ArrayLike, axes: int = 0
) -> None:
    rates, decays = np.asarray(rate), np.asarray(decay)
    above = rates.ndim <= axes and ((rates > 0) & (rates < np.inf)).all()
    not_below = decays.ndim <= axes and ((decays >= 0) & (decays < np.inf)).all()
    for name, value, holds, expected in (
        ("epochs", epochs, _is_whole(epochs, 0), "a whole number, 0 or more"),
        ("batch_size", batch_size, _is_whole(batch_size, 1), "a whole number, 1 or more"),
        ("learning_rate", rate, above, "a number above 0"),
        ("momentum", momentum, 0 <= momentum < 1, "from 0 to below 1"),
        ("weight_decay", decay, not_below, "0 or more"),
    ):
        if not holds:
            raise ValueError(f"{name} must be {expected}, got {value}")


def _is_whole(value: float, least: int) -> bool:
    return isinstance(value, int | np.integer) and value >= least
