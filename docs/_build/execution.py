"""Running what has changed: a cache in front of `runner.py`."""

import ast
import hashlib
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from page import Page, Problem

SECONDS_A_PAGE = 60.0
RUNNER = Path(__file__).with_name("runner.py")
SHELL = Path(__file__).with_name("shell.py")
log = logging.getLogger("mkdocs.hooks.primer")
FEW = 4  # names that a line holds
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Execution:
    """Runs pages, or takes their results from the cache.

    A result is kept under a key made of the page's code, the package with its
    data, the runner, and the versions of Python, NumPy and Matplotlib.
    Prose is not part of it, nor are comments and docstrings of the package.
    """

    def __init__(self, cache: Path, package: Path, seconds: float = SECONDS_A_PAGE) -> None:
        """Keep results below `cache`, for the package with its sources in `package`."""
        self.cache = cache
        self.package = package
        self.seconds = seconds
        self.has_run: list[str] = []

    def run(self, pages: Sequence[Page]) -> tuple[dict[str, list[Any]], list[Problem]]:
        """Return the results of each page's steps by page name, and all problems."""
        surroundings = self._surroundings()
        files = {page.name: self._file(page, surroundings) for page in pages}
        results: dict[str, list[Any]] = {}
        problems: list[Problem] = []
        stale = []
        for page in pages:
            if files[page.name].exists():
                results[page.name] = json.loads(files[page.name].read_text("utf-8"))
            else:
                stale.append(page)
        self.has_run = [page.name for page in stale]
        log.info("Running %d of %d pages%s", len(stale), len(pages), _some(self.has_run))
        for result in self._run_all(stale):
            name = result["name"]
            results[name] = result["results"]
            if "problem" in result:
                problems.append(Problem(name, *result["problem"]))
            else:
                self._keep(files[name], result["results"])
        return results, sorted(problems)

    def _run_all(self, pages: Sequence[Page]) -> Iterator[dict[str, Any]]:
        if not pages:
            return
        order = {
            "pages": [
                {"name": page.name, "source": page.source, "steps": list(map(asdict, page.steps()))}
                for page in pages
            ],
            "at_once": os.cpu_count() or 1,
            "seconds": self.seconds,
        }
        run = subprocess.run(
            [sys.executable, str(RUNNER)],
            input=json.dumps(order),
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | self._environment(),
            check=False,
        )
        yield from map(json.loads, run.stdout.splitlines())
        if run.returncode:
            raise RuntimeError(f"running the pages failed: {RUNNER.name} ended {run.returncode}")

    def _environment(self) -> dict[str, str]:
        return ONE_THREAD | {
            "MPLBACKEND": "agg",
            "PRIMER_CACHE": str(self.cache / "networks"),
            "PRIMER_PROGRESS": "off",
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": str(self.package.parent),
        }

    def _keep(self, file: Path, results: list[Any]) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        # The last ones stay: a change is often undone.
        earlier = sorted(file.parent.glob("*.json"), key=lambda kept: kept.stat().st_mtime)
        for older in earlier[:-1]:
            older.unlink(missing_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(results), "utf-8")
        unfinished.replace(file)

    def _file(self, page: Page, surroundings: bytes) -> Path:
        key = hashlib.sha256(surroundings)
        for step in page.steps():
            key.update(f"{step.kind}\0{step.raises}\0{step.code}\0".encode())
        return self.cache / "pages" / page.name / f"{key.hexdigest()[:16]}.json"

    def _surroundings(self) -> bytes:
        key = hashlib.sha256(sys.version.encode())
        for package in ("numpy", "matplotlib"):
            key.update(version(package).encode())
        files = sorted(path for path in self.package.rglob("*") if "__pycache__" not in path.parts)
        for file in [RUNNER, SHELL, *(path for path in files if path.is_file())]:
            key.update(os.path.relpath(file, self.package).encode())
            key.update(hashlib.sha256(_what_runs(file)).digest())
        return key.digest()


def _some(names: Sequence[str]) -> str:
    """Return the names if they are few."""
    return f": {', '.join(names)}" if 0 < len(names) <= FEW else ""


def _what_runs(file: Path) -> bytes:
    """Return the bytes of a file; of a module, its syntax without comments and docstrings."""
    content = file.read_bytes()
    if file.suffix != ".py":
        return content
    try:
        module = ast.parse(content)
    except SyntaxError:  # which its pages will tell
        return content
    for node in ast.walk(module):
        if isinstance(body := getattr(node, "body", None), list):
            body[:] = [each for each in body if not _is_docstring(each)]
    return ast.dump(module).encode()


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
