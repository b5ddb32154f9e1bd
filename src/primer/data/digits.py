"""The MNIST handwritten digits."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from primer.data.labelled import Labelled
from primer.data.packed import read_idx

# Packed bytes of each file of the original distribution, by split.
_FILES = {
    "train": (
        (
            "train-images-idx3-ubyte",
            "8f41e9b4abc124dc3d209e86f7ea714a81f80edea40b565a4781dec7bd67c6e2",
        ),
        (
            "train-labels-idx1-ubyte",
            "dcd3d8184fe1a8be6231f172fb3390116f91c127282fd736ab55752c179963d8",
        ),
    ),
    "test": (
        (
            "t10k-images-idx3-ubyte",
            "d815adbb3188b5bafed15d649960a5dbcb0f9138b9a4205b88b175001cb394c9",
        ),
        (
            "t10k-labels-idx1-ubyte",
            "f2edae9ce0307abae4671a37b70e6e3858696b48b16c3cfdfef97388dc9925d5",
        ),
    ),
}


@dataclass(frozen=True)
class Digits(Labelled):
    """Images of handwritten digits with the digits that people meant.

    The arrays cannot be written to; copy one before changing it.

    Attributes:
        images: Shape `(n, 784)`, float32, 0 black to 1 white, row by row from the top left.
        labels: Shape `(n,)`, int64, 0 to 9.
        classes: The names of the ten digits.
        targets: Shape `(n, 10)`, float32, 1 at the label and 0 elsewhere.
    """

    images: NDArray[np.float32]
    labels: NDArray[np.int64]
    classes: tuple[str, ...] = tuple("0123456789")


@cache
def load_digits(split: Literal["train", "test"]) -> Digits:
    """Return the MNIST digits, from the package itself.

    Each is 28 × 28 pixels, white on black, scaled into 20 × 20 and centred by
    its centre of mass. Half of them were written by employees of the United
    States Census Bureau, half by high-school students.

    The second call for a split returns the same arrays.

    Args:
        split: `"train"` for 60,000 digits, or `"test"` for 10,000 by other writers.

    Raises:
        ValueError: If there is no such split, or the data file is damaged.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, *Gradient-based learning
    applied to document recognition*, Proceedings of the IEEE 86, 1998. Data
    under CC BY-SA 3.0, see the notice beside the files.

    Examples:
        >>> digits = load_digits("test")
        >>> digits.images.shape, digits.labels[:5].tolist()
        ((10000, 784), [7, 2, 1, 0, 4])
    """
    if split not in _FILES:
        raise ValueError(f"split must be 'train' or 'test', got {split!r}")
    (images, images_sha256), (labels, labels_sha256) = _FILES[split]
    pixels = read_idx(f"mnist/{images}.xz", images_sha256).reshape(-1, 784)
    return Digits(
        images=np.divide(pixels, 255, dtype=np.float32),
        labels=read_idx(f"mnist/{labels}.xz", labels_sha256).astype(np.int64),
    )
