"""The claims: what a profile expects, said as tests."""
