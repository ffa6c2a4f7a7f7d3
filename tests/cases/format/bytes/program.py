"""Bytes are bytes; what was loaded is dumped in its own spelling, also by copies, and what was made in the usual one."""

import pickle

from format_bytes.pydantic import Sample, from_json, to_json

made = Sample(byte=b"\xff\xef", base64=b"hi", base64url=b"\xff\xef")
assert to_json(made) == {"byte": "/+8=", "base64": "aGk=", "base64url": "_-8="}
document = {"base64": "YUds\r\na2E=", "base64url": "_-8"}
loaded = from_json(Sample, document)
content: bytes = loaded.base64url or b""
assert content == b"\xff\xef"
assert to_json(pickle.loads(pickle.dumps(loaded))) == document
assert to_json(loaded.model_copy(deep=True)) == document
