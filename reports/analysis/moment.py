"""Moments as people read them; the page's script shows them in the reader's own time zone."""

from datetime import UTC, datetime


def in_utc(iso: str) -> str:
    """Such as 2026-01-02 03:04 UTC; what is no date in ISO 8601 stays as it is."""
    try:
        return f"{datetime.fromisoformat(iso).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError):
        return iso
