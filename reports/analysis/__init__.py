"""Analysis: what is derived from a record before it is laid out, such as differences, losses, verdicts and answers."""
