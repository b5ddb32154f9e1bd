"""Serve the site as a web host does: compressed, below a folder, with a page for no page."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import unquote, urlsplit

from tests.site.build import BUILT_FOR
from tests.site.pages import NOT_FOUND

FOLDER = urlsplit(BUILT_FOR).path
TEXT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
}
# A page may wait for what is held back, while the test waits for the page.
LONGEST_HOLD = 20  # seconds
OTHER_TYPES = {
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gz": "application/gzip",
}


@dataclass(frozen=True)
class Answer:
    """What went over the wire for one request: its path and the bytes, head included."""

    path: str
    size: int


class SiteServer(ThreadingHTTPServer):
    """A web server on a free port of this machine that remembers what it has sent."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        """Take a free port; `serving` starts it."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site.resolve()
        self.address = f"http://127.0.0.1:{self.server_port}{FOLDER}"
        self.answers: list[Answer] = []
        self.compressed = cache(gzip.compress)
        self.all_is_let_through = Event()
        self.all_is_let_through.set()

    def find(self, path: str) -> tuple[HTTPStatus, Path]:
        """Return the file that a path below the server names, or else the page for no page."""
        file = self.site / unquote(path.removeprefix(FOLDER))
        if path.endswith("/"):
            file = file / "index.html"
        if path.startswith(FOLDER) and file.is_file() and self.site in file.resolve().parents:
            return HTTPStatus.OK, file
        return HTTPStatus.NOT_FOUND, self.site / NOT_FOUND

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet when a browser hangs up before it has read its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: SiteServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send the file, the page for no page, or where a folder is."""
        path = urlsplit(self.path).path
        status, file = self.server.find(path)
        if status == HTTPStatus.NOT_FOUND and self.server.find(f"{path}/")[0] == HTTPStatus.OK:
            self.answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{path}/"}, b"")
            return
        if file.suffix not in {".html", ".css"}:
            self.server.all_is_let_through.wait(LONGEST_HOLD)
        content = file.read_bytes() if file.exists() else b""
        if file.suffix not in TEXT_TYPES:
            kind = OTHER_TYPES.get(file.suffix, "application/octet-stream")
            self.answer(status, {"Content-Type": kind}, content)
            return
        content = content.replace(BUILT_FOR.encode(), self.server.address.encode())
        headers = {"Content-Type": TEXT_TYPES[file.suffix], "Content-Encoding": "gzip"}
        self.answer(status, headers, self.server.compressed(content, 6, mtime=0))

    def answer(self, status: HTTPStatus, headers: dict[str, str], content: bytes) -> None:
        """Send an answer, and remember its size."""
        headers |= {"Content-Length": str(len(content)), "Cache-Control": "max-age=600"}
        lines = [f"HTTP/1.1 {status} {status.phrase}", *map(": ".join, headers.items())]
        message = "\r\n".join([*lines, "", ""]).encode() + content
        self.server.answers.append(Answer(self.path, len(message)))
        self.wfile.write(message)


@contextmanager
def serving(site: Path) -> Iterator[SiteServer]:
    """Serve a folder until the end of the `with` block."""
    server = SiteServer(site)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.all_is_let_through.set()
        server.shutdown()
        thread.join()
        server.server_close()
