"""Check every claim of the pages with the arithmetic of other processors.

Sums are rounded differently on each kind of processor, and after some thousand steps of
training a network is another one. What a page claims must hold for all of them.

`python -m benchmarks.claims` tries all kinds that this machine can imitate and names each
assertion that failed; `python -m benchmarks.claims Nehalem` tries one. Each takes minutes.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from multiprocessing import Pool
from pathlib import Path

import matplotlib.pyplot as plt

sys.path.append(str(Path(__file__).parents[1] / "docs" / "_build"))

from execution import ONE_THREAD
from page import Page, is_notebook, read_page
from shell import STYLE, Shell

from primer import BOOK, COURSE, LESSON, Recipe, train_digit_networks

ROOT = Path(__file__).parents[1]
KERNELS = ["Haswell", "Sandybridge", "Nehalem", "Prescott", "SkylakeX", "Cooperlake"]
ENDINGS = {0: "tried", 1: "tried: some claims fail", -4: "not on this processor"}
CHOICE = "OPENBLAS_CORETYPE"  # which the library of linear algebra reads when it starts


def main() -> None:
    """Start a process for each kernel."""
    if unknown := set(sys.argv[1:]).difference(KERNELS):
        sys.exit(f"expected some of {', '.join(KERNELS)}, got {', '.join(sorted(unknown))}")
    for kernel in sys.argv[1:] or KERNELS:
        print(f"{kernel:12} …", flush=True)
        settings = ONE_THREAD | {
            CHOICE: kernel,
            "MPLBACKEND": "agg",
            "PRIMER_PROGRESS": "off",
            "PRIMER_CACHE": str(ROOT / ".cache" / "claims" / kernel),
        }
        program = "from benchmarks.claims import check; check()"
        command = [sys.executable, "-c", program]
        ended = subprocess.run(command, cwd=ROOT, env=os.environ | settings).returncode
        print(f"{kernel:12} {ENDINGS.get(ended, f'ended {ended}')}", flush=True)


def check() -> None:
    """Print the claims that fail in this process."""
    faults = list(faults_of_all())
    for fault in faults:
        print(f"{os.environ[CHOICE]:12} {fault}", flush=True)
    sys.exit(bool(faults))


def faults_of_all() -> Iterator[str]:
    """Run all pages, some at a time, and yield what fails in them."""
    docs = ROOT / "docs"
    sources = sorted(path for path in docs.rglob("*.md") if is_notebook(path))
    pages = [read_page(path, path.relative_to(docs).as_posix()) for path in sources]
    with Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        pool.map(train, (BOOK, LESSON, COURSE), chunksize=1)
        for faults in pool.imap(faults_of, pages, chunksize=1):
            yield from faults


def train(recipe: Recipe) -> None:
    """Train the networks that the pages share, and keep them."""
    train_digit_networks(recipe)


def faults_of(page: Page) -> list[str]:
    """Run a page to its end, whatever fails on the way, and return what did."""
    shell, faults = Shell(page.name), []
    steps = [step for step in page.steps() if step.kind == "cell" and not step.raises]
    with plt.style.context(STYLE), redirect_stdout(None):
        for step in steps:
            for statement in ast.parse("\n" * (step.line - 1) + step.code).body:
                module = ast.Module([statement], type_ignores=[])
                try:
                    exec(compile(module, page.name, "exec"), shell.namespace)
                except Exception as error:
                    claim = ast.unparse(statement)[:100]
                    name = type(error).__name__
                    faults.append(f"{page.name}:{statement.lineno}: {name}: {claim}")
            plt.close("all")
    return faults


if __name__ == "__main__":
    main()
