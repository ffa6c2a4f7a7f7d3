"""A property that may be absent is not null for that, and null is none of its type's values."""

from nullable_of_3_1 import typeddict as td

home: td.Home = {"city": None}
person: td.Person = {"home": {"city": None}}
born: td.Person = {"born": 1999}
text: str = born["name"]
