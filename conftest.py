"""Names the plugins of the suite."""

pytest_plugins = [
    "fixtures.stopping",
    "fixtures.plugin",
    "fixtures.workers.plugin",
    "benchmark.plugin",
    "reports.plugin",
]
