"""Reading the data files that come with the package."""

import hashlib
import lzma
from importlib.resources import files


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
