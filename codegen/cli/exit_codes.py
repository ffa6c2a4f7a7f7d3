"""What a command tells the program that started it; these numbers are API."""

DONE = 0
FINDINGS = 1
"""It was done, and there is something to look at."""
FAILED = 2
"""It could not be done: usage, configuration, description, or the system."""
INTERRUPTED = 130
