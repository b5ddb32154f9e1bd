"""Measure the live figures in Chromium: training in the page, and the frames of the digit pad.

`python -m benchmarks.browser` builds the site first, `python -m benchmarks.browser SITE` takes
one that is built. Quiet machines give the truest numbers.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from primer import Network, load_digits, train

sys.path.append(str(Path(__file__).parents[1] / "docs" / "_build"))  # the tests read pages with it

from tests.browser import Chromium
from tests.figures.every import opened
from tests.site.reader import Reader
from tests.site.server import serving

ROOT = Path(__file__).parents[1]
EPOCH, TURNS, FRAMES = 10_000, 5, 1000
WATCH = """() => {
    window.tasks = []
    const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries()))
    watch.observe({ type: "longtask" })
}"""
TIMES = """async (figure, count) => {
    const times = []
    while (times.length < count) {
        await new Promise(requestAnimationFrame)
        const start = performance.now()
        figure.draw()
        times.push(performance.now() - start)
    }
    return times
}"""
REPORTS = "figure => figure.reports.map(({ seen, seconds, accuracy }) => [seen, seconds, accuracy])"


def main() -> None:
    """Build the site, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", folder]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        measure(Path(folder))


def measure(site: Path) -> None:
    """Print seconds, shares and milliseconds."""
    with serving(site) as server, sync_playwright() as playwright:
        chromium = Chromium(playwright)
        reader = Reader(chromium, server.address)
        measure_training(reader)
        measure_frames(reader)
        chromium.close()


def measure_training(reader: Reader) -> None:
    """Compare an epoch of batches of 10, then train for ten seconds and watch the page."""
    ours, theirs = [], []
    with opened(reader, "train-it", "batch=10&rate=3") as (visit, figure):
        for turn in range(TURNS):
            press(figure, "epoch")
            visit.page.wait_for_function(f"() => {last('seen')} === {EPOCH * (turn + 1)}")
            theirs.append(epoch_in_python(seed=turn))
            ours.append(figure.evaluate(REPORTS)[-1][1])
        seconds = [after - before for before, after in zip([0, *ours], ours, strict=False)]
        print(f"an epoch of {EPOCH:,} digits, batch 10: page {median(seconds):.2f} s, ", end="")
        ratio = median(seconds) / median(theirs)
        print(f"Python {median(theirs):.2f} s, {ratio:.2f} times as long")

        press(figure, "reset")
        visit.page.evaluate(WATCH)
        press(figure, "train")
        visit.page.wait_for_timeout(10_000)
        reports = figure.evaluate(REPORTS)
        tasks = visit.page.evaluate("() => tasks.map(({ duration }) => duration)")
        best = max(accuracy for *_, accuracy in reports)
        print(f"ten seconds of training: {reports[-1][0]:,} digits, best accuracy {best:.1%}")
        print(f"tasks over 50 ms meanwhile: {len(tasks)}, the longest {max(tasks, default=0)} ms")


def measure_frames(reader: Reader) -> None:
    """Time the drawing of the digit pad, forward pass included."""
    with opened(reader, "digit-pad") as (_, figure):
        times = figure.evaluate(TIMES, FRAMES)
    print(f"the digit pad: median of {FRAMES:,} frames {median(times):.2f} ms")


def epoch_in_python(seed: int) -> float:
    """Return the seconds that the package takes for the same epoch."""
    digits = load_digits("train")
    network = Network([784, 16, 16, 10], seed=seed)
    (epoch,) = train(
        network, digits.images[:EPOCH], digits.targets[:EPOCH],
        epochs=1, batch_size=10, learning_rate=3.0, seed=seed, progress=False,
    )  # fmt: skip
    return epoch.seconds


def press(figure: Any, button: str) -> None:
    """Press a button of a figure."""
    figure.locator(f"[data-does={button}]").press("Enter")


def last(name: str) -> str:
    """Return JavaScript for what the figure reported last."""
    return f"document.querySelector('primer-train-it').reports.at(-1)?.{name}"


if __name__ == "__main__":
    measure(Path(sys.argv[1])) if sys.argv[1:] else main()
