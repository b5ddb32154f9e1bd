"""Naming file and line where MkDocs only names what is wrong."""

import logging
import re
from pathlib import Path

from page import Problem


class NameTheLine(logging.Filter):
    """Put file and line in front of what is said of a broken link."""

    LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains .*?link '(?P<link>[^']+)'")
    REFERENCE = re.compile(r"(?P<page>[^ ]+\.md): .*cross-reference target '(?P<link>[^']+)'")

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; keep every record."""
        message = record.getMessage()
        if match := self.LINK.search(message) or self.REFERENCE.search(message):
            source = Path(__file__).parents[1].joinpath(match["page"]).read_text("utf-8")
            link = re.compile(rf"""[("'<\[` ]{re.escape(match["link"])}[)"'>\]` ]""")
            for line, text in enumerate(source.split("\n"), start=1):
                if link.search(text):
                    record.msg, record.args = str(Problem(match["page"], line, message)), ()
                    break
        return True


def name_lines() -> None:
    """Let the messages about broken links and references name their line."""
    for name in ("structure.pages", "plugins.mkdocs_autorefs._internal.plugin"):
        logging.getLogger(f"mkdocs.{name}").addFilter(NameTheLine())
