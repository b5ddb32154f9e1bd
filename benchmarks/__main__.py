"""Run every benchmark: `python -m benchmarks`."""

from benchmarks import browser, build, training

training.main()
build.main()
browser.main()
