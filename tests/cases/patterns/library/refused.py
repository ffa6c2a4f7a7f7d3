"""What both checkers refuse, a fault a statement."""

from patterns_library import dataclass as dc
from patterns_library import pydantic as pyd
from patterns_library import typeddict as td

unknown_value: td.NewLoan = {"genre": "crime", "media": []}
missing_key: td.NewLoan = {"media": []}
closed: td.Limits = {"days": 1, "other": 2}
pyd.Loan(genre="novel", media=[])
pyd.NewLoan(genre="novel", media=[], lentAt="x", names="y")
dc.Book(kind="record", title="x")
dc.Shelves(house="x", additional_properties={"a": "b"})
pyd.NewLaon
