"""Charts: each module draws one kind, as static SVG."""
