"""A photograph."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from primer.data.packed import read_idx

_SHA256 = "b385ea7ca396fbdb85fa162150bf5ea196717d7bc461a50e495ebab3fa3d71e0"


@cache
def load_photograph() -> NDArray[np.float32]:
    """Return the photograph "camera": a man bends to a camera on a lawn.

    Shape `(512, 512)`, float32, 0 black to 1 white, rows from the top; in the file
    there are 256 levels of grey. The array cannot be written to. The second call
    returns the same one.

    One photograph is not photographs: what a network learns from its pieces holds
    for this sky, this coat and this lawn. Pieces side by side are alike.

    Raises:
        ValueError: If the data file is damaged.

    Source: Lav Varshney, who waived all rights (CC0), as `data.camera()` of
    scikit-image says. See the notice beside the file.

    Examples:
        >>> load_photograph().shape
        (512, 512)
    """
    photograph = np.divide(read_idx("camera/camera-idx2-ubyte.xz", _SHA256), 255, dtype=np.float32)
    photograph.flags.writeable = False
    return photograph
