"""Running pages: imports everything once, then forks a process for each page.

Reads a JSON list of pages on standard input, writes a line of JSON for each on
standard output. Started by `execution.py` with one thread for linear algebra.
"""

import ast
import contextlib
import io
import itertools
import json
import linecache
import multiprocessing
import re
import sys
import time
import traceback
import warnings
from collections.abc import Iterator
from importlib.resources import files
from multiprocessing.connection import Connection, wait
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.artist import Artist

import primer

type Output = dict[str, Any]
type Result = dict[str, Any]


class Shell:
    """One page's namespace, and what its cells show."""

    def __init__(self, page: str) -> None:
        """Start with nothing but `display`."""
        self.page = page
        self.outputs: list[Output] = []
        self.figures = itertools.count(1)
        self.namespace: dict[str, Any] = {"__name__": "__main__", "display": self.display}

    def display(self, value: object) -> None:
        """Show a value as its own HTML if it has some, else as text."""
        data = {"text/plain": repr(value)}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = value._repr_html_()
        self.outputs.append({"output_type": "display_data", "data": data, "metadata": {}})

    def run_cell(self, code: str, line: int) -> list[Output]:
        """Run a cell and return its outputs; the last expression's value is shown."""
        self.outputs = []
        tree = ast.parse(code, filename=self.page)
        ast.increment_lineno(tree, line - 1)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        text = io.StringIO()
        with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
            try:
                exec(compile(tree, self.page, "exec"), self.namespace)
                if isinstance(last, ast.Expr):
                    expression = ast.Expression(last.value)
                    value = eval(compile(expression, self.page, "eval"), self.namespace)
                    if value is not None and not _is_drawing(value):
                        self.display(value)
            finally:
                if text.getvalue():
                    printed = {"output_type": "stream", "name": "stdout", "text": text.getvalue()}
                    self.outputs.insert(0, printed)
        self.outputs.extend(self._drawn())
        return self.outputs

    def value(self, expression: str, line: int) -> str:
        """Return an inline value in Python's format language."""
        tree = ast.parse(f"f'''{{{expression}}}'''", filename=self.page, mode="eval")
        ast.increment_lineno(tree, line - 1)
        return str(eval(compile(tree, self.page, "eval"), self.namespace))

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
    if isinstance(value, list | tuple):
        return bool(value) and all(_is_drawing(item) for item in value)
    return isinstance(value, Artist)


def run_page(page: dict[str, Any], connection: Connection) -> None:
    """Run all steps of a page in this process and send the result."""
    warnings.simplefilter("error")
    linecache.cache[page["name"]] = (0, None, page["source"].splitlines(keepends=True), "")
    shell = Shell(page["name"])
    results: list[Any] = []
    result: Result = {"name": page["name"], "results": results}
    for step in page["steps"]:
        try:
            if step["kind"] == "cell":
                results.append(_run_cell(shell, step))
            else:
                results.append(shell.value(step["code"], step["line"]))
        except BaseException as error:
            line = _line_of(error, page["name"], step["line"])
            message = error.msg if isinstance(error, SyntaxError) else str(error)
            result["problem"] = [line, f"{type(error).__name__}: {message}".removesuffix(": ")]
            break
    connection.send(result)
    connection.close()


def _run_cell(shell: Shell, step: dict[str, Any]) -> list[Output]:
    try:
        outputs = shell.run_cell(step["code"], step["line"])
    except Exception as error:
        if not step["raises"]:
            raise
        name, message = type(error).__name__, str(error)
        failure = {"output_type": "error", "ename": name, "evalue": message}
        return [*shell.outputs, failure | {"traceback": [f"{name}: {message}"]}]
    if step["raises"]:
        raise AssertionError("this cell is tagged raises-exception, but nothing was raised")
    return outputs


def _line_of(error: BaseException, page: str, default: int) -> int:
    """Return the last line of the page that the error went through."""
    if isinstance(error, SyntaxError) and error.filename == page and error.lineno:
        return default + error.lineno - 1
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == page and frame.lineno]
    return lines[-1] if lines else default


def run_pages(pages: list[dict[str, Any]], *, at_once: int, seconds: float) -> Iterator[Result]:
    """Run every page in a process of its own and yield the results as they come."""
    # Forking a warm process saves each page the imports; elsewhere a new one is started.
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    waiting = list(pages)
    running: dict[Connection, tuple[dict[str, Any], Any, float]] = {}
    while waiting or running:
        while waiting and len(running) < at_once:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=run_page, args=(waiting[0], sender))
            process.start()
            sender.close()
            running[receiver] = (waiting.pop(0), process, time.monotonic() + seconds)
        deadline = min(deadline for _, _, deadline in running.values())
        ready = wait(list(running), timeout=max(0.0, deadline - time.monotonic()))
        for receiver, (page, process, deadline) in list(running.items()):
            if receiver in ready:
                yield _received(receiver, page)
            elif time.monotonic() >= deadline:
                yield _failed(page, f"the page took longer than {seconds:g} seconds")
            else:
                continue
            del running[receiver]
            process.kill()
            process.join()


def _received(receiver: Connection, page: dict[str, Any]) -> Result:
    try:
        result: Result = receiver.recv()
    except EOFError:
        return _failed(page, "the page's process died while it ran")
    return result


def _failed(page: dict[str, Any], message: str) -> Result:
    return {"name": page["name"], "results": [], "problem": [1, message]}


def main() -> None:
    """Run the pages that standard input names."""
    order = json.load(sys.stdin)
    plt.style.use(str(files("primer").joinpath("primer.mplstyle")))
    # Data that several pages read is unpacked once, before the processes part.
    for split in sorted(set(re.findall(r"load_digits\(\\\"(train|test)\\\"\)", json.dumps(order)))):
        primer.load_digits(split)
    results = run_pages(order["pages"], at_once=order["at_once"], seconds=order["seconds"])
    for result in results:
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
