"""Saying what of a claim is no longer true."""

import ast
import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np

LONGEST = 60  # characters of a value that still help


def broken_claim(code: str, line: int, namespace: dict[str, Any]) -> str:
    """Return the assertion at a line of a cell, and what it compares as it is now.

    Nothing when no assertion stands there: then it was code elsewhere that asserted something.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assert) and node.lineno <= line <= (node.end_lineno or 0):
            found = ", ".join(_compared(node.test, namespace))
            return f"no longer true: {ast.unparse(node.test)}" + f" ({found})" * bool(found)
    return ""


def _compared(test: ast.expr, namespace: dict[str, Any]) -> Iterator[str]:
    """Yield the value of each side of each comparison; what cannot be told alone is left out."""
    comparisons = [node for node in _outside_loops(test) if isinstance(node, ast.Compare)]
    sides = [side for each in comparisons for side in (each.left, *each.comparators)]
    for side in dict.fromkeys(ast.unparse(side) for side in sides):
        with contextlib.suppress(Exception):
            value = eval(side, namespace)
            number = isinstance(value, float | np.floating)
            shown = f"{value:.4g}" if number else repr(value)
            if shown != side and len(shown) <= LONGEST:
                yield f"{side} is {shown}"


def _outside_loops(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a piece of code, but for where it has names of its own."""
    yield node
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.Lambda) and not getattr(inner, "generators", None):
            yield from _outside_loops(inner)
