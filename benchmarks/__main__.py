"""Run every benchmark: `python -m benchmarks`."""

from benchmarks import build, frame, training

training.main()
build.main()
frame.main()
