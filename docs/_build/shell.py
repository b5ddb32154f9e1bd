"""Running one page's cells, and keeping what they show."""

import ast
import contextlib
import io
import itertools
from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist

# What pages are drawn in, whatever this machine's own settings are.
STYLE = ["default", "primer.primer"]

type Output = dict[str, Any]


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
