"""The command ``peft-bench``: a file for each subcommand, and what runs the suite in a process of its own."""
