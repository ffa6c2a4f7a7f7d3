from abc import ABC

from pydantic_base_class.pydantic import Cat, Counts

assert isinstance(Cat(lives_left=9), ABC)
assert issubclass(Counts, ABC)
