"""Each item of a tuple has a type of its own."""

from prefixItems_fixed import typeddict as td

pair: td.Pair = ("a", 1)
line: td.Line = {"from": pair, "to": (0.5, ("b", 2))}
name: str = line["from"][0]
count: int = line["to"][1][1]
assert (name, count) == ("a", 2)
