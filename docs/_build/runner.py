"""Running pages: imports everything once, then forks a process for each page.

Reads the pages as JSON on standard input, writes a line of JSON for each on
standard output. Started by `execution.py` with one thread for linear algebra.
"""

import contextlib
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
from typing import Any

import matplotlib.pyplot as plt

import primer
from claim import broken_claim
from shell import STYLE, Output, Shell

# Recipes by the word that shows that a page uses them; the longest training first.
SHARED_RECIPES = {
    "BOOK": "BOOK",
    "LESSON": "LESSON",
    "train_digit_network": "COURSE",
}

# A page that waits uses no processor; it is ended after so many times its seconds.
PATIENCE = 10
SECONDS_TO_TRAIN = 600.0

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
        if isinstance(error, AssertionError) and not message and step["kind"] == "cell":
            message = broken_claim(step["code"], line - step["line"] + 1, shell.namespace)
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
    """Run every page in a process of its own and yield the results as they come.

    Networks that pages share are trained first. A page that needs none of those
    still in training does not wait for them.
    """
    shared = set().union(*map(_shared, pages))
    waiting = [_training(name) for name in SHARED_RECIPES if name in shared]
    # Our scripts take long for their length; of the pages, short ones fill the end.
    waiting += sorted(pages, key=lambda page: (page["name"].endswith(".md"), -len(page["source"])))
    running: dict[Connection, Run] = {}
    while waiting or running:
        unfinished = [*waiting, *(run.page for run in running.values())]
        untrained = {page["trains"] for page in unfinished if "trains" in page}
        able = [page for page in waiting if "trains" in page or not _shared(page) & untrained]
        for page in able[: at_once - len(running)]:
            waiting.remove(page)
            receiver, run = _start(page, page.get("seconds", seconds))
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
                # A page whose networks could not be trained says so itself, at its line.
                if "trains" not in run.page:
                    yield result


def _shared(page: dict[str, Any]) -> set[str]:
    """Return which shared networks a page needs."""
    code = "".join(step["code"] for step in page["steps"])
    return {name for name in SHARED_RECIPES if name in code}


def _training(name: str) -> dict[str, Any]:
    """Return training as a page, to be run as the others."""
    code = f"import primer\n_ = primer.train_digit_networks(primer.{SHARED_RECIPES[name]})"
    step = {"kind": "cell", "code": code, "line": 1, "raises": False}
    return {
        "name": name,
        "source": code,
        "steps": [step],
        "trains": name,
        "seconds": SECONDS_TO_TRAIN,
    }


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
    results = run_pages(order["pages"], at_once=order["at_once"], seconds=order["seconds"])
    for result in results:
        print(json.dumps(result), file=answers, flush=True)


def _unpack_data(code: str) -> None:
    """Read data that several pages need once, before the processes part."""
    for split in sorted(set(re.findall(r"load_digits\(\"(train|test)\"\)", code))):
        # A page that reads broken data says so itself, at its line.
        with contextlib.suppress(ValueError, OSError):
            primer.load_digits(split)


if __name__ == "__main__":
    main()
