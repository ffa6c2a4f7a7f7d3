"""What only the API gives is required where it gives it."""

from readOnly_read_and_write_only import typeddict as td

user: td.User = {"password": "b"}
null: td.User = {"id": "a", "password": None}
