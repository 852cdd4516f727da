"""What is derived from a record before it is laid out: differences, losses, verdicts, answers."""
