"""What no member and no text is."""

from open_classes import dataclass, pydantic

dataclass.Order(status=1)
pydantic.Order(status=None)
