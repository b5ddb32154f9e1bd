"""Look at a page that is open: what is wrong with it, to the eye and by the rules of axe."""

from functools import cache
from pathlib import Path
from typing import cast

from playwright.sync_api import Page

from tests.site.pages import ROOT
from tests.site.reader import Visit

LOOK = Path(__file__).with_name("look.js")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (tags) => {
    const only = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }
    const { violations } = await axe.run(document, only)
    return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, any }) => `axe ${id} (${any[0]?.message ?? help}): ${target}`))
}"""


@cache
def script(file: Path) -> str:
    """Return the text of a script."""
    return file.read_text("utf-8")


def look(page: Page, function: str, *selectors: str) -> list[str]:
    """Call a function of look.js in a page, and return the faults that it sees."""
    call = f"selectors => ({script(LOOK)}).{function}(...selectors)"
    return cast(list[str], page.evaluate(call, list(selectors)))


def axe_violations(page: Page) -> list[str]:
    """Return what axe finds in a page as it stands, one line for each element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(script(AXE))
    return cast(list[str], page.evaluate(RUN_AXE, AXE_TAGS))


def faults_of(visit: Visit) -> list[str]:
    """Return all that is wrong with an open page, with the page and the screen."""
    faults = [*look(visit.page, "faults"), *axe_violations(visit.page), *visit.faults]
    place = visit.page.url.removeprefix(visit.address) or "home"
    return [f"{place} ({visit.screen}): {fault}" for fault in faults]
