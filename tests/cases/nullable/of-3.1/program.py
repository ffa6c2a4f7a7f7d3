"""Null and absence are two things, in any place where a value can stand."""

from nullable_of_3_1 import typeddict as td

person: td.Person = {"name": None, "home": None}
city: str = home.get("city", "") if (home := person.get("home")) is not None else "none"
assert city == "none"
