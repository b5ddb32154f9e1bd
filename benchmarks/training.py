"""Race `primer` against other ways to train the same network.

`python -m benchmarks.training` writes `docs/reference/speed.md`. A library
that is installed for another Python takes part with `--python pytorch=PATH`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from benchmarks.speed_page import Race, Result, page
from primer import load_digits

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "speed.md"
REPETITIONS = 3
BATCH_SIZES = (10, 32, 128)
ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")
}
# Each module of benchmarks.contenders, and what it needs to be installed.
LIBRARIES = {"ours": "primer", "pytorch": "torch", "scikit_learn": "sklearn", "textbook": "numpy"}


@dataclass(frozen=True)
class Recipe:
    """How the network is trained, and who can follow that.

    Attributes:
        title: Of the recipe's table.
        softmax: Softmax outputs and cross-entropy; else sigmoid and squared error.
        rate_per_example: Learning rate as a multiple of the batch size.
        contenders: Modules of `benchmarks.contenders`, ours first.
    """

    title: str
    softmax: bool
    rate_per_example: float
    contenders: tuple[str, ...]


RECIPES = (
    Recipe("Sigmoid outputs and squared error", False, 0.1, ("ours", "pytorch", "textbook")),
    Recipe("Softmax outputs and cross-entropy", True, 0.02, ("ours", "pytorch", "scikit_learn")),
)


def main() -> None:
    """Run all races and write the page."""
    digits, unseen = load_digits("train"), load_digits("test")
    runners = available(dict.fromkeys(LIBRARIES, sys.executable) | chosen_pythons())
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "digits.npz"
        np.savez(
            data,
            images=digits.images,
            labels=digits.labels,
            test_images=unseen.images,
            test_labels=unseen.labels,
        )
        races = [race(r, batch_size, data, runners) for r in RECIPES for batch_size in BATCH_SIZES]
    PAGE.write_text(page(races, REPETITIONS, (len(digits), len(unseen))), "utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}")


def race(recipe: Recipe, batch_size: int, data: Path, runners: Mapping[str, str]) -> Race:
    """Let the contenders of a recipe take turns.

    Args:
        recipe: Of all of them.
        batch_size: Of all of them.
        data: The digits, as `contest.enter` reads them.
        runners: The Python of each contender that is installed.
    """
    results: dict[str, list[Result]] = {name: [] for name in recipe.contenders}
    for seed, name in product(range(REPETITIONS), recipe.contenders):
        if name in runners:
            settings = {
                "softmax": recipe.softmax,
                "batch_size": batch_size,
                "learning_rate": recipe.rate_per_example * batch_size,
                "seed": seed,
            }
            result = compete(runners[name], name, data, settings)
            print(f"batch {batch_size}, {name}: {result.seconds:.2f} s, {result.accuracy:.1%}")
            results[name].append(result)
    return Race(recipe.title, recipe.rate_per_example, batch_size, results)


def compete(python: str, name: str, data: Path, settings: Mapping[str, object]) -> Result:
    """Run one contender in a process of its own."""
    command = [python, "-m", f"benchmarks.contenders.{name}", str(data), json.dumps(settings)]
    output = subprocess.run(
        command, cwd=ROOT, env=os.environ | ONE_THREAD, check=True, stdout=subprocess.PIPE
    ).stdout
    return Result(**json.loads(output))


def chosen_pythons() -> dict[str, str]:
    """Read from the command line which Python runs which contender."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--python",
        action="append",
        default=[],
        metavar="CONTENDER=PATH",
        help=f"the Python for a contender, of {', '.join(LIBRARIES)}",
    )
    chosen = dict(choice.split("=", 1) for choice in parser.parse_args().python)
    if unknown := set(chosen) - set(LIBRARIES):
        parser.error(f"unknown contender {', '.join(unknown)}")
    return chosen


def available(pythons: Mapping[str, str]) -> dict[str, str]:
    """Return the contenders whose library their Python has, and name the others."""
    found = {}
    for name, python in pythons.items():
        command = [python, "-c", f"import {LIBRARIES[name]}"]
        if subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL).returncode == 0:
            found[name] = python
        else:
            print(f"{name} does not take part: {python} has no {LIBRARIES[name]}")
    return found


if __name__ == "__main__":
    main()
