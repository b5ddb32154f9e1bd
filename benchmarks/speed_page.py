"""The page that shows how the race went; every number in it was measured."""

import datetime
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contest import SIZES

NAMES = {
    "ours": "primer",
    "pytorch": "PyTorch",
    "scikit_learn": "scikit-learn",
    "textbook": "textbook loop",
}

PAGE = """\
---
title: Speed
description: How fast primer trains the digit network, beside PyTorch and scikit-learn.
---

# Speed

How long does one pass over the {counts[0]:,} training digits take, and how many of
the {counts[1]:,} test digits does the network {sizes} read right after it? Asked of
`primer`, of PyTorch in eager mode, of scikit-learn's `MLPClassifier`, and of
the loop of the textbooks, which takes one example at a time.

Everyone gets the same digits in float32 and in the same random order, the same
random start, the same cost and learning rate, one thread and a process of its
own. They take turns, {repetitions} times, each time from another start; below
stand the medians. The seconds are processor time of the pass alone, without
the start of Python, the loading of data or the measuring after it. A ratio
of 2 means: takes twice as long as `primer`.

{tables}
## Where and when

Measured on {date} on {machine}, with {versions}.

To repeat it, in an environment that has PyTorch and scikit-learn (both are in
`requirements/benchmark.in`):

```sh
make benchmark
```

Where such a library is installed for another Python, name that one:

```sh
.venv/bin/python -m benchmarks.training --python pytorch=PATH --python scikit_learn=PATH
```
"""


@dataclass(frozen=True)
class Result:
    """One contender's one epoch.

    Attributes:
        seconds: That the epoch took.
        accuracy: On the test digits after it, 0 to 1.
        version: Of the library, and of the Python that ran it.
    """

    seconds: float
    accuracy: float
    version: str


@dataclass(frozen=True)
class Race:
    """What all contenders did with one recipe and batch size.

    Attributes:
        title: Names the recipe.
        rate_per_example: Learning rate as a multiple of the batch size.
        batch_size: Examples in a mini-batch.
        results: By name of the contender, ours first; none where it is not installed.
    """

    title: str
    rate_per_example: float
    batch_size: int
    results: dict[str, list[Result]]


def page(races: Sequence[Race], repetitions: int, counts: tuple[int, int]) -> str:
    """Return the page as Markdown.

    Args:
        races: One for each recipe and batch size.
        repetitions: Of every race.
        counts: Number of training and of test digits.
    """
    titles = dict.fromkeys(race.title for race in races)
    return PAGE.format(
        sizes="-".join(map(str, SIZES)),
        repetitions=repetitions,
        counts=counts,
        tables="\n".join(table([race for race in races if race.title == t]) for t in titles),
        date=datetime.datetime.now(datetime.UTC).date(),
        machine=machine(),
        versions=versions(races),
    )


def table(races: Sequence[Race]) -> str:
    """Return the table of one recipe, under its title."""
    lines = [
        f"## {races[0].title}",
        "",
        f"Sigmoid hidden neurons; the learning rate is {races[0].rate_per_example} × batch size.",
        "",
        "| Batch | Trained by | Seconds | Ratio | Accuracy |",
        "|--:|:--|--:|--:|--:|",
        *(row(race, name) for race in races for name in race.results),
        "",
    ]
    return "\n".join(lines)


def row(race: Race, name: str) -> str:
    """Return one contender's medians, and its time as a multiple of ours."""
    results, (ours, *_) = race.results[name], race.results.values()
    if not results:
        return f"| {race.batch_size} | {NAMES[name]} | not installed | | |"
    seconds = median(result.seconds for result in results)
    ratio = seconds / median(result.seconds for result in ours)
    accuracy = median(result.accuracy for result in results)
    return f"| {race.batch_size} | {NAMES[name]} | {seconds:.2f} | {ratio:.1f} × | {accuracy:.1%} |"


def versions(races: Sequence[Race]) -> str:
    """Name the version of every contender that took part."""
    found = {
        name: f"{NAMES[name]} {results[0].version}"
        for race in races
        for name, results in race.results.items()
        if results
    }
    return ", ".join(found.values())


def machine() -> str:
    """Name the processor, and the operating system's kind."""
    file = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", file.read_text()) if file.exists() else None
    return f"{model[1] if model else platform.processor()}, {platform.system()}"
