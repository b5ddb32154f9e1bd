from pathlib import Path

import execution
import pytest
from execution import Execution
from page import Problem

from tests.pages.project import page

# Answers like the real one, but knows only to fail where a page says so.
STAND_IN = """
import json, sys
for page in json.load(sys.stdin)["pages"]:
    result = {"name": page["name"], "results": [step["code"] for step in page["steps"]]}
    if "fail" in page["source"]:
        result["problem"] = [3, "no"]
    print(json.dumps(result))
"""
TEXT = "Prose {{ 1 }}.\n\n```python\nx = 1\n```\n"


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Execution:
    """Return an execution with a stand-in for the runner and a package of two files."""
    (tmp_path / "runner.py").write_text(STAND_IN)
    (tmp_path / "shell.py").touch()
    monkeypatch.setattr(execution, "RUNNER", tmp_path / "runner.py")
    monkeypatch.setattr(execution, "SHELL", tmp_path / "shell.py")
    package = tmp_path / "primer"
    (package / "data").mkdir(parents=True)
    (package / "network.py").write_text("a = 1")
    (package / "data" / "digits.xz").write_bytes(b"1")
    return Execution(tmp_path / "cache", package)


def run(runs: Execution, text: str = TEXT) -> list[str]:
    """Run a page, and return the pages that really ran."""
    runs.run([page(runs.package.parent, text)])
    return runs.has_run


def test_a_second_run_gives_the_same_results_from_the_cache(runs: Execution) -> None:
    pages = [page(runs.package.parent, TEXT, name) for name in ("a.md", "b.md")]
    first = runs.run(pages)
    assert runs.has_run == ["a.md", "b.md"]
    assert runs.run(pages) == first
    assert runs.has_run == []


@pytest.mark.parametrize(
    ("old", "new"), [("Prose", "# More\n\nprose"), (" {{", "\n{{"), ("python", "python alt='a'")]
)
def test_an_edit_of_the_prose_runs_nothing(runs: Execution, old: str, new: str) -> None:
    assert run(runs) == ["page.md"]
    assert run(runs, TEXT.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("x = 1", "x = 2"), ("{{ 1", "{{ 1:d"), ("python", "python tags=['raises-exception']")],
)
def test_an_edit_of_the_code_runs_the_page(runs: Execution, old: str, new: str) -> None:
    assert run(runs) == ["page.md"]
    assert run(runs, TEXT.replace(old, new)) == ["page.md"]


def test_a_change_that_is_undone_runs_nothing_and_older_results_go(runs: Execution) -> None:
    for number in (1, 2, 3, 2):
        ran = run(runs, TEXT.replace("x = 1", f"x = {number}"))
    assert ran == []
    assert len(list(runs.cache.rglob("*.json"))) == 2


@pytest.mark.parametrize(
    "file", ["network.py", "data/digits.xz", "data/new.py", "../runner.py", "../shell.py"]
)
def test_an_edit_of_the_package_its_data_or_the_runner_runs_the_page(
    runs: Execution, file: str
) -> None:
    run(runs)
    with (runs.package / file).open("a") as edited:
        edited.write("b = 2\n")
    assert run(runs) == ["page.md"]


def test_words_about_the_code_of_the_package_run_nothing(runs: Execution) -> None:
    module = runs.package / "network.py"
    module.write_text('def f():\n    """Do."""\n    return 1\n')
    run(runs)
    module.write_text(
        '"""A module."""\n\n\n# A comment.\ndef f():\n    """Do it."""\n    return 1\n'
    )
    assert run(runs) == []
    module.write_text('def f():\n    """Do."""\n    return 2\n')
    assert run(runs) == ["page.md"]


def test_a_module_that_moves_runs_the_page(runs: Execution) -> None:
    run(runs)
    (runs.package / "network.py").rename(runs.package / "data" / "network.py")
    assert run(runs) == ["page.md"]


def test_what_python_keeps_beside_the_package_runs_nothing(runs: Execution) -> None:
    run(runs)
    (runs.package / "__pycache__").mkdir()
    (runs.package / "__pycache__" / "network.pyc").write_text("")
    assert run(runs) == []


@pytest.mark.parametrize("library", ["numpy", "matplotlib"])
def test_another_version_of_a_library_runs_the_page(
    runs: Execution, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(runs)
    monkeypatch.setattr(execution, "version", lambda name: "9" if name == library else "1")
    assert run(runs) == ["page.md"]


def test_a_failing_page_is_told_and_not_kept(runs: Execution) -> None:
    pages = [page(runs.package.parent, TEXT + "fail")]
    for _ in range(2):
        assert runs.run(pages)[1] == [Problem("page.md", 3, "no")]
        assert runs.has_run == ["page.md"]


def test_a_runner_that_fails_is_no_success(runs: Execution) -> None:
    execution.RUNNER.write_text("raise SystemExit(3)")
    with pytest.raises(RuntimeError, match=r"runner\.py ended 3"):
        run(runs)
