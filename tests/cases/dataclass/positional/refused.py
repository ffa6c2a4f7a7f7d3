"""What has a default is keyword-only all the same."""

from dataclass_positional.dataclass import Cat, Dog, Named

Named("a", "b")
Dog("dog")
Cat("a")
