"""Saying what of a claim is no longer true."""

import ast
import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np

LONGEST = 60  # characters of a value that still help
# What stands in these has names of its own, which are gone when it has failed.
SCOPES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)


def broken_claim(code: str, line: int, namespace: dict[str, Any]) -> str:
    """Return the assertion at a line of a cell, and what it compares as it is now.

    Nothing when none stands there: then a function, here or elsewhere, asserted something.
    """
    for node in _outermost(ast.parse(code)):
        if isinstance(node, ast.Assert) and node.lineno <= line <= (node.end_lineno or 0):
            found = ", ".join(_compared(node.test, namespace))
            return f"no longer true: {ast.unparse(node.test)}" + f" ({found})" * bool(found)
    return ""


def _compared(test: ast.expr, namespace: dict[str, Any]) -> Iterator[str]:
    """Yield the value of each side of each comparison; what cannot be told alone is left out."""
    comparisons = [node for node in _outermost(test) if isinstance(node, ast.Compare)]
    sides = [side for each in comparisons for side in (each.left, *each.comparators)]
    for side in dict.fromkeys(ast.unparse(side) for side in sides):
        with contextlib.suppress(Exception):
            value = eval(side, namespace)
            number = isinstance(value, float | np.floating)
            shown = f"{value:.4g}" if number else repr(value)
            if shown != side and len(shown) <= LONGEST:
                yield f"{side} is {shown}"


def _outermost(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and what stands in it, in no scope of its own."""
    yield node
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, SCOPES):
            yield from _outermost(inner)
