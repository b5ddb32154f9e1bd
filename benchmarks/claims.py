"""Check every claim of the pages with the arithmetic of other processors.

Sums are rounded differently on each kind of processor, and after some thousand steps of
training a network is another one. What a page claims must hold for all of them.

`python -m benchmarks.claims` tries all kinds that this machine can imitate and names each
assertion that failed; `python -m benchmarks.claims Nehalem` tries one. This takes minutes.
"""

import ast
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "docs" / "_build"))

from execution import ONE_THREAD
from page import Page, is_notebook, read_page

KERNELS = ["Haswell", "Sandybridge", "Nehalem", "Prescott", "SkylakeX"]
NOT_HERE = -4  # how a process ends whose instructions the processor does not know
IN_KERNEL = "PRIMER_KERNEL"


def main() -> None:
    """Start a process for each kernel: the library of linear algebra chooses at its start."""
    if kernel := os.environ.get(IN_KERNEL):
        for fault in faults_of_all(kernel):
            print(f"{kernel:12} {fault}", flush=True)
        return
    for kernel in sys.argv[1:] or KERNELS:
        settings = ONE_THREAD | {
            IN_KERNEL: kernel,
            "OPENBLAS_CORETYPE": kernel,
            "MPLBACKEND": "agg",
            "PRIMER_PROGRESS": "off",
            "PRIMER_CACHE": str(ROOT / ".cache" / "claims" / kernel),
        }
        command = [sys.executable, "-m", "benchmarks.claims"]
        ended = subprocess.run(command, cwd=ROOT, env=os.environ | settings).returncode
        said = {0: "tried", NOT_HERE: "not on this processor"}
        print(f"{kernel:12} {said.get(ended, f'ended {ended}')}", flush=True)


def faults_of_all(kernel: str) -> Iterator[str]:
    """Run all pages, two at a time, and yield the assertions that fail."""
    from runner import _train_networks

    docs = ROOT / "docs"
    sources = sorted(path for path in docs.rglob("*.md") if is_notebook(path))
    pages = [read_page(path, path.relative_to(docs).as_posix()) for path in sources]
    steps = [{"steps": [{"code": step.code} for step in page.steps()]} for page in pages]
    _train_networks(steps, os.cpu_count() or 1)
    with multiprocessing.Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        for faults in pool.imap(faults_of, pages, chunksize=1):
            yield from faults


def faults_of(page: Page) -> list[str]:
    """Run a page to its end, whatever fails on the way, and return what did."""
    import matplotlib.pyplot as plt
    import primer
    from runner import Shell

    plt.style.use(["default", Path(primer.__file__).with_name("primer.mplstyle")])
    shell, faults = Shell(page.name), []
    sys.stdout = open(os.devnull, "w")  # what pages print
    for step in page.steps():
        if step.kind != "cell" or step.raises:
            continue
        for statement in ast.parse("\n" * (step.line - 1) + step.code).body:
            try:
                module = ast.Module([statement], type_ignores=[])
                exec(compile(module, page.name, "exec"), shell.namespace)
            except Exception as error:
                claim = ast.unparse(statement)[:100]
                faults.append(f"{page.name}:{statement.lineno}: {type(error).__name__}: {claim}")
        plt.close("all")
    return faults


if __name__ == "__main__":
    main()
