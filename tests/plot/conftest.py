"""What the tests of the pictures share."""

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    plt.close("all")  # what the examples in docstrings left open
    yield
    plt.close("all")
