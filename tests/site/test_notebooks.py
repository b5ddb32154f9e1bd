"""The notebooks that the site offers run for who has installed the package and nothing else."""

import json
import re
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from nbclient import NotebookClient
from page import is_notebook

from tests.environment import make_environment, run_alone
from tests.pages.project import once
from tests.site.pages import DOCS, ROOT, SOURCES

NOTEBOOKS = [str(source.with_suffix(".ipynb")) for source in SOURCES if is_notebook(DOCS / source)]
AS_JUPYTER = Path(__file__).with_name("as_jupyter.py")
# As the site's build does; with the networks that it has trained.
SETTINGS = {
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PRIMER_CACHE": str(ROOT / ".cache" / "networks"),
    "PRIMER_PROGRESS": "off",
}


@pytest.fixture(scope="session")
def environment(shared: Path) -> Path:
    """Make an environment with the package and what it requires."""
    return once(shared, "environment", make_environment)


def run_notebook(environment: Path, notebook: Path, folder: Path) -> str:
    """Run a notebook from an empty folder, and return what it prints."""
    return run_alone(environment, AS_JUPYTER, notebook, inside=folder, **SETTINGS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_on_its_own(
    environment: Path, site: Path, name: str, tmp_path: Path
) -> None:
    printed = run_notebook(environment, site / name, tmp_path)
    cells = json.loads((site / name).read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert printed.endswith(f"cells run: {len(code) - 1}\n")  # all but the one that installs
    assert "".join(code[0]["source"]).startswith("%pip install ")


def figures_in(cells: list[nbformat.NotebookNode]) -> list[int]:
    """Return how many pictures each cell of code shows."""
    shown = [cell.outputs for cell in cells if cell.cell_type == "code"]
    return [sum("image" in "".join(output.get("data", {})) for output in out) for out in shown]


# The first two make their first figure by a helper of the package, the third with Matplotlib.
@pytest.mark.parametrize("name", ["02-neurons", "04-weights", "05-squash-and-bias"])
def test_jupyter_shows_every_figure(
    site: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MPLBACKEND", raising=False)
    monkeypatch.setenv("PRIMER_CACHE", SETTINGS["PRIMER_CACHE"])
    notebook = nbformat.read(site / "learn" / "1-structure" / f"{name}.ipynb", as_version=4)
    del notebook.cells[0]  # which installs
    published = figures_in(notebook.cells)
    run = NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert figures_in(run.cells) == published
    assert sum(published) >= 5


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        (["x = 1", "x + unknown"], "cell 2.*NameError: name 'unknown'"),
        (["import mkdocs"], "ModuleNotFoundError: No module named 'mkdocs'"),
        (["open('docs/index.md')"], "FileNotFoundError"),
        (["from primer import plot", "import warnings\nwarnings.warn('x')"], "UserWarning: x"),
    ],
)
def test_a_notebook_that_needs_more_is_found(
    environment: Path, tmp_path: Path, cells: list[str], error: str
) -> None:
    notebook = tmp_path / "a.ipynb"
    code = [{"cell_type": "code", "source": [cell], "metadata": {}} for cell in cells]
    notebook.write_text(json.dumps({"cells": code}))
    with pytest.raises(AssertionError) as told:
        run_notebook(environment, notebook, tmp_path)
    assert re.search(error, str(told.value), re.DOTALL)


def test_every_published_notebook_is_run(site: Path) -> None:
    published = {str(PurePosixPath(file.relative_to(site))) for file in site.rglob("*.ipynb")}
    assert published == set(NOTEBOOKS)
