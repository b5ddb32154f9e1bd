"""Run every benchmark: `python -m benchmarks`."""

from benchmarks import build, training

training.main()
build.main()
