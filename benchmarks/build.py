"""Time the build of the site: cold, warm, after an edit of prose and of code.

`python -m benchmarks.build` builds a clone of the last commit, and leaves the project alone.
"""

import os
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
        clone = Path(folder) / "project"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        chapter = clone / CHAPTER
        print(f"cold                {build(clone):6.1f} s")
        print(f"warm                {build(clone):6.1f} s")
        chapter.write_text(chapter.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
        print(f"edit of prose       {build(clone):6.1f} s")
        edited = chapter.read_text("utf-8").replace("```python\n", "```python\n# Edited.\n", 1)
        chapter.write_text(edited, "utf-8")
        print(f"edit of a cell      {build(clone):6.1f} s")


def build(project: Path) -> float:
    """Build the site of a project once, as `make site`, and return the seconds that it took."""
    environment = os.environ | {
        "NBCONVERT_DISABLE_CONFIG_EXPORTERS": "1",
        "PYTHONPATH": str(project / "src"),
    }
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    built = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    if built.returncode:
        sys.exit(built.stderr)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
