"""Printed capital letters in many type designs."""

from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase

import numpy as np
from numpy.typing import NDArray

from primer.data.labelled import Labelled
from primer.data.packed import read_columns, read_idx

_IMAGES = "06eb3c8ba2afa7f29698f3042db71e2b293e356167f9cc7b94efa0abfb519aa0"
_FONTS = "44b94fe4cb31f3995cab7e2f0ac4434694a3f4f8e427654a2bed4511ac8f46c9"


@dataclass(frozen=True)
class Letters(Labelled):
    """Images of printed letters, and the type that they are printed in.

    The arrays cannot be written to; copy one before changing it.

    Attributes:
        images: Shape `(n, 784)`, float32, 0 paper to 1 ink, row by row from the top left.
        labels: Shape `(n,)`, int64, 0 for A to 25 for Z.
        fonts: Shape `(n,)`, the font that drew each, as `"Lato Bold"`.
        designs: Shape `(n,)`, the design that the font belongs to, as `"Lato"`.
        classes: The letters A to Z.
        targets: Shape `(n, 26)`, float32, 1 at the label and 0 elsewhere.
    """

    images: NDArray[np.float32]
    labels: NDArray[np.int64]
    fonts: NDArray[np.str_]
    designs: NDArray[np.str_]
    classes: tuple[str, ...] = tuple(ascii_uppercase)


@cache
def load_letters() -> Letters:
    """Return the capitals A to Z in each of 94 fonts of 28 designs: 2,444 images.

    Each letter is drawn large, scaled so that its longer side is 20 pixels, and
    centred by its box in 28 × 28, in 16 levels of grey. Nothing is missing. Fonts
    of one family, and families drawn from one another (Carlito from Lato, Yrsa
    with Rasa), count as one design: split by design, or the test holds near copies.

    The letters are clean, and each stands alone: they say nothing about handwriting,
    smudged print, or words. The designs are free ones that a Debian volunteer cared
    to package, with up to three fonts of a family: not the print that is around us.

    The second call returns the same arrays.

    Raises:
        ValueError: If a data file is damaged.

    Source: drawn for this course from fonts that Debian distributes, most of them
    under the SIL Open Font License 1.1, which does not extend to images; the list
    of fonts is beside the file.

    Examples:
        >>> letters = load_letters()
        >>> letters.images.shape, letters.classes[letters.labels[1]], letters.fonts[1]
        ((2444, 784), 'B', np.str_('Anonymous Pro Regular'))
    """
    pixels = read_idx("fonts/letters-idx3-ubyte.xz", _IMAGES).reshape(-1, 784)
    fonts = read_columns("fonts/fonts.csv.xz", _FONTS)
    return Letters(
        images=np.divide(pixels, 255, dtype=np.float32),
        labels=np.arange(len(pixels)) % 26,
        fonts=np.repeat(fonts["font"], 26),
        designs=np.repeat(fonts["design"], 26),
    )
