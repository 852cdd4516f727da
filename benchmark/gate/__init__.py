"""The gate: claims against the accepted run, and studies of how often it is wrong."""
