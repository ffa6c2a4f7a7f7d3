"""Fields of frozen objects cannot be set."""

from dataclass_frozen.dataclass import Cat, Dog

Dog().kind = "dog"
Cat(name="a", lives=9).lives = 8
