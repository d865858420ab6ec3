"""Speed, measured in one run as ratios: `python -m benchmarks.speed`."""
