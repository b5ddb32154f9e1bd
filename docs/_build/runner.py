"""Running pages: imports everything once, then forks a process for each page.

Reads the pages as JSON on standard input, writes a line of JSON for each on
standard output. Started by `execution.py` with one thread for linear algebra.
"""

import ast
import contextlib
import io
import itertools
import json
import linecache
import multiprocessing
import os
import re
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist

import primer

# By the name that a page uses; the longest training first.
SHARED_RECIPES = {
    "BOOK": primer.BOOK,
    "LESSON": primer.LESSON,
    "train_digit_network": primer.COURSE,
}

# What pages are drawn in, whatever this machine's own settings are.
STYLE = ["default", "primer.primer"]

# A page that waits uses no processor; it is ended after so many times its seconds.
PATIENCE = 10

type Output = dict[str, Any]
type Result = dict[str, Any]


@dataclass
class Failure:
    """What stopped a page, and at which line."""

    line: int
    message: str


@dataclass
class Run:
    """A page that runs in a process of its own, and the results that it has sent."""

    page: dict[str, Any]
    process: Any
    deadline: float
    results: list[Any] = field(default_factory=list)

    def ended(self, failure: Failure | None = None) -> Result:
        """Stop the process and return what came of it."""
        self.process.kill()
        self.process.join()
        result = {"name": self.page["name"], "results": self.results}
        if failure:
            result["problem"] = [failure.line, failure.message]
        return result

    def failure(self, message: str) -> Failure:
        """Blame the step whose result has not come."""
        lines = [step["line"] for step in self.page["steps"]]
        return Failure([*lines, 1][len(self.results)], message)


class Shell:
    """One page's namespace, and what its cells show."""

    def __init__(self, page: str) -> None:
        """Start with nothing but `display`."""
        self.page = page
        self.outputs: list[Output] = []
        self.printed = io.StringIO()
        self.figures = itertools.count(1)
        self.namespace: dict[str, Any] = {"__name__": "__main__", "display": self.display}

    def display(self, value: object) -> None:
        """Show a value as its own HTML if it has some, else as text."""
        self._keep_printed()
        data = {"text/plain": repr(value)}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = value._repr_html_()
        self.outputs.append({"output_type": "display_data", "data": data, "metadata": {}})

    def run_cell(self, code: str, line: int) -> list[Output]:
        """Run a cell and return its outputs; the last expression's value is shown."""
        self.outputs, self.printed = [], io.StringIO()
        tree = ast.parse("\n" * (line - 1) + code, self.page)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(self.printed), contextlib.redirect_stderr(self.printed):
            try:
                exec(compile(tree, self.page, "exec"), self.namespace)
                if isinstance(last, ast.Expr):
                    expression = ast.Expression(last.value)
                    value = eval(compile(expression, self.page, "eval"), self.namespace)
                    if value is not None and not _is_drawing(value):
                        self.display(value)
            finally:
                self._keep_printed()
        self.outputs.extend(self._drawn())
        return self.outputs

    def value(self, expression: str, line: int) -> str:
        """Return an inline value in Python's format language."""
        # The space keeps the brace of a set or dictionary from doubling ours.
        literal = "\n" * (line - 1) + f"f'''{{ {expression}}}'''"
        return str(eval(compile(literal, self.page, "eval"), self.namespace))

    def _keep_printed(self) -> None:
        if text := self.printed.getvalue():
            self.outputs.append({"output_type": "stream", "name": "stdout", "text": text})
            self.printed.seek(0)
            self.printed.truncate()

    def _drawn(self) -> Iterator[Output]:
        for number in plt.get_fignums():
            figure = plt.figure(number)
            salt = f"{self.page}-{next(self.figures)}"
            with io.StringIO() as svg, mpl.rc_context({"svg.hashsalt": salt}):
                figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
                data = {"image/svg+xml": svg.getvalue()}
            plt.close(figure)
            yield {"output_type": "display_data", "data": data, "metadata": {}}


def _is_drawing(value: object) -> bool:
    if isinstance(value, np.ndarray) and value.dtype == object:
        value = value.ravel().tolist()
    if isinstance(value, list | tuple):
        return any(_is_drawing(item) for item in value)  # such as ticks beside their limits
    return isinstance(value, Artist)


def run_page(page: dict[str, Any], connection: Connection, seconds: float) -> None:
    """Run all steps of a page in this process and send each result, or at last the problem."""
    warnings.simplefilter("error")
    _allow(seconds)
    plt.style.use(STYLE)
    linecache.cache[page["name"]] = (0, None, page["source"].splitlines(keepends=True), "")
    shell = Shell(page["name"])
    try:
        for step in page["steps"]:
            if step["kind"] == "cell":
                connection.send(_run_cell(shell, step))
            else:
                connection.send(shell.value(step["code"], step["line"]))
        connection.send(None)
    except BaseException as error:
        line = _line_of(error, page["name"], step["line"])
        message = error.msg if isinstance(error, SyntaxError) else str(error)
        connection.send(Failure(line, f"{type(error).__name__}: {message}".removesuffix(": ")))
    connection.close()


def _allow(seconds: float) -> None:
    """Raise an error once this process has computed for so long, whatever else the machine does."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"the page computes for more than {seconds:g} seconds")

    if hasattr(signal, "setitimer"):  # not on Windows
        signal.signal(signal.SIGPROF, give_up)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _run_cell(shell: Shell, step: dict[str, Any]) -> list[Output]:
    try:
        outputs = shell.run_cell(step["code"], step["line"])
    except Exception as error:
        if not step["raises"]:
            raise
        plt.close("all")  # what was half drawn must not show up in the next cell
        name, message = type(error).__name__, str(error)
        failure = {"output_type": "error", "ename": name, "evalue": message}
        return [*shell.outputs, failure | {"traceback": [f"{name}: {message}"]}]
    if step["raises"]:
        raise AssertionError("this cell is tagged raises-exception, but nothing was raised")
    return outputs


def _line_of(error: BaseException, page: str, default: int) -> int:
    """Return the last line of the page that the error went through."""
    if isinstance(error, SyntaxError) and error.filename == page and error.lineno:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == page and frame.lineno]
    return lines[-1] if lines else default


def run_pages(pages: list[dict[str, Any]], *, at_once: int, seconds: float) -> Iterator[Result]:
    """Run every page in a process of its own and yield the results as they come."""
    waiting = list(pages)
    running: dict[Connection, Run] = {}
    while waiting or running:
        while waiting and len(running) < at_once:
            receiver, run = _start(waiting.pop(0), seconds)
            running[receiver] = run
        deadline = min(run.deadline for run in running.values())
        ready = wait(list(running), timeout=max(0.0, deadline - time.monotonic()))
        for receiver, run in list(running.items()):
            result = None
            if receiver in ready:
                result = _received(receiver, run)
            elif time.monotonic() >= run.deadline:
                message = f"the page takes longer than {PATIENCE * seconds:g} seconds"
                result = run.ended(run.failure(message))
            if result:
                del running[receiver]
                yield result


def _context() -> Any:
    # Forking a warm process saves each page the imports; elsewhere a new one is started.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _start(page: dict[str, Any], seconds: float) -> tuple[Connection, Run]:
    receiver, sender = _context().Pipe(duplex=False)
    process = _context().Process(target=run_page, args=(page, sender, seconds))
    process.start()
    sender.close()
    return receiver, Run(page, process, time.monotonic() + PATIENCE * seconds)


def _received(receiver: Connection, run: Run) -> Result | None:
    """Keep a step's result; return the page's when this was the last."""
    try:
        result = receiver.recv()
    except EOFError:
        return run.ended(run.failure("the page's process died while it ran this"))
    if result is None:
        return run.ended()
    if isinstance(result, Failure):
        return run.ended(result)
    run.results.append(result)
    return None


def main() -> None:
    """Run the pages that standard input names."""
    order = json.load(sys.stdin)
    # Only results go to standard output, whatever the pages and their programs print.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    code = "".join(step["code"] for page in order["pages"] for step in page["steps"])
    _unpack_data(code)
    train_networks(code, order["at_once"])
    results = run_pages(order["pages"], at_once=order["at_once"], seconds=order["seconds"])
    for result in results:
        print(json.dumps(result), file=answers, flush=True)


def _unpack_data(code: str) -> None:
    """Read data that several pages need once, before the processes part."""
    for split in sorted(set(re.findall(r"load_digits\(\"(train|test)\"\)", code))):
        # A page that reads broken data says so itself, at its line.
        with contextlib.suppress(ValueError, OSError):
            primer.load_digits(split)


def train_networks(code: str, at_once: int) -> None:
    """Train the networks that pages share, side by side, before each page would for itself."""
    recipes = [recipe for name, recipe in SHARED_RECIPES.items() if name in code]
    if recipes:
        with contextlib.suppress(ValueError, OSError), _context().Pool(at_once) as pool:
            pool.map(_train_and_keep, recipes, chunksize=1)


def _train_and_keep(recipe: primer.Recipe) -> None:
    primer.train_digit_networks(recipe)


if __name__ == "__main__":
    main()
