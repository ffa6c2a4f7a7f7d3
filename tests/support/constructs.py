"""What each case is about, in the words of the specifications: the table of what is covered."""

from collections.abc import Mapping

CONSTRUCTS: Mapping[str, str] = {}
