"""`make serve`, while somebody writes: mistakes are shown, and mending them too."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest

from tests.pages.project import BODY, ROOT, SETTINGS, copy_project, write

PATIENCE = 120  # seconds for all tests together, on a busy machine
GOOD = "# Page\n\nTwice {{ 2 * 21 }}.\n"
MISTAKES = (
    ("# Page\n\n{{ unknown }}\n", "NameError: name &#x27;unknown&#x27;"),
    ("# Page\n\n$\\frac{1}$ {{ 1 }}\n", "in the formula \\frac{1}"),
    ("# Page\n\n{{unknown}} {{ 1 }}\n", "an inline value has spaces inside its braces"),
)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """MkDocs as the Makefile starts it."""

    def __init__(self, project: Path) -> None:
        """Serve a project on a free port."""
        self.host = f"127.0.0.1:{free_port()}"
        rule = re.search(r"mkdocs (serve.*)", (ROOT / "Makefile").read_text())
        assert rule
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", *rule[1].split(), "-a", self.host],
            cwd=project, env=os.environ | SETTINGS,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        self.watchdog = Timer(PATIENCE, self.process.kill)
        self.watchdog.start()

    def says(self, text: str) -> bool:
        """Read what the server prints up to a text; False if it never comes."""
        assert self.process.stdout
        return any(text in line for line in self.process.stdout)

    def get(self, path: str) -> str:
        """Return what the server answers."""
        with urlopen(f"http://{self.host}/{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def close(self) -> None:
        """Stop the server."""
        self.watchdog.cancel()
        self.process.terminate()
        self.process.communicate()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project of one page."""
    return copy_project(tmp_path, {"index.md": "# Home\n", "page.md": GOOD})


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    """Serve the project until all is tested."""
    server = Server(project)
    assert server.says("Serving on")
    yield server
    server.close()


# One server serves all of this: starting it takes longest.
def test_mistakes_are_shown_and_mending_them_too(server: Server, project: Path) -> None:
    for text, message in MISTAKES:
        write(project, "page.md", text)
        assert server.says("Reloading browsers")
        told = re.findall(r'<pre class="output output--error".*?</pre>', server.get("course/page/"))
        assert [f"docs/page.md:{BODY + 2}: " in box and message in box for box in told] == [True]

    module = project / "src/primer/cost.py"
    code = module.read_text("utf-8")
    module.write_text(f"{code}\nx = = 1\n", "utf-8")
    assert server.says("SyntaxError: invalid syntax")
    assert server.says("An error happened during the rebuild")
    module.write_text(code, "utf-8")
    assert server.says("Reloading browsers")

    script = re.search(r"livereload\((\d+), ?(\d+)\);", server.get("course/page/"))
    assert script
    write(project, "page.md", GOOD)
    # This answer comes when there is something new.
    assert int(server.get(f"livereload/{script[1]}/{script[2]}")) > int(script[1])
    assert ">42</span>" in server.get("course/page/")
    assert server.says("Reloading browsers")

    write(project, "more.md", "# More\n")
    assert server.says("Reloading browsers")
    names = re.findall(r">\s*(Home|Page|More|None)\s*<", server.get("course/page/"))
    assert set(names) == {"Home", "Page", "More"}
