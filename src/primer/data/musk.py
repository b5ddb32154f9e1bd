"""Molecules that smell of musk, and molecules that do not."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from primer.data.labelled import Labelled
from primer.data.packed import read_numbers

_SHA256 = "af1b7f02008742b8d16490d83f9bd46c598c5a7c6dea31a652d46bb1a98fbdcd"


@dataclass(frozen=True)
class Shapes(Labelled):
    """Shapes that molecules take as their bonds turn.

    The arrays cannot be written to; copy one before changing it.

    Attributes:
        inputs: Shape `(n, 166)`, float32, hundredths of an ångström.
        labels: Shape `(n,)`, int64, 1 if the molecule smells of musk, else 0.
        molecules: Shape `(n,)`, int64, the number of the molecule, 1 to 92.
        classes: The names of the two classes.
        targets: Shape `(n, 2)`, float32, 1 at the label and 0 elsewhere.
    """

    inputs: NDArray[np.float32]
    labels: NDArray[np.int64]
    molecules: NDArray[np.int64]
    classes: tuple[str, ...] = ("no musk", "musk")


@cache
def load_musk() -> Shapes:
    """Return 476 shapes of 92 molecules, of which 47 smell of musk.

    Human experts judged the smell. The shapes were computed: of each molecule the
    2 to 40 that cost it little energy and differ from one another. 207 shapes
    belong to musks. All shapes of one molecule have its label, though perhaps one
    alone fits the nose. Split by molecule: drawn row by row, the test would ask
    about molecules that the network was told of.

    Columns 0 to 161 are the lengths of rays from a common origin to the surface of
    the molecule, turned into a standard position; zero and sign mean nothing. Column 162 is
    the distance of an oxygen atom from a chosen place, and 163 to 165 how far it
    is off along three axes. Nothing is missing. The directions of the rays and
    the names of the molecules are not in this file.

    How the molecules were chosen is not said: "no musk" stands for the 45 others
    here, not for every smell of the world. No other smell is here, and no strength.

    The second call returns the same arrays.

    Raises:
        ValueError: If the data file is damaged.

    Source: D. Chapman, A. Jain, *Musk (Version 1)*, UCI Machine Learning
    Repository, 1994, doi:10.24432/C5ZK5B; T. G. Dietterich, R. H. Lathrop,
    T. Lozano-Pérez, Artificial Intelligence 89, 1997. CC BY 4.0. See the notice
    beside the file.

    Examples:
        >>> musk = load_musk()
        >>> musk.inputs.shape, len(set(musk.molecules.tolist())), int(musk.labels.sum())
        ((476, 166), 92, 207)
    """
    values = read_numbers("musk1/musk1.csv.xz", _SHA256, headings=0)
    labels, molecules = values[:, :2].astype(np.int64).T
    return Shapes(values[:, 2:].astype(np.float32), labels, molecules)
