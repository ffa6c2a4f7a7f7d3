"""The parent's type is the union of its children: each has its own tag and what the parent requires."""

from discriminator_hierarchy import dataclass as dc
from discriminator_hierarchy import typeddict as td

dog: td.Dog = {"kind": "cat", "name": "a"}
nameless: td.Animal = {"kind": "dog"}
other: td.Animal = {"kind": "cow", "name": "a"}
zoo: td.Zoo = {"star": {"name": "a"}}
dc.Dog(kind="cat", name="a")
