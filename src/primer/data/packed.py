"""Reading the data files that come with the package."""

import csv
import hashlib
import lzma
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


def read_packed(name: str, sha256: str) -> bytes:
    """Return the unpacked bytes of a data file, checked first.

    Args:
        name: Path below `primer/data`, ending in `.xz`.
        sha256: What the checksum of the packed file must be, in hexadecimal.

    Raises:
        FileNotFoundError: If the installed package lacks the file.
        ValueError: If the file is not the one that this version came with.
    """
    packed = files("primer.data").joinpath(name).read_bytes()
    found = hashlib.sha256(packed).hexdigest()
    if found != sha256:
        raise ValueError(
            f"primer/data/{name} is damaged or from another version: expected sha256 "
            f"{sha256}, got {found}. Install the package again."
        )
    return lzma.decompress(packed)


def read_idx(name: str, sha256: str) -> NDArray[np.uint8]:
    """Read an array in MNIST's own format: type, number of axes, their lengths, bytes.

    Args and errors are those of `read_packed`.
    """
    content = read_packed(name, sha256)
    axes = content[3]
    shape = np.frombuffer(content, ">u4", count=axes, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape)


def read_columns(name: str, sha256: str) -> dict[str, NDArray[np.str_]]:
    """Read a table of comma-separated values: the cells below each heading, `(rows,)`.

    Args and errors are those of `read_packed`.
    """
    lines = read_packed(name, sha256).decode().splitlines()
    headings, *rows = csv.reader(lines)
    return dict(zip(headings, np.array(rows).T, strict=True))


def read_numbers(name: str, sha256: str, *, headings: int) -> NDArray[np.float64]:
    """Read a table that holds only numbers, `(rows, columns)`, below some lines of headings.

    Args and errors are those of `read_packed`.
    """
    lines = read_packed(name, sha256).decode().splitlines()
    return np.loadtxt(lines, delimiter=",", skiprows=headings)
