"""Names the plugins of the suite."""

pytest_plugins = ["fixtures.plugin", "benchmark.plugin", "reports.plugin"]
