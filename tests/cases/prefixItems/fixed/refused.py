"""A tuple has as many items as are told, in that order."""

from prefixItems_fixed import typeddict as td

swapped: td.Pair = (1, "a")
short: td.Pair = ("a",)
long: td.Pair = ("a", 1, 2)
line: td.Line = {"to": ("a", ("b", 2))}
inner: td.Line = {"to": (0.5, ("b", "c"))}
text: str = line["from"][1]
