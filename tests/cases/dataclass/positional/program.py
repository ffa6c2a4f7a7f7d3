"""Without `kw-only`, required properties may be given by position, those of a base class first."""

from dataclass_positional.dataclass import Cat, Dog, Named

assert Cat("a", 9, toys=["mouse"]) == Cat(name="a", lives=9, toys=["mouse"])
assert Cat("a", 9).kind == "cat"
assert Named("a", nick="b").nick == "b"
assert Dog().kind == "dog"
