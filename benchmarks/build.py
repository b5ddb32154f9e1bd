"""Time the build of the site: cold, warm, after an edit of prose and of code.

`python -m benchmarks.build` works on a copy, and leaves the project alone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHAPTER = Path("docs/learn/1-structure/04-weights.md")


def main() -> None:
    """Print how many seconds each build takes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        copy_project(copy)
        chapter = copy / CHAPTER
        print(f"cold                {build(copy):6.1f} s")
        print(f"warm                {build(copy):6.1f} s")
        chapter.write_text(chapter.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
        print(f"edit of prose       {build(copy):6.1f} s")
        edited = chapter.read_text("utf-8").replace("```python\n", "```python\n# Edited.\n", 1)
        chapter.write_text(edited, "utf-8")
        print(f"edit of a cell      {build(copy):6.1f} s")


def copy_project(target: Path) -> None:
    """Copy every file that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def build(project: Path) -> float:
    """Build the site of a project once, and return the seconds that it took."""
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env=environment,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
