"""Time the frames of the digit pad: how long `draw` takes in Chromium, over 1,000 frames.

`python -m benchmarks.frame` builds the site first, `python -m benchmarks.frame SITE` takes one
that is built. What the browser does after the script, painting above all, is not in these times.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "docs" / "_build"))

FRAMES = 1000
TIMES = """async (figure, frames) => {
    const times = []
    while (times.length < frames) {
        await new Promise(requestAnimationFrame)
        const start = performance.now()
        figure.draw()
        times.push(performance.now() - start)
    }
    return times
}"""


def main() -> None:
    """Build the site, and time it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", folder]
        subprocess.run(command, cwd=ROOT, check=True)
        report(Path(folder))


def report(site: Path) -> None:
    """Print the median and the slow end of the frames of a built site."""
    from tests.browser import Chromium
    from tests.figures.every import opened
    from tests.site.reader import Reader
    from tests.site.server import serving

    with serving(site) as server, sync_playwright() as playwright:
        chromium = Chromium(playwright)
        with opened(Reader(chromium, server.address), "digit-pad") as (_, figure):
            times = np.array(figure.evaluate(TIMES, FRAMES))
        chromium.close()
    median, slow = np.percentile(times, [50, 95])
    print(f"median of {FRAMES:,} frames {median:6.2f} ms, 95th percentile {slow:.2f} ms")


if __name__ == "__main__":
    report(Path(sys.argv[1])) if sys.argv[1:] else main()
