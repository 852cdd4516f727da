"""The claims: what a profile expects, as tests."""
