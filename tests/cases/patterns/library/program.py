"""What a program does with the three flavours: make, load, narrow, dump."""

from datetime import UTC, datetime
from typing import assert_never
from uuid import UUID

from patterns_library import dataclass as dc
from patterns_library import pydantic as pyd
from patterns_library import typeddict as td


def of_typeddict(medium: td.Medium) -> str:
    if medium["kind"] == "book":
        return medium["title"]
    if medium["kind"] == "record":
        return medium["artist"]
    assert_never(medium)


def of_pydantic(medium: pyd.Medium) -> str:
    match medium:
        case pyd.Book(title=title):
            return title
        case pyd.Record(artist=artist):
            return artist
        case _:
            assert_never(medium)


def of_dataclass(medium: dc.Medium) -> str:
    match medium.kind:
        case "book":
            return medium.title
        case "record":
            return medium.artist
        case _:
            assert_never(medium.kind)


def reader(loan: dc.NewLoan) -> str:
    return loan.reader.upper() if loan.reader else "?"


wire: td.NewLoan = {"genre": "poetry", "media": [{"kind": "book", "title": "Odes"}]}
made = pyd.NewLoan(genre="poetry", media=[pyd.Book(title="Odes")])
same = dc.NewLoan(genre="poetry", media=[dc.Book(title="Odes")])
assert pyd.to_json(made) == dc.to_json(same) == wire
assert pyd.from_json(pyd.NewLoan, wire) == made
assert of_pydantic(made.media[0]) == of_dataclass(same.media[0]) == of_typeddict(wire["media"][0]) == "Odes"
assert reader(same) == "?"
medium: pyd.Medium = pyd.from_json(pyd.Medium, {"kind": "record", "artist": "Ella"})
loan = pyd.Loan(
    genre="novel", media=made.media, id=UUID(int=1), lent_at=datetime(2024, 1, 2, tzinfo=UTC), previous=None
)
assert loan.class_ is None
