"""Without a request that sends it, a type has the shape of what the API gives."""

from readOnly_read_and_write_only import typeddict as td

user: td.User = {"id": "a"}
secret: td.User = {"id": "a", "password": "b", "name": "c"}
number: str = user["id"]
assert number == secret["id"] and "password" not in user
