"""Run a notebook's cells from top to bottom as Jupyter does, with Python and Matplotlib alone."""

import ast
import json
import linecache
import sys
import warnings
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt


def run_cell(source: str, name: str, namespace: dict[str, Any]) -> None:
    """Run a cell, and show the value of its last line and its figures."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    tree = ast.parse(source, name)
    value = None
    if tree.body and isinstance(last := tree.body[-1], ast.Expr):
        value = ast.Expression(last.value)
        del tree.body[-1]
    exec(compile(tree, name, "exec"), namespace)
    if value:
        print(repr(eval(compile(value, name, "eval"), namespace)))
    for number in plt.get_fignums():
        plt.figure(number).canvas.draw()
    plt.close("all")


def runs(cell: dict[str, Any]) -> bool:
    """Tell whether a cell is code; installing the package is Jupyter's business."""
    return cell["cell_type"] == "code" and not "".join(cell["source"]).startswith("%pip ")


def run_notebook(file: Path) -> int:
    """Run a notebook, and return how many cells have run.

    Raises:
        AssertionError: If a cell that should raise an error does not.
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    code = [cell for cell in json.loads(file.read_text("utf-8"))["cells"] if runs(cell)]
    for number, cell in enumerate(code, start=1):
        raises = "raises-exception" in cell["metadata"].get("tags", [])
        try:
            run_cell("".join(cell["source"]), f"{file.name}, cell {number}", namespace)
        except Exception:
            if not raises:
                raise
        else:
            assert not raises, f"cell {number} raises nothing"
    return len(code)


if __name__ == "__main__":
    warnings.simplefilter("error")
    print("cells run:", run_notebook(Path(sys.argv[1])))
