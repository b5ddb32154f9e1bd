"""Showing people how far a long training is."""

import os
import sys
from collections.abc import Iterable, Iterator


def show_progress[Step](steps: Iterable[Step], total: int, wanted: bool | None) -> Iterator[Step]:
    """Yield every step, and tell a waiting person about it.

    Args:
        steps: Each has a `str` that says in a line how it went.
        total: How many steps there will be.
        wanted: By default people see progress and a build does not: it sets
            the environment variable `PRIMER_PROGRESS` to `off`.
    """
    if wanted is None:
        wanted = os.environ.get("PRIMER_PROGRESS") != "off"
    # A notebook's kernel is the one place where a line can be drawn over for sure.
    in_notebook = "ipykernel" in sys.modules
    for done, step in enumerate(steps, start=1):
        if wanted and in_notebook:
            bar = "█" * round(20 * done / total)
            # Blanks cover the end of the line before, should that have been longer.
            print(f"\r{bar:░<20} {step!s:<90}", end="\n" if done == total else "", flush=True)
        elif wanted:
            print(step, flush=True)
        yield step
