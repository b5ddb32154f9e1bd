"""What a first visit to a page costs: bytes, requests, and text that moves under the eyes."""

from tests.site.reader import Reader, Screen
from tests.site.server import Answer, SiteServer

# Chromium may stop drawing a page in which nothing changes; then no frame ever comes.
FRAME = """const frame = () => Promise.race([
    new Promise(requestAnimationFrame), new Promise((end) => setTimeout(end, 500))])"""
TO_THE_END = f"""async () => {{
    {FRAME}
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {{
        scrollTo(0, y)
        await frame()
    }}
}}"""
OBSERVE_SHIFTS = """
    const add = (entries) => entries.forEach(({ value }) => (window.shift += value))
    window.shift = 0
    window.shifts = new PerformanceObserver((list) => add(list.getEntries()))
    window.shifts.observe({ type: "layout-shift" })
    window.layoutShift = () => (add(window.shifts.takeRecords()), window.shift)
"""
PAINTED = f"""async () => {{
    {FRAME}
    await frame()
    await frame()
}}"""


def first_visit(reader: Reader, server: SiteServer, path: str) -> list[Answer]:
    """Read a page to its end in a browser that has nothing of the site yet.

    Returns:
        What the server sent, web workers and the favicon included.
    """
    server.answers.clear()
    with reader.open(path) as visit:
        visit.page.evaluate(TO_THE_END)
        visit.page.wait_for_load_state("networkidle")
    return list(server.answers)


def table(answers: list[Answer]) -> str:
    """Return the answers as a table, the heaviest first."""
    rows = sorted(answers, key=lambda answer: -answer.size)
    lines = [f"{answer.size / 1000:8.1f} KB  {answer.path}" for answer in rows]
    total = sum(answer.size for answer in answers) / 1000
    return "\n".join(["", *lines, f"{total:8.1f} KB in {len(answers)} requests"])


def layout_shift(reader: Reader, server: SiteServer, path: str, screen: Screen) -> float:
    """Return how much a page moves when its fonts, scripts and pictures come after its text.

    Returns:
        The sum of Chromium's layout shift scores: 0 is none.
    """
    server.all_is_let_through.clear()
    with reader.sit_down(screen) as visit:
        visit.page.add_init_script(OBSERVE_SHIFTS)
        try:
            visit.page.goto(reader.address + path, wait_until="commit")
            visit.page.wait_for_function("document.readyState !== 'loading'")
            visit.page.evaluate(PAINTED)
        finally:
            server.all_is_let_through.set()
        visit.page.wait_for_load_state("networkidle")
        visit.page.evaluate(TO_THE_END)
        visit.page.evaluate(PAINTED)
        return float(visit.page.evaluate("() => window.layoutShift()"))
