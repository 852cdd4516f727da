"""Outputs: the page, the summary in Markdown, the terminal, GitHub's annotations."""
