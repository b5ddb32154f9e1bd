"""What runs in a page. All pages run once, side by side; each test looks at one of them."""

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import runner
from execution import Execution

import primer
from tests.pages.project import BODY, ROOT, page

FENCE = "```python\n{}\n```\n"
RAISES = "```python tags=['raises-exception']\n{}\n```\n"
PAGES = {
    "first": FENCE.format("secret = 1\nimport primer\nprimer.leak = 1"),
    "second": FENCE.format("'secret' in globals(), hasattr(__import__('primer'), 'leak')"),
    "value": "{{ 1234567:, }} {{ 'a':>3 }} {{ {'a': 2}['a'] }} {{ 0.5!r:6 }} {{ print(1) }}",
    "last": FENCE.format("3\n1 + 1") + FENCE.format("x = 1") + FENCE.format("None"),
    "drawing": FENCE.format("import matplotlib.pyplot as plt\nplt.subplots(1, 2)[1]")
    + FENCE.format("1"),
    "set drawing": FENCE.format(
        "import matplotlib.pyplot as plt\nplt.gca().set(yticks=range(3), ylim=(3, 0))"
    )
    + FENCE.format("1"),
    "printed": FENCE.format("print('a')\ndisplay(1)\nprint('b')\n2"),
    "outside": FENCE.format("import os, sys\nos.write(1, b'{}')\nsys.__stdout__.write('{')\n7"),
    "html": FENCE.format("class Table:\n    _repr_html_ = lambda self: '<b>'\nTable()"),
    "raises": RAISES.format(
        "print('before')\nimport matplotlib.pyplot as plt\nplt.plot([1])\n1 / 0"
    )
    + FENCE.format("1"),
    "raises nothing": RAISES.format("1"),
    "syntax": "\ntext\n\n" + FENCE.format("x = 1\ny = = 2"),
    "late syntax": "\n" + FENCE.format("x = 1\nreturn x"),
    "claim": FENCE.format("x = 2\nassert 1 < 3 and [x] + [0.25, *range(2)] == [\n    3\n]"),
    "claim of each": FENCE.format("a = x = 1.23456\nassert x < 2 and all(x < a for a in (1, 2))"),
    "claim of a function": FENCE.format("a = 7\ndef check(a):\n    assert a > 1\n\ncheck(0)"),
    "claim of a value": FENCE.format("def check():\n    assert 0") + "{{ check():.1f }}",
    "claim elsewhere": FENCE.format("def check():\n    assert 0, 'told'\n\ncheck()"),
    "warning": FENCE.format("import warnings\nwarnings.warn('careful')"),
    "in the package": FENCE.format(
        "import primer\ndef measure(seed):\n    return 1 / seed\n\nprimer.over_seeds(measure, [0])"
    ),
    "broken value": "\n\nSome {{ 1 }} and\n{{ unknown }}\n",
    "broken caption": "\n```python caption='{{ unknown }}' alt='a'\nx = 1\n```\n",
    "broken format": "{{ 'a':d }}",
    "forever": FENCE.format("1") + "\n" + FENCE.format("while True: pass"),
    "sleeps": FENCE.format("1") + "\n" + FENCE.format("import time\ntime.sleep(1000)"),
    "dies": FENCE.format("1") + "{{ 1 }}\n" + FENCE.format("import os\nos._exit(3)"),
    "exits": FENCE.format("import sys\nsys.exit('bye')"),
    "style": FENCE.format("import matplotlib as mpl\nmpl.rcParams['svg.fonttype']"),
}
EXECUTION = Execution(Path(), ROOT / "src" / "primer", seconds=2)


@cache
def run_all() -> tuple[dict[str, list[Any]], dict[str, tuple[int, str]]]:
    """Run every page; return results and problems by page."""
    with TemporaryDirectory() as folder:
        EXECUTION.cache = Path(folder, "cache")
        pages = [page(Path(folder), text, name) for name, text in PAGES.items()]
        results, problems = EXECUTION.run(pages)
    return results, {problem.page: (problem.line - BODY, problem.message) for problem in problems}


def results(name: str) -> list[Any]:
    found, problems = run_all()
    assert name not in problems
    return found[name]


def texts(outputs: list[dict[str, Any]]) -> list[str]:
    return [output.get("text") or output["data"]["text/plain"] for output in outputs]


def test_pages_see_nothing_of_each_other() -> None:
    results("first")
    assert texts(results("second")[0]) == ["(False, False)"]


def test_inline_values_speak_pythons_format_language() -> None:
    assert results("value") == ["1,234,567", "  a", "2", "0.5   ", "None"]


def test_the_last_expression_is_shown_unless_it_is_none() -> None:
    assert [texts(outputs) for outputs in results("last")] == [["2"], [], []]


@pytest.mark.parametrize("name", ["drawing", "set drawing"])
def test_a_drawing_is_shown_once_and_as_a_picture(name: str) -> None:
    outputs, following = results(name)
    assert [list(output["data"]) for output in outputs] == [["image/svg+xml"]]
    assert texts(following) == ["1"]


def test_what_is_printed_and_shown_keeps_its_order() -> None:
    assert texts(results("printed")[0]) == ["a\n", "1", "b\n", "2"]


def test_a_page_cannot_disturb_the_answers_by_writing_to_the_system() -> None:
    assert texts(results("outside")[0]) == ["7"]


def test_a_value_with_html_of_its_own_brings_it() -> None:
    assert results("html")[0][0]["data"]["text/html"] == "<b>"


def test_an_expected_error_is_shown_after_what_was_printed() -> None:
    outputs, following = results("raises")
    assert [output["output_type"] for output in outputs] == ["stream", "error"]
    assert outputs[1]["traceback"] == ["ZeroDivisionError: division by zero"]
    assert texts(following) == ["1"]  # and not the half-drawn figure


def test_figures_have_the_packages_style_and_no_other() -> None:
    assert texts(results("style")[0]) == ["'none'"]


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("raises nothing", 1, "AssertionError: this cell is tagged raises-exception, but nothing"),
        ("syntax", 5, "SyntaxError: invalid syntax"),
        ("late syntax", 3, "SyntaxError: 'return' outside function"),
        (
            "claim",
            2,
            "AssertionError: no longer true: 1 < 3 and [x] + [0.25, *range(2)] == [3]"
            " ([x] + [0.25, *range(2)] is [2, 0.25, 0, 1])",
        ),
        (
            "claim of each",
            2,
            "AssertionError: no longer true: x < 2 and all((x < a for a in (1, 2))) (x is 1.235)",
        ),
        ("claim of a function", 3, "AssertionError"),
        ("claim of a value", 2, "AssertionError"),
        ("claim elsewhere", 2, "AssertionError: told"),
        ("warning", 2, "UserWarning: careful"),
        ("in the package", 3, "ZeroDivisionError: "),
        ("broken value", 3, "NameError: name 'unknown' is not defined"),
        ("broken caption", 1, "NameError: name 'unknown' is not defined"),
        ("broken format", 0, "ValueError: Unknown format code 'd'"),
        ("forever", 5, "TimeoutError: the page computes for more than 2 seconds"),
        ("sleeps", 5, "the page takes longer than 20 seconds"),
        ("dies", 5, "the page's process died while it ran this"),
        ("exits", 2, "SystemExit: bye"),
    ],
)
def test_a_failure_is_named_with_the_line_of_the_page(name: str, line: int, message: str) -> None:
    _, problems = run_all()
    assert problems[name][0] == line
    assert problems[name][1].startswith(message)


def test_what_ran_before_a_failure_is_kept() -> None:
    found, _ = run_all()
    assert texts(found["dies"][0]) == ["1"]
    assert found["dies"][1:] == ["1"]


def cell(code: str) -> dict[str, Any]:
    """Return a page of one cell, as the runner is given it."""
    step = {"kind": "cell", "code": code, "line": 1, "raises": False}
    return {"name": code, "source": code, "steps": [step]}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is no copy of this one")
def test_shared_networks_are_trained_before_the_pages_that_need_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIMER_CACHE", str(tmp_path))
    quick = replace(primer.COURSE, name="quick", epochs=0)
    monkeypatch.setattr(primer, "QUICK", quick, raising=False)
    monkeypatch.setattr(primer, "WRONG", replace(quick, sizes=()), raising=False)
    monkeypatch.setattr(runner, "SHARED_RECIPES", {"use WRONG": "WRONG", "use QUICK": "QUICK"})
    look = "import os; sorted(os.listdir(os.environ['PRIMER_CACHE']))[-1][:7]"
    pages = [cell(f"{look}  # use QUICK"), cell("1  # use WRONG"), cell("2")]
    results = {
        result["name"]: result["results"][0][0]["data"]["text/plain"]
        for result in runner.run_pages(pages, at_once=2, seconds=9)
    }
    assert results == {pages[0]["name"]: "'quick-n'", pages[1]["name"]: "1", "2": "2"}
    assert len(list(tmp_path.glob("quick-*.npz"))) == 5
