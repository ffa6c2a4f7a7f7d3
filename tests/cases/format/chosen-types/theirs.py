"""What users have of their own, with a name among them that the types have of Pydantic."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class _Parsed:
    """What Pydantic loads from text."""

    @classmethod
    def parse(cls, text: str) -> _Parsed:
        """Return the value of a text."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(strict=True))
        loaded = core_schema.union_schema([core_schema.is_instance_schema(cls), text], mode="left_to_right")
        return core_schema.json_or_python_schema(
            text, loaded, serialization=core_schema.to_string_ser_schema(when_used="json")
        )


@dataclass(frozen=True)
class Money(_Parsed):
    """An amount with its currency, such as `EUR 5`."""

    currency: str
    amount: int

    @classmethod
    def parse(cls, text: str) -> Money:
        """Return the value of a text."""
        currency, amount = text.split()
        return cls(currency, int(amount))

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}"


Row = Money


class Plant(BaseModel):
    """A tree of the user's."""

    leaf: str = "green"


class Field(int):
    """A number with a name that Pydantic has."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.int_schema(strict=True))
