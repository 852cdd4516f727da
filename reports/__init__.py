"""The account: records of what was carried out and judged, and their rendering. Never imports torch."""
