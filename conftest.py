"""Names the plugins of the suite."""

pytest_plugins = ["fixtures.plugin", "fixtures.workers.plugin", "benchmark.plugin", "reports.plugin"]
