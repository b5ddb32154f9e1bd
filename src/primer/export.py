"""Networks and digits as small files for the figures in a browser.

A file is one zlib stream. Inside stand a line of JSON, which describes the
arrays, and then their numbers, array after array, row by row, little-endian.
A stored number times the `scale` of its array is the number that is meant.
"""

import json
import zlib
from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from primer.network import Network

__all__ = ["pack_digits", "pack_network", "pack_readings"]

type Stored = tuple[NDArray[np.generic], float]


def pack_network(network: Network, number: Literal["int8", "float32"] = "int8") -> bytes:
    """Return a network as a file for `figures/data.mjs`.

    Args:
        network: Its weights and biases, and the names of its functions.
        number: How to store a parameter: `"int8"` in one byte, as a whole multiple of
            1/127 of the largest of its array, or `"float32"` in four.

    Raises:
        ValueError: If there is no such kind of number, or a parameter is not finite.

    Examples:
        >>> len(pack_network(Network([784, 16, 16, 10]))) < 13_500
        True
    """
    if number not in ("int8", "float32"):
        raise ValueError(f"number must be 'int8' or 'float32', got {number!r}")
    arrays: dict[str, Stored] = {}
    for layer, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        for name, array in ((f"weights{layer}", w), (f"biases{layer}", b)):
            if not np.isfinite(array).all():
                raise ValueError(f"{name} must be finite numbers, got NaN or infinity")
            arrays[name] = _in_steps(array) if number == "int8" else (array.astype("<f4"), 1.0)
    facts = {
        "sizes": network.sizes,
        "activation": network.activation.name,
        "output": network.output.name,
        "cost": network.cost_function.name,
    }
    return _pack(facts, arrays)


def pack_digits(images: ArrayLike, labels: ArrayLike, levels: int = 256) -> bytes:
    """Return digits as a file for `figures/data.mjs`.

    Args:
        images: Shape `(n, pixels)`, 0 black to 1 white.
        labels: Shape `(n,)`, 0 to 9.
        levels: Shades of grey that are kept, 2 to 256; fewer make a smaller file.

    Raises:
        ValueError: If shapes, brightness, labels or levels are not as above.

    Examples:
        >>> len(pack_digits(np.zeros((2, 784)), [3, 8])) < 200
        True
    """
    return _pack({}, _digits(images, labels, levels))


def pack_readings(
    images: ArrayLike, labels: ArrayLike, outputs: ArrayLike, right: int = 10, levels: int = 256
) -> bytes:
    """Return what a network made of digits as a file for `figures/data.mjs`.

    It holds the label and the answer of every digit. Of the digits that are misread, and of
    those of each class that are read right with the least output, it holds the image too, and
    the output for the answer; `shown` is 1 where it does.

    Args:
        images: Shape `(n, pixels)`, 0 black to 1 white.
        labels: Shape `(n,)`, 0 to 9.
        outputs: Of the network for each image, shape `(n, 10)`; the largest is its answer.
        right: How many images of each class that are read right.
        levels: Shades of grey that are kept, 2 to 256.

    Raises:
        ValueError: If there are not ten numbers for each image, or the digits are none.

    Examples:
        >>> outputs = np.eye(10)[[3, 5]]
        >>> len(pack_readings(np.zeros((2, 784)), [3, 8], outputs)) < 400
        True
    """
    given, strengths = _digits(images, labels, levels), np.asarray(outputs)
    (pixels, scale), digits = given["images"], given["labels"][0]
    if strengths.shape != (len(digits), 10) or not np.isfinite(strengths).all():
        expected = f"outputs must be finite numbers of shape ({len(digits)}, 10)"
        raise ValueError(f"{expected}, got shape {strengths.shape}")
    answers, sure = strengths.argmax(axis=1).astype(np.uint8), strengths.max(axis=1)
    shown = answers != digits
    for digit in range(10):
        rows = np.flatnonzero((digits == digit) & (answers == digit))
        shown[rows[np.argsort(sure[rows], kind="stable")[:right]]] = True
    arrays = {"labels": (digits, 1.0), "answers": (answers, 1.0)}
    arrays |= {"shown": (shown.astype(np.uint8), 1.0)}
    arrays |= {"outputs": (sure[shown].astype("<f4"), 1.0), "images": (pixels[shown], scale)}
    return _pack({}, arrays)


def _digits(images: ArrayLike, labels: ArrayLike, levels: int) -> dict[str, Stored]:
    pixels, digits = np.asarray(images), np.asarray(labels)
    if pixels.ndim != 2 or digits.shape != pixels.shape[:1]:
        expected = "images must be (n, pixels) and labels (n,)"
        raise ValueError(f"{expected}, got {pixels.shape} and {digits.shape}")
    if not ((pixels >= 0) & (pixels <= 1)).all():
        raise ValueError("images must be numbers from 0 to 1")
    if not np.isin(digits, range(10)).all():
        raise ValueError("labels must be whole numbers from 0 to 9")
    if levels not in range(2, 257):
        raise ValueError(f"levels must be a whole number from 2 to 256, got {levels}")
    shades = np.rint(pixels * (levels - 1)).astype(np.uint8)
    return {"images": (shades, 1 / (levels - 1)), "labels": (digits.astype(np.uint8), 1.0)}


def _in_steps(array: NDArray[np.floating]) -> Stored:
    step = float(np.abs(array).max()) / 127 or 1.0
    return np.rint(array / step).astype(np.int8), step


def _pack(facts: Mapping[str, object], arrays: Mapping[str, Stored]) -> bytes:
    described = [
        {"name": name, "type": array.dtype.name, "shape": array.shape, "scale": scale}
        for name, (array, scale) in arrays.items()
    ]
    head = json.dumps({**facts, "arrays": described}, separators=(",", ":"))
    numbers = b"".join(array.tobytes() for array, _ in arrays.values())
    return zlib.compress(f"{head}\n".encode() + numbers, 9)
